"""The API as an application: routes, errors, headers and counters put together."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from anyio.to_thread import current_default_thread_limiter
from fastapi import Depends, FastAPI
from prometheus_client import CollectorRegistry

from service.access.access import Access
from service.api.description import DescribedApp, introduction, problems
from service.api.entrance.admission import Admission
from service.api.entrance.fences import add_fences
from service.api.entrance.rates import RateLimit
from service.api.formats import accept_json
from service.api.parameters import bearer, refuse_misread_parameters
from service.api.problems import ErrorPage, add_handlers
from service.api.routes import collection, questions, system
from service.api.transport.absolute_form import AbsoluteForm
from service.api.transport.entity_tags import EntityTags
from service.api.transport.joined_lists import JoinedLists
from service.api.transport.middleware import HeadRequests, Measures, ReplyHeaders
from service.api.transport.sub_path import SubPath
from service.api.upkeep import upkeep
from service.live import LiveIndex
from service.settings import Settings

VERSION = "1.0.0"
# Beside those that work on requests: one for an evaluation run, one for what is looked up, one for pictures of pages,
# two for forms, and some to read small files.
OTHER_THREADS = 7


def create_api(
    live: LiveIndex, settings: Settings, error_page: ErrorPage, prepare: Callable[[], Iterator[None]]
) -> FastAPI:
    """Make the application that serves an index; `service.web.app` adds the pages to it.

    Args:
        live: Gives the index in use; while it has none, every route that needs one answers 503.
        settings: Hold the tokens, when callers and readers must have one, and what else decides who is let in.
        error_page: Shows an error to a browser that is not calling the API.
        prepare: Does what pages need before anybody asks for one, a step each.

    Raises:
        AccessError: The file of tokens cannot be read.
    """
    app = DescribedApp(
        title="Insatskartan",
        version=VERSION,
        description=introduction(settings),
        docs_url=None,
        redoc_url=None,
        license_info={"name": "MIT", "identifier": "MIT"},
        # What a generated client calls its functions: `search`, and not `search_v1_search_get`.
        generate_unique_id_function=lambda route: route.name,
        lifespan=_living(prepare),
        # Starlette builds the address it leads to from the Host header, which is the caller's to choose.
        redirect_slashes=False,
    )
    app.state.live = live
    app.state.settings = settings
    app.state.registry = CollectorRegistry()
    app.state.error_page = error_page
    app.state.access = Access(settings)
    add_handlers(app)
    _add_routes(app, settings)
    app.add_middleware(EntityTags)
    app.add_middleware(Admission, limits=settings, registry=app.state.registry)
    if settings.rate_per_minute:
        app.add_middleware(RateLimit, per_minute=settings.rate_per_minute)
    add_fences(app, app.state.access, settings)
    # Around what zips: HEAD tells the length that GET would have (RFC 9110, 8.6).
    app.add_middleware(HeadRequests)
    app.add_middleware(ReplyHeaders, measures=Measures(app.state.registry))
    app.add_middleware(SubPath, root_path=settings.root_path)
    app.add_middleware(AbsoluteForm)
    app.add_middleware(JoinedLists)
    return app


def _living(prepare: Callable[[], Iterator[None]]) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        """Have no more threads than are let work: each that has searched keeps its own memory."""
        settings: Settings = app.state.settings
        current_default_thread_limiter().total_tokens = settings.at_once + OTHER_THREADS
        async with upkeep(app.state.live, prepare):
            yield

    return lifespan


def _add_routes(app: FastAPI, settings: Settings) -> None:
    has_token = settings.needs_token
    guards = [*([Depends(bearer)] if has_token else []), Depends(refuse_misread_parameters)]
    always, sometimes = (404, 406, 422, 503), {401: has_token, 429: has_token or settings.rate_per_minute > 0}
    errors = problems(*always, *(status for status, may in sometimes.items() if may))
    app.include_router(questions.router, dependencies=guards, responses=errors)
    for router in (collection.router, system.information):
        app.include_router(router, dependencies=[*guards, Depends(accept_json)], responses=errors)
    app.include_router(system.router, responses=problems(503))
