"""A compilation taken apart: each theme's table, and the chapters between them, with what their rows teach together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.corrections import Corrections
from corpus.document import Document
from corpus.forms.flattened import FlattenedForm
from corpus.pages import PageLines
from corpus.structure.chapters import Chapter, has_head, read_chapters
from corpus.structure.clues import ColumnWords
from corpus.structure.hidden import HiddenRows
from corpus.structure.labels import LAST_RANK, Labels, rank
from corpus.structure.learned import LearnedTables
from corpus.structure.lines import table_lines
from corpus.structure.row_starts import RowFinder
from corpus.structure.rows import ThemeTable, read_table


def read_parts(
    document: Document, pages: Sequence[PageLines], corrections: Corrections, form: FlattenedForm
) -> tuple[list[ThemeTable | Chapter], LearnedTables]:
    """Give each theme's table, and the chapters that are none, with what all rows taught of their columns.

    What may be another region's than the row it stands in is unsettled.
    """
    parts = list(_parts(document, pages, corrections, form))
    words = ColumnWords.of(form.cells, document.years)
    learned = LearnedTables([part for part in parts if isinstance(part, ThemeTable)], words)
    last = max((rank(region) for region in document.regions), default=LAST_RANK)
    hidden = HiddenRows(learned=learned, words=form.rows, corrections=corrections, last_rank=last)
    held = iter(hidden.hold([part for part in parts if isinstance(part, ThemeTable)]))
    return [next(held) if isinstance(part, ThemeTable) else part for part in parts], learned


def _parts(
    document: Document, pages: Sequence[PageLines], corrections: Corrections, form: FlattenedForm
) -> Iterator[ThemeTable | Chapter]:
    """Give tables and chapters in order; a table that goes on under a new head keeps its theme.

    Where a head stands on every page, there may be one with no row's beginning between two.
    """
    finder = RowFinder(
        labels=Labels(form.labels),
        corrections=corrections,
        max_rows=form.rows.max_rows,
        expected=frozenset(document.regions),
    )
    last: ThemeTable | None = None
    for chapter in read_chapters(table_lines(pages), form):
        table = read_table(chapter, form, finder)
        if table is not None and last is not None and not chapter.title and goes_on(last, table):
            table = replace(
                table, theme=last.theme, title=last.title, rows=tuple(replace(r, theme=last.theme) for r in table.rows)
            )
        if table is not None or chapter.title or not has_head(chapter, form):
            last = table
        yield chapter if table is None else table


def goes_on(last: ThemeTable, table: ThemeTable) -> bool:
    """Whether a table may go on with the one before: its regions follow the alphabet from there."""
    return bool(last.rows and table.rows) and rank(last.rows[-1].region) <= rank(table.rows[0].region)
