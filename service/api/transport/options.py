"""Answers OPTIONS with the methods of a path, and completes the Allow header of a 405."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Options:
    """Answers OPTIONS with 204 and Allow, where there is such a path; the routes themselves know but their own method.

    A path with GET has HEAD as well, and every path OPTIONS (RFC 9110).
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_options = scope["method"] == "OPTIONS"
        is_answered = False

        async def send_allowed(message: Message) -> None:
            nonlocal is_answered
            if message["type"] == "http.response.start" and message["status"] == 405:
                headers = MutableHeaders(scope=message)
                headers["Allow"] = _complete(headers.get("Allow", ""))
                if is_options:
                    is_answered = True
                    kept = {"status": 204, "headers": [(b"allow", headers["Allow"].encode())]}
                    message = {**message, **kept}
            elif is_answered and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app(scope, receive, send_allowed)


def _complete(allowed: str) -> str:
    methods = {method.strip() for method in allowed.split(",") if method.strip()}
    return ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set()) | {"OPTIONS"}))
