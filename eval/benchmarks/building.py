"""Builds the index of one size of the collection, or takes one that is kept from an earlier measurement."""

import time
from pathlib import Path

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from corpus.collection import Collection
from corpus.repair.language import detect_language
from eval.benchmarks.memory import peak_megabytes
from eval.benchmarks.scaling import copied_language, scaled
from eval.benchmarks.stand_in import stand_in
from eval.reports.commit import git_commit
from indexer.build import build_index, collection_fingerprint
from indexer.errors import IndexFolderError
from indexer.folder.manifest import current_folder, read_manifest
from indexer.progress import Progress
from indexer.vectors.embedder import Embedder


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What building an index took.

    Attributes:
        commit: Of the code that built it.
        seconds: Building it of documents that have been read, verified and switched in.
        peak: MB that the process which built it held at most, documents and model included; None where the operating
            system does not tell.
    """

    commit: str
    seconds: float
    peak: float | None


_BUILT = TypeAdapter(Built)


def build_scaled(collection: Collection, times: int, embedder: Embedder, root: Path, progress: Progress) -> Built:
    """Build the index of a collection that is `times` as large under a root; one that lies there already is kept.

    It is kept whatever code built it, so that what a change costs can be measured on the same index; not with another
    model, or of other documents.
    """
    told = root.with_suffix(".json")
    if told.is_file() and _is_of(root, collection, embedder):
        return _BUILT.validate_json(told.read_bytes())
    started = time.perf_counter()
    language = detect_language if times == 1 else copied_language
    embeds = embedder if times == 1 else stand_in(embedder, collection)
    build_index(scaled(collection, times), embeds, root, progress, language=language)
    built = Built(commit=git_commit(), seconds=time.perf_counter() - started, peak=peak_megabytes())
    told.write_bytes(_BUILT.dump_json(built, indent=2) + b"\n")
    return built


def _is_of(root: Path, collection: Collection, embedder: Embedder) -> bool:
    try:
        manifest = read_manifest(current_folder(root))
    except IndexFolderError:
        return False
    wanted = (collection_fingerprint(collection.catalogue), embedder.fingerprint)
    return (manifest.collection, manifest.fingerprint) == wanted
