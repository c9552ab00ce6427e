"""Pages about the service itself: what it is, how its answers are read, how accessible it is, and its API."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.api.parameters import CurrentBackend
from service.settings import Settings
from service.web.families.api_docs import kinds, operations
from service.web.languages.words import language_of
from service.web.parts.holdings import coverage, sizes
from service.web.rendering import render

router = APIRouter()


@router.get("/om", response_class=HTMLResponse)
def about(request: Request, backend: CurrentBackend) -> HTMLResponse:
    """What the service is for, what it builds on and what it cannot do."""
    settings: Settings = request.app.state.settings
    values = {
        "coverage": coverage(backend),
        "documents": sizes(backend),
        "index_version": backend.index.version,
        "feedback": settings.feedback is not None,
    }
    return render(request, f"{language_of(request).value}/about.html", values)


@router.get("/sa-laser-du-svaren", response_class=HTMLResponse)
def reading_answers(request: Request) -> HTMLResponse:
    """What the statuses, the confidence and the counts mean."""
    return render(request, f"{language_of(request).value}/reading.html")


@router.get("/tillganglighet", response_class=HTMLResponse)
def accessibility(request: Request) -> HTMLResponse:
    """How accessible the pages are, and what is not."""
    return render(request, f"{language_of(request).value}/accessibility.html")


@router.get("/docs", response_class=HTMLResponse)
def api_documentation(request: Request) -> HTMLResponse:
    """The API described, from its own OpenAPI document; needs nothing from the network."""
    api = request.app.openapi()
    return render(request, "docs.html", {"api": api, "operations": operations(api), "kinds": kinds(api)})
