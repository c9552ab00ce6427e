"""A compilation of theme tables: every row of every region as an initiative, and what regions answer in prose.

The tables have one row for each region and initiative, and columns whose cells the extracted text does not mark.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.corrections import Corrections
from corpus.document import Content, Document, Field, Role, Row, RowKind, Section, Status
from corpus.errors import FormError
from corpus.forms.flattened import Answers, FlattenedForm
from corpus.pages import PageLines, page_text
from corpus.regions import region_by_code
from corpus.structure.builder import NOBODY, ContentBuilder, Owner, Piece, text_of
from corpus.structure.cells import read_cells
from corpus.structure.chapters import Chapter, has_head
from corpus.structure.compilation import goes_on, read_parts
from corpus.structure.grants import Part, first_heading, project_fields, read_answers
from corpus.structure.lines import Stretch, TableLine, join_lines
from corpus.structure.links import Links, link_rows, mark_references
from corpus.structure.rows import RegionRow, ThemeTable


def read_structure(
    document: Document, pages: Sequence[PageLines], corrections: Corrections, form: FlattenedForm
) -> Content:
    """Read a compilation: its rows as initiatives, cross-references, duplicates and facts, its prose by region.

    Raises:
        CorrectionError: A correction contradicts the line it names.
        FormError: There is no table of a theme.
    """
    parts, learned = read_parts(document, pages, corrections, form)
    tables = [part for part in parts if isinstance(part, ThemeTable)]
    if not tables:
        themes = next(iter(form.themes.values()), ("?",))[0]
        raise FormError(
            f"{document.id}: har ingen tabell som formen {form.name!r}; väntade en rubrik som {themes!r} över en, "
            "eller en annan form i katalogen"
        )
    links = link_rows([row for table in tables for row in table.rows], corrections, form.rows)
    builder = ContentBuilder(document, Status.REPORTED)
    cells = read_cells(tables, corrections, learned)
    _add_tables(builder, tables, links, cells, form)
    for part in parts:
        if isinstance(part, Chapter):
            _add_chapter(builder, part.lines, form.answers)
    builder.notes.extend((*_notes(builder, tables, form), *_without_rows(parts, form)))
    return builder.content([page_text(page, document.id) for page in pages])


@dataclass(frozen=True, slots=True, kw_only=True)
class _ToldRow:
    """A row with its section and its text by field."""

    section: Section
    row: RegionRow
    stretches: tuple[Stretch, ...]


def _add_tables(
    builder: ContentBuilder,
    tables: Iterable[ThemeTable],
    links: Links,
    cells: Mapping[int, tuple[Stretch, ...]],
    form: FlattenedForm,
) -> None:
    """Initiatives come before all text, because a row may refer to one that is told further on."""
    read = [_tell_rows(builder, table, links, cells, form) for table in tables]
    own = {
        told.row.number: _add_initiative(builder, told.section, told.stretches)
        for _, rows in read
        for told in rows
        if isinstance(told, _ToldRow)
        if told.row.number not in links.first and any(s.field is Field.NAME for s in told.stretches)
    }
    for head, rows in read:
        _add_blocks(builder, *head, Role.NONE, None)
        for told in rows:
            if isinstance(told, _ToldRow):
                _add_row(builder, told, links, own)
            else:
                _add_blocks(builder, head[0], told, Role.NONE, None)


def _tell_rows(
    builder: ContentBuilder,
    table: ThemeTable,
    links: Links,
    cells: Mapping[int, tuple[Stretch, ...]],
    form: FlattenedForm,
) -> tuple[tuple[Section, tuple[Stretch, ...]], list[_ToldRow | tuple[Stretch, ...]]]:
    """Open a section for the table head and one for each region; give the head, and rows and unsettled text in order.

    What is not settled stands under the head, which speaks for nobody.
    """
    theme = table.theme.id if table.theme else None
    label = table.theme.label if table.theme else table.title or builder.document.title
    head = section = builder.open_section(label, theme, NOBODY)
    told: dict[int, _ToldRow | tuple[Stretch, ...]] = {}
    for row in table.rows:
        if row.region != section.region:
            section = builder.open_section(label, theme, _region(row.region))
        told[row.number] = _ToldRow(section=section, row=row, stretches=_stretches(row, links, cells, form))
    for lines in table.unsettled:
        told[lines[0].number] = _all(Field.PROSE, lines)
    return (head, _all(Field.TEMPLATE, table.head)), [told[number] for number in sorted(told)]


def _stretches(
    row: RegionRow, links: Links, cells: Mapping[int, tuple[Stretch, ...]], form: FlattenedForm
) -> tuple[Stretch, ...]:
    """A row's text by field; that nothing is reported is prose, and a reference to another table template text."""
    kind = links.kinds[row.number]
    if kind is RowKind.FACT:
        return _all(Field.PROSE, row.lines)
    told = cells[row.number]
    return mark_references(told, form.rows) if kind is RowKind.CROSS_REFERENCE else told


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
            theme=told.row.theme.id if told.row.theme else None,
            kind=kind,
            text=join_lines(told.row.lines),
            initiative=initiative,
        )
    )


def _notes(builder: ContentBuilder, tables: Sequence[ThemeTable], form: FlattenedForm) -> Iterator[str]:
    """What a person may want to look at, in Swedish."""
    counts = Counter((row.region, row.theme) for row in builder.rows)
    for (region, theme), count in counts.items():
        if count > form.rows.max_rows:
            yield f"{region_by_code(region).name}: {count} rader i temat {theme}, fler än {form.rows.max_rows}"
    seen: dict[str, ThemeTable] = {}
    for table in tables:
        first = seen.setdefault(table.theme.id if table.theme else "", table)
        if table.theme is not None and first is not table and not goes_on(first, table):
            where = f"sida {table.head[0].page}, rad {table.head[0].number}"
            yield f"{where}: temat {table.theme.label} har en tabell till; den räknas också"
        if table.theme is None:
            where = f"sida {table.head[0].page}, rad {table.head[0].number}"
            yield f"{where}: tabellens tema känns inte igen i {table.title!r}; raderna läses utan tema"
        yield from table.notes
    for row in builder.rows:
        if row.kind is RowKind.CROSS_REFERENCE and row.initiative is None:
            yield f"rad {row.line}: hänvisningens insats hittades inte ({row.text!r})"
    unsure = {block.initiative for block in builder.blocks if block.field is Field.ROW}
    if unsure:
        yield f"{len(unsure)} av {len(builder.initiatives)} insatser har text vars cell inte är säker"


def _without_rows(parts: Iterable[ThemeTable | Chapter], form: FlattenedForm) -> Iterator[str]:
    """Tell the tables in which no row was found: what is read of them is nobody's."""
    parts = list(parts)
    told = {part.theme for part in parts if isinstance(part, ThemeTable)}
    for part in parts:
        if not isinstance(part, Chapter) or not (has_head(part, form) or part.theme not in (None, *told)):
            continue
        first, title = part.lines[0], part.title or "utan rubrik"
        yield (
            f"sida {first.page}, rad {first.number}: ingen rad känns igen i tabellen {title!r}; "
            f"{len(part.lines)} textrader räknas inte till någon"
        )


def _add_chapter(builder: ContentBuilder, lines: Sequence[TableLine], form: Answers | None) -> None:
    """Add prose by region and question; lines before the first region's heading speak for nobody."""
    start = first_heading(lines, form) if form is not None else len(lines)
    if start:
        section = builder.open_section(join_lines(lines[:1]), None, NOBODY)
        _add_blocks(builder, section, _all(Field.TEMPLATE, lines[:start]), Role.NONE, None)
    if form is None:
        return
    for answer in read_answers(lines, form, builder.document.regions):
        owner = NOBODY if answer.region is None else _region(answer.region.code)
        heading = join_lines(answer.head[:1]) if answer.region is None else answer.region.name
        section = builder.open_section(f"{form.title} – {heading}", None, owner)
        _add_blocks(builder, section, _all(Field.TEMPLATE, answer.head), Role.NONE, None)
        if answer.region is None:
            first = answer.head[0]
            builder.notes.append(
                f"sida {first.page}, rad {first.number}: svaren är ingen regions: {first.text.strip()[:40]!r}"
            )
        for part in answer.parts:
            _add_part(builder, section, part, form)


def _add_part(builder: ContentBuilder, section: Section, part: Part, form: Answers) -> None:
    if part.project is None or section.region is None:
        role = Role.NONE if section.region is None else Role.DOES
        _add_blocks(builder, section, _all(Field.PROSE, part.lines), role, None)
        return
    stretches = project_fields(part, form)
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
