"""The application: routes, errors, headers and counters put together."""

from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles
from prometheus_client import CollectorRegistry

from service.api.listings import ProblemOut
from service.api.middleware import Measures, ReplyHeaders
from service.api.parameters import check_token
from service.api.problems import MEDIA_TYPE, TITLES, add_handlers
from service.api.routes import collection, questions, system
from service.live import LiveIndex
from service.settings import Settings
from service.web import pages

VERSION = "1.0.0"
STATIC = Path(pages.__file__).parent / "static"
MAX_BODY_BYTES = 5_000_000

DESCRIPTION = """Sök och få svar i Sveriges regioners rapporter om regional utveckling. Svar ges per region och består
bara av citat med sida; där dokumenten inte säger något sägs det. Fel ges som problem+json (RFC 9457)."""


def create_app(live: LiveIndex, settings: Settings) -> FastAPI:
    """Make the application that serves an index.

    Args:
        live: Gives the index in use; while it has none, every route that needs one answers 503.
        settings: Holds the token, when callers must have one.
    """
    app = FastAPI(
        title="Insatskartan",
        version=VERSION,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        max_body_size=MAX_BODY_BYTES,
        license_info={"name": "MIT", "identifier": "MIT"},
    )
    app.state.live = live
    app.state.settings = settings
    app.state.registry = CollectorRegistry()
    add_handlers(app)
    guarded = [Depends(check_token)]
    for router in (questions.router, collection.router, system.information):
        app.include_router(router, prefix="/v1", dependencies=guarded, responses=_problems())
    app.include_router(system.router, responses=_problems(503))
    app.include_router(pages.router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_middleware(ReplyHeaders, measures=Measures(app.state.registry))
    return app


def _problems(*statuses: int) -> dict[int | str, dict[str, object]]:
    """Describe the errors of a route for OpenAPI."""
    return {
        status: {
            "description": TITLES[status],  # type: ignore[index]
            "content": {MEDIA_TYPE: {"schema": ProblemOut.model_json_schema()}},
        }
        for status in statuses or (401, 404, 406, 422, 503)
    }
