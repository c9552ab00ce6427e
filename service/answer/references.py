"""References as Swedish authorities write them: publisher, title, year, page."""

from collections.abc import Mapping, Sequence

from corpus.document import Document, Initiative
from corpus.pages import Page
from indexer.passage import Passage

# How a page, or a stretch of pages, is named: by its printed number, or by its place in the file.
SWEDISH_PAGES: Mapping[str, str] = {
    "printed": "s.\N{NO-BREAK SPACE}{page}",
    "printed_span": "s.\N{NO-BREAK SPACE}{first}–{last}",
    "in_file": "sida {page} i filen",
    "in_file_span": "sida {first}–{last} i filen",
}


def reference(document: Document, first: Passage | Page, last: Passage | Page | None = None) -> str:
    """Give the reference to a page of a document, or to the pages up to `last`."""
    pages = pages_label(first, last or first)
    return f"{document.issuer}, {document.title}, {years_label(document.years)}, {pages}."


def initiative_reference(initiative: Initiative, document: Document, first: Page, last: Page) -> str:
    """Give the reference to an initiative by its name."""
    return f"”{initiative.name}”, i: {reference(document, first, last)}"


def page_label(place: Passage | Page, words: Mapping[str, str]) -> str:
    """Give the page as officers are shown it: the printed number where it is certain."""
    if place.printed_page is not None:
        return words["printed"].format(page=place.printed_page)
    return words["in_file"].format(page=place.page)


def pages_label(first: Passage | Page, last: Passage | Page, words: Mapping[str, str] = SWEDISH_PAGES) -> str:
    """Give a stretch of pages as officers are shown it, by printed numbers where both are certain."""
    if first.page == last.page:
        return page_label(first, words)
    if first.printed_page is not None and last.printed_page is not None:
        return words["printed_span"].format(first=first.printed_page, last=last.printed_page)
    return words["in_file_span"].format(first=first.page, last=last.page)


def years_label(years: Sequence[int]) -> str:
    """Give years as one, or as the first and the last."""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
