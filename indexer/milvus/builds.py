"""The builds on a server: collections named after their build, with an alias for the one in use."""

import re
import threading
import time
from collections.abc import Callable

from indexer.errors import IndexerError, MissingIndexError
from indexer.milvus.schema import Part
from indexer.milvus.server import Server

CURRENT = "insatskartan_current"
# How old what was heard of the build in use may be before the server is asked again.
HEARD_SECONDS = 2.0

_COLLECTION = re.compile(r"insatskartan_(?P<build>[0-9a-f]{16}(?:_\d+)?)_(?P<part>[a-z]+)")


def collection(build: str, part: Part) -> str:
    """Give the name of a build's collection."""
    return f"insatskartan_{build}_{part}"


def builds(server: Server) -> set[str]:
    """Give the builds that have any collection, whole or not."""
    return {match["build"] for name in server.collections() if (match := _COLLECTION.fullmatch(name))}


def current_build(server: Server) -> str:
    """Give the name of the build in use.

    Raises:
        MissingIndexError: Nothing has been put into use on this server.
        IndexServerError: The server does not answer.
    """
    build = _current_or_none(server)
    if build is None:
        raise MissingIndexError(server.uri, f"collections that `python -m indexer milvus {server.uri}` has written")
    return build


def is_in_use(server: Server, build: str) -> bool:
    """Whether the build of this id is the one in use, under whatever name."""
    name = _current_or_none(server)
    return name is not None and name.partition("_")[0] == build


def new_name(server: Server, build: str) -> str:
    """Give a name for a build that is none of those on the server in use; what else has it is removed."""
    kept, name, n = _current_or_none(server), build, 1
    while name == kept:
        n += 1
        name = f"{build}_{n}"
    _drop(server, name)
    return name


def switch_in(server: Server, build: str) -> None:
    """Put a whole build into use, in one step, and remove all others but the one before it."""
    previous = _current_or_none(server)
    server.point(CURRENT, collection(build, Part.PASSAGES))
    for other in builds(server) - {build, previous}:
        _drop(server, other)


def _current_or_none(server: Server) -> str | None:
    match = _COLLECTION.fullmatch(server.named(CURRENT) or "")
    return match["build"] if match else None


def _drop(server: Server, build: str) -> None:
    for name in server.collections():
        match = _COLLECTION.fullmatch(name)
        if match and match["build"] == build:
            server.drop(name)


class HeardBuild:
    """Tells the build in use as the server last said it, so that no request waits for the server to say it again."""

    def __init__(self, server: Server, clock: Callable[[], float] = time.monotonic) -> None:
        """Args: clock: Gives seconds."""
        self._server = server
        self._clock = clock
        self._asking = threading.Lock()
        self._heard: Callable[[], str] | None = None
        self._heard_at = 0.0

    def __call__(self) -> str:
        """Give the build in use; only the first call waits for the server.

        Raises:
            MissingIndexError: Nothing has been put into use.
            IndexServerError: The server did not answer when it was last asked.
        """
        heard = self._heard
        if heard is None:
            heard = self.ask()
        elif self._clock() - self._heard_at > HEARD_SECONDS and not self._asking.locked():
            threading.Thread(target=self.ask, name="asking for the build in use", daemon=True).start()
        return heard()

    def ask(self) -> Callable[[], str]:
        """Ask the server now; give what tells the build that it names, or raises what it was kept from saying it by."""
        with self._asking:
            self._heard = heard = self._said()
            self._heard_at = self._clock()
            return heard

    def _said(self) -> Callable[[], str]:
        try:
            build = current_build(self._server)
        except IndexerError as error:
            trouble = error
        else:
            return lambda: build

        def fail() -> str:
            raise trouble.with_traceback(None)

        return fail
