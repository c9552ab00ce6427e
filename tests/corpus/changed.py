"""The national compilation with changes made to it: which region and theme every line belongs to before and after."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import cast

from corpus.catalogue import load_catalogue
from corpus.collection import DEFAULT_FOLDER
from corpus.corrections import Corrections, load_corrections
from corpus.document import Document
from corpus.forms import FORMS, read_form
from corpus.forms.flattened import FlattenedForm
from corpus.pages import Line, PageLines
from corpus.readers.text import read_text
from corpus.structure.chapters import Chapter
from corpus.structure.compilation import read_parts
from corpus.structure.grants import read_answers
from corpus.structure.lines import TableLine
from corpus.structure.rows import ThemeTable

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
        credited: The same of every line that is credited, also where it stands in the report twice.
        rows: The first such line of each row.
        notes: What a person is told.
        unsettled: Lines credited to nobody since they may be another region's.
    """

    owners: dict[int, tuple[str, str | None]]
    credited: tuple[tuple[int, tuple[str, str | None]], ...]
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
    """Give what is read of the report as it is, with its corrections."""
    catalogue = load_catalogue(DEFAULT_FOLDER)
    return read(compilation()[1], corrections=load_corrections(catalogue.corrections_path(compilation()[0])))


def read(lines: Sequence[Told], path: Path | None = None, corrections: Corrections = NONE) -> Reading:
    """Read changed lines as pages, tables and answers; through a file where a path is given."""
    document = compilation()[0]
    parts, _ = read_parts(document, _pages(lines, path), corrections, FORM)
    tables = [part for part in parts if isinstance(part, ThemeTable)]
    rows = [row for table in tables for row in table.rows]
    credited = [(line, (row.region, row.theme.id if row.theme else None)) for row in rows for line in row.lines]
    for chapter in (part for part in parts if isinstance(part, Chapter)):
        credited += [(line, (region, None)) for region, line in _answered(chapter)]
    told = tuple((lines[line.number - 1][0], owner) for line, owner in credited)
    return Reading(
        owners=dict(told),
        credited=told,
        rows=[lines[row.number - 1][0] for row in rows],
        notes=tuple(note for table in tables for note in table.notes),
        unsettled=frozenset(
            lines[line.number - 1][0] for table in tables for stretch in table.unsettled for line in stretch
        ),
    )


def _answered(chapter: Chapter) -> Iterator[tuple[str, TableLine]]:
    """Give the lines of a chapter that are a region's answers, each with the region."""
    if FORM.answers is None:
        return
    for answer in read_answers(chapter.lines, FORM.answers, compilation()[0].regions):
        if answer.region is not None:
            yield from ((answer.region.code, line) for part in answer.parts for line in part.lines)


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


@lru_cache(maxsize=1)
def uncorrected() -> Reading:
    """Give what the rules alone read of the report as it is."""
    return read(compilation()[1])


def row_starts() -> list[int]:
    """Give the lines that begin a row in the report as it is, by the rules alone."""
    return sorted(uncorrected().rows)


def wrongly_credited(after: Reading) -> list[int]:
    """Give lines that are credited to another region than before."""
    was = before().owners
    return [line for line, (region, _) in after.credited if line in was and was[line][0] != region]


def of_another_theme(after: Reading) -> list[int]:
    """Give lines that are credited to another theme than before, where one is named."""
    was = before().owners
    return [line for line, (_, theme) in after.credited if line in was and theme not in (None, was[line][1])]
