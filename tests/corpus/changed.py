"""The national compilation with changes made to it: which region and theme every line belongs to before and after."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import cast

from corpus.catalogue import load_catalogue
from corpus.collection import DEFAULT_FOLDER
from corpus.corrections import Corrections
from corpus.document import Document
from corpus.forms import FORMS, read_form
from corpus.forms.model import FlattenedForm
from corpus.pages import Line, PageLines
from corpus.readers.text import read_text
from corpus.structure.rows import ThemeTable
from corpus.structure.tables import read_parts

FORM = cast(FlattenedForm, read_form(FORMS / "theme-tables.toml"))
NONE = Corrections(entries=())

# A line as it stood in the report, counted from 1 there (0 for one that is new), and its text.
Told = tuple[int, str]
Change = Callable[[Sequence[Told]], list[Told]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of a changed report.

    Attributes:
        owners: Line as it stood in the report before, to the region and theme (None where unknown) it is credited to.
        rows: The first such line of each row.
        notes: What a person is told.
        unsettled: Lines credited to nobody since they may be another region's.
    """

    owners: dict[int, tuple[str, str | None]]
    rows: list[int]
    notes: tuple[str, ...]
    unsettled: frozenset[int]


@lru_cache(maxsize=1)
def compilation() -> tuple[Document, tuple[Told, ...]]:
    """Give the compilation's entry and its lines."""
    catalogue = load_catalogue(DEFAULT_FOLDER)
    document = next(one for one in catalogue.documents if one.form == "theme-tables")
    lines = catalogue.path(document).read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return document, tuple(enumerate(lines, start=1))


@lru_cache(maxsize=1)
def before() -> Reading:
    """Give what is read of the report as it is."""
    return read(compilation()[1])


def read(lines: Sequence[Told], path: Path | None = None) -> Reading:
    """Read changed lines as pages and tables; through a file where a path is given."""
    document = compilation()[0]
    tables = [part for part in read_parts(document, _pages(lines, path), NONE, FORM) if isinstance(part, ThemeTable)]
    owners: dict[int, tuple[str, str | None]] = {}
    rows = []
    for row in (row for table in tables for row in table.rows):
        theme = row.theme.id if row.theme else None
        owners |= {lines[line.number - 1][0]: (row.region, theme) for line in row.lines}
        rows.append(lines[row.number - 1][0])
    return Reading(
        owners=owners,
        rows=rows,
        notes=tuple(note for table in tables for note in table.notes),
        unsettled=frozenset(
            lines[line.number - 1][0] for table in tables for stretch in table.unsettled for line in stretch
        ),
    )


def _pages(lines: Sequence[Told], path: Path | None) -> tuple[PageLines, ...]:
    if path is not None:
        path.write_text("".join(f"{text}\n" for _, text in lines), encoding="utf-8")
        return read_text(path, FORM.pages)
    pages: list[list[Line]] = [[]]
    for number, (_, text) in enumerate(lines, start=1):
        before = lines[number - 2][1] if number > 1 else ""
        if text.startswith(" ") and not text.startswith("  ") and before.strip() and text.strip():
            pages.append([])
        pages[-1].append(Line(number=number, text=text))
    empty = PageLines(page=1, printed_page=None, lines=(), received="", repairs=())
    return tuple(
        replace(empty, page=page, lines=tuple(kept), received="\n".join(line.text for line in kept))
        for page, kept in enumerate(pages, start=1)
    )


def row_starts() -> list[int]:
    """Give the lines that begin a row in the report as it is."""
    return sorted(before().rows)


def wrongly_credited(after: Reading) -> list[int]:
    """Give lines that are credited to another region than before."""
    was = before().owners
    return [line for line, (region, _) in after.owners.items() if line in was and was[line][0] != region]


def of_another_theme(after: Reading) -> list[int]:
    """Give lines that are credited to another theme than before, where one is named."""
    was = before().owners
    return [line for line, (_, theme) in after.owners.items() if line in was and theme not in (None, was[line][1])]
