"""The pages officers read: search and answer, an initiative, a document's page, the collection and the API."""

from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from corpus.errors import InsatskartanError
from corpus.regions import REGIONS, order_codes, region_by_code
from corpus.themes import THEMES
from service.api.parameters import MAX_OFFSET, get_backend
from service.api.routes.collection import find_document, find_initiative
from service.errors import NotFoundError, NotReadyError
from service.live import Backend
from service.query import Scope, SearchRequest, read_filters
from service.similar import find_similar
from service.web import wording

HITS_A_PAGE = 10
SIMILAR_SHOWN = 10

router = APIRouter()
templates = Jinja2Templates(directory=Path(__file__).parent / "templates")
templates.env.filters.update(wording.FILTERS)
templates.env.trim_blocks = True
templates.env.lstrip_blocks = True


def _render(request: Request, name: str, *, status: int = HTTPStatus.OK, **values: Any) -> HTMLResponse:
    return templates.TemplateResponse(request, name, values, status_code=status)


def _refuse(request: Request, error: InsatskartanError) -> HTMLResponse:
    """Show an error as a page; what the service could not foresee is left to the general handler."""
    if isinstance(error, NotFoundError):
        return _render(request, "error.html", status=HTTPStatus.NOT_FOUND, title="Finns inte", detail=str(error))
    if isinstance(error, NotReadyError):
        status = HTTPStatus.SERVICE_UNAVAILABLE
        return _render(request, "error.html", status=status, title="Tjänsten är inte redo", detail=str(error))
    raise error


@router.get("/", response_class=HTMLResponse)
def home(
    request: Request,
    q: str = "",
    region: str = "",
    theme: str = "",
    document: str = "",
    offset: Annotated[int, Query(ge=0, le=MAX_OFFSET)] = 0,
) -> HTMLResponse:
    """The search field and, once something is asked, the answer and the hits; every state has its own address."""
    try:
        backend = get_backend(request)
    except NotReadyError as error:
        return _refuse(request, error)
    chosen = {"region": region.strip(), "theme": theme.strip(), "document": document.strip()}
    page = {"q": q.strip(), "chosen": chosen, "choices": _choices(backend), "answer": None, "result": None}
    if not q.strip():
        return _render(request, "home.html", **page, coverage=_coverage(backend))
    try:
        filters = read_filters(backend.index, **{f"{side}s": [value] for side, value in chosen.items() if value})
        asked = SearchRequest(text=q.strip(), limit=HITS_A_PAGE, offset=offset, filters=filters)
        result = backend.searcher.search(asked)
        answer = backend.answerer.answer(q.strip(), filters) if offset == 0 else None
    except InsatskartanError as error:
        return _render(request, "home.html", status=HTTPStatus.UNPROCESSABLE_ENTITY, **page, error=str(error))
    titles = {found.id: found.title for found in backend.index.documents()}
    return _render(request, "home.html", **{**page, "answer": answer, "result": result}, titles=titles)


def _choices(backend: Backend) -> dict[str, list[tuple[str, str]]]:
    """Give the values of each filter with what officers are shown."""
    names = [region_by_code(code).name for code in order_codes(region.code for region in REGIONS)]
    return {
        "region": [(name, name) for name in names],
        "theme": [(theme.id, theme.label) for theme in THEMES],
        "document": [(document.id, document.title) for document in backend.index.documents()],
    }


def _coverage(backend: Backend) -> dict[str, int]:
    documents = backend.index.documents()
    return {
        "documents": len(documents),
        "pages": sum(backend.index.n_pages(document.id) for document in documents),
        "initiatives": len(backend.index.initiatives()),
    }


@router.get("/insatser/{initiative_id}", response_class=HTMLResponse)
def initiative(request: Request, initiative_id: str) -> HTMLResponse:
    """An initiative with its parts and those comparable with it."""
    try:
        backend = get_backend(request)
        found = find_initiative(backend.index, initiative_id)
        similar = find_similar(backend.searcher, initiative_id, limit=SIMILAR_SHOWN, scope=Scope.OTHER_REGIONS)
        document = find_document(backend.index, found.document)
    except InsatskartanError as error:
        return _refuse(request, error)
    pages = [backend.index.page(found.document, number) for number in (found.first_page, found.last_page)]
    return _render(request, "initiative.html", initiative=found, similar=similar, document=document, pages=pages)


@router.get("/dokument", response_class=HTMLResponse)
def documents(request: Request) -> HTMLResponse:
    """What is in the collection."""
    try:
        backend = get_backend(request)
    except NotReadyError as error:
        return _refuse(request, error)
    listed = [(found, backend.index.n_pages(found.id)) for found in backend.index.documents()]
    return _render(request, "documents.html", documents=listed, coverage=_coverage(backend))


@router.get("/dokument/{document_id}/sidor/{page}", response_class=HTMLResponse)
def page(request: Request, document_id: str, page: int, passage: str = "") -> HTMLResponse:
    """A document's page as repaired, the passage asked for marked, and as it was received."""
    try:
        backend = get_backend(request)
        document = find_document(backend.index, document_id)
        n_pages = backend.index.n_pages(document_id)
        found = backend.index.page(document_id, page)
        if found is None:
            raise NotFoundError(f"dokumentet {document_id!r} har ingen sida {page}; väntade 1-{n_pages}")
    except InsatskartanError as error:
        return _refuse(request, error)
    marked = backend.index.passage(passage)
    text = wording.mark_passage(found.text, marked.text if marked else "")
    return _render(request, "page.html", document=document, page=found, n_pages=n_pages, text=text)


@router.get("/docs", response_class=HTMLResponse)
def api_documentation(request: Request) -> HTMLResponse:
    """The API described, from its own OpenAPI document; needs nothing from the network."""
    return _render(request, "docs.html", api=request.app.openapi())
