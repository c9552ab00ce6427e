"""A sheet whose columns are reordered, missing or more than the form names: right, or told."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.corpus import made
from tests.corpus.made import HEAD, ROWS


def write(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def chosen(columns: Sequence[int], added: dict[int, tuple[str, str]] | None = None) -> list[list[str]]:
    """Give these columns in this order, and before them others, as head and what stands in every row."""
    rows = [[row[n] for n in columns] for row in (HEAD, *(row.cells for row in ROWS))]
    for place, (head, text) in (added or {}).items():
        for n, row in enumerate(rows):
            row.insert(place, text if n else head)
    return rows


@pytest.mark.parametrize("columns", [(4, 3, 2, 1, 0), (1, 0, 2, 3, 4), (0, 1, 3, 2, 4), (2, 4, 0, 3, 1)])
def test_reordered_columns_are_read_by_their_heads(tmp_path: Path, columns: tuple[int, ...]) -> None:
    content = made.read(write(tmp_path / "r.xlsx", chosen(columns)))
    assert made.told(content.initiatives) == made.expected(theme=None)


@pytest.mark.parametrize("place", range(6))
@pytest.mark.parametrize("head", ["Diarienummer", "Budget för insatsen", "Beviljade medel (kr)", ""])
def test_a_column_that_no_form_names_is_text_beside_and_moves_nothing(tmp_path: Path, place: int, head: str) -> None:
    content = made.read(write(tmp_path / "r.xlsx", chosen(range(5), {place: (head, "A 12-7")})))
    assert made.told(content.initiatives) == made.expected(theme=None)
    assert all(
        "A 12-7" in " ".join(b.text for b in content.blocks if b.initiative == one.id) for one in content.initiatives
    )


def test_without_the_column_of_effects_there_are_none(tmp_path: Path) -> None:
    content = made.read(write(tmp_path / "r.xlsx", chosen((0, 1, 2, 4))))
    assert [(one.name, one.outputs, one.effects, one.goals) for one in content.initiatives] == [
        (row.name, row.outputs, "", row.goals) for row in ROWS
    ]


def test_without_the_column_of_regions_no_region_is_credited(tmp_path: Path) -> None:
    content = made.read(write(tmp_path / "r.xlsx", chosen((1, 2, 3, 4))))
    assert {one.region for one in content.initiatives} <= {None}
    assert not [block for block in content.blocks if block.region is not None]
    assert [note for note in content.notes if f"{len(ROWS)} insatser räknas inte till någon region" in note]


def test_without_the_column_of_names_no_initiative_is_made_up_and_it_is_told(tmp_path: Path) -> None:
    content = made.read(write(tmp_path / "r.xlsx", chosen((0, 2, 3, 4))))
    assert content.initiatives == ()
    assert any("tabellens huvud känns inte igen" in note for note in content.notes)
