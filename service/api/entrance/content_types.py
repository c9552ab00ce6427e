"""Refuses a body in a format that no route reads; 415, before it is read."""

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from service.api.entrance.guard import SIGN_IN, SIGN_OUT
from service.api.problems import problem
from service.api.transport.sub_path import own_path

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
FORMS = (SIGN_IN, SIGN_OUT, "/omdome")


class ContentTypes:
    """Lets the API read JSON alone, and the pages forms."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        path = own_path(scope)
        expected = JSON if path.startswith("/v1/") else FORM if path in FORMS else None
        given = headers.get("content-type", "").partition(";")[0].strip().lower()
        has_body = "transfer-encoding" in headers or headers.get("content-length", "0") != "0"
        if expected in (None, given) or not has_body:
            await self.app(scope, receive, send)
            return
        detail = f"Content-Type är {given[:100]!r}; väntade {expected}"
        await problem(Request(scope), HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail)(scope, receive, send)
