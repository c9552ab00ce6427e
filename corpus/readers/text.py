"""Text files: what a program extracted from a PDF, or plain text, as pages of lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from corpus.document import Layout
from corpus.errors import UnreadableDocumentError
from corpus.pages import Line, PageLines

PRINTED_NUMBER = re.compile(r"\s*(\d{1,4})(?:\s*\((\d{1,4})\))?\s*")


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A printed page number found in the text: on the page with this ordinal stands this number (of so many)."""

    ordinal: int
    printed: int
    total: int | None


def read_text(path: Path, layout: Layout) -> tuple[PageLines, ...]:
    """Read a UTF-8 text file as pages; printed page numbers are taken out of the lines.

    Pages begin at form feeds where there are any; in slides, after three or more blank lines. Otherwise, where the
    file begins with one space, it is taken for extracted PDF text, in which a line with exactly one leading space
    after a line that is not blank begins a page.

    Raises:
        UnreadableDocumentError: The file is missing, empty, not UTF-8 or holds NUL bytes.
    """
    lines = _lines(_decode(path))
    starts = sorted(_slide_starts(lines) if layout is Layout.SLIDES else _page_starts(lines))
    chunks = [lines[start - 1 : end - 1] for start, end in zip(starts, [*starts[1:], len(lines) + 1], strict=True)]
    anchors = [anchor for ordinal, chunk in enumerate(chunks, start=1) for anchor in _anchors(ordinal, chunk)]
    return tuple(_page(ordinal, chunk, anchors, len(chunks)) for ordinal, chunk in enumerate(chunks, start=1))


def _page(ordinal: int, lines: Sequence[Line], anchors: Sequence[_Anchor], n_pages: int) -> PageLines:
    printed = _printed(ordinal, anchors, n_pages)
    kept = tuple(line for line in lines if not _is_page_number(line, lines, printed))
    removed = len(lines) - len(kept)
    return PageLines(
        page=ordinal,
        printed_page=printed,
        lines=kept,
        received="\n".join(line.text for line in lines).replace("\f", ""),
        repairs=(f"sidnummer ur texten: {removed}",) if removed else (),
    )


def _decode(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocumentError(path, f"cannot be opened ({error.strerror}); expected a file") from error
    if not data.strip():
        raise UnreadableDocumentError(path, f"is empty ({len(data)} bytes); expected text")
    if b"\0" in data:
        offset = data.index(b"\0")
        raise UnreadableDocumentError(path, f"holds a NUL byte at offset {offset}; expected UTF-8 text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"byte 0x{data[error.start]:02x} at offset {error.start} is not UTF-8; expected UTF-8 text"
        raise UnreadableDocumentError(path, reason) from error


def _lines(text: str) -> list[Line]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    return [Line(number=number, text=line) for number, line in enumerate(text.split("\n"), start=1)]


def _page_starts(lines: Sequence[Line]) -> set[int]:
    if any(line.text.startswith("\f") for line in lines):
        return {1, *(line.number for line in lines if line.text.startswith("\f"))}
    if not _one_leading_space(lines[0].text):
        return {1}
    last = lines[-1].number
    return {1} | {
        line.number
        for previous, line in pairwise(lines)
        if _starts_page(previous.text, line.text, is_last=line.number == last)
    }


def _slide_starts(lines: Sequence[Line]) -> set[int]:
    blank = [not line.text.strip() for line in lines]
    return {1, *(n + 1 for n in range(3, len(lines)) if not blank[n] and all(blank[n - 3 : n]))}


def _starts_page(previous: str, line: str, *, is_last: bool) -> bool:
    printed = PRINTED_NUMBER.fullmatch(previous)
    if printed and printed[2]:
        return True
    if not _one_leading_space(line) or not previous.strip():
        return False
    # A line of one space also parts paragraphs; it begins a page after a printed number and as the last, empty page.
    return bool(line.strip()) or printed is not None or is_last


def _one_leading_space(line: str) -> bool:
    return line.startswith(" ") and not line.startswith("  ")


def _is_page_number(line: Line, page: Sequence[Line], printed: int | None) -> bool:
    """Whether a line is a page number: alone on its line, and the printed one or the last text of the page."""
    match = PRINTED_NUMBER.fullmatch(line.text)
    return match is not None and (int(match[1]) == printed or line is _last_text(page))


def _last_text(page: Sequence[Line]) -> Line | None:
    return next((line for line in reversed(page) if line.text.strip()), None)


def _anchors(ordinal: int, page: Sequence[Line]) -> list[_Anchor]:
    last = _last_text(page)
    match = PRINTED_NUMBER.fullmatch(last.text) if last else None
    return [_Anchor(ordinal, int(match[1]), int(match[2]) if match[2] else None)] if match else []


def _printed(ordinal: int, anchors: Sequence[_Anchor], n_pages: int) -> int | None:
    """The printed number of a page, only where all numbers that were left in the file agree on it.

    Two or more that differ from their ordinal by the same amount fix every page. Where the numbers also say how many
    pages there are and that does not fit, only pages from the first to the last of them are certain.
    """
    offsets = {anchor.printed - anchor.ordinal for anchor in anchors}
    if len(offsets) != 1 or len(anchors) < 2:
        return next((anchor.printed for anchor in anchors if anchor.ordinal == ordinal), None)
    offset = offsets.pop()
    totals = {anchor.total for anchor in anchors if anchor.total is not None}
    between = anchors[0].ordinal <= ordinal <= anchors[-1].ordinal
    return ordinal + offset if between or totals <= {n_pages + offset} else None
