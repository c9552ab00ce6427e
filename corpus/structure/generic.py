"""Any report: headings become sections, rows of tables with a known head initiatives, all else running text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from corpus.corrections import Corrections
from corpus.document import Content, Document, Field, Status
from corpus.forms.model import GridForm
from corpus.pages import Cell, Line, PageLines, collapse
from corpus.structure.builder import NOBODY, Owner, document_owner
from corpus.structure.figures import part_figures
from corpus.structure.grid import read_grids
from corpus.structure.header_rows import Heads
from corpus.structure.headings import heading_lines, marked_titles, marks_headings
from corpus.structure.labelled_texts import told_cards
from corpus.structure.outline import Heading, OutlinePiece, read_outline
from corpus.structure.owners import named_owner, region_owner, sole_owner
from corpus.structure.reaching import ReachingCells
from corpus.structure.region_columns import ToldCell
from corpus.structure.row_plans import RowPlan
from corpus.structure.shared_rows import SharedCells
from corpus.structure.table_plan import TablePlans
from corpus.structure.theme_headings import bare_title, titled_theme
from corpus.structure.turned import turn_tables

# Sections for what stands above a table and for each theme that its rows name, below all headings.
_TABLE_LEVEL, _THEME_LEVEL = 9, 10
# Above all headings: what runs over pages.
_PAGE_LEVEL = 0
_BETWEEN = 2  # lines, as who made it and when
_PROPOSES = re.compile(r"förslag|föreslag|underlag|planerad", re.IGNORECASE)


def read_structure(document: Document, pages: Sequence[PageLines], corrections: Corrections, form: GridForm) -> Content:
    """Read a report by its headings and the heads of its tables.

    A table whose head names the initiative and a region, description, outputs, effects or goals becomes initiatives,
    also where it goes on over pages; a row's region is that of its region column, else its section's, else the
    document's, and its theme that of its theme column. A section headed by a theme or a region belongs to it. What a
    form asks is `Field.TEMPLATE`.
    """
    del corrections  # No report read this way has needed one so far.
    if form.turned:
        pages = turn_tables(pages, Heads.of(form))
    plans = TablePlans(form=form, own=document_owner(document)).read(read_grids(pages))
    pages = part_figures(pages, plans.plans)
    reading = _Reading(document, form, plans.plans, is_marked=marks_headings(pages))
    seen = Status.PROPOSED if _PROPOSES.search(document.kind) else Status.REPORTED
    status = form.status or seen
    outline = read_outline(document, pages, reading, status)
    content = replace(
        outline,
        notes=(*plans.notes, *reading.notes, *told_cards(pages, Heads.of(form))),
        owners=plans.owners,
        names=plans.names,
    ).content()
    return replace(content, notes=(*content.notes, *_of_nobody(content)))


def _of_nobody(content: Content) -> Iterator[str]:
    """Tell the initiatives for which neither a row nor a heading nor the document says whose they are."""
    pages = [one.first_page for one in content.initiatives if one.region is None and one.group is None]
    if pages:
        told = f"{len(pages)} insats{'er' * (len(pages) > 1)}"
        yield (
            f"sida {min(pages)}: {told} räknas inte till någon region; "
            "varken rad, rubrik eller tabellens huvud säger vems"
        )


def _written(lines: Sequence[Line], places: Iterable[int]) -> Iterator[Line]:
    """Give the lines at these places that hold something."""
    return (lines[place] for place in places if lines[place].text.strip())


class _Reading:
    """Where the reading of a document stands: under which heading, and how much of a name's cell it has read."""

    def __init__(
        self, document: Document, form: GridForm, plans: Mapping[tuple[int, int], RowPlan], *, is_marked: bool
    ) -> None:
        self.form = form
        self.headings = [Heading(title=document.title, theme=None, own_words=True)]
        self.plans = plans
        self.is_marked = is_marked
        self.open: list[tuple[int, int]] = []  # The level and the place of each heading that is open.
        self.name_left: dict[tuple[int, int], int] = {}
        self.themed: set[object] = set()
        self.told_of: dict[ToldCell, int] = {}  # The place of the heading of each cell that tells of a region.
        self.reaching = ReachingCells()
        self.shared = SharedCells()
        self.notes: list[str] = []
        self.speaker: Owner | None = None

    def page(self, page: PageLines) -> Iterator[OutlinePiece]:
        """Label the lines of the next page."""
        self._hear(page.speaker)
        titles = marked_titles(page.lines) if self.is_marked else heading_lines(page)
        title_left, asks, opens_paragraph = 0, False, True
        for place, line in enumerate(page.lines):
            text = collapse(line.text)
            yield from self.shared.ended(line.cell)
            if line.cell is not None:
                yield from self._cell(page, line, text)
                opens_paragraph = True
                continue
            if place in titles:
                title_left = titles[place]
                title = collapse(" ".join(part.text for part in page.lines[place : place + title_left]))
                self._open(title, line.heading or 1)
            elif text and not title_left:
                self._close_themes()
                if self._heads_table(page.lines, place):
                    title_left = 1
                    self._open(text, _TABLE_LEVEL)
            if opens_paragraph:
                asks = self.form.asks is not None and self.form.asks.match(text) is not None
            opens_paragraph = not text
            if text:
                yield self._piece(page, text, self._field(text, is_title=title_left > 0, asks=asks))
            title_left = max(title_left - 1, 0)
        yield from self.shared.ended(None)

    def _hear(self, told: str | None) -> None:
        """Begin the pages of whom a running text names; what stood open ends with the pages of whom it named before."""
        speaker = region_owner(told, NOBODY) if told is not None else None
        if speaker != self.speaker:
            self.speaker = speaker
            self._open(collapse(told or self.headings[0].title), _PAGE_LEVEL)
            self.headings[-1] = replace(self.headings[-1], owner=speaker)

    def _field(self, text: str, *, is_title: bool, asks: bool) -> Field:
        if asks or self._is_placeholder(text):
            return Field.TEMPLATE
        return Field.HEADING if is_title else Field.PROSE

    def _is_placeholder(self, text: str) -> bool:
        return self.form.placeholder is not None and self.form.placeholder.fullmatch(text) is not None

    def _heads_table(self, lines: Sequence[Line], place: int) -> bool:
        """Whether a line names a theme or a region over a table, alone of its kind: a list of them names none."""
        named = self._names(lines[place])
        # Only those that are near are looked at: a page may have as many lines as its file.
        below = list(islice(_written(lines, range(place + 1, len(lines))), _BETWEEN + 1))
        above_table = list(takewhile(lambda line: line.cell is None, below))
        before = next(_written(lines, range(place - 1, -1, -1)), None)
        beside = [*above_table, *([before] if before is not None and before.cell is None else [])]
        return named is not None and len(above_table) < len(below) and named not in map(self._names, beside)

    def _names(self, line: Line) -> str | None:
        """Say what a line is the name of."""
        text = collapse(line.text)
        if titled_theme(text, self.form.themes) is not None:
            return "theme"
        return "region" if named_owner(bare_title(text)) is not None else None

    def _open(self, title: str, level: int) -> None:
        """Begin a section; it belongs to the theme and region of the headings above it unless it names its own."""
        while self.open and self.open[-1][0] >= level:
            self.open.pop()
        above = self.headings[self.current]
        heading = Heading(
            title=title,
            theme=titled_theme(title, self.form.themes) or above.theme,
            own_words=True,
            owner=sole_owner(bare_title(title)) or above.owner,
        )
        self.open.append((level, len(self.headings)))
        self.headings.append(heading)
        self.told_of = {}

    @property
    def current(self) -> int:
        """The place of the heading that text stands under."""
        return self.open[-1][1] if self.open else 0

    def _close_themes(self) -> None:
        """End the section of the theme that a table's rows named: what stands below the table is of no theme of it."""
        if self.open and self.open[-1][0] == _THEME_LEVEL:
            self.open.pop()

    def _open_theme(self, page: PageLines, named: str) -> None:
        """Begin a section of the theme that a row names, unless it stands in one."""
        theme = titled_theme(named, self.form.themes)
        if theme is None:
            self.notes.append(f"sida {page.page}: temat känns inte igen i {named!r}; raden läses utan tema")
        if theme != self.headings[self.current].theme or theme is None:
            self._open(named, _THEME_LEVEL)
            self.headings[-1] = replace(self.headings[-1], theme=theme)

    def _cell(self, page: PageLines, line: Line, text: str) -> Iterator[OutlinePiece]:
        """Label a line of a table; the name's cell may go on to describe."""
        if line.cell is None or not text:
            return
        place = line.cell.table, line.cell.row
        plan = self.plans[place]
        begun = place if plan.told else plan.story
        if begun is not None and begun not in self.themed:
            self.themed.add(begun)
            if plan.theme:
                self._open_theme(page, plan.theme)
            else:
                self._close_themes()
        for told in (told for story in plan.stories for told in self.reaching.beside(line.cell, story)):
            yield replace(told, heading=self.current)
        field = plan.field(line.cell.column)
        if self._is_placeholder(text):
            field = Field.TEMPLATE
        cell = plan.told.get(line.cell.column) if plan.told else None
        if cell is not None and field is not Field.TEMPLATE:
            field = Field.PROSE if cell.story is None else Field.ROW
            yield replace(self._piece(page, text, field), heading=self._told_heading(cell), story=cell.story)
            return
        if plan.shared is not None and field is not Field.TEMPLATE:
            yield from self.shared.line(line.cell, self._cell_piece(page, line.cell, text, field, plan), plan.shared)
            return
        if field is not Field.NAME:
            yield self._cell_piece(page, line.cell, text, field, plan)
            return
        left = self.name_left.setdefault(place, plan.name_length)
        # Names end between words; the space to the next line counts, too.
        name, rest = text[:left].strip(), text[left:].strip()
        self.name_left[place] = max(left - len(text) - 1, 0)
        if name:
            yield self._piece(page, name, Field.NAME, plan)
        if rest:
            yield self._cell_piece(page, line.cell, rest, Field.DESCRIPTION, plan)

    def _told_heading(self, told: ToldCell) -> int:
        """Give the place of the heading of what a cell tells of a region, below the one that text stands under."""
        if told.story is not None:
            return self.current
        if told not in self.told_of:
            above = self.headings[self.current]
            theme = titled_theme(told.title, self.form.themes) or above.theme
            self.told_of[told] = len(self.headings)
            title = told.title or above.title
            self.headings.append(Heading(title=title, theme=theme, own_words=True, owner=told.owner))
        return self.told_of[told]

    def _cell_piece(self, page: PageLines, cell: Cell, text: str, field: Field, plan: RowPlan) -> OutlinePiece:
        piece = self._piece(page, text, field, plan)
        if not plan.tells_region(cell.column):
            self.reaching.add(cell, piece)
        return piece

    def _piece(self, page: PageLines, text: str, field: Field, plan: RowPlan | None = None) -> OutlinePiece:
        return OutlinePiece(
            page=page.page,
            text=text,
            field=field,
            heading=self.current,
            story=None if plan is None or field is Field.TEMPLATE else plan.story,
        )
