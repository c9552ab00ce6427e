"""The log: one line of JSON a message, with the request it belongs to, and nothing of what was asked or found."""

import json
import logging
import time
import traceback
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime

# A broken client in a loop may fill the log, but not the disk: some megabytes a minute.
MOST_A_SECOND = 100

# What is told of the request in hand in every line; set anew for each by the API's outermost layer.
request_fields: ContextVar[Mapping[str, str]] = ContextVar("request_fields", default={})  # noqa: B039  never changed


class JsonLines(logging.Formatter):
    """Formats a record as one line of ASCII, whatever it holds: a new line in a value stands as \\n."""

    def __init__(self, *, tells_all: bool) -> None:
        """Make one.

        Args:
            tells_all: Tells what an exception says as well as where it was raised; its message may quote a question.
        """
        super().__init__()
        self._tells_all = tells_all

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **request_fields.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            told["exception"] = self._exception(record.exc_info[1])
        return json.dumps(told, default=str)

    def _exception(self, error: BaseException) -> dict[str, object]:
        frames = traceback.extract_tb(error.__traceback__)
        told: dict[str, object] = {
            "type": type(error).__name__,
            "frames": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
        }
        if self._tells_all:
            told["message"] = str(error)
        if error.__cause__ is not None:
            told["cause"] = self._exception(error.__cause__)
        return told


class RateCap(logging.Filter):
    """Lets so many records a second through, and tells in the next one how many it dropped."""

    def __init__(self, most: int = MOST_A_SECOND, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._most = most
        self._now = now
        self._second = -1
        self._count = 0

    def filter(self, record: logging.LogRecord) -> bool:
        second = int(self._now())
        dropped = max(0, self._count - self._most)
        if second != self._second:
            self._second, self._count = second, 0
            if dropped:
                record.fields = {**getattr(record, "fields", {}), "dropped": dropped}
        self._count += 1
        return self._count <= self._most


def set_up_logging(level: str) -> None:
    """Log to stderr from a level on (debug, info, warning, error), everything in the one form."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines(tells_all=level == "debug"))
    handler.addFilter(RateCap())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
