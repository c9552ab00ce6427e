"""Cells of table rows: which field each line belongs to, where that is certain enough."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.corrections import Action, Corrections
from corpus.document import Field
from corpus.errors import CorrectionError
from corpus.pages import collapse
from corpus.structure.clues import Column, ColumnWords, RowUnits
from corpus.structure.lattice import Placed
from corpus.structure.learned import LearnedTables
from corpus.structure.lines import Stretch, TableLine, join_lines
from corpus.structure.names import name_length, split_at
from corpus.structure.rows import RegionRow, ThemeTable
from corpus.structure.units import TableLayout, Unit
from corpus.structure.widths import fills

# A unit is taken for its column's where the posterior probability reaches this. Goals never count as evidence, so that
# a goal left in with the effects does more harm than the reverse: there, likely is enough.
SURE = {Column.NAME: 0.76, Column.OUTPUTS: 0.76, Column.EFFECTS: 0.76, Column.GOALS: 0.6}
_FIELDS = {
    Column.NAME: Field.DESCRIPTION,
    Column.OUTPUTS: Field.OUTPUTS,
    Column.EFFECTS: Field.EFFECTS,
    Column.GOALS: Field.GOALS,
}
_CELLS = (Field.DESCRIPTION, Field.OUTPUTS, Field.EFFECTS, Field.GOALS)


def read_cells(
    tables: Sequence[ThemeTable], corrections: Corrections, learned: LearnedTables
) -> dict[int, tuple[Stretch, ...]]:
    """Give each row's text by field, in reading order, under the row's line; `Field.ROW` where it is not certain.

    A row that goes on after a page break is joined again: what stands on the next page follows the cell it continues.

    Raises:
        CorrectionError: A correction names a field that does not exist or words that its line does not hold.
    """
    unknown = {row.number for table in tables if not table.columns_are_known for row in table.rows}
    reading = _Reading(corrections=corrections, words=learned.words)
    rows = [row for table in tables for row in table.rows]
    read = {row.number: reading.row(row, learned.head(row), learned.placed(row)) for row in rows}
    return {number: _uncertain(stretches) if number in unknown else stretches for number, stretches in read.items()}


def _uncertain(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Keep the name; of all else, nobody knows the column."""
    return tuple(stretch if stretch.field is Field.NAME else replace(stretch, field=Field.ROW) for stretch in stretches)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What the rows of a document are read with."""

    corrections: Corrections
    words: ColumnWords

    def row(self, row: RegionRow, head: RowUnits, placed: Sequence[Placed]) -> tuple[Stretch, ...]:
        """Give a row's text by field."""
        lines = row.lines[: row.page_break]
        told = list(_corrected(lines, self.corrections)) or list(self._by_columns(head.units, placed))
        stretches = _split_name(row, head, placed, told, self.corrections)
        tail = row.lines[row.page_break :]
        if not tail:
            return tuple(stretches)
        corrected = list(_corrected(tail, self.corrections))
        field = corrected[0].field if corrected else self._continued(stretches, tail[0], head.layout)
        after = max((n for n, stretch in enumerate(stretches) if stretch.field is field), default=len(stretches) - 1)
        going_on = (Stretch(field=field, line=line) for line in tail)
        return (*stretches[: after + 1], *going_on, *stretches[after + 1 :])

    def _by_columns(self, units: Sequence[Unit], placed: Sequence[Placed]) -> Iterator[Stretch]:
        """Give each unit's lines the field of its column, or `Field.ROW` where another column is likely too."""
        for unit, place in zip(units, placed, strict=True):
            column = Column(place.column)
            field = _FIELDS[column] if place.certainty >= SURE[column] else Field.ROW
            if field is Field.ROW and self.words.says_goals.match(unit.text):
                field = Field.GOALS
            yield from (Stretch(field=field, line=line) for line in unit.lines)

    def _continued(self, stretches: Sequence[Stretch], tail: TableLine, layout: TableLayout) -> Field:
        """Find the cell that goes on after a page break: the one left unfinished, or the one the words belong to."""
        text = collapse(tail.text)
        last = {stretch.field: collapse(stretch.line.text) for stretch in stretches}
        unfinished = [field for field in _CELLS if field in last and _is_unfinished(last[field], text, layout)]
        if text[0].islower() and unfinished:
            return unfinished[0]
        opened = [field for column, field in _FIELDS.items() if field in last and self.words.opens(column, text)]
        return opened[0] if len(opened) == 1 else Field.ROW


def _split_name(
    row: RegionRow, head: RowUnits, placed: Sequence[Placed], told: Sequence[Stretch], corrections: Corrections
) -> list[Stretch]:
    """Take the name out of the row's first cell."""
    end = next((n for n, place in enumerate(placed) if place.column), len(placed))
    length = _corrected_length(row.lines, corrections) or name_length(head.units[:end], head.layout)
    n_lines = sum(len(unit.lines) for unit in head.units[:end])
    if told[0].field is Field.NAME:
        n_lines = next((n for n, stretch in enumerate(told) if stretch.field is not Field.NAME), len(told))
    name, rest = split_at([stretch.line for stretch in told[:n_lines]], length)
    fields = [Field.DESCRIPTION if s.field is Field.NAME else s.field for s in told[n_lines - len(rest) : n_lines]]
    return [
        *(Stretch(field=Field.NAME, line=line) for line in name),
        *(Stretch(field=field, line=line) for field, line in zip(fields, rest, strict=True)),
        *told[n_lines:],
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


def _is_unfinished(line: str, following: str, layout: TableLayout) -> bool:
    return not line.endswith((".", "!", "?", ":")) and fills(line, following, layout.widths)
