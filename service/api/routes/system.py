"""The service itself: what it is, whether it is well, and its counters."""

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.concurrency import run_in_threadpool

from service.api.counters import counted
from service.api.parameters import CurrentBackend
from service.api.schemas.system import ApiInfo, Health
from service.errors import NotReadyError
from service.live import LiveIndex

RELEASED = "2026-11-20"

router = APIRouter(tags=["Tjänsten"])
information = APIRouter(prefix="/v1", tags=["Tjänsten"])


@information.get("/api-info", summary="Om API:et")
def api_info(request: Request, backend: CurrentBackend) -> ApiInfo:
    """API:ets namn, version och status enligt DIGG:s REST API-profil."""
    return ApiInfo(
        api_name=request.app.title,
        api_version=request.app.version,
        api_released=RELEASED,
        api_documentation="/docs",
        api_status="active",
        index_version=backend.index.version,
        languages=["sv"],
        reranker=backend.searcher.reranker.name if backend.searcher.reranker else None,
    )


@router.get("/livez", summary="Lever processen?")
async def livez() -> Health:
    """Svarar så länge processen lever."""
    return Health(status="ok")


@router.get("/readyz", summary="Kan tjänsten svara?")
async def readyz(request: Request) -> Health:
    """Svarar 200 när ett index är öppnat och kan frågas, annars 503; degraded när ett nyare inte kunde tas i bruk."""
    live: LiveIndex = request.app.state.live
    state = live.state()
    backend = state.backend
    if backend is None:
        backend = await run_in_threadpool(live.backend)
    if state.is_down:
        raise NotReadyError(str(state.trouble), str(state.trouble))
    status = "ok" if state.trouble is None else "degraded"
    return Health(status=status, index_version=backend.index.version, reason=state.trouble)


@router.get(
    "/metrics",
    summary="Räknare för övervakning",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def metrics(request: Request) -> Response:
    """Antal anrop och svarstider i Prometheus textformat; av alla processer som svarar tillsammans."""
    return Response(counted(request.app.state.registry), media_type=CONTENT_TYPE_LATEST)
