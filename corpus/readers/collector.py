"""Collects lines page by page, in the order of the file."""

import re
from collections.abc import Iterable, Sequence

from corpus.pages import Cell, Line, PageLines


class Collector:
    """The pages so far; the first is open from the start."""

    def __init__(self) -> None:
        self._pages: list[list[Line]] = [[]]
        self._number = 0

    @property
    def has_text(self) -> bool:
        """Whether the open page holds a line."""
        return bool(self._pages[-1])

    def open_page(self) -> None:
        """Begin a page."""
        self._pages.append([])

    def add(self, text: str, *, cell: Cell | None = None, heading: int | None = None) -> None:
        """Add a paragraph, each of its lines and a blank one after them; one without text is left out.

        In a cell, lines that were broken on purpose are paragraphs of their own: items, or a name and what it is.
        """
        if not text.strip():
            return
        ends = "\n\n" if cell is not None else "\n"
        for line in (*re.sub(r"\n+", ends, text).split("\n"), ""):
            self._number += 1
            level = heading if line else None
            self._pages[-1].append(Line(number=self._number, text=line, cell=cell, heading=level))

    def pages(self, told: Iterable[str]) -> tuple[PageLines, ...]:
        """Give the pages, the first with what is told of the whole document."""
        return numbered_pages(self._pages, told)


def numbered_pages(pages: Iterable[Sequence[Line]], told: Iterable[str]) -> tuple[PageLines, ...]:
    """Give lines as the pages of a file without printed numbers, the first with what is told of the whole document."""
    notes = tuple(told)
    return tuple(
        PageLines(
            page=page,
            printed_page=None,
            lines=tuple(lines),
            received="\n".join(line.text for line in lines),
            repairs=(),
            notes=notes if page == 1 else (),
        )
        for page, lines in enumerate(pages, start=1)
    )
