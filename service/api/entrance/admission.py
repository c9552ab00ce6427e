"""Who is let in: a bounded queue before all work, a time budget for each request, one evaluation run at a time."""

import asyncio
import logging
from collections.abc import Awaitable
from enum import StrEnum
from functools import partial
from http import HTTPStatus

from prometheus_client import CollectorRegistry, Counter, Gauge
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from service.api.entrance.exchange import Exchange, first_of
from service.api.entrance.guard import SIGN_IN
from service.api.entrance.lanes import Lane, Lanes
from service.api.entrance.work_queue import Place, WorkQueue
from service.api.problems import RETRY_LATER, problem
from service.api.transport.sub_path import own_path
from service.budget import Budget, set_budget
from service.errors import BusyError
from service.settings.work_limits import WorkLimits

logger = logging.getLogger(__name__)

# Answered at once, however much is worked on: they read what is in memory, or a small file.
FREE = ("/livez", "/readyz", "/metrics", "/openapi.json", "/static/", SIGN_IN)


class Refusal(StrEnum):
    """Why a request was not answered."""

    BUSY = "busy"
    LATE = "late"
    GONE = "gone"


class Admission:
    """Lets in as many requests as can be worked on; the others wait, or are refused with 503 and Retry-After.

    A place is held until the work is done, also when its reply has been given up; not while a finished reply is sent.
    """

    def __init__(self, app: ASGIApp, limits: WorkLimits, registry: CollectorRegistry) -> None:
        self.app = app
        self.limits = limits
        self._refused = Counter("insatskartan_refused", "Anrop som inte besvarades", ("reason",), registry=registry)
        working = _gauge("working", "Anrop under arbete", registry)
        waiting = _gauge("waiting", "Anrop som väntar på sin tur", registry)
        runs = _gauge("runs", "Utvärderingskörningar under arbete", registry)

        def tell(at_work: int, in_line: int) -> None:
            working.set(at_work)
            waiting.set(in_line)

        self._lanes = Lanes(limits, tell, runs.set)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = own_path(scope) if scope["type"] == "http" else ""
        if path and not path.startswith(FREE):
            waits = Headers(scope=scope).get("expect", "").lower() == "100-continue"
            exchange = Exchange(receive, send, waits=waits)
            try:
                lane = self._lanes.lane(scope["method"], path, asks=bool(scope["query_string"]))
                await self._admit(scope, exchange, lane)
            finally:
                exchange.end()
        elif path:
            await self._sent(self.app(scope, receive, send))
        else:
            await self.app(scope, receive, send)

    async def _admit(self, scope: Scope, exchange: Exchange, lane: Lane) -> None:
        budget = Budget(lane.seconds)
        entering = asyncio.create_task(lane.entrance.enter(budget.left))
        try:
            await first_of(entering, exchange.gone.wait(), seconds=budget.left)
        finally:
            is_in = entering.done()
            entering.cancel()
        if not is_in:
            await self._give_up(scope, exchange, budget)
        elif error := entering.exception():
            await self._refuse(scope, exchange, Refusal.BUSY, str(error))
        else:
            await self._work(scope, exchange, lane, budget)

    async def _work(self, scope: Scope, exchange: Exchange, lane: Lane, budget: Budget) -> None:
        set_budget(budget)
        place = Place(lane.entrance)
        if lane.doorstep is not None:
            exchange.when_whole = partial(self._come_in, place, lane.queue, budget)
        work = asyncio.create_task(self._run(scope, exchange))
        work.add_done_callback(place.done)
        try:
            # That a reply has begun says little: the top of a page is sent before anything is worked out.
            await first_of(work, exchange.made.wait(), exchange.gone.wait(), seconds=budget.left)
            # Work that ends because its client has gone in the middle of its body has nothing to tell.
            if exchange.made.is_set() or (work.done() and not exchange.gone.is_set()):
                place.give_back()
                await self._sent(work)
            elif exchange.begun.is_set() and not lane.is_streamed and not exchange.gone.is_set():
                # Its budget stops the work and lets the page say so; a client that receives nothing holds no place.
                if exchange.is_sending:
                    place.give_back()
                await self._sent(work)
            else:
                await self._give_up(scope, exchange, budget)
        finally:
            budget.drop()
            if exchange.begun.is_set():
                work.cancel()

    async def _come_in(self, place: Place, queue: WorkQueue, budget: Budget) -> None:
        """Let one whose body has come to where it is worked on.

        Raises:
            BusyError: There is no room.
        """
        try:
            await place.move(queue, budget.left)
        except BusyError:
            self._refused.labels(Refusal.BUSY).inc()
            raise

    async def _run(self, scope: Scope, exchange: Exchange) -> None:
        await self.app(scope, exchange.receive, exchange.send)

    async def _sent(self, work: Awaitable[None]) -> None:
        """Wait until a reply has been received, or has taken too long to be; then the server closes the connection."""
        try:
            await asyncio.wait_for(work, self.limits.send_seconds)
        except TimeoutError:
            logger.info("a reply was not received in %g s", self.limits.send_seconds)
        except (Exception, asyncio.CancelledError, KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            # A panic in a library written in Rust is no Exception, and would pass by all that answers errors.
            raise RuntimeError(f"{type(error).__name__}: {error}") from error

    async def _give_up(self, scope: Scope, exchange: Exchange, budget: Budget) -> None:
        if exchange.gone.is_set():
            self._refused.labels(Refusal.GONE).inc()
        elif exchange.begun.is_set():  # Too late to say so; the server closes the connection.
            self._refused.labels(Refusal.LATE).inc()
        else:
            await self._refuse(scope, exchange, Refusal.LATE, budget.told)

    async def _refuse(self, scope: Scope, exchange: Exchange, why: Refusal, detail: str) -> None:
        self._refused.labels(why).inc()
        refusal = problem(Request(scope), HTTPStatus.SERVICE_UNAVAILABLE, detail, headers=RETRY_LATER)
        await exchange.reply(scope, refusal)


def _gauge(name: str, told: str, registry: CollectorRegistry) -> Gauge:
    """Make a gauge; of several processes, what those say that live is added up."""
    return Gauge(f"insatskartan_{name}", told, registry=registry, multiprocess_mode="livesum")
