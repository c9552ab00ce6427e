"""The passages and questions written for the project, that the reader learns from."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from indexer.training.reader.examples import read_families, read_written

FOLDER = Path(__file__).parents[2] / "indexer" / "training" / "written"
WRITTEN = sorted(FOLDER.glob("*.jsonl"))


def entries(paths: Sequence[Path]) -> list[dict[str, Any]]:
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


ENTRIES = entries(WRITTEN)


def test_there_are_1410_passages_with_ids_of_their_own() -> None:
    assert [path.stem for path in WRITTEN] == [*"abcdefghijxyz", "za", "zb"]
    assert len(ENTRIES) == len({entry["id"] for entry in ENTRIES}) == 1410


def test_every_answer_stands_where_it_is_said_to_stand() -> None:
    wrong = [
        (entry["id"], item["answer"])
        for entry in ENTRIES
        for item in entry["answerable"]
        if item["answer"] not in item["in"] or item["in"] not in entry["passage"] or not item["answer"].strip()
    ]
    assert wrong == []


def test_every_span_read_is_its_answer() -> None:
    answers = Counter(item["answer"] for entry in ENTRIES for item in entry["answerable"])
    read = [example for path in WRITTEN for example in read_written(path) if example.span is not None]
    assert Counter(example.passage[slice(*example.span)] for example in read if example.span) == answers


def test_a_question_is_not_both_answered_and_unanswered_by_a_passage() -> None:
    for entry in ENTRIES:
        asked = [item["question"] for item in (*entry["answerable"], *entry["unanswerable"])]
        assert len(asked) == len(set(asked)), entry["id"]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Entries of five passages each, of which all is asked.

    Attributes:
        asked: Topics and questions an entry.
        answered: Those of them that one passage answers.
    """

    folder: str
    names: str
    count: int
    asked: int
    answered: int

    @property
    def paths(self) -> list[Path]:
        return sorted((FOLDER / self.folder).glob("*.jsonl"))


FAMILIES = Kind(folder="families", names="klmnopqrs", count=192, asked=6 + 6 + 4, answered=6)
# The cells of one initiative and of its neighbours.
DOSSIERS = Kind(folder="dossiers", names="tuvw", count=114, asked=6 + 8 + 10, answered=8)
each_kind = pytest.mark.parametrize("kind", [FAMILIES, DOSSIERS], ids=lambda kind: kind.folder)


@each_kind
def test_there_are_as_many_of_each_kind_with_ids_of_their_own(kind: Kind) -> None:
    found = entries(kind.paths)
    assert [path.stem for path in kind.paths] == list(kind.names)
    assert len(found) == len({entry["id"] for entry in found}) == kind.count


@each_kind
def test_each_is_five_passages_and_nothing_is_asked_twice(kind: Kind) -> None:
    for entry in entries(kind.paths):
        asked = [item["question"] for item in entry["questions"] + entry["unanswered"]]
        assert (len(entry["passages"]), len(asked)) == (5, len(set(asked))), entry["id"]


@each_kind
def test_every_line_can_be_learned_from(kind: Kind) -> None:
    examples = [example for path in kind.paths for example in read_families(path)]
    assert len(examples) == kind.count * 5 * kind.asked
    assert sum(bool(example.answers) for example in examples) == kind.count * kind.answered


def test_each_dossier_is_of_one_region() -> None:
    for entry in entries(DOSSIERS.paths):
        assert len({passage["region"] for passage in entry["passages"]}) == 1, entry["id"]
