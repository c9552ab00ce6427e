"""Finds the index where its setting says it is kept: in a folder, or in Milvus."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from indexer.folder.manifest import current_folder, current_mark
from indexer.folder.store import IndexFolder
from indexer.index import Index
from indexer.vectors.embedder import Embedder
from service.errors import SettingsError
from service.settings import IndexSettings, read_address


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place that indexes come from.

    Attributes:
        current: Tells the build in use now from all others; cheap.
        open: Opens it.
        is_shared: Whether processes forked from one that has opened it may use it.
    """

    current: Callable[[], str]
    open: Callable[[], Index]
    is_shared: bool


def find_index(settings: IndexSettings, address: str | None, embedder: Embedder) -> Source:
    """Give the index at an address, by default that of the settings; nothing is opened yet.

    Raises:
        MissingExtraError: It is kept by Milvus, whose client is not installed.
    """
    chosen = settings.index if address is None else read_address(address)
    if isinstance(chosen, Path):
        root = chosen
        return Source(
            current=lambda: current_mark(root),
            open=lambda: IndexFolder.open(current_folder(root), embedder),
            is_shared=True,
        )
    # Imported here: the core does without Milvus.
    from indexer.milvus.builds import HeardBuild
    from indexer.milvus.index import MilvusIndex
    from indexer.milvus.server import Server

    token = settings.index_token.get_secret_value() if settings.index_token else ""
    server = Server(chosen, token, settings.index_seconds)
    # A connection to a server does not survive a fork.
    return Source(current=HeardBuild(server), open=lambda: MilvusIndex.open(server, embedder), is_shared=False)


def index_folder(settings: IndexSettings) -> Path:
    """Give the folder that the settings name, for what needs one.

    Raises:
        SettingsError: They name a Milvus server.
    """
    if isinstance(settings.index, str):
        raise SettingsError(f"miljövariabeln INSATSKARTAN_INDEX är {settings.index!r}; väntade en indexmapp")
    return settings.index
