"""Limits on how much the service takes on at once, and on how long it works on one request."""

from pydantic import Field
from pydantic_settings import BaseSettings

MAX_WORKERS = 64
# A day. What the system can wait for ends some centuries later, with an error for every request.
MAX_SECONDS = 86_400


class WorkLimits(BaseSettings):
    """Bounds on work and waiting; part of the service's settings. docs/limits.md tells how to choose them.

    Attributes:
        workers: Processes that share the port and the index; what follows is of each of them.
        at_once: Requests worked on side by side.
        queue: Requests that may wait for that; one more is refused with 503.
        search_seconds: Time from arrival until a search or list must be ready, waiting included; after it, 503.
        answer_seconds: The same for an answer, for what is similar, a page or a file.
        run_seconds: The same for all of an evaluation run.
        run_hits: Topics times limit that one run may ask for; one run is worked on at a time.
        head_seconds: Time that a client may take over a request's head.
        body_seconds: Time that a client may take over a request's body.
        send_seconds: Time that a client may take to receive a reply.
        connections: Connections held at once; one more takes the place of a silent one, or is refused with 503.
        shutdown_seconds: Time that requests get to end in when the service is told to stop.
        rate_per_minute: Requests a minute that one address, and one token, may make, after as many at once; 0 counts
            none.
    """

    workers: int = Field(default=1, ge=1, le=MAX_WORKERS)
    at_once: int = Field(default=2, ge=1, le=64)
    queue: int = Field(default=16, ge=0, le=1000)
    search_seconds: float = Field(default=2.0, gt=0, le=MAX_SECONDS)
    answer_seconds: float = Field(default=5.0, gt=0, le=MAX_SECONDS)
    run_seconds: float = Field(default=600.0, gt=0, le=MAX_SECONDS)
    run_hits: int = Field(default=500_000, ge=1)
    head_seconds: float = Field(default=10.0, gt=0, le=MAX_SECONDS)
    body_seconds: float = Field(default=10.0, gt=0, le=MAX_SECONDS)
    send_seconds: float = Field(default=120.0, gt=0, le=MAX_SECONDS)
    connections: int = Field(default=256, ge=2, le=65_535)
    shutdown_seconds: int = Field(default=5, ge=1, le=8)
    rate_per_minute: int = Field(default=0, ge=0)
