"""The body of a request: taken in whole, bounded in size and in the time its client may take over it."""

import asyncio
from http import HTTPStatus

from fastapi import Request
from starlette.exceptions import HTTPException

from service.settings.work_limits import WorkLimits

MAX_BODY_BYTES = 5_000_000


async def read_whole(request: Request, max_bytes: int) -> bytes:
    """Take in the body of a request.

    Raises:
        HTTPException: It is larger than so (413), or too slow in coming (408).
    """
    # One that says at once how large it is need not be received to be refused.
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > max_bytes:
        raise _too_large(max_bytes)
    limits: WorkLimits = request.app.state.settings
    try:
        return await asyncio.wait_for(_receive(request, max_bytes), limits.body_seconds)
    except TimeoutError as error:
        detail = f"begäran kom inte fram inom {limits.body_seconds:g} s"
        raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, detail) from error


async def _receive(request: Request, max_bytes: int) -> bytes:
    """Take in a body that may not say how large it is, and no more of it than is read."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > max_bytes:
            raise _too_large(max_bytes)
    return bytes(body)


def _too_large(max_bytes: int) -> HTTPException:
    detail = f"begäran är större än väntat; väntade högst {max_bytes} byte"
    return HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)
