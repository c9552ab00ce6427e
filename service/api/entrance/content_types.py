"""Refuses a body that is compressed, or in a format that no route reads, with 415 before it is read."""

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from service.api.entrance.guard import SIGN_IN, SIGN_OUT
from service.api.problems import problem
from service.api.transport.sub_path import own_path

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
# As a body is that is not packed.
PLAIN = "identity"
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
        packed = headers.get("content-encoding", PLAIN).strip().lower()
        has_body = "transfer-encoding" in headers or headers.get("content-length", "0") != "0"
        if not has_body or (expected in (None, given) and packed == PLAIN):
            await self.app(scope, receive, send)
        elif packed != PLAIN:
            # Who is told of a coding is told as well which are read (RFC 9110, 12.5.3).
            detail = f"Content-Encoding är {packed[:100]!r}; väntade begäran som den är, utan packning"
            await _refusal(scope, detail, {"Accept-Encoding": PLAIN})(scope, receive, send)
        else:
            await _refusal(scope, f"Content-Type är {given[:100]!r}; väntade {expected}", {})(scope, receive, send)


def _refusal(scope: Scope, detail: str, headers: dict[str, str]) -> Response:
    return problem(Request(scope), HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail, headers=headers)
