"""What the reader learns from: files read, lines refused, and questions asked of other passages."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from indexer.errors import TrainingDataError
from indexer.index import Vectors
from indexer.training.reader.examples import (
    TOPIC_STRAYS,
    Example,
    drawn,
    read_families,
    read_public,
    read_written,
    stands_under,
    stray_examples,
)
from tests.conftest import WordEmbedder

PASSAGE = "Kursen gav 45 personer bevis, mål 50. Elnätet kartläggs."
ENTRY = {
    "region": "Blekinge",
    "initiative": "Valideringslyftet",
    "heading": None,
    "passage": PASSAGE,
    "answerable": [{"question": "Hur många fick bevis?", "answer": "45 personer", "in": "gav 45 personer bevis"}],
    "unanswerable": [{"question": "Vem höll kursen?"}],
    "topics": [{"topic": "elnät", "grade": 2}, {"topic": "mål", "grade": 1}, {"topic": "film", "grade": 0}],
}


def write(path: Path, *lines: object) -> Path:
    text = "".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in lines)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def public(answers: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"question": "Hur många?", "context": PASSAGE, "answers": answers}


@pytest.mark.parametrize("name", ["swequad.jsonl", "swequad.jsonl.gz"])
def test_public_data_is_read_with_its_first_answer_or_none(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, public([{"text": "45", "start": 11}, {"text": "50", "start": 34}]), public([]))
    answered, unanswered = read_public(path)
    assert answered == Example(
        asked="Hur många?", under="", passage=PASSAGE, span=(11, 13), answers=True, about=None, source="swequad"
    )
    assert (unanswered.span, unanswered.answers) == (None, False)


def test_written_data_is_read_with_what_it_stands_under(tmp_path: Path) -> None:
    examples = list(read_written(write(tmp_path / "a.jsonl", ENTRY)))
    assert {example.under for example in examples} == {"Blekinge – Valideringslyftet"}
    assert {example.source for example in examples} == {"a"}
    answered, unanswered, *topics = examples
    assert answered.span is not None
    assert PASSAGE[slice(*answered.span)] == "45 personer"
    assert [(e.answers, e.about) for e in (answered, unanswered)] == [(True, None), (False, None)]
    assert [(e.asked, e.span, e.answers, e.about) for e in topics] == [
        ("elnät", None, None, 1.0), ("mål", None, None, 0.35), ("film", None, None, 0.0),
    ]  # fmt: skip


def test_an_answer_is_looked_for_where_it_is_said_to_stand(tmp_path: Path) -> None:
    again = {"question": "Vad var målet?", "answer": "5", "in": "mål 50"}
    [example, *_] = read_written(write(tmp_path / "a.jsonl", ENTRY | {"answerable": [again]}))
    # The first 5 of the passage is that of 45.
    assert example.span == (PASSAGE.index("50"), PASSAGE.index("50") + 1)


@pytest.mark.parametrize(
    ("region", "initiative", "heading", "under"),
    [("Skåne", None, "Mål", "Skåne – Mål"), (None, "", None, ""), ("Skåne", "Filmfonden", "", "Skåne – Filmfonden")],
)
def test_what_is_not_known_is_left_out(region: str, initiative: str, heading: str, under: str) -> None:
    assert stands_under(region, initiative, heading) == under


@pytest.mark.parametrize(
    "line",
    [
        {"question": "Hur många?", "answers": []},
        public([{"text": "45", "start": 12}]),
        public([{"text": "45"}]),
        {**public([]), "answers": 3},
        [],
    ],
)
def test_a_public_line_of_another_form_is_named(tmp_path: Path, line: object) -> None:
    path = write(tmp_path / "p.jsonl.gz", public([]), line)
    with pytest.raises(TrainingDataError, match=r"p\.jsonl\.gz: line 2: expected a question with its context"):
        list(read_public(path))


@pytest.mark.parametrize(
    "line",
    [
        {key: value for key, value in ENTRY.items() if key != "topics"},
        ENTRY | {"topics": [{"topic": "elnät", "grade": 3}]},
        ENTRY | {"answerable": [{"question": "?", "answer": "46", "in": "gav 45 personer"}]},
        ENTRY | {"answerable": [{"question": "?", "answer": "45", "in": "fick 45 personer"}]},
        ENTRY | {"unanswerable": ["Vem?"]},
        "[]\n",
    ],
)
def test_a_written_line_of_another_form_is_named(tmp_path: Path, line: object) -> None:
    path = write(tmp_path / "w.jsonl", ENTRY, line)
    with pytest.raises(TrainingDataError, match=r"w\.jsonl: line 2: expected a passage with questions"):
        list(read_written(path))


@pytest.mark.parametrize(("name", "content"), [("p.jsonl", "{"), ("p.jsonl.gz", None), ("q.jsonl", None)])
def test_a_file_that_is_no_json_lines_is_named(tmp_path: Path, name: str, content: str | None) -> None:
    if content is not None:
        write(tmp_path / name, content)
    for read in (read_public, read_written, read_families):
        with pytest.raises(TrainingDataError, match=rf"{name}: expected JSON lines"):
            list(read(tmp_path / name))


def question(asked: str, passage: str, *, answered: bool = True) -> Example:
    span = (0, 3) if answered else None
    return Example(asked=asked, under="", passage=passage, span=span, answers=answered, about=None, source="a")


def topic(asked: str, passage: str, about: float) -> Example:
    return Example(asked=asked, under="", passage=passage, span=None, answers=None, about=about, source="a")


PASSAGES = ("film visas i skolor", "film spelas in", "film och bio", "film är konst", "elnät byggs", "buss till byar")


def test_a_stray_question_is_asked_of_a_near_passage_that_is_not_its_own_and_does_not_answer_it() -> None:
    others = [question("vem", passage) for passage in PASSAGES]
    asked = [question("vilken film visas", PASSAGES[0])] * 20
    strays = stray_examples(asked, others, WordEmbedder(), seed=1)
    assert {stray.passage for stray in strays} == set(PASSAGES[1:4])
    assert all((stray.span, stray.answers, stray.about) == (None, False, None) for stray in strays)


def test_a_stray_topic_goes_farther_since_the_nearest_may_be_about_it() -> None:
    passages = [f"film {place}" for place in range(TOPIC_STRAYS[0] + 1)] + ["elnät byggs", "buss till byar"]
    others = [question("vem", passage) for passage in passages]
    strays = stray_examples([topic("film", passages[0], 1.0)] * 20, others, WordEmbedder(), seed=1)
    assert {stray.passage for stray in strays} <= set(passages[-2:])
    assert {(stray.answers, stray.about) for stray in strays} == {(None, 0.0)}


class Turned(WordEmbedder):
    """Finds every query opposite to every passage."""

    def embed_queries(self, texts: Sequence[str], words: Sequence[str] | None = None) -> Vectors:
        return -np.ones((len(texts), self.dim), dtype=np.float32)


def test_even_where_all_are_far_nothing_strays_to_its_own_passage() -> None:
    examples = [question("film", "film"), question("elnät", "elnät och andra nät"), topic("film", "film", 1.0)]
    strays = stray_examples(examples, examples, Turned(), seed=1)
    assert [stray.passage for stray in strays] == ["elnät och andra nät", "film", "elnät och andra nät"]


FAMILY = {
    "passages": [
        {"region": "Blekinge", "initiative": "Lyftet", "heading": "", "passage": PASSAGE},
        {"region": "Skåne", "initiative": "", "heading": "Mål", "passage": "Elnätet byggs 2024."},
    ],
    "topics": [{"topic": "elnät", "grades": [1, 2]}],
    "questions": [{"question": "När byggs elnätet?", "passage": 2, "answer": "2024", "in": "byggs 2024"}],
    "unanswered": [{"question": "Vem höll kursen?"}],
}


def test_all_of_a_family_is_asked_of_each_of_its_passages(tmp_path: Path) -> None:
    examples = list(read_families(write(tmp_path / "k.jsonl", FAMILY)))
    assert [(e.asked, e.under, e.answers, e.about) for e in examples] == [
        ("elnät", "Blekinge – Lyftet", None, 0.35), ("elnät", "Skåne – Mål", None, 1.0),
        ("När byggs elnätet?", "Blekinge – Lyftet", False, None), ("När byggs elnätet?", "Skåne – Mål", True, None),
        ("Vem höll kursen?", "Blekinge – Lyftet", False, None), ("Vem höll kursen?", "Skåne – Mål", False, None),
    ]  # fmt: skip
    assert [e.passage[slice(*e.span)] for e in examples if e.span is not None] == ["2024"]


@pytest.mark.parametrize(
    "changed",
    [
        {"topics": [{"topic": "elnät", "grades": [1]}]},
        {"questions": [{"question": "När?", "passage": 3, "answer": "2024", "in": "byggs 2024"}]},
        {"questions": [{"question": "När?", "passage": 1, "answer": "2024", "in": "byggs 2024"}]},
    ],
)
def test_a_family_that_does_not_fit_is_refused_with_its_line(tmp_path: Path, changed: dict[str, Any]) -> None:
    with pytest.raises(TrainingDataError, match="line 2: expected a family of passages"):
        list(read_families(write(tmp_path / "k.jsonl", FAMILY, FAMILY | changed)))


def test_what_is_drawn_is_the_same_for_a_seed() -> None:
    examples = [question(str(n), "film") for n in range(50)]
    assert drawn(examples, 10, 1) == drawn(examples, 10, 1) != drawn(examples, 10, 2)
    assert len(set(drawn(examples, 10, 1))) == 10
    assert drawn(examples, 50, 1) == examples
