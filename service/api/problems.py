"""Every error as `application/problem+json` (RFC 9457), in Swedish, naming the value and what was expected."""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Protocol

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match, Mount

from corpus.errors import (
    MAX_SHOWN,
    InsatskartanError,
    UnknownRegionError,
    UnknownThemeError,
    one_line,
    shown,
    shown_json,
)
from corpus.refused_values import expected
from indexer.errors import IndexServerError
from service.api.transport.sub_path import own_path
from service.errors import (
    BusyError,
    FeedbackError,
    NotAcceptableError,
    NotFoundError,
    NotReadyError,
    OverBudgetError,
    QueryError,
)

logger = logging.getLogger(__name__)

# When a client that was refused for want of time or room may try again, in seconds.
RETRY_LATER = {"Retry-After": "2"}
_HEADERS = {HTTPStatus.SERVICE_UNAVAILABLE: RETRY_LATER}
# Of what is wrong with one request this much is told.
MAX_ERRORS = 20

MEDIA_TYPE = "application/problem+json"

TITLES = {
    HTTPStatus.BAD_REQUEST: "Begäran gick inte att tolka",
    HTTPStatus.UNAUTHORIZED: "Giltig nyckel saknas",
    HTTPStatus.NOT_FOUND: "Finns inte",
    HTTPStatus.REQUEST_TIMEOUT: "Begäran kom inte fram i tid",
    HTTPStatus.METHOD_NOT_ALLOWED: "Metoden stöds inte",
    HTTPStatus.NOT_ACCEPTABLE: "Formatet stöds inte",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Begäran är för stor",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Innehållstypen stöds inte",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Ogiltigt värde",
    HTTPStatus.TOO_MANY_REQUESTS: "För många anrop",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "Begärans huvud är för stort",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Internt fel",
    HTTPStatus.SERVICE_UNAVAILABLE: "Tjänsten kan inte svara nu",
}

STATUSES: tuple[tuple[type[InsatskartanError], HTTPStatus], ...] = (
    (QueryError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (UnknownRegionError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (UnknownThemeError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (NotAcceptableError, HTTPStatus.NOT_ACCEPTABLE),
    (NotReadyError, HTTPStatus.SERVICE_UNAVAILABLE),
    (BusyError, HTTPStatus.SERVICE_UNAVAILABLE),
    (OverBudgetError, HTTPStatus.SERVICE_UNAVAILABLE),
    (IndexServerError, HTTPStatus.SERVICE_UNAVAILABLE),
    (FeedbackError, HTTPStatus.SERVICE_UNAVAILABLE),
)


class ErrorPage(Protocol):
    """Shows an error to someone who reads it in a browser."""

    def __call__(self, request: Request, status: HTTPStatus, title: str, detail: str) -> Response: ...


def problem(
    request: Request,
    status: HTTPStatus,
    detail: str,
    *,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Give an error as problem+json, or as a page to a browser that is not calling the API.

    Args:
        errors: One entry a refused parameter: its name and the reason.
    """
    title = TITLES.get(status, status.phrase)
    if not own_path(request.scope).startswith("/v1/") and "text/html" in request.headers.get("accept", ""):
        show: ErrorPage = request.app.state.error_page
        page = show(request, status, title, detail)
        page.headers.update(headers or {})
        return page
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": int(status),
        "detail": detail,
        "instance": request.url.path[:MAX_SHOWN],
    }
    if errors:
        body["errors"] = list(errors)
    return JSONResponse(body, status_code=int(status), media_type=MEDIA_TYPE, headers=headers)


def add_handlers(app: FastAPI) -> None:
    """Make the application answer every error that a caller can cause as a problem."""

    @app.exception_handler(InsatskartanError)
    def ours(request: Request, error: InsatskartanError) -> Response:
        status = next((s for kind, s in STATUSES if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)
        is_to_be_mended = status is HTTPStatus.INTERNAL_SERVER_ERROR or isinstance(error, FeedbackError)
        if is_to_be_mended:
            logger.error("%s: %s", type(error).__name__, one_line(error))
        headers = None if is_to_be_mended else _HEADERS.get(status)
        named = error.parameter if isinstance(error, QueryError) else None
        errors = [{"parameter": named, "reason": error.told}] if named else []
        return problem(request, status, error.told, errors=errors, headers=headers)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        found = error.errors()
        errors = [_explain(entry) for entry in found[:MAX_ERRORS]]
        more = [f"och {len(found) - MAX_ERRORS} fel till"] if len(found) > MAX_ERRORS else []
        detail = "; ".join([*(f"{entry['parameter']}: {entry['reason']}" for entry in errors), *more])
        return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors=errors)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        status = HTTPStatus(error.status_code)
        # FastAPI and Starlette say no more than the status does, in English; only our own 408 and 413 name a value.
        asked = f"{request.method[:MAX_SHOWN]} {request.url.path[:MAX_SHOWN]}"
        general = f"{asked}: {TITLES.get(status, status.phrase).lower()}"
        headers = dict(error.headers or {})
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = _allowed(request, headers.get("Allow", ""))
        details = {
            HTTPStatus.BAD_REQUEST: f"{general}; väntade JSON i UTF-8",
            HTTPStatus.METHOD_NOT_ALLOWED: f"{general}; väntade {headers.get('Allow')}",
            HTTPStatus.NOT_FOUND: f"ingenting finns på adressen {request.url.path[:MAX_SHOWN]}",
            HTTPStatus.REQUEST_TIMEOUT: error.detail,
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE: error.detail,
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE: f"{general}; väntade application/json",
        }
        return problem(request, status, details.get(status, general), headers=headers)


def _allowed(request: Request, told: str) -> str:
    """Give the methods of a path; of several routes with one path Starlette tells but the first one's."""
    routes = [route for route in request.app.routes if not isinstance(route, Mount)]
    found = {
        method
        for method in ("GET", "POST")
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    }
    return ", ".join(sorted(found)) or told


# What is wrong is not the value.
WITHOUT_VALUE = ("missing", "json_invalid", "extra_forbidden")


def _explain(entry: dict[str, Any]) -> dict[str, str]:
    """Say of one of pydantic's errors which parameter it is about, the value given and what was expected."""
    # A query parameter's second part counts its repetitions, and the place in broken JSON names no field.
    source, *path = entry["loc"]
    named = path[:1] if source == "query" else [] if entry["type"] == "json_invalid" else path
    parameter = ".".join(map(str, named)) or str(source)
    value = entry.get("input")
    # In a body a value stands as JSON writes it: null and true, and not as Python does.
    written = shown(value) if source == "query" or isinstance(value, str) else shown_json(value)
    told = "" if entry["type"] in WITHOUT_VALUE else f"{written} godtas inte; "
    return {
        "parameter": parameter[:MAX_SHOWN].encode("utf-8", "replace").decode(),
        "reason": f"{told}{expected(entry)}",
    }
