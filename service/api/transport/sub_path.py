"""Puts back the path that the service lies under, which a proxy cuts off the requests that it passes on."""

from starlette.types import ASGIApp, Receive, Scope, Send


class SubPath:
    """Tells the application the path that it lies under, as ASGI has it: `path` whole, `root_path` its beginning.

    The proxy is taken to have cut it off. Whether it has cannot be told from a request: a page of ours may begin with
    the same word.
    """

    def __init__(self, app: ASGIApp, root_path: str) -> None:
        self.app = app
        self.root_path = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self.root_path:
            scope["root_path"] = self.root_path
            scope["path"] = self.root_path + scope["path"]
            scope["raw_path"] = self.root_path.encode() + scope["raw_path"]
        await self.app(scope, receive, send)


def own_path(scope: Scope) -> str:
    """Give the path of a request without what the service lies under, as routes are written."""
    # Within the static files `root_path` has their folder at its end.
    path: str = scope["path"]
    return path.removeprefix(scope.get("app_root_path", scope.get("root_path", "")))
