"""Every error as `application/problem+json` (RFC 9457), in Swedish, naming the value and what was expected."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Protocol

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from corpus.errors import InsatskartanError, UnknownRegionError, UnknownThemeError
from service.api.sub_path import own_path
from service.errors import NotAcceptableError, NotFoundError, NotReadyError, QueryError

MEDIA_TYPE = "application/problem+json"

TITLES = {
    HTTPStatus.BAD_REQUEST: "Begäran gick inte att tolka",
    HTTPStatus.UNAUTHORIZED: "Giltig nyckel saknas",
    HTTPStatus.NOT_FOUND: "Finns inte",
    HTTPStatus.METHOD_NOT_ALLOWED: "Metoden stöds inte",
    HTTPStatus.NOT_ACCEPTABLE: "Formatet stöds inte",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Begäran är för stor",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Innehållstypen stöds inte",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Ogiltigt värde",
    HTTPStatus.TOO_MANY_REQUESTS: "För många anrop",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Internt fel",
    HTTPStatus.SERVICE_UNAVAILABLE: "Tjänsten är inte redo",
}

STATUSES: tuple[tuple[type[InsatskartanError], HTTPStatus], ...] = (
    (QueryError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (UnknownRegionError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (UnknownThemeError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (NotAcceptableError, HTTPStatus.NOT_ACCEPTABLE),
    (NotReadyError, HTTPStatus.SERVICE_UNAVAILABLE),
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
        "instance": request.url.path,
    }
    if errors:
        body["errors"] = list(errors)
    return JSONResponse(body, status_code=int(status), media_type=MEDIA_TYPE, headers=headers)


def add_handlers(app: FastAPI) -> None:
    """Make the application answer every error that a caller can cause as a problem."""

    @app.exception_handler(InsatskartanError)
    def ours(request: Request, error: InsatskartanError) -> Response:
        status = next((s for kind, s in STATUSES if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)
        return problem(request, status, str(error))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        errors = [_explain(entry) for entry in error.errors()]
        detail = "; ".join(f"{entry['parameter']}: {entry['reason']}" for entry in errors)
        return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors=errors)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        status = HTTPStatus(error.status_code)
        # FastAPI and Starlette say no more than the status does, in English; only our own 413 names a value.
        general = f"{request.method} {request.url.path}: {TITLES.get(status, status.phrase).lower()}"
        details = {
            HTTPStatus.BAD_REQUEST: f"{general}; väntade JSON i UTF-8",
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE: error.detail,
        }
        return problem(request, status, details.get(status, general), headers=error.headers)


EXPECTED = {
    "missing": "måste anges",
    "int_parsing": "väntade ett heltal",
    "int_type": "väntade ett heltal",
    "int_from_float": "väntade ett heltal",
    "bool_parsing": "väntade true eller false",
    "greater_than_equal": "väntade minst {ge}",
    "less_than_equal": "väntade högst {le}",
    "string_too_short": "väntade minst {min_length} tecken",
    "string_too_long": "väntade högst {max_length} tecken",
    "too_short": "väntade minst {min_length} poster",
    "too_long": "väntade högst {max_length} poster",
    "enum": "väntade {expected}",
    "string_type": "väntade text",
    "string_pattern_mismatch": "väntade text på formen {pattern}",
    "list_type": "väntade en lista",
    "json_invalid": "är inte giltig JSON ({error})",
    "model_attributes_type": "väntade ett JSON-objekt",
    "extra_forbidden": "fältet är okänt",
}


def _explain(entry: dict[str, Any]) -> dict[str, str]:
    """Say of one of pydantic's errors which parameter it is about, the value given and what was expected."""
    # A query parameter's second part counts its repetitions, and the place in broken JSON names no field.
    source, *path = entry["loc"]
    named = path[:1] if source == "query" else [] if entry["type"] == "json_invalid" else path
    parameter = ".".join(map(str, named)) or str(source)
    context = {name: str(given).replace("' or '", "' eller '") for name, given in (entry.get("ctx") or {}).items()}
    expected = EXPECTED.get(entry["type"], entry["msg"]).format_map(_Context(context))
    value = entry.get("input")
    shown = "" if entry["type"] in ("missing", "json_invalid") else f"{_shorten(value)} godtas inte; "
    return {"parameter": parameter, "reason": f"{shown}{expected}"}


class _Context(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def _shorten(value: object, most: int = 80) -> str:
    shown = repr(value)
    return shown if len(shown) <= most else f"{shown[:most]}… ({len(str(value))} tecken)"
