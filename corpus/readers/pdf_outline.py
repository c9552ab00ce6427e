"""What a PDF file says of its pages beside them: its outline, and the numbers it calls them by."""

from collections.abc import Iterable, Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import Destination

from corpus.pages import collapse


def outline(reader: PdfReader) -> dict[tuple[int, str], int]:
    """Give page, from 1, and title of each entry of the outline, and its level, from 1."""
    try:
        return {
            (number + 1, collapse(str(entry.title))): level
            for level, entry in _entries(reader.outline, 1)
            if (number := reader.get_destination_page_number(entry)) is not None
        }
    except Exception:  # A damaged outline costs no more than itself: headings are known by their size, too.
        return {}


def _entries(entries: Iterable[Any], level: int) -> Iterator[tuple[int, Destination]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _entries(entry, level + 1)
        elif entry.title:
            yield level, entry


def page_labels(reader: PdfReader) -> dict[int, int]:
    """Give page, from 1, to its label where the file labels its pages with numbers."""
    try:
        labels = reader.page_labels if "/PageLabels" in reader.root_object else []
    except Exception:  # Damaged labels cost no more than themselves.
        return {}
    return {page: int(label) for page, label in enumerate(labels, start=1) if label.isdecimal()}
