"""An application served by several processes: `python -m tests.service.forked PORT BUILD TOKEN` serves the made-up one.

BUILD is a file that says which build is in use. Made before it is opened, so that a test can replace it.
"""

import socket
import sys
from collections.abc import Callable
from pathlib import Path

from indexer.index import Index
from service.process.counting import counting_together
from service.process.workers import StopSignals, Workers
from tests.service.memory_index import BUCKET_RANKING
from tests.service.samples import make_index
from tests.service.word_reader import WordReader

COUNT = 2
STOP_SECONDS = 2


def serve_forked(port: int, token: str | None, current: Callable[[], str], open_index: Callable[[], Index]) -> None:
    """Serve an index by processes of which each takes up a newer one, until this process is told to stop."""
    with StopSignals() as signals, counting_together(COUNT) as counters:
        from service.api.transport.connection import make_server
        from service.live import LiveIndex
        from service.settings import Settings
        from service.web.app import create_app

        settings = Settings(token=token, shutdown_seconds=STOP_SECONDS)  # type: ignore[arg-type]  # as the environment's
        live = LiveIndex(current, open_index, WordReader(), ranking=BUCKET_RANKING)
        live.backend()
        app = create_app(live, settings)
        listener = socket.create_server(("127.0.0.1", port))

        def work(place: int) -> None:
            counters.take(place)
            live.take_up()
            make_server(app, settings).run(sockets=[listener])

        Workers(COUNT, work, counters.leave, STOP_SECONDS).run(signals)


def main() -> None:
    port, build, token = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]

    def open_index() -> Index:
        index = make_index()
        index.version = build.read_text()
        return index

    serve_forked(port, token, build.read_text, open_index)


if __name__ == "__main__":
    main()
