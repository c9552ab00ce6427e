"""The report on how each writer's questions are told by what the others' taught."""

import json
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from eval.errors import QuestionError
from eval.tuning.kinds import Labelled, Penalty, Told, fit_head, read_labelled, tell_each, told_tables, told_wrong
from service.asked.classifier import BUCKETS, KINDS, Guess, word_features
from service.asked.understood import Kind
from service.ranking import RANKING

DIM = 2
QUESTIONS = {
    "Vilka regioner arbetar med vätgas?": "regions",
    "Vilka regioner arbetar med film?": "regions",
    "Jämför Skåne och Halland": "compare",
    "Jämför Dalarna och Gotland": "compare",
    "Hej där": "outside",
    "Hej på er": "outside",
}


def writer(name: str, questions: dict[str, str]) -> Labelled:
    """Give one writer's questions, with vectors that tell nothing."""
    words = np.stack([word_features(question) for question in questions])
    return Labelled(
        writer=name,
        questions=tuple(questions),
        features=np.hstack([words, np.zeros((len(questions), DIM), dtype=np.float32)]),
        labels={
            "kind": np.array([KINDS.index(kind) for kind in questions.values()]),
            "aspect": np.arange(len(questions)) % 3,
        },
    )


def guess(kind: Kind, sureness: float) -> Guess:
    """Give a guess of this kind."""
    return Guess(kind=kind, sureness=sureness, inside=Kind.PASSAGES, fact=0.0, aspect=None)


def told(*kinds: tuple[str, Guess]) -> Told:
    """Give what somebody's questions are told as."""
    asked = dict.fromkeys(list(QUESTIONS)[: len(kinds)], "fact")
    return Told(writer=writer("a", asked), kinds=kinds, by_words=[], aspects=[])


def test_a_writers_own_questions_teach_nothing_of_them() -> None:
    turned = dict(zip(QUESTIONS, [*list(QUESTIONS.values())[2:], "regions", "regions"], strict=True))
    both = [writer("right", QUESTIONS), writer("turned", turned)]
    for found in tell_each(both, Penalty()):
        assert not any(kind == found_kind.kind for kind, found_kind in found.kinds)
    alike = [writer("a", QUESTIONS), writer("b", QUESTIONS)]
    assert all(kind == found_kind.kind for found in tell_each(alike, Penalty()) for kind, found_kind in found.kinds)


def test_only_sure_guesses_draw_a_question_outside() -> None:
    sure, unsure = guess(Kind.OUTSIDE, RANKING.outside_sure), guess(Kind.OUTSIDE, RANKING.outside_sure - 0.01)
    found = told(
        ("outside", sure), ("outside", unsure), ("fact", sure), ("fact", unsure), ("fact", guess(Kind.FACT, 1))
    )
    assert found.drawn_outside(rightly=True) == (1, 2)
    assert found.drawn_outside(rightly=False) == (1, 3)


def test_the_tables_have_a_row_a_writer_and_one_of_all() -> None:
    found = [told(("fact", guess(Kind.FACT, 1))), told(("fact", guess(Kind.COUNT, 1)), ("fact", guess(Kind.FACT, 1)))]
    whole, kinds = told_tables(found)
    console = Console(width=200)
    with console.capture() as capture:
        console.print(whole, kinds)
    last = [line for line in capture.get().splitlines() if "all" in line]
    assert [line.split()[3] for line in last[:1]] == ["3"]
    assert "0.667" in last[0]
    assert whole.row_count == kinds.row_count == 3


def test_what_is_told_wrong_is_listed_with_what_it_was_told_as() -> None:
    assert told_wrong([told(("fact", guess(Kind.COUNT, 0.61)))]) == [
        "a: fact told as count (0.61): Vilka regioner arbetar med vätgas?"
    ]


def test_a_label_that_nobody_gave_is_never_told() -> None:
    features, labels = np.eye(6, BUCKETS, dtype=np.float32), np.array([0, 0, 2, 2, 3, 3])
    head = fit_head(features, labels, ("a", "b", "c", "d"), 1e-3)
    assert not head.weights[1].any()
    np.testing.assert_array_equal((features @ head.weights.T + head.bias).argmax(axis=1), labels)


@pytest.mark.parametrize("line", ['{"question": "Vad?"}', '{"question": "Vad?", "kind": "no", "aspect": null}', "{"])
def test_a_line_without_its_labels_is_told_with_its_file(tmp_path: Path, line: str) -> None:
    path = tmp_path / "writer.jsonl"
    path.write_text(json.dumps({"question": "Hur?", "kind": "fact", "aspect": None}) + "\n" + line)
    with pytest.raises(QuestionError, match=r"writer\.jsonl:2: "):
        read_labelled(path)
