"""Starting the service: models and index loaded side by side, the port taken, one process or several."""

import os
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

import typer

from indexer.index import Filters
from indexer.vectors.loading import load_embedder
from service.access.listening import check_listening
from service.counting import SharedCounters, counting_together
from service.errors import SettingsError
from service.logs import set_up_logging
from service.masking.index import shown
from service.memory import keep_little
from service.opening import find_index
from service.read.reader import TransformerReader
from service.reading_ahead import read_ahead
from service.search.cross_encoder import load_reranker
from service.settings import Settings
from service.workers import Workers, check_forking

T = TypeVar("T")

_WARMING_QUESTION = "Hur många företag fick rådgivning om elkapacitet?"


def serve_at(settings: Settings, host: str, port: int, index: str | None, workers: int) -> None:
    """Serve until told to stop.

    Args:
        index: Where it is kept, if not where the settings say.
        workers: Processes that answer, forked from one that has loaded models and index; 1 answers in this process.

    Raises:
        InsatskartanError: It may not listen there, or an index, a model or the port cannot be used.
    """
    if workers == 1:
        _serve(settings, host, port, index, workers, None)
        return
    check_forking()
    with counting_together(workers) as counters:
        _serve(settings, host, port, index, workers, counters)


def _serve(
    settings: Settings, host: str, port: int, index: str | None, workers: int, counters: SharedCounters | None
) -> None:
    check_listening(host, settings)
    set_up_logging(settings.log_level)
    keep_little()
    # Requests are worked on side by side already; and what has started threads of its own cannot be forked.
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    with loaded_meanwhile(TransformerReader) as reader:
        from service.api.app import create_app
        from service.api.connection import make_server
        from service.live import LiveIndex

        embedder = load_embedder(settings.model)
        reranker = load_reranker(settings.reranker)
        source = find_index(settings, index, embedder)
        if workers > 1 and not source.is_shared:
            raise SettingsError(f"workers är {workers}; väntade 1 där Milvus håller indexet (starta fler tjänster)")
        live = LiveIndex(source.current, lambda: shown(source.open(), settings), reader(), reranker)
    live.backend()  # an index that cannot be used is told now, not with the first request
    application = create_app(live, settings)
    listener = _listen(host, port)
    if counters is None:
        make_server(application, settings).run(sockets=[listener])
        return
    # What is read and made with the first question is made once for all.
    live.backend().answerer.answer(_WARMING_QUESTION, Filters())
    for _ in read_ahead(live.backend().index):
        pass

    def work(place: int) -> None:
        counters.take(place)
        live.take_up()  # for one that is forked long after
        make_server(application, settings).run(sockets=[listener])

    Workers(workers, work, counters.leave, settings.shutdown_seconds).run()


@contextmanager
def loaded_meanwhile(load: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Load something beside what is done here; half of what a model takes is spent waiting for one core."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        yield pool.submit(load).result


def _listen(host: str, port: int) -> socket.socket:
    """Take the port ourselves: uvicorn's own refusal is no line of ours and ends with 1."""
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise SettingsError(
            f"{host}:{port} går inte att lyssna på ({error.strerror}); väntade en ledig port"
        ) from error
    # asyncio sets this only where the socket names its protocol; without it every reply waits 40 ms for an ACK.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    typer.echo(f"Insatskartan på http://{host}:{port} (Ctrl+C avslutar)", err=True)
    return listener
