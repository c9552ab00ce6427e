"""Chapters of a compilation: each theme's table by its heading, whatever its number and place, and prose."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.forms.flattened import FlattenedForm
from corpus.pages import collapse
from corpus.structure.lines import TableLine, join_lines
from corpus.structure.theme_headings import heading_theme
from corpus.themes import Theme

_NUMBERED = re.compile(r"\s*(?P<number>\d{1,2})[.)]?\s+(?P<title>[A-ZÅÄÖ].*)", re.DOTALL)
_MAX_HEADING_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter's lines, the heading's among them.

    Attributes:
        number: As printed before its heading; None where none is.
        title: Its heading; "" before the first, and where a table begins without one.
        theme: The theme that its heading names.
        heading_lines: How many lines the heading has.
    """

    number: int | None
    title: str
    theme: Theme | None
    heading_lines: int
    lines: tuple[TableLine, ...]


@dataclass(frozen=True, slots=True)
class _Opening:
    start: int
    heading_lines: int
    number: int | None
    title: str
    theme: Theme | None


def read_chapters(lines: Sequence[TableLine], form: FlattenedForm) -> list[Chapter]:
    """Cut a compilation into chapters; what stands before the first comes first, without a title.

    A chapter begins with the heading of a theme or of the prose, at the top of a page or above a table's head; with
    any other numbered heading above a table's head; and with a table's head that has no heading.
    """
    openings = list(_openings(lines, form))
    chapters = []
    if not openings or openings[0].start:
        end = openings[0].start if openings else len(lines)
        chapters.append(Chapter(number=None, title="", theme=None, heading_lines=0, lines=tuple(lines[:end])))
    ends = [*(opening.start for opening in openings[1:]), len(lines)]
    return chapters + [
        Chapter(
            number=opening.number,
            title=opening.title,
            theme=opening.theme,
            heading_lines=opening.heading_lines,
            lines=tuple(lines[opening.start : end]),
        )
        for opening, end in zip(openings, ends, strict=True)
    ]


def begins_head(line: TableLine, form: FlattenedForm) -> bool:
    """Whether a table's head begins on this line."""
    return collapse(line.text).casefold().startswith(form.head.begins)


def has_head(chapter: Chapter, form: FlattenedForm) -> bool:
    """Whether a table's head follows a chapter's heading."""
    return len(chapter.lines) > chapter.heading_lines and begins_head(chapter.lines[chapter.heading_lines], form)


def _openings(lines: Sequence[TableLine], form: FlattenedForm) -> Iterator[_Opening]:
    """Find where chapters begin."""
    skip_to = 0
    begins = [begins_head(line, form) for line in lines]
    for n in range(len(lines)):
        if n < skip_to:
            continue
        found = _heading(lines, n, begins, form)
        if found is None and begins[n]:
            found = _Opening(start=n, heading_lines=0, number=None, title="", theme=None)
        if found is not None:
            after = n + found.heading_lines
            skip_to = after + (after < len(lines) and begins[after])
            yield found


def _heading(lines: Sequence[TableLine], n: int, begins: Sequence[bool], form: FlattenedForm) -> _Opening | None:
    """Read the heading that begins on a line, given which lines begin a table's head."""
    match = _NUMBERED.fullmatch(lines[n].text)
    heads = begins[n + 1 : n + 1 + _MAX_HEADING_LINES]
    if not lines[n].starts_page and (match is None or not any(heads)):
        return None
    number, first = (int(match["number"]), match["title"]) if match else (None, lines[n].text)
    found = []
    for count in range(1, min(_MAX_HEADING_LINES, len(lines) - n) + 1):
        title = collapse(" ".join((first, join_lines(lines[n + 1 : n + count]))))
        above_head = count <= len(heads) and heads[count - 1]
        theme = heading_theme(title, form.themes)
        is_known = theme is not None or (form.answers is not None and title.startswith(form.answers.heading))
        if above_head or (is_known and lines[n].starts_page):
            opening = _Opening(start=n, heading_lines=count, number=number, title=title, theme=theme)
            found.append((above_head and is_known, is_known, opening))
    named = [opening for *_, opening in sorted(found, key=lambda one: one[:2], reverse=True)]
    if not named or (named[0].theme is None and number is None):
        return None
    # The end of a cell may open with a number right above the next theme's heading.
    below = (_heading(lines, after, begins, form) for after in range(n + 1, n + named[0].heading_lines))
    is_cell = named[0].theme is None and any(heading is not None and heading.theme is not None for heading in below)
    return None if is_cell else named[0]
