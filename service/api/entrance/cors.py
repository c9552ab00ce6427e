"""Which pages elsewhere may call the API from a browser (CORS); a refusal is a problem, as every error is."""

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from service.api.problems import problem

REFUSED = "Origin, metoden eller ett huvud som anropet ska ha är inget som tas emot; väntade en av tjänstens origins"


class Cors(CORSMiddleware):
    """Starlette's, whose own refusal is a bare English text."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with what browsers look for."""
        headers = Headers(scope=scope) if scope["type"] == "http" else {}
        is_asking = scope.get("method") == "OPTIONS" and {"origin", "access-control-request-method"} <= set(headers)
        if not is_asking:
            await super().__call__(scope, receive, send)
            return
        answered = self.preflight_response(request_headers=Headers(scope=scope))
        if answered.status_code == HTTPStatus.OK:
            await answered(scope, receive, send)
            return
        varying = {"Vary": answered.headers["vary"]}
        await problem(Request(scope), HTTPStatus.BAD_REQUEST, REFUSED, headers=varying)(scope, receive, send)
