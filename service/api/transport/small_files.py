"""The static files of the pages, always sent whole."""

import os
from pathlib import Path

from fastapi.staticfiles import StaticFiles
from starlette.datastructures import MutableHeaders
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

PART = (b"range", b"if-range")


class SmallFiles(StaticFiles):
    """Static files of which no part can be asked for, as a server may choose (RFC 9110, 14.2).

    They are some kilobytes each, and Starlette refuses a range that it cannot read in plain text.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer without regard to ranges."""
        headers = [(name, value) for name, value in scope["headers"] if name not in PART]
        await super().__call__({**scope, "headers": headers}, receive, send)

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Give a file as its bytes, and say that it comes whole.

        Starlette keeps a file open until the last of it is sent, and leaves it so where the work ends before.
        """
        response = super().file_response(full_path, stat_result, scope, status_code)
        if isinstance(response, FileResponse):
            content = Path(full_path).read_bytes()
            headers = {**response.headers, "accept-ranges": "none", "content-length": str(len(content))}
            return Response(content, status_code, headers)
        MutableHeaders(raw=response.raw_headers)["Accept-Ranges"] = "none"
        return response
