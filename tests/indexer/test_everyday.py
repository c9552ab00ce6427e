"""Everyday words for official ones, as training data."""

from pathlib import Path

import pytest

from indexer.errors import TrainingDataError
from indexer.training.everyday import (
    ASKED_FILE,
    EVERYDAY_FILE,
    Wording,
    read_wordings,
    reworded_pairs,
    wording_pairs,
)
from indexer.training.pairs import Pair, PairKind

FUEL = Wording(text="drivmedelsstation", swedish=("mack", "där man tankar"), english=("petrol station",))


def test_a_line_is_a_text_and_its_other_wordings(tmp_path: Path) -> None:
    path = tmp_path / "wordings.tsv"
    path.write_text("drivmedelsstation\tmack | där man tankar\tpetrol station\n", encoding="utf-8")
    assert read_wordings(path) == [FUEL]


@pytest.mark.parametrize("line", ["mack", "mack\tbensinstation", "mack\t\t", "\tmack\t", "a | b\tc\td"])
def test_a_malformed_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "wordings.tsv"
    path.write_text(f"tåg\trälsbuss\ttrain\n{line}\n", encoding="utf-8")
    with pytest.raises(TrainingDataError, match="line 2"):
        read_wordings(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match="nowhere"):
        read_wordings(tmp_path / "nowhere.tsv")


def test_every_wording_asks_for_its_text() -> None:
    assert wording_pairs([FUEL], PairKind.EVERYDAY) == [
        Pair(PairKind.EVERYDAY, "mack", "drivmedelsstation"),
        Pair(PairKind.EVERYDAY, "där man tankar", "drivmedelsstation"),
        Pair(PairKind.EVERYDAY, "petrol station", "drivmedelsstation"),
    ]


def test_titles_are_put_in_other_words_where_enough_of_them_have_one() -> None:
    wordings = [Wording(text="drivmedelsstation", swedish=("mack",), english=())]
    titled = [
        Pair(PairKind.TITLE_BODY, "Drivmedelsstationer", "Stöd."),
        Pair(PairKind.TITLE_BODY, "Ny lag om domstolar, skatter och drivmedelsstationer", "Lagen."),
        Pair(PairKind.SYNONYM, "drivmedelsstation", "tankställe"),
    ]
    collection = [Pair(PairKind.COLLECTION, "Drivmedelsstationer", "Bidrag.")]
    made = {pair for seed in range(10) for pair in reworded_pairs(titled, collection, wordings, 2, seed)}
    assert made == {
        Pair(PairKind.REWORDED, "mack", "Stöd."),
        Pair(PairKind.REWORDED_COLLECTION, "mack", "Bidrag."),
    }


def test_the_files_of_the_project_are_sound() -> None:
    for path in (EVERYDAY_FILE, ASKED_FILE):
        texts = [wording.text.casefold() for wording in read_wordings(path)]
        assert len(texts) == len(set(texts))
