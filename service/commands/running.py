"""Runs the service once its models are loaded: opens the index, binds the port, and starts one process or several."""

import socket
from collections.abc import Callable
from itertools import chain

import typer

from indexer.index import Filters
from indexer.vectors.embedder import Embedder
from service.api.transport.connection import make_server
from service.errors import SettingsError
from service.live import LiveIndex
from service.masking.index import shown
from service.opening import find_index
from service.process.counting import counting_together
from service.process.workers import StopSignals, Workers
from service.read.reader import Reader
from service.search.cross_encoder import load_reranker
from service.settings import Settings
from service.web.app import create_app
from service.web.rendering import compile_templates

_WARMING_QUESTION = "Hur många företag fick rådgivning om elkapacitet?"


def open_live(
    settings: Settings, index: str | None, workers: int, embedder: Embedder, reader: Callable[[], Reader]
) -> LiveIndex:
    """Open the index in use.

    Args:
        reader: Gives it as soon as it is loaded.

    Raises:
        InsatskartanError: It cannot be used, or not by so many processes.
    """
    reranker = load_reranker(settings.reranker)
    source = find_index(settings, index, embedder)
    if workers > 1 and not source.is_shared:
        raise SettingsError(f"workers är {workers}; väntade 1 där Milvus håller indexet (starta fler tjänster)")
    live = LiveIndex(source.current, lambda: shown(source.open(), settings), reader(), reranker)
    live.backend()  # an index that cannot be used is told now, not with the first request
    return live


def run(live: LiveIndex, settings: Settings, host: str, port: int, workers: int) -> None:
    """Answer until told to stop.

    Raises:
        SettingsError: The port cannot be used, or there is no room for what several processes count.
    """
    if workers == 1:
        application = create_app(live, settings)
        make_server(application, settings).run(sockets=[listen(host, port)])
        return
    warm_up(live)
    # Told to stop from here on, it removes the folder of counters.
    with StopSignals() as signals, counting_together(workers) as counters:
        application = create_app(live, settings)
        listener = listen(host, port)

        def work(place: int) -> None:
            counters.take(place)
            live.take_up()  # for one that is forked long after
            make_server(application, settings).run(sockets=[listener])

        Workers(workers, work, counters.leave, settings.shutdown_seconds).run(signals)


def warm_up(live: LiveIndex) -> None:
    """Read and make once for all what each forked process would else have a copy of its own of."""
    live.backend().answerer.answer(_WARMING_QUESTION, Filters())
    for _ in chain(compile_templates(), live.backend().ahead):
        pass


def listen(host: str, port: int) -> socket.socket:
    """Take the port ourselves: uvicorn's own refusal is no line of ours and ends with 1."""
    try:
        listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, UnicodeError) as error:
        # A name that no network could hold is told of by the codec that writes names, not by the system.
        reason = error.strerror if isinstance(error, OSError) else "inget namn på en dator"
        raise SettingsError(f"{host}:{port} går inte att lyssna på ({reason}); väntade en ledig port") from error
    # asyncio sets this only where the socket names its protocol; without it every reply waits 40 ms for an ACK.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    typer.echo(f"Insatskartan på http://{host}:{port} (Ctrl+C avslutar)", err=True)
    return listener
