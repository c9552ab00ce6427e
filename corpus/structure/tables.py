"""A compilation of theme tables: every row of every region as an initiative, and the prose on grant 1:1.

Made for the national compilation of the regions' yearly reports: seven tables with the columns region, name, outputs,
effects and goals, whose cells the extracted text does not mark, and a chapter of prose a region.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.corrections import Corrections
from corpus.document import Content, Document, Field, Role, Row, RowKind, Section, Status
from corpus.pages import PageLines, page_text
from corpus.regions import region_by_code
from corpus.structure.builder import NOBODY, ContentBuilder, Owner, Piece, text_of
from corpus.structure.cells import read_cells
from corpus.structure.grants import GRANT, Part, first_heading, project_fields, read_answers
from corpus.structure.lines import Stretch, TableLine, join_lines, table_lines
from corpus.structure.links import Links, link_rows, mark_references
from corpus.structure.rows import MAX_ROWS, RegionRow, ThemeTable, chapters, read_table


def read_structure(document: Document, pages: Sequence[PageLines], corrections: Corrections) -> Content:
    """Read a compilation: its rows as initiatives, cross-references, duplicates and facts, its prose by region.

    Raises:
        CorrectionError: A correction contradicts the line it names.
    """
    tables, rest = _read_tables(pages, corrections)
    links = link_rows([row for table in tables for row in table.rows], corrections)
    builder = ContentBuilder(document, Status.REPORTED)
    _add_tables(builder, tables, links, read_cells(tables, corrections))
    for lines in rest:
        _add_chapter(builder, lines)
    builder.notes.extend(_notes(builder))
    return builder.content([page_text(page, document.id) for page in pages])


def _read_tables(
    pages: Sequence[PageLines], corrections: Corrections
) -> tuple[list[ThemeTable], list[tuple[TableLine, ...]]]:
    """The chapters that are theme tables, and the lines of the others."""
    tables, rest = [], []
    for number, lines in chapters(table_lines(pages)):
        table = read_table(number, lines, corrections)
        if table is not None:
            tables.append(table)
        else:
            rest.append(lines)
    return tables, rest


@dataclass(frozen=True, slots=True, kw_only=True)
class _ToldRow:
    """A row with its section and its text by field."""

    section: Section
    row: RegionRow
    stretches: tuple[Stretch, ...]


def _add_tables(
    builder: ContentBuilder, tables: Iterable[ThemeTable], links: Links, cells: Mapping[int, tuple[Stretch, ...]]
) -> None:
    """Initiatives come before all text, because a row may refer to one that is told further on."""
    read = [_tell_rows(builder, table, links, cells) for table in tables]
    own = {
        told.row.number: _add_initiative(builder, told.section, told.stretches)
        for _, rows in read
        for told in rows
        if told.row.number not in links.first and any(s.field is Field.NAME for s in told.stretches)
    }
    for head, rows in read:
        _add_blocks(builder, *head, Role.NONE, None)
        for told in rows:
            _add_row(builder, told, links, own)


def _tell_rows(
    builder: ContentBuilder, table: ThemeTable, links: Links, cells: Mapping[int, tuple[Stretch, ...]]
) -> tuple[tuple[Section, tuple[Stretch, ...]], list[_ToldRow]]:
    """Open a section for the table head and one for each region; give the head and the rows with theirs."""
    head = section = builder.open_section(table.theme.label, table.theme.id, NOBODY)
    rows = []
    for row in table.rows:
        if row.region != section.region:
            section = builder.open_section(table.theme.label, table.theme.id, _region(row.region))
        rows.append(_ToldRow(section=section, row=row, stretches=_stretches(row, links, cells)))
    return (head, _all(Field.TEMPLATE, table.head)), rows


def _stretches(row: RegionRow, links: Links, cells: Mapping[int, tuple[Stretch, ...]]) -> tuple[Stretch, ...]:
    """A row's text by field; that nothing is reported is prose, and a reference to another table template text."""
    kind = links.kinds[row.number]
    if kind is RowKind.FACT:
        return _all(Field.PROSE, row.lines)
    return mark_references(cells[row.number]) if kind is RowKind.CROSS_REFERENCE else cells[row.number]


def _add_row(builder: ContentBuilder, told: _ToldRow, links: Links, own: Mapping[int, str]) -> None:
    number, kind = told.row.number, links.kinds[told.row.number]
    initiative = own.get(links.first.get(number, number))
    if number in links.first and initiative is not None:
        builder.add_place(initiative, told.row.label.page)
    _add_blocks(builder, told.section, _all(Field.TEMPLATE, [told.row.label]), Role.NONE, None)
    role = Role.NONE if initiative is None else Role.DOES
    _add_blocks(builder, told.section, told.stretches, role, initiative)
    builder.rows.append(
        Row(
            document=builder.document.id,
            line=number,
            region=told.row.region,
            theme=told.row.theme.id,
            kind=kind,
            text=join_lines(told.row.lines),
            initiative=initiative,
        )
    )


def _notes(builder: ContentBuilder) -> Iterator[str]:
    """What a person may want to look at, in Swedish."""
    counts = Counter((row.region, row.theme) for row in builder.rows)
    for (region, theme), count in counts.items():
        if count > MAX_ROWS:
            yield f"{region_by_code(region).name}: {count} rader i temat {theme}, fler än {MAX_ROWS}"
    for row in builder.rows:
        if row.kind is RowKind.CROSS_REFERENCE and row.initiative is None:
            yield f"rad {row.line}: hänvisningens insats hittades inte ({row.text!r})"
    unsure = {block.initiative for block in builder.blocks if block.field is Field.ROW}
    if unsure:
        yield f"{len(unsure)} av {len(builder.initiatives)} insatser har text vars cell inte är säker"


def _add_chapter(builder: ContentBuilder, lines: Sequence[TableLine]) -> None:
    """Add prose by region and question; lines before the first region's heading speak for nobody."""
    start = first_heading(lines)
    heading = join_lines(lines[:1])
    if start:
        section = builder.open_section(heading, None, NOBODY)
        _add_blocks(builder, section, _all(Field.TEMPLATE, lines[:start]), Role.NONE, None)
    for answer in read_answers(lines):
        section = builder.open_section(f"{GRANT} – {answer.region.name}", None, _region(answer.region.code))
        _add_blocks(builder, section, _all(Field.TEMPLATE, answer.head), Role.NONE, None)
        for part in answer.parts:
            _add_part(builder, section, part)


def _add_part(builder: ContentBuilder, section: Section, part: Part) -> None:
    if part.project is None:
        _add_blocks(builder, section, _all(Field.PROSE, part.lines), Role.DOES, None)
        return
    stretches = project_fields(part)
    initiative = _add_initiative(builder, section, stretches)
    _add_blocks(builder, section, stretches, Role.DOES, initiative)


def _all(field: Field, lines: Iterable[TableLine]) -> tuple[Stretch, ...]:
    return tuple(Stretch(field=field, line=line) for line in lines)


def _add_initiative(builder: ContentBuilder, section: Section, stretches: Iterable[Stretch]) -> str:
    """Add an initiative of the section's region; give its id."""
    pieces = [Piece(page=stretch.line.page, text=stretch.line.text, field=stretch.field) for stretch in stretches]
    name = text_of(pieces, Field.NAME).rstrip(" .,:;")
    return builder.add_initiative(section, _region(section.region), name, pieces).id


def _add_blocks(
    builder: ContentBuilder, section: Section, stretches: Iterable[Stretch], role: Role, initiative: str | None
) -> None:
    """Add stretches as blocks: one for each run of the same page and field. Template text speaks for nobody."""
    for (page, field), run in groupby(stretches, key=lambda stretch: (stretch.line.page, stretch.field)):
        piece = Piece(page=page, text=join_lines(stretch.line for stretch in run), field=field)
        said = Role.NONE if field is Field.TEMPLATE else role
        builder.add_block(section, piece, _region(section.region), said, initiative)


def _region(code: str | None) -> Owner:
    return Owner(region=code, group=None)
