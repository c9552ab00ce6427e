"""Paragraphs of public text with what is asked of them: joined with the text they name, and nothing else."""

import gzip
import json
from pathlib import Path

import pytest

from indexer.errors import TrainingDataError
from indexer.training.pairs import TEXT_FILE, Pair, PairKind
from indexer.training.paragraphs import PARAGRAPHS, digest, query_pairs, read_paragraphs
from indexer.training.reader.examples import paragraph_examples

TEXTS = ["Byn fick en busslinje.", "Skolan fick 12 nya cyklar av kommunen."]
ENTRY = {
    "paragraph": 1,
    "hash": digest(TEXTS[1]),
    "queries": ["tvåhjulingar till elever"],
    "answered": [{"question": "hur många cyklar blev det", "answer": "12"}],
    "unanswered": ["vad kostade cyklarna"],
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / TEXT_FILE).write_bytes(gzip.compress("\n".join(TEXTS).encode()))
    return tmp_path


def written(folder: Path, **changes: object) -> Path:
    folder = folder / "paragraphs"
    folder.mkdir()
    (folder / "aa.jsonl").write_text(json.dumps(ENTRY | changes) + "\n", encoding="utf-8")
    return folder


def test_what_is_asked_is_joined_with_the_text(data: Path) -> None:
    (paragraph,) = read_paragraphs(data, written(data))
    assert paragraph.text == TEXTS[1]
    assert query_pairs([paragraph]) == [Pair(PairKind.ASKED, "tvåhjulingar till elever", TEXTS[1])]
    answered, unanswered = paragraph_examples([paragraph])
    assert answered.span is not None
    assert answered.passage[slice(*answered.span)] == "12"
    assert (unanswered.answers, unanswered.span, unanswered.source) == (False, None, "aa")


@pytest.mark.parametrize(
    "changes",
    [
        {"hash": digest("Skolan fick 13 nya cyklar av kommunen.")},
        {"paragraph": 7},
        {"answered": [{"question": "hur många", "answer": "13"}]},
        {"queries": None},
    ],
)
def test_what_does_not_fit_the_text_is_refused_with_its_line(data: Path, changes: dict[str, object]) -> None:
    with pytest.raises(TrainingDataError, match=r"aa\.jsonl.*line 1"):
        read_paragraphs(data, written(data, **changes))


def test_a_file_that_is_no_json_is_refused(data: Path) -> None:
    folder = written(data)
    (folder / "ab.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(TrainingDataError, match=r"ab\.jsonl"):
        read_paragraphs(data, folder)


def test_the_project_keeps_sixteen_writers_paragraphs() -> None:
    lines = [path.read_text(encoding="utf-8").splitlines() for path in sorted(PARAGRAPHS.glob("*.jsonl"))]
    assert len(lines) == 16
    numbers = [json.loads(line)["paragraph"] for found in lines for line in found]
    assert len(set(numbers)) == len(numbers)
