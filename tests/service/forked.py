"""The made-up application served by several processes: `python -m tests.service.forked PORT BUILD TOKEN`.

BUILD is a file that says which build is in use. Made before it is opened, so that a test can replace it.
"""

import socket
import sys
from pathlib import Path

from service.workers import Workers, counting_together
from tests.service.memory_index import BUCKET_RANKING
from tests.service.samples import make_index
from tests.service.word_reader import WordReader

COUNT = 2
STOP_SECONDS = 2


def main() -> None:
    port, build, token = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    with counting_together():
        from service.api.app import create_app
        from service.api.connection import make_server
        from service.live import LiveIndex
        from service.settings import Settings

        def open_index() -> object:
            index = make_index()
            index.version = build.read_text()
            return index

        settings = Settings(token=token, shutdown_seconds=STOP_SECONDS)  # type: ignore[arg-type]  # as the environment's
        live = LiveIndex(build.read_text, open_index, WordReader(), ranking=BUCKET_RANKING)  # type: ignore[arg-type]
        live.backend()
        app = create_app(live, settings)
        listener = socket.create_server(("127.0.0.1", port))

        def work() -> None:
            live.take_up()
            make_server(app, settings).run(sockets=[listener])

        Workers(COUNT, work, STOP_SECONDS).run()


if __name__ == "__main__":
    main()
