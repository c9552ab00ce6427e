"""An application whose work is held back until a test lets it go, behind admission."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from http import HTTPStatus
from typing import Any

from prometheus_client import CollectorRegistry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from service.api.entrance.admission import Admission
from service.api.problems import RETRY_LATER, problem
from service.budget import check_budget
from service.errors import BusyError, OverBudgetError
from service.settings.work_limits import WorkLimits
from tests.service.asgi import Call


class PanicException(BaseException):
    """What a library written in Rust gives where it did not foresee something."""


class Work:
    """An application whose replies are held back until they are let go."""

    def __init__(self, **limits: float) -> None:
        self.go = asyncio.Event()
        self.begun: list[str] = []
        self.over_budget: list[str] = []
        self.registry = CollectorRegistry()
        routes = [
            Route("/v1/runs", self.run, methods=["GET", "POST"]),
            Route("/late", self.run),
            Route("/panic", self.panic),
            Route("/body", self.body, methods=["GET", "POST"]),
            Route("/form", self.form, methods=["POST"]),
            Route("/{path:path}", self.work),
        ]
        settings = WorkLimits.model_validate({"at_once": 2, "queue": 2, **limits})
        inner = Starlette(routes=routes, exception_handlers={BusyError: self.refuse})
        self.app: ASGIApp = Admission(inner, settings, self.registry)

    async def work(self, request: Request) -> Response:
        self.begun.append(request.url.path)
        await self.go.wait()
        try:
            check_budget()
        except OverBudgetError:
            self.over_budget.append(request.url.path)
        return PlainTextResponse("klart")

    async def run(self, request: Request) -> Response:
        async def parts() -> AsyncIterator[str]:
            yield "första"
            await self.work(request)
            yield "sista"

        await request.body()
        return StreamingResponse(parts())

    async def body(self, request: Request) -> Response:
        return PlainTextResponse(await request.body())

    async def form(self, request: Request) -> Response:
        await request.body()
        return await self.work(request)

    async def refuse(self, request: Request, error: Exception) -> Response:
        return problem(request, HTTPStatus.SERVICE_UNAVAILABLE, str(error), headers=RETRY_LATER)

    async def panic(self, request: Request) -> Response:
        raise PanicException("index out of bounds")

    def count(self, name: str, **labels: str) -> float:
        return self.registry.get_sample_value(f"insatskartan_{name}", labels) or 0.0


def in_loop(test: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], None]:
    def run() -> None:
        asyncio.run(asyncio.wait_for(test(), 60))

    run.__name__ = test.__name__
    return run


def check_refused(call: Call, *named: str) -> None:
    assert call.status == 503
    assert call.headers[b"content-type"] == b"application/problem+json"
    assert int(call.headers[b"retry-after"]) > 0
    detail = json.loads(call.body)["detail"]
    assert all(part in detail for part in named)
