"""Starts the service: models are loaded while everything else is imported, which takes as long."""

import os
from functools import partial
from pathlib import Path

from corpus.errors import shown
from indexer.folder.manifest import current_folder
from indexer.vectors.loading import load_embedder
from service.access.listening import check_listening
from service.commands.meanwhile import loaded_meanwhile
from service.errors import SettingsError
from service.feedback import FeedbackStore
from service.process.logs import set_up_logging
from service.process.memory import keep_little, starting
from service.process.workers import check_forking
from service.read.reader import TransformerReader
from service.settings import Settings, read_address


def serve_at(settings: Settings, host: str, port: int, index: str | None, workers: int) -> None:
    """Serve until told to stop.

    Args:
        index: Where it is kept, if not where the settings say.
        workers: Processes that answer, forked from one that has loaded models and index; 1 answers in this process.

    Raises:
        InsatskartanError: It may not listen there, or an index, a model or the port cannot be used.
    """
    if workers > 1:
        check_forking()
    check_listening(host, settings)
    _check_documents(settings)
    chosen = settings.index if index is None else read_address(index)
    if isinstance(chosen, Path):
        current_folder(chosen)  # A folder without an index is told before models are loaded, which takes seconds.
    if settings.feedback is not None:
        FeedbackStore(settings.feedback).prepare()
    keep_little()
    # Requests are worked on side by side already; and what has started threads of its own cannot be forked.
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    with (
        starting(),
        loaded_meanwhile(partial(load_embedder, settings.model)) as embedder,
        loaded_meanwhile(TransformerReader) as reader,
    ):
        from service.commands.running import open_live, run

        # Not before: faiss logs what it tries while it is imported.
        set_up_logging(settings.log_level)
        live = open_live(settings, index, workers, embedder(), reader)
    run(live, settings, host, port, workers)


def _check_documents(settings: Settings) -> None:
    """Refuse a folder of documents that is none: no page would be shown as a picture, and nobody would know why."""
    if "documents" in settings.model_fields_set and not settings.documents.is_dir():
        told = f"miljövariabeln INSATSKARTAN_DOCUMENTS, {shown(str(settings.documents))}, går inte att använda"
        raise SettingsError(f"{told}: väntade en mapp med catalogue.toml och documents/")
