"""Readers: one module for each file format; `read_pages` picks the one that a file needs."""

from dataclasses import replace
from pathlib import Path

from corpus.errors import UnreadableDocumentError
from corpus.forms.base import PageRule
from corpus.limits import Limits
from corpus.pages import PageLines
from corpus.readers.html import read_html
from corpus.readers.opendocument import read_opendocument
from corpus.readers.package import PACKED, packed_format
from corpus.readers.pdf import read_pdf
from corpus.readers.separated import read_separated
from corpus.readers.text import read_text
from corpus.readers.word import read_word

# What a file is called by its ending, and what its first bytes say it is.
FORMATS = {
    ".pdf": "PDF",
    **PACKED,
    ".html": "HTML",
    ".htm": "HTML",
    ".csv": "CSV",
    ".tsv": "CSV",
    ".txt": "text",
}
_HEAD_BYTES = 1024


def read_pages(path: Path, rule: PageRule, limits: Limits) -> tuple[PageLines, ...]:
    """Read a file as received pages of lines, with the reader its ending and its first bytes agree on.

    Args:
        rule: Where a page of a text file begins.

    Raises:
        UnreadableDocumentError: The file is missing, damaged, beyond a limit, of an unknown kind, or not what its
            ending says.
    """
    match _format(path, limits):
        case "PDF":
            pages = read_pdf(path, limits)
        case "Word":
            pages = read_word(path, limits)
        # The libraries of these two are slow to load, and most collections hold no such file.
        case "Excel":
            from corpus.readers.excel import read_excel

            pages = read_excel(path, limits)
        case "PowerPoint":
            from corpus.readers.powerpoint import read_powerpoint

            pages = read_powerpoint(path, limits)
        case "OpenDocument":
            pages = read_opendocument(path, limits)
        case "HTML":
            pages = read_html(path, limits)
        case "CSV":
            pages = read_separated(path, limits)
        case _:
            pages = read_text(path, rule)
    _check_pages(path, pages, limits)
    return _told_if_empty(pages)


def format_by_ending(path: Path) -> str:
    """Give the format that a file's name says it has.

    Raises:
        UnreadableDocumentError: It is none that can be read.
    """
    expected = FORMATS.get(path.suffix.lower())
    if expected is None:
        raise UnreadableDocumentError(path, f"har ändelsen {path.suffix!r}; väntade en av {', '.join(FORMATS)}")
    return expected


def _format(path: Path, limits: Limits) -> str:
    """Give the format of a file once its ending and its content say the same."""
    expected = format_by_ending(path)
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        raise UnreadableDocumentError(path, f"går inte att öppna ({error.strerror}); väntade en fil") from error
    if size > limits.max_bytes:
        raise UnreadableDocumentError(path, f"är {size} byte; väntade högst {limits.max_bytes}")
    if not head.strip():
        raise UnreadableDocumentError(path, f"är tom ({size} byte); väntade {expected}")
    found = _sniff(path, head)
    if found != expected and not (found == "text" and expected in ("HTML", "CSV")):
        raise UnreadableDocumentError(path, f"har ändelsen {path.suffix} men innehåller {found}; väntade {expected}")
    return expected


def _sniff(path: Path, head: bytes) -> str:
    """Name what the first bytes of a file say it is; what says nothing is text."""
    if b"%PDF-" in head:
        return "PDF"
    if head.startswith(b"PK\x03\x04"):
        return packed_format(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "en gammal Office-fil (.doc) eller en krypterad"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "HTML" if start.startswith((b"<!doctype html", b"<html")) else "text"


def _check_pages(path: Path, pages: tuple[PageLines, ...], limits: Limits) -> None:
    if len(pages) > limits.max_pages:
        raise UnreadableDocumentError(path, f"har {len(pages)} sidor; väntade högst {limits.max_pages}")
    for page in pages:
        if len(page.received) > limits.max_page_characters:
            reason = f"har {len(page.received)} tecken; väntade högst {limits.max_page_characters}"
            raise UnreadableDocumentError(path, f"sida {page.page} {reason}")


def _told_if_empty(pages: tuple[PageLines, ...]) -> tuple[PageLines, ...]:
    """Note on the first page that no page holds a letter, unless it is said already what is wrong with one."""
    if any(line.text.strip() for page in pages for line in page.lines) or any(page.notes for page in pages):
        return pages
    note = "dokumentet innehåller ingen text; kanske är sidorna bilder eller ritade som kurvor"
    return (replace(pages[0], notes=(note,)), *pages[1:])
