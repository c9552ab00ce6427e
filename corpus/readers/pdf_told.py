"""Swedish notes on what a PDF file holds that is not read: comments, pictures, attached files, dynamic forms."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from pypdf import PdfReader

from corpus.readers.pdf_fields import associated_with, attached_to, count_comments
from corpus.readers.told import told_comments, told_files, told_pictures

_Found = TypeVar("_Found")
_NO_NAMES: list[str] = []


def left_out(reader: PdfReader, n_pictures: int, n_covered: int) -> Iterator[str]:
    """Say what a file holds that is not read.

    Args:
        n_pictures: Pictures that no page is said to consist of.
        n_covered: Stretches of text that are painted over.
    """
    yield from told_comments(or_else(lambda: sum(map(count_comments, reader.pages)), 0))
    yield from told_pictures(n_pictures, "bilder")
    if n_covered:
        yield f"övermålad text som inte läses men finns kvar i filen: {n_covered}"
    pinned = or_else(lambda: [name for page in reader.pages for name in attached_to(page)], _NO_NAMES)
    associated = or_else(lambda: associated_with(reader.root_object), _NO_NAMES)
    attached = or_else(lambda: list(reader.attachments), _NO_NAMES)
    yield from told_files(list(dict.fromkeys((*attached, *associated, *pinned))))
    if or_else(lambda: _is_dynamic_form(reader), False):
        yield "formuläret är av ett slag (XFA) som bara Adobes program visar; spara det som vanlig PDF"


def or_else(read: Callable[[], _Found], otherwise: _Found) -> _Found:
    """Read something that stands beside the text; damaged, it costs no more than itself."""
    try:
        return read()
    except Exception:
        return otherwise


def _is_dynamic_form(reader: PdfReader) -> bool:
    """Whether a file is a form without fields of its own, whose pages only ask for another program."""
    entry = reader.root_object.get("/AcroForm")
    form = None if entry is None else entry.get_object()
    return isinstance(form, dict) and "/XFA" in form and not form.get("/Fields")
