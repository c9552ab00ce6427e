"""What the reader learns from: files read, lines refused, questions asked of other passages, our own data."""

import gzip
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from indexer.errors import TrainingDataError
from indexer.index import Vectors
from indexer.training.reader.examples import (
    STRAY_EVERY,
    Example,
    drawn,
    read_public,
    read_written,
    stands_under,
    stray_examples,
)
from tests.conftest import WordEmbedder

WRITTEN = sorted((Path(__file__).parents[2] / "indexer" / "training" / "written").glob("*.jsonl"))
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
    for read in (read_public, read_written):
        with pytest.raises(TrainingDataError, match=rf"{name}: expected JSON lines"):
            list(read(tmp_path / name))


def question(asked: str, passage: str, *, answered: bool = True) -> Example:
    span = (0, 3) if answered else None
    return Example(asked=asked, under="", passage=passage, span=span, answers=answered, about=None, source="a")


def test_a_stray_question_is_asked_of_the_nearest_other_passage_which_does_not_answer_it() -> None:
    passages = ["film visas i skolor", "elnät byggs i norr", "film spelas in", "buss till byar"]
    examples = [question("vilken film visas", passages[0])]
    examples += [question("var byggs elnät", passages[1])] * (STRAY_EVERY - 1)
    examples += [question("vilken buss", passages[3]), question("vem", passages[2], answered=False)]
    strays = stray_examples(examples, WordEmbedder())
    # One in STRAY_EVERY of the answerable ones is asked: the first, and that of the bus.
    assert [stray.asked for stray in strays] == ["vilken film visas", "vilken buss"]
    assert strays[0].passage == passages[2]
    assert strays[1].passage != passages[3]
    assert all((stray.span, stray.answers, stray.about) == (None, False, None) for stray in strays)


class Turned(WordEmbedder):
    """Finds every query opposite to every passage."""

    def embed_queries(self, texts: Sequence[str], words: Sequence[str] | None = None) -> Vectors:
        return -np.ones((len(texts), self.dim), dtype=np.float32)


def test_even_where_all_are_far_a_stray_question_is_never_asked_of_its_own_passage() -> None:
    examples = [question("film", "film"), question("elnät", "elnät och andra nät")]
    assert [stray.passage for stray in stray_examples(examples, Turned())] == ["elnät och andra nät"]


def test_what_is_drawn_is_the_same_for_a_seed() -> None:
    examples = [question(str(n), "film") for n in range(50)]
    assert drawn(examples, 10, 1) == drawn(examples, 10, 1) != drawn(examples, 10, 2)
    assert len(set(drawn(examples, 10, 1))) == 10
    assert drawn(examples, 50, 1) == examples


class TestOurOwn:
    """The passages and questions written for the project."""

    ENTRIES = tuple(json.loads(line) for path in WRITTEN for line in path.read_text(encoding="utf-8").splitlines())

    def test_there_are_700_with_ids_of_their_own(self) -> None:
        assert [path.stem for path in WRITTEN] == list("abcdefgh")
        assert len(self.ENTRIES) == len({entry["id"] for entry in self.ENTRIES}) == 700

    def test_every_answer_stands_where_it_is_said_to_stand(self) -> None:
        wrong = [
            (entry["id"], item["answer"])
            for entry in self.ENTRIES
            for item in entry["answerable"]
            if item["answer"] not in item["in"] or item["in"] not in entry["passage"] or not item["answer"].strip()
        ]
        assert wrong == []

    def test_every_span_read_is_its_answer(self) -> None:
        answers = Counter(item["answer"] for entry in self.ENTRIES for item in entry["answerable"])
        read = [example for path in WRITTEN for example in read_written(path) if example.span is not None]
        assert Counter(example.passage[slice(*example.span)] for example in read if example.span) == answers

    def test_a_question_is_not_both_answered_and_unanswered_by_a_passage(self) -> None:
        for entry in self.ENTRIES:
            asked = [item["question"] for item in (*entry["answerable"], *entry["unanswerable"])]
            assert len(asked) == len(set(asked)), entry["id"]
