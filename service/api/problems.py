"""Every error as `application/problem+json` (RFC 9457), in Swedish, naming the value and what was expected."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from corpus.errors import InsatskartanError, UnknownRegionError, UnknownThemeError
from service.errors import NotAcceptableError, NotAuthorizedError, NotFoundError, NotReadyError, QueryError

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
    HTTPStatus.INTERNAL_SERVER_ERROR: "Internt fel",
    HTTPStatus.SERVICE_UNAVAILABLE: "Tjänsten är inte redo",
}

STATUSES: tuple[tuple[type[InsatskartanError], HTTPStatus], ...] = (
    (QueryError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (UnknownRegionError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (UnknownThemeError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (NotAuthorizedError, HTTPStatus.UNAUTHORIZED),
    (NotAcceptableError, HTTPStatus.NOT_ACCEPTABLE),
    (NotReadyError, HTTPStatus.SERVICE_UNAVAILABLE),
)


def problem(
    status: HTTPStatus, detail: str, path: str, errors: Sequence[dict[str, str]] = (), **headers: str
) -> JSONResponse:
    """Give a problem reply; `errors` lists one entry a refused parameter."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": TITLES.get(status, status.phrase),
        "status": int(status),
        "detail": detail,
        "instance": path,
    }
    if errors:
        body["errors"] = list(errors)
    return JSONResponse(body, status_code=int(status), media_type=MEDIA_TYPE, headers=headers)


def add_handlers(app: FastAPI) -> None:
    """Make the application answer every error as a problem."""

    @app.exception_handler(InsatskartanError)
    def ours(request: Request, error: InsatskartanError) -> JSONResponse:
        status = next((s for kind, s in STATUSES if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)
        headers = {"WWW-Authenticate": "Bearer"} if status is HTTPStatus.UNAUTHORIZED else {}
        return problem(status, str(error), request.url.path, **headers)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        errors = [_explain(entry) for entry in error.errors()]
        detail = "; ".join(f"{entry['parameter']}: {entry['reason']}" for entry in errors)
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, request.url.path, errors)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> JSONResponse:
        status = HTTPStatus(error.status_code)
        detail = f"{request.method} {request.url.path}: {TITLES.get(status, status.phrase).lower()}"
        return problem(status, detail, request.url.path, **dict(error.headers or {}))

    @app.exception_handler(Exception)
    def unexpected(request: Request, _error: Exception) -> JSONResponse:
        detail = "Något gick fel i tjänsten; felet är loggat."
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail, request.url.path)


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
    "enum": "väntade ett av {expected}",
    "string_type": "väntade text",
    "list_type": "väntade en lista",
    "json_invalid": "är inte giltig JSON ({error})",
    "model_attributes_type": "väntade ett JSON-objekt",
    "extra_forbidden": "fältet är okänt",
}


def _explain(entry: dict[str, Any]) -> dict[str, str]:
    """Say of one of pydantic's errors which parameter it is about, the value given and what was expected."""
    parameter = ".".join(str(part) for part in entry["loc"][1:]) or str(entry["loc"][0])
    expected = EXPECTED.get(entry["type"], entry["msg"]).format_map(_Context(entry.get("ctx") or {}))
    value = entry.get("input")
    shown = "" if entry["type"] in ("missing", "json_invalid") else f"{_shorten(value)} godtas inte; "
    return {"parameter": parameter, "reason": f"{shown}{expected}"}


class _Context(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def _shorten(value: object, most: int = 80) -> str:
    shown = repr(value)
    return shown if len(shown) <= most else f"{shown[:most]}… ({len(str(value))} tecken)"
