"""References as Swedish authorities write them: publisher, title, year, page."""

from collections.abc import Sequence

from corpus.document import Document, Initiative
from corpus.pages import Page
from indexer.passage import Passage


def reference(document: Document, first: Passage | Page, last: Passage | Page | None = None) -> str:
    """Give the reference to a page of a document, or to the pages up to `last`."""
    pages = pages_label(first, last or first)
    return f"{document.issuer}, {document.title}, {years_label(document.years)}, {pages}."


def initiative_reference(initiative: Initiative, document: Document, first: Page, last: Page) -> str:
    """Give the reference to an initiative by its name."""
    return f"”{initiative.name}”, i: {reference(document, first, last)}"


def page_label(place: Passage | Page) -> str:
    """Give the page as officers are shown it: the printed number where it is certain."""
    return (
        f"s.\N{NO-BREAK SPACE}{place.printed_page}" if place.printed_page is not None else f"sida {place.page} i filen"
    )


def pages_label(first: Passage | Page, last: Passage | Page) -> str:
    """Give a stretch of pages as officers are shown it, by printed numbers where both are certain."""
    if first.page == last.page:
        return page_label(first)
    if first.printed_page is not None and last.printed_page is not None:
        return f"s.\N{NO-BREAK SPACE}{first.printed_page}–{last.printed_page}"
    return f"sida {first.page}–{last.page} i filen"


def years_label(years: Sequence[int]) -> str:
    """Give years as one, or as the first and the last."""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
