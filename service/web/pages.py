"""The pages officers read: search and answer, an initiative, a document's page, the collection and the API."""

from collections import Counter
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from corpus.document import Initiative, Status
from corpus.regions import GROUPS, REGIONS, order_codes, region_by_code
from corpus.themes import THEMES
from indexer.index import Filters
from service.api.parameters import MAX_OFFSET, CurrentBackend, PageNumber
from service.api.routes.collection import find_document, find_initiative, find_page
from service.errors import QueryError
from service.live import Backend
from service.query import Scope, SearchRequest, read_filters
from service.results import Answer, Kind, SearchResult
from service.settings import Settings
from service.similar import find_similar, is_likely
from service.web import wording

HITS_A_PAGE = 10
SIMILAR_SHOWN = 10

router = APIRouter()
templates = Jinja2Templates(directory=Path(__file__).parent / "templates")
templates.env.filters.update(wording.FILTERS)
templates.env.trim_blocks = True
templates.env.lstrip_blocks = True


def _render(request: Request, name: str, *, values: dict[str, Any], status: HTTPStatus = HTTPStatus.OK) -> HTMLResponse:
    return templates.TemplateResponse(request, name, values, status_code=int(status))


def error_page(request: Request, status: HTTPStatus, title: str, detail: str) -> HTMLResponse:
    """Show an error as a page with the way back to the search."""
    return _render(request, "error.html", values={"title": title, "detail": detail}, status=status)


@router.get("/", response_class=HTMLResponse)
def home(
    request: Request,
    backend: CurrentBackend,
    q: str = "",
    region: str = "",
    theme: str = "",
    document: str = "",
    year: str = "",
    offset: Annotated[int, Query(ge=0, le=MAX_OFFSET)] = 0,
) -> HTMLResponse:
    """The search field and, once something is asked, the answer and the hits; every state has its own address."""
    chosen = {"region": region.strip(), "theme": theme.strip(), "document": document.strip(), "year": year.strip()}
    page = {"q": q.strip(), "chosen": chosen, "choices": _choices(backend), "coverage": _coverage(backend)}
    if not q.strip():
        return _render(request, "home.html", values=page)
    try:
        filters = _filters(backend, chosen)
        result = backend.searcher.search(
            SearchRequest(text=q.strip(), limit=HITS_A_PAGE, offset=offset, filters=filters)
        )
        answer = backend.answerer.answer(q.strip(), filters) if offset == 0 else None
    except QueryError as error:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _render(request, "home.html", values={**page, "error": str(error)}, status=status)
    settings: Settings = request.app.state.settings
    found = {"answer": answer, "result": result, "titles": _titles(backend), "downloads": settings.token is None}
    return _render(request, "home.html", values={**page, **found, **_beyond_hits(answer, result)})


def _beyond_hits(answer: Answer | None, result: SearchResult) -> dict[str, object]:
    """Give what an answer holds and the hits below it do not show: further quotes, and what came nearest."""
    if answer is None:
        return {"more_citations": (), "nearest": ()}
    cited, nearest = ([item.passage.id for item in items] for items in (answer.citations, answer.nearest))
    shown = [hit.passage.id for hit in result.hits]
    return {
        "more_citations": answer.citations[1:] if answer.kind is Kind.FACT or not _begins(shown, cited) else (),
        "nearest": answer.nearest if not _begins(shown, nearest) else (),
    }


def _begins(whole: Sequence[str], part: Sequence[str]) -> bool:
    return list(part) == list(whole[: len(part)])


def _filters(backend: Backend, chosen: dict[str, str]) -> Filters:
    regions, themes, documents, years = ([value] if value else [] for value in chosen.values())
    if not all(year.isdecimal() for year in years):
        raise QueryError(f"året är {chosen['year']!r}; väntade ett heltal")
    return read_filters(
        backend.index, regions=regions, themes=themes, documents=documents, years=[int(year) for year in years]
    )


def _choices(backend: Backend) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Give the values of each filter under their headings, with what officers are shown."""
    documents = backend.index.documents()
    regions = [region_by_code(code).name for code in order_codes(region.code for region in REGIONS)]
    years = sorted({year for document in documents for year in document.years}, reverse=True)
    return {
        "region": {
            "Regioner": [(name, name) for name in regions],
            "Grupper": [(group.name, group.name) for group in GROUPS],
        },
        "theme": {"": [(theme.id, theme.label) for theme in THEMES]},
        "document": {"": [(document.id, document.title) for document in documents]},
        "year": {"": [(str(year), str(year)) for year in years]},
    }


def _titles(backend: Backend) -> dict[str, str]:
    return {document.id: document.title for document in backend.index.documents()}


def _coverage(backend: Backend) -> dict[str, int]:
    """Count what the collection holds; an initiative that two documents tell counts once."""
    documents = backend.index.documents()
    told: dict[str, Initiative] = {}
    for initiative in backend.index.initiatives():
        if not any(place.initiative in told for place in initiative.also_in):
            told[initiative.id] = initiative
    counts = Counter(initiative.status for initiative in told.values())
    return {
        "documents": len(documents),
        "pages": sum(backend.index.n_pages(document.id) for document in documents),
        "reported": counts[Status.REPORTED],
        "proposed": counts[Status.PROPOSED],
    }


@router.get("/insatser/{initiative_id}", response_class=HTMLResponse)
def initiative(request: Request, backend: CurrentBackend, initiative_id: str) -> HTMLResponse:
    """An initiative with its parts and those comparable with it."""
    found = find_initiative(backend.index, initiative_id)
    similar = find_similar(backend.searcher, initiative_id, limit=SIMILAR_SHOWN, scope=Scope.OTHER_REGIONS).hits
    values = {
        "initiative": found,
        "similar": [hit for hit in similar if is_likely(hit)],
        "less_alike": [hit for hit in similar if not is_likely(hit)],
        "document": find_document(backend.index, found.document),
        "titles": _titles(backend),
        "pages": [backend.index.page(found.document, number) for number in (found.first_page, found.last_page)],
    }
    return _render(request, "initiative.html", values=values)


@router.get("/dokument", response_class=HTMLResponse)
def documents(request: Request, backend: CurrentBackend) -> HTMLResponse:
    """What is in the collection."""
    listed = [(found, backend.index.n_pages(found.id)) for found in backend.index.documents()]
    return _render(request, "documents.html", values={"documents": listed, "coverage": _coverage(backend)})


@router.get("/dokument/{document_id}/sidor/{page}", response_class=HTMLResponse)
def page(
    request: Request, backend: CurrentBackend, document_id: str, page: PageNumber, passage: str = ""
) -> HTMLResponse:
    """A document's page as repaired, the passage asked for marked, and as it was received."""
    document = find_document(backend.index, document_id)
    found = find_page(backend.index, document_id, page)
    marked = backend.index.passage(passage)
    values = {
        "document": document,
        "page": found,
        "n_pages": backend.index.n_pages(document_id),
        "text": wording.mark_passage(found.text, marked.text if marked else ""),
    }
    return _render(request, "page.html", values=values)


@router.get("/docs", response_class=HTMLResponse)
def api_documentation(request: Request) -> HTMLResponse:
    """The API described, from its own OpenAPI document; needs nothing from the network."""
    return _render(request, "docs.html", values={"api": request.app.openapi()})
