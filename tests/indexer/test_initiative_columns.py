"""Columns of initiatives: what they hold, against the initiatives themselves, and how they are kept."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.document import Status
from corpus.regions.speakers import speaks_for
from indexer.column import count_together
from indexer.errors import BrokenIndexError
from indexer.index import Filters, allowed_rows
from indexer.initiative_columns import InitiativeColumns, Ordered
from tests.indexer.table_values import FILTERS, values
from tests.service.samples import DOCUMENTS, make_index

INITIATIVES = make_index().initiatives()
# Some of each, in another order, one told of effects.
MANY = [*INITIATIVES[::-1], *INITIATIVES[::2], replace(INITIATIVES[0], effects="Fler reser kollektivt.", theme=None)]
COLUMNS = InitiativeColumns.of(MANY, DOCUMENTS)
YEARS = {document.id: document.years for document in DOCUMENTS}


@pytest.mark.parametrize("filters", FILTERS)
def test_initiatives_are_narrowed_as_passages_are(filters: Filters) -> None:
    expected = [
        place
        for place, one in enumerate(MANY)
        if (not filters.themes or one.theme in filters.themes)
        and (not filters.regions or not set(speaks_for(one)).isdisjoint(filters.regions))
        and (not filters.without or not set(speaks_for(one)) <= set(filters.without))
        and (not filters.documents or one.document in filters.documents)
        and (not filters.years or not set(YEARS[one.document]).isdisjoint(filters.years))
    ]
    rows = allowed_rows(COLUMNS, filters)
    assert rows is not None
    assert rows.tolist() == expected


def test_status_and_what_came_of_it_are_those_of_each() -> None:
    assert COLUMNS.status.is_in((Status.PROPOSED,)).tolist() == [one.status is Status.PROPOSED for one in MANY]
    assert COLUMNS.results.has(("outputs",)).tolist() == [bool(one.outputs) for one in MANY]
    assert COLUMNS.results.has(("effects",)).tolist() == [*[False] * (len(MANY) - 1), True]


def test_combinations_are_counted_in_the_order_in_which_they_are_met() -> None:
    rows = np.array([8, 1, 3, 2, 0, len(MANY) - 1, 4])
    expected = Counter((MANY[row].region, MANY[row].theme) for row in rows)
    assert list(count_together([COLUMNS.region, COLUMNS.themes], rows).items()) == list(expected.items())
    assert list(count_together([COLUMNS.group]).items()) == list(Counter((one.group,) for one in MANY).items())
    assert count_together([COLUMNS.group, COLUMNS.status], rows[:0]) == {}


def test_names_stand_in_the_swedish_order_whatever_their_case_and_quotation_marks() -> None:
    names = ["öppna data", "Zon", "”Ålder”", "ärlig", "ZON", "Elnät"]
    told = [replace(MANY[0], name=name) for name in names]
    assert InitiativeColumns.of(told, DOCUMENTS).names.ranks.tolist() == [4, 1, 2, 3, 1, 0]


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_columns_of_batches_are_joined_to_those_of_all(size: int) -> None:
    batches = [MANY[start : start + size] for start in range(0, len(MANY), size)]
    joined = InitiativeColumns.joined([InitiativeColumns.of(batch, DOCUMENTS) for batch in batches])
    assert values(joined) == values(COLUMNS)


def test_what_is_saved_is_loaded_and_names_are_not_kept(tmp_path: Path) -> None:
    COLUMNS.save(tmp_path / "kept")
    loaded = InitiativeColumns.load(tmp_path / "kept")
    assert values(loaded) == values(COLUMNS)
    assert len(loaded) == len(MANY)
    assert isinstance(loaded.names, Ordered)
    assert not loaded.names.texts
    assert "filmfonden" not in (tmp_path / "kept" / "names.json").read_text(encoding="utf-8").lower()


@pytest.mark.parametrize(("file", "content"), [("names.json", b"{}"), ("status.npy", b"PK"), ("names.npy", None)])
def test_a_damaged_file_is_named(tmp_path: Path, file: str, content: bytes | None) -> None:
    COLUMNS.save(tmp_path / "kept")
    path = tmp_path / "kept" / file
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(BrokenIndexError, match=rf"kept/{file}: expected"):
        InitiativeColumns.load(tmp_path / "kept")
