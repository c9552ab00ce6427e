"""Messages between parent and child: frames with their length in front, holding a job or the reply to it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from corpus.errors import CatalogueError, CorpusError, CorrectionError, FormError, LimitError, UnreadableDocumentError
from corpus.limits import Limits

# A child that is asked for nothing in this time ends, so that it holds no memory while an index is built.
IDLE_SECONDS = 30.0
LENGTH_BYTES = 8
# A child says that it has begun, its libraries loaded, and then what came of it.
BEGUN, DONE, TOO_LARGE = b"begun", b"done", b"too large"
# Errors that a child tells by name; whatever else goes wrong with a file is an UnreadableDocumentError.
_ERRORS: dict[str, type[CorpusError]] = {
    error.__name__: error for error in (CatalogueError, CorrectionError, FormError, LimitError)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A call of `function(path, *arguments, limits)`, to be made within these limits."""

    function: Callable[..., Any]
    path: Path
    arguments: tuple[object, ...]
    limits: Limits


@lru_cache(maxsize=8)
def result_type(function: Callable[..., Any]) -> TypeAdapter[Any]:
    """Give what turns the results of a function into JSON and back."""
    return TypeAdapter(get_type_hints(function)["return"])


def tell_error(error: CorpusError) -> bytes:
    """Give an error as a reply."""
    said = error.reason if isinstance(error, UnreadableDocumentError) else str(error)
    return f"{type(error).__name__}\n{said}".encode(errors="replace")


def told_error(path: Path, kind: bytes, said: bytes) -> CorpusError:
    """Give the error that a reply tells of a document's file."""
    text = " ".join(said.decode(errors="replace").split())
    known = _ERRORS.get(kind.decode(errors="replace"))
    return UnreadableDocumentError(path, text) if known is None else known(text)


def write_frame(fd: int, message: bytes) -> None:
    """Write a message with its length before it.

    Raises:
        OSError: The other side is gone.
    """
    data = memoryview(len(message).to_bytes(LENGTH_BYTES, "big") + message)
    while data:
        data = data[os.write(fd, data) :]


def read_exactly(fd: int, size: int) -> bytes | None:
    """Read so many bytes; None where the other side ends before."""
    parts = []
    while size:
        part = os.read(fd, min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
