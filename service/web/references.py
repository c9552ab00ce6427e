"""References as Swedish authorities write them: publisher, title, year, page."""

from collections.abc import Callable

from corpus.document import Document, Initiative
from corpus.pages import Page
from indexer.passage import Passage
from service.web.wording import page_label, years_label


def reference(document: Document, place: Page | Passage, last: Page | None = None) -> str:
    """Give the reference to a page of a document, or to the pages up to `last`."""
    pages = page_label(place)
    if last is not None and last.page != place.page:
        pages += f"–{last.printed_page if place.printed_page is not None else last.page}"
    return f"{document.issuer}, {document.title}, {years_label(document.years)}, {pages}."


def initiative_reference(initiative: Initiative, document: Document, first: Page, last: Page) -> str:
    """Give the reference to an initiative by its name."""
    return f"”{initiative.name}”, i: {reference(document, first, last)}"


FILTERS: dict[str, Callable[..., object]] = {"reference": reference}
