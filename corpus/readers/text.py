"""Text files: what a program extracted from a PDF, or plain text, as pages of lines."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from corpus.errors import UnreadableDocumentError
from corpus.forms.base import PageRule
from corpus.pages import Line, PageLines
from corpus.readers.encoding import WESTERN_NOTE, is_western, marked_text, western_text
from corpus.readers.page_numbers import may_number, rising_offsets
from corpus.readers.plain_columns import in_columns

_MIN_ANCHORS = 2
PRINTED_NUMBER = re.compile(r"\s*(\d{1,4})(?:\s*\((\d{1,4})\))?\s*")


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A printed page number found in the text: on the page with this ordinal stands this number (of so many)."""

    ordinal: int
    printed: int
    total: int | None


def read_text(path: Path, rule: PageRule) -> tuple[PageLines, ...]:
    """Read a text file as pages; printed page numbers are taken out of the lines.

    It is read as its byte order mark says, else as UTF-8, else as Windows-1252, which is noted.

    Pages begin at form feeds where there are any; in slides, after three or more blank lines. Otherwise, where the
    form says so or the file begins with one space, it is taken for extracted PDF text, in which a line with exactly one
    leading space after a line that is not blank begins a page.

    Columns of running text in text that was not extracted are read one after the other.

    Raises:
        UnreadableDocumentError: The file is missing, empty, in no such encoding or holds NUL bytes.
    """
    text, notes = decode(path)
    lines = _lines(text)
    starts = sorted(_slide_starts(lines) if rule is PageRule.BLANK_LINES else _page_starts(lines, rule))
    chunks = [lines[start - 1 : end - 1] for start, end in zip(starts, [*starts[1:], len(lines) + 1], strict=True)]
    received = ["\n".join(line.text for line in chunk).replace("\f", "") for chunk in chunks]
    if rule is PageRule.PLAIN and not _one_leading_space(lines[0].text):
        chunks = [in_columns(chunk) for chunk in chunks]
    numbers = _printed_numbers(chunks)
    pages = [
        _page(ordinal, chunk, text, numbers.get(ordinal))
        for ordinal, (chunk, text) in enumerate(zip(chunks, received, strict=True), start=1)
    ]
    return (replace(pages[0], notes=notes), *pages[1:])


def _page(ordinal: int, lines: Sequence[Line], received: str, printed: int | None) -> PageLines:
    kept = tuple(line for line in lines if not _is_page_number(line, printed))
    removed = len(lines) - len(kept)
    return PageLines(
        page=ordinal,
        printed_page=printed,
        lines=kept,
        received=received,
        repairs=(f"sidnummer ur texten: {removed}",) if removed else (),
    )


def decode(path: Path) -> tuple[str, tuple[str, ...]]:
    """Give a file's text, by its byte order mark, as UTF-8 or as Windows-1252, and what is to be told of that.

    Raises:
        UnreadableDocumentError: The file is missing, empty, in no such encoding or holds NUL bytes.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocumentError(path, f"går inte att öppna ({error.strerror}); väntade en fil") from error
    if not data.strip():
        raise UnreadableDocumentError(path, f"är tom ({len(data)} byte); väntade text")
    marked = marked_text(data) if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else None
    if marked is not None:
        return marked, ()
    if b"\0" in data:
        offset = data.index(b"\0")
        raise UnreadableDocumentError(path, f"har en NUL-byte på plats {offset}; väntade text i UTF-8")
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        if is_western(data):
            return western_text(data), (WESTERN_NOTE,)
        reason = f"byte 0x{data[error.start]:02x} på plats {error.start} är inte UTF-8; väntade text i UTF-8"
        raise UnreadableDocumentError(path, reason) from error


def _lines(text: str) -> list[Line]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    return [Line(number=number, text=line) for number, line in enumerate(text.split("\n"), start=1)]


def _page_starts(lines: Sequence[Line], rule: PageRule) -> set[int]:
    if any(line.text.startswith("\f") for line in lines):
        return {1, *(line.number for line in lines if line.text.startswith("\f"))}
    if rule is PageRule.PLAIN and not _one_leading_space(lines[0].text):
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


def _is_page_number(line: Line, printed: int | None) -> bool:
    """Whether a line is the number of its page, alone."""
    match = PRINTED_NUMBER.fullmatch(line.text)
    return match is not None and int(match[1]) == printed


def _last_text(page: Sequence[Line]) -> Line | None:
    return next((line for line in reversed(page) if line.text.strip()), None)


def _anchors(ordinal: int, page: Sequence[Line]) -> list[_Anchor]:
    last = _last_text(page)
    match = PRINTED_NUMBER.fullmatch(last.text) if last else None
    if match is None or not may_number(int(match[1]), ordinal):
        return []
    return [_Anchor(ordinal, int(match[1]), int(match[2]) if match[2] else None)]


def _printed_numbers(pages: Sequence[Sequence[Line]]) -> dict[int, int]:
    """Give page, from 1, to its printed number: what two numbers or more at ends of pages agree on.

    A number alone at the end of a page may also be the last figure of its text. Two or more that differ from their
    ordinal by the same amount, and are more than those that differ otherwise, fix every page. Where the numbers also
    say how many pages there are and that does not fit, only pages from the first to the last of them are certain; so
    are they on each side of pages that were taken out.
    """
    found = [anchor for ordinal, page in enumerate(pages, start=1) for anchor in _anchors(ordinal, page)]
    groups: defaultdict[int, list[_Anchor]] = defaultdict(list)
    for anchor in found:
        groups[anchor.printed - anchor.ordinal].append(anchor)
    said = {offset: [one.ordinal for one in told] for offset, told in groups.items() if len(told) >= _MIN_ANCHORS}
    offsets = rising_offsets(said)
    if 2 * sum(len(said[offset]) for offset in offsets) <= len(found):
        return {}
    totals = {anchor.total for offset in offsets for anchor in groups[offset] if anchor.total is not None}
    ends = {offset: (said[offset][0], said[offset][-1]) for offset in offsets}
    if totals <= {len(pages) + offsets[-1]}:
        ends[offsets[0]] = (1, ends[offsets[0]][1])
        ends[offsets[-1]] = (ends[offsets[-1]][0], len(pages))
    return {page: page + offset for offset, (first, last) in ends.items() for page in range(first, last + 1)}
