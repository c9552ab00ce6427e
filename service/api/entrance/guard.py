"""Authentication, in front of everything else: who asks, and whether they are let in; no body is read before."""

from http import HTTPStatus
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.access.access import Access
from service.access.attempts import client_of
from service.access.tokens import Token
from service.api.problems import problem
from service.api.transport.sub_path import own_path
from service.settings.access import AccessSettings, Shown

COOKIE = "insatskartan"
SIGN_IN = "/logga-in"
SIGN_OUT = "/logga-ut"
# The sign-in page needs its style; none of the static files holds anything of the collection.
STATIC = "/static/"
OPEN = ("/livez", "/readyz", SIGN_IN, "/sv", "/en")
DOCS = ("/docs", "/openapi.json")
METRICS = "/metrics"

ONCE = "Authorization står mer än en gång; väntade en"
EXPECTED = "Authorization saknas eller stämmer inte; väntade 'Bearer <nyckel>'"


class Guard:
    """Lets in those with a token or a session, where tokens are set; each page about the service as its setting says.

    The name of the token stands in `request.state.token` of what is let in.
    """

    def __init__(self, app: ASGIApp, access: Access, settings: AccessSettings) -> None:
        self.app = app
        self.access = access
        self.shown = dict.fromkeys(DOCS, settings.docs) | {METRICS: settings.metrics}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        path = own_path(scope)
        shown = self.shown.get(path, Shown.TOKEN)
        if shown is Shown.OFF:
            await problem(request, HTTPStatus.NOT_FOUND, f"{path}: avstängd")(scope, receive, send)
        elif not self.access.is_needed or shown is Shown.OPEN or path in OPEN or path.startswith(STATIC):
            await self.app(scope, receive, send)
        elif isinstance(found := self._ask(request), Token):
            request.state.token = found.name
            await self.app(scope, receive, _kept_private(send))
        else:
            await found(scope, receive, _kept_private(send))

    def _ask(self, request: Request) -> Token | Response:
        """Give whose token or session a request carries, or the reply that turns it away."""
        if token := self.access.signed_in(request.cookies.get(COOKIE)):
            return token
        given = request.headers.getlist("authorization")
        if len(given) > 1:
            # A proxy in front may have looked at another of them than we would.
            return problem(request, HTTPStatus.UNAUTHORIZED, ONCE, headers={"WWW-Authenticate": "Bearer"})
        scheme, _, secret = "".join(given).partition(" ")
        if scheme.lower() == "bearer":
            return self._check(request, secret.strip())
        if _is_reading_a_page(request):
            asked = own_path(request.scope) + (f"?{request.url.query}" if request.url.query else "")
            root = request.scope.get("root_path", "")
            return RedirectResponse(f"{root}{SIGN_IN}?till={quote(asked, safe='')}", HTTPStatus.SEE_OTHER)
        return problem(request, HTTPStatus.UNAUTHORIZED, EXPECTED, headers={"WWW-Authenticate": "Bearer"})

    def _check(self, request: Request, secret: str) -> Token | Response:
        client = client_of(request.client.host if request.client else None)
        if seconds := self.access.calls.wait(client):
            return problem(
                request,
                HTTPStatus.TOO_MANY_REQUESTS,
                f"för många felaktiga nycklar; vänta {seconds} sekunder",
                headers={"Retry-After": str(seconds)},
            )
        if token := self.access.keys.holder(secret):
            return token
        self.access.calls.fail(client)
        return problem(request, HTTPStatus.UNAUTHORIZED, EXPECTED, headers={"WWW-Authenticate": "Bearer"})


def _is_reading_a_page(request: Request) -> bool:
    is_page = not own_path(request.scope).startswith("/v1/") and request.method in ("GET", "HEAD")
    return is_page and "text/html" in Headers(scope=request.scope).get("accept", "")


def _kept_private(send: Send) -> Send:
    """Keep what only some may read out of caches that others share."""

    async def send_marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            told = headers.get("Cache-Control", "no-cache")
            headers["Cache-Control"] = told if "private" in told or "no-store" in told else f"private, {told}"
            headers.add_vary_header("Authorization, Cookie")
        await send(message)

    return send_marked
