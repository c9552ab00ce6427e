"""Columns of passages: what they admit and count, against the passages themselves."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from indexer.columns import Columns
from indexer.errors import BrokenIndexError
from indexer.index import Filters, allowed_rows
from tests.indexer.table_values import FILTERS, values
from tests.service.samples import make_passages

PASSAGES = make_passages()
COLUMNS = Columns.of(PASSAGES)


@pytest.mark.parametrize("filters", FILTERS)
def test_the_rows_allowed_are_those_that_the_filters_admit(filters: Filters) -> None:
    rows = allowed_rows(COLUMNS, filters)
    assert rows is not None
    assert rows.tolist() == [row for row, passage in enumerate(PASSAGES) if filters.admits(passage)]


def test_no_filter_leaves_all_open() -> None:
    assert allowed_rows(COLUMNS, Filters()) is None


def test_values_are_counted_among_the_rows_asked_for() -> None:
    chosen = [1, 3, 4, 8]
    passages, rows = [PASSAGES[row] for row in chosen], np.array(chosen)
    assert COLUMNS.regions.counts(rows) == Counter(code for passage in passages for code in passage.regions)
    assert COLUMNS.years.counts(rows) == Counter(str(year) for passage in passages for year in passage.years)
    assert COLUMNS.themes.counts(rows) == Counter(p.theme for p in passages if p.theme is not None)
    assert COLUMNS.units.counts(rows) == Counter(passage.unit for passage in passages)


def test_a_value_besides_those_told_is_seen() -> None:
    several = [len(set(passage.regions) - {"17", "20"}) > 0 for passage in PASSAGES]
    assert COLUMNS.regions.has_other(["17", "20"]).tolist() == several


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    COLUMNS.save(tmp_path / "columns")
    loaded = Columns.load(tmp_path / "columns")
    assert len(loaded) == len(PASSAGES)
    assert values(loaded) == values(COLUMNS)


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_columns_of_batches_are_joined_to_those_of_all(size: int) -> None:
    batches = [PASSAGES[start : start + size] for start in range(0, len(PASSAGES), size)]
    joined = Columns.joined([Columns.of(batch) for batch in batches])
    assert values(joined) == values(COLUMNS)


@pytest.mark.parametrize(
    ("file", "content"), [("names.json", b"{"), ("names.json", b"{}"), ("names.json", None), ("years.npy", b"PK")]
)
def test_a_damaged_file_is_named(tmp_path: Path, file: str, content: bytes | None) -> None:
    COLUMNS.save(tmp_path / "columns")
    path = tmp_path / "columns" / file
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(BrokenIndexError, match=rf"columns/{file}: expected"):
        Columns.load(tmp_path / "columns")
