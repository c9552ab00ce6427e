"""Refuses requests whose Host header is none of the service's names."""

from collections.abc import Sequence
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from service.api.problems import problem
from service.api.transport.sub_path import own_path

HEALTH = ("/livez", "/readyz")


class TrustedHosts:
    """Answers 400 where the Host header is none of those named; starlette's own replies are no problem+json."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        """Make one.

        Args:
            hosts: Names without port; `*.` in front stands for all below. Empty takes any.
        """
        self.app = app
        self.hosts = tuple(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Whoever watches over health asks by address.
        is_free = scope["type"] != "http" or not self.hosts or own_path(scope) in HEALTH
        if is_free or self._is_ours(Headers(scope=scope).get("host", "")):
            await self.app(scope, receive, send)
            return
        refused = problem(Request(scope), HTTPStatus.BAD_REQUEST, "Host är inget av tjänstens namn; väntade ett av dem")
        await refused(scope, receive, send)

    def _is_ours(self, host: str) -> bool:
        name = host.lower().rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host.lower()
        return any(name == own or (own.startswith("*.") and name.endswith(own[1:])) for own in self.hosts)
