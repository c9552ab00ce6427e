"""Cells of table rows: which field each line belongs to, where that is sure enough."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.corrections import Action, Corrections
from corpus.document import Field, collapse
from corpus.errors import CorrectionError
from corpus.structure.columns import OPENERS, Border, Column, RowUnits, read_borders
from corpus.structure.lines import Stretch, TableLine, join_lines
from corpus.structure.names import name_length, split_at
from corpus.structure.rows import RegionRow, ThemeTable
from corpus.structure.units import TableLayout, Unit, count_lower_case, read_layout, read_units
from corpus.structure.widths import fills

# A border is set where its posterior probability reaches this. Goals never count as evidence, so that a goal left in
# with the effects does more harm than the reverse: a likely border is enough there.
SURE = {Column.OUTPUTS: 0.8, Column.EFFECTS: 0.8, Column.GOALS: 0.6}
_FIELDS = {Column.OUTPUTS: Field.OUTPUTS, Column.EFFECTS: Field.EFFECTS, Column.GOALS: Field.GOALS}
_CELLS = (Field.DESCRIPTION, Field.OUTPUTS, Field.EFFECTS, Field.GOALS)


def read_cells(tables: Sequence[ThemeTable], corrections: Corrections) -> dict[int, tuple[Stretch, ...]]:
    """Give each row's text by field, in reading order, under the row's line; `Field.ROW` where it is not certain.

    A row that goes on after a page break is joined again: what stands on the next page follows the cell it continues.

    Raises:
        CorrectionError: A correction names a field that does not exist or words that its line does not hold.
    """
    lower_case = count_lower_case(line for table in tables for row in table.rows for line in row.lines)
    layouts = {table.theme: read_layout((row.lines for row in table.rows), lower_case) for table in tables}
    rows = [row for table in tables for row in table.rows]
    heads = [_head(row, layouts[row.theme]) for row in rows]
    borders = read_borders(heads)
    return {
        row.number: _read_row(row, head, found, corrections)
        for row, head, found in zip(rows, heads, borders, strict=True)
    }


def _head(row: RegionRow, layout: TableLayout) -> RowUnits:
    units = read_units(row.lines[: _page_break(row)], layout)
    return RowUnits(region=row.region, layout=layout, units=units)


def _page_break(row: RegionRow) -> int:
    """Count the row's lines before the next page."""
    return next((n for n, line in enumerate(row.lines) if n and line.starts_page), len(row.lines))


def _read_row(
    row: RegionRow, head: RowUnits, borders: Sequence[Border], corrections: Corrections
) -> tuple[Stretch, ...]:
    told = list(_corrected(row.lines[: _page_break(row)], corrections)) or list(_by_borders(head.units, borders))
    stretches = _split_name(row, head, borders, told, corrections)
    tail = row.lines[_page_break(row) :]
    if not tail:
        return tuple(stretches)
    corrected = list(_corrected(tail, corrections))
    field = corrected[0].field if corrected else _continued(stretches, tail[0], head.layout)
    after = max((n for n, stretch in enumerate(stretches) if stretch.field is field), default=len(stretches) - 1) + 1
    return (*stretches[:after], *(Stretch(field=field, line=line) for line in tail), *stretches[after:])


def _by_borders(units: Sequence[Unit], borders: Sequence[Border]) -> Iterator[Stretch]:
    """Give each unit's lines the field of their column; two cells whose border is not sure are `Field.ROW` together."""
    starts = [*(border.unit for border in borders), len(units)]
    unsure = [border.certainty < SURE.get(border.column, 0.0) for border in borders]
    for n, border in enumerate(borders):
        is_row = unsure[n] or (n + 1 < len(borders) and unsure[n + 1]) or len(borders) == 1
        field = Field.ROW if is_row else _FIELDS.get(border.column, Field.DESCRIPTION)
        for unit in units[starts[n] : starts[n + 1]]:
            yield from (Stretch(field=field, line=line) for line in unit.lines)


def _split_name(
    row: RegionRow, head: RowUnits, borders: Sequence[Border], told: Sequence[Stretch], corrections: Corrections
) -> list[Stretch]:
    """Take the name out of the row's first cell."""
    end = borders[1].unit if len(borders) > 1 else len(head.units)
    length = _corrected_length(row.lines, corrections) or name_length(head.units[:end], head.layout)
    field = told[0].field
    n_first = next((n for n, stretch in enumerate(told) if stretch.field is not field), len(told))
    name, rest = split_at([stretch.line for stretch in told[:n_first]], length)
    rest_field = Field.DESCRIPTION if field is Field.NAME else field
    return [
        *(Stretch(field=Field.NAME, line=line) for line in name),
        *(Stretch(field=rest_field, line=line) for line in rest),
        *told[n_first:],
    ]


def _corrected_length(lines: Sequence[TableLine], corrections: Corrections) -> int:
    """The length of the name where a correction gives its last words, else 0."""
    for number, words in corrections.values(Action.NAME_END).items():
        for n, line in enumerate(lines):
            if line.number == number:
                start = _find(line, words)
                return len(join_lines([*lines[:n], replace(line, text=collapse(line.text)[: start + len(words)])]))
    return 0


def _corrected(lines: Sequence[TableLine], corrections: Corrections) -> Iterator[Stretch]:
    """Give lines the fields that corrections say begin on them (`field`, or `field: first words` inside a line)."""
    told: dict[int, list[str]] = {}
    for entry in corrections.entries:
        if entry.action is Action.FIELD and entry.value is not None:
            told.setdefault(entry.line, []).append(entry.value)
    if not any(line.number in told for line in lines):
        return
    field = Field.NAME
    for line in lines:
        text, places = collapse(line.text), []
        for value in told.get(line.number, ()):
            name, _, words = value.partition(":")
            places.append((_find(line, words.strip()), _field(name.strip(), line)))
        cuts = [(0, field), *sorted(places), (len(text), field)]
        for (start, opened), (end, _) in pairwise(cuts):
            field = opened
            if text[start:end].strip():
                yield Stretch(field=field, line=replace(line, text=text[start:end]))


def _find(line: TableLine, words: str) -> int:
    start = collapse(line.text).find(words)
    if start < 0:
        raise CorrectionError(f"line {line.number}: {words!r} does not stand there; found {line.text.strip()!r}")
    return start


def _field(name: str, line: TableLine) -> Field:
    if name not in (Field.NAME, *_CELLS):
        raise CorrectionError(f"line {line.number}: field {name!r}; expected name or one of: {', '.join(_CELLS)}")
    return Field(name)


def _continued(stretches: Sequence[Stretch], tail: TableLine, layout: TableLayout) -> Field:
    """Find the cell that goes on after a page break: the one left unfinished, or the one the first words belong to."""
    text = collapse(tail.text)
    last = {stretch.field: collapse(stretch.line.text) for stretch in stretches}
    unfinished = [field for field in _CELLS if field in last and _is_unfinished(last[field], text, layout)]
    if text[0].islower() and unfinished:
        return unfinished[0]
    opened = [field for column, field in _FIELDS.items() if field in last and OPENERS[column].match(text)]
    return opened[0] if len(opened) == 1 else Field.ROW


def _is_unfinished(line: str, following: str, layout: TableLayout) -> bool:
    return not line.endswith((".", "!", "?", ":")) and fills(line, following, layout.widths)
