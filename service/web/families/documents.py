"""The collection's documents: the list, the contents of one, its pages, and a search within it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from itertools import groupby
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus.document import Section
from corpus.pages import Page
from indexer.index import Filters
from service.answer.evidence.region_evidence import is_about
from service.answer.records import initiatives_at
from service.answer.references import reference
from service.api.parameters import DIGITS, MAX_OFFSET, CurrentBackend, PageNumber
from service.api.routes.collection import find_document, find_health, find_page
from service.asked.limits.narrowing import narrow
from service.errors import QueryError
from service.live import Backend
from service.search.query import SearchRequest, Unit
from service.web.addresses import root_of, way_back, with_way_back
from service.web.marking import mark_passage
from service.web.parts.holdings import coverage, sizes, told_once
from service.web.parts.page_pictures import MEDIA_TYPE, PagePictures
from service.web.parts.paging import Paging
from service.web.rendering import render

HITS_A_PAGE = 10
_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)\.?\s+")
_NUMBERED_BELOW = re.compile(r"\d+\.\d+")

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A stretch of a document under one heading.

    Attributes:
        region: County code of the only region that it is about; None where there are several, or none.
        by_region: Where each region begins, where it has text of several.
        parts: Those below it that have its own title, and only a number to tell them apart.
    """

    heading: str
    region: str | None
    first_page: int
    last_page: int
    by_region: tuple[Section, ...]
    parts: "tuple[Chapter, ...]" = ()

    @property
    def number(self) -> str:
        """The number before its title, without the stop after it; "" where it has none."""
        found = _NUMBERED.match(self.heading)
        return found.group(1) if found else ""

    @property
    def title(self) -> str:
        """Its heading without the number."""
        return _NUMBERED.sub("", self.heading)

    @property
    def is_below(self) -> bool:
        """Whether its number says that it is a part of another: 3.1 is of 3."""
        return _NUMBERED_BELOW.match(self.heading) is not None


@router.get("/dokument", response_class=HTMLResponse)
def documents(request: Request, backend: CurrentBackend) -> HTMLResponse:
    """What is in the collection."""
    listed_in = backend.searcher.retold.documents(told_once(backend))
    healths = {found.id: find_health(backend.index, found.id) for found, _ in sizes(backend)}
    values = {"documents": sizes(backend), "coverage": coverage(backend), "counts": listed_in, "healths": healths}
    return render(request, "documents.html", values)


@router.get("/dokument/{document_id}", response_class=HTMLResponse)
def document(
    request: Request,
    backend: CurrentBackend,
    document_id: str,
    q: str = "",
    offset: Annotated[int, Query(ge=0, le=MAX_OFFSET), DIGITS] = 0,
) -> HTMLResponse:
    """A document's contents; with a question, the passages of it that match."""
    found = find_document(backend.index, document_id)
    chapters = _contents(backend, document_id)
    values = {
        "document": found,
        "n_pages": backend.index.n_pages(document_id),
        "health": find_health(backend.index, document_id),
        "n_initiatives": backend.searcher.retold.documents(told_once(backend))[document_id],
        "chapters": chapters,
        "pages": _pages_of_contents(backend, document_id, chapters),
        "q": q.strip(),
    }
    if not q.strip():
        return render(request, "document.html", values)
    try:
        asked = SearchRequest(
            text=q.strip(),
            limit=HITS_A_PAGE,
            offset=offset,
            unit=Unit.PASSAGE,
            filters=Filters(documents=(document_id,)),
        )
        result = backend.searcher.search(asked)
        n_about = _n_about(backend, asked)
    except QueryError as error:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "document.html", {**values, "error": str(error)}, status=status)
    paging = Paging(total=result.total, limit=HITS_A_PAGE, offset=offset)
    return render(request, "document.html", {**values, "result": result, "paging": paging, "n_about": n_about})


def _n_about(backend: Backend, asked: SearchRequest) -> int:
    """Count the passages found that are about what is sought, as answers judge it; the search itself is remembered."""
    question = backend.searcher.understand(asked.text)
    filters = narrow(asked.filters, question, backend.searcher.years)
    found = backend.searcher.candidates(question, filters)
    return sum(is_about(candidate, backend.searcher.ranking) for candidate in found)


def _contents(backend: Backend, document_id: str) -> list[Chapter]:
    """Give a document's headings in order, one that goes on under the same words once."""
    sections = [section for section in backend.index.sections() if section.document == document_id]
    return _folded([_chapter(list(held)) for _, held in groupby(sections, key=lambda section: section.heading)])


def _folded(chapters: Sequence[Chapter]) -> list[Chapter]:
    """Put chapters under the one that they are parts of, where they have its title: it is not read twice."""
    folded: list[Chapter] = []
    above: int | None = None
    for chapter in chapters:
        if above is not None and chapter.title == folded[above].title and chapter.is_below:
            folded[above] = replace(folded[above], parts=(*folded[above].parts, chapter))
            continue
        if not chapter.is_below:
            above = len(folded)
        folded.append(chapter)
    return folded


def _pages_of_contents(backend: Backend, document_id: str, chapters: Sequence[Chapter]) -> dict[int, Page]:
    """Give the pages that the contents name, all of them by the numbers printed or all by their place in the file."""
    all_chapters = [each for chapter in chapters for each in (chapter, *chapter.parts)]
    numbers = {number for chapter in all_chapters for number in (chapter.first_page, chapter.last_page)}
    numbers |= {section.first_page for chapter in chapters for section in chapter.by_region}
    pages = {number: find_page(backend.index, document_id, number) for number in numbers}
    if all(page.printed_page is not None for page in pages.values()):
        return pages
    return {number: replace(page, printed_page=None) for number, page in pages.items()}


def _chapter(sections: Sequence[Section]) -> Chapter:
    first_of: dict[str, Section] = {}
    for section in sections:
        if section.region:
            first_of.setdefault(section.region, section)
    return Chapter(
        heading=sections[0].heading,
        region=next(iter(first_of)) if len(first_of) == 1 else None,
        first_page=sections[0].first_page,
        last_page=max(section.last_page for section in sections),
        by_region=tuple(first_of.values()) if len(first_of) > 1 else (),
    )


@router.get("/dokument/{document_id}/sidor")
def turn_to(
    request: Request,
    backend: CurrentBackend,
    document_id: str,
    sida: Annotated[int, Query(ge=1, le=MAX_OFFSET), DIGITS] = 1,
) -> RedirectResponse:
    """The page that an officer knows by the number printed on it, or by its place in the file where none is printed."""
    find_document(backend.index, document_id)
    found = _printed(backend, document_id, sida) or find_page(backend.index, document_id, sida)
    address = f"{root_of(request)}/dokument/{document_id}/sidor/{found.page}"
    return RedirectResponse(with_way_back(address, way_back(request)), HTTPStatus.SEE_OTHER)


def _printed(backend: Backend, document_id: str, number: int) -> Page | None:
    """Give the page with this number printed on it; those looked at first are the ones it is likely to be."""
    near = sorted(range(1, backend.index.n_pages(document_id) + 1), key=lambda page: abs(page - number))
    found = (backend.index.page(document_id, page) for page in near)
    return next((page for page in found if page and page.printed_page == number), None)


@router.get("/dokument/{document_id}/sidor/{page}", response_class=HTMLResponse)
def page(
    request: Request,
    backend: CurrentBackend,
    document_id: str,
    page: PageNumber,
    passage: str = "",
    start: Annotated[int, Query(ge=0, le=MAX_OFFSET), DIGITS] = 0,
    end: Annotated[int, Query(ge=0, le=MAX_OFFSET), DIGITS] = 0,
) -> HTMLResponse:
    """A document's page as repaired, the quote or passage asked for marked, and as it was received.

    Args:
        start: Where in the passage the quoted characters begin.
        end: Where they end; 0 marks the whole passage.
    """
    pictures: PagePictures = request.app.state.pictures
    document = find_document(backend.index, document_id)
    found = find_page(backend.index, document_id, page)
    marked = backend.index.passage(passage)
    of_document = np.flatnonzero(backend.index.initiative_columns.documents.is_in((document_id,)))
    told = [each for each in initiatives_at(backend.searcher, of_document) if each.first_page <= page <= each.last_page]
    values = {
        "document": document,
        "page": found,
        "n_pages": backend.index.n_pages(document_id),
        "text": mark_passage(found.text, marked.text if marked else "", start, end),
        "is_marked_within": marked is not None and 0 < end < len(marked.text),
        "reference": reference(document, found),
        "has_picture": pictures.has(document),
        "initiatives": told,
    }
    return render(request, "page.html", values)


@router.get("/dokument/{document_id}/sidor/{page}/bild")
def page_picture(request: Request, backend: CurrentBackend, document_id: str, page: PageNumber) -> Response:
    """The page as it looks in the report, where its file is a PDF."""
    pictures: PagePictures = request.app.state.pictures
    document = find_document(backend.index, document_id)
    find_page(backend.index, document_id, page)
    picture = pictures.draw(document, page)
    return Response(picture, media_type=MEDIA_TYPE, headers={"Cache-Control": "private, max-age=3600"})
