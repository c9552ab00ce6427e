"""References as Swedish authorities write them: publisher, title, year, page."""

from corpus.document import Document, Initiative
from corpus.pages import Page
from service.web.wording import pages_label, years_label


def reference(document: Document, first: Page, last: Page | None = None) -> str:
    """Give the reference to a page of a document, or to the pages up to `last`."""
    pages = pages_label(first, last or first)
    return f"{document.issuer}, {document.title}, {years_label(document.years)}, {pages}."


def initiative_reference(initiative: Initiative, document: Document, first: Page, last: Page) -> str:
    """Give the reference to an initiative by its name."""
    return f"”{initiative.name}”, i: {reference(document, first, last)}"
