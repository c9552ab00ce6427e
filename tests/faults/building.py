"""Builds in processes of their own, to be killed: an index of one of two collections, as the command makes it."""

import shutil
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from corpus.catalogue import load_catalogue
from corpus.collection import Begun
from corpus.corrections import Corrections
from corpus.document import Document
from corpus.forms.model import AnyForm
from corpus.limits import load_limits
from corpus.reading import read_here
from indexer.build import build_id, build_index, collection_fingerprint
from indexer.folder.readings import read_changed
from indexer.vectors.cache import CachedEmbedder
from tests.conftest import DATA, WordEmbedder
from tests.indexer.building import change

# A fork of a process that has all modules and no threads begins to build at once.
_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload([__name__])


def make_collections(folder: Path) -> list[Path]:
    """Make two collections, in one of which a report tells something else."""
    one, other = (Path(shutil.copytree(DATA / "collection", folder / name)) for name in ("one", "other"))
    change(other)
    return [one, other]


def id_of(documents: Path) -> str:
    """Give the id that an index of a collection has."""
    return build_id(collection_fingerprint(load_catalogue(documents)), WordEmbedder().fingerprint)


def build(documents: Path, root: Path) -> Path:
    """Build an index; what is read and embedded is kept under the root, as the command keeps it."""
    cached = CachedEmbedder(WordEmbedder(), root)
    try:
        return build_index(read_changed(documents, root, _begin_here), cached, root, lambda *_: None)
    finally:
        cached.close()


def begin_build(documents: Path, root: Path) -> BaseProcess:
    """Begin a build in another process; when this returns, it has begun."""
    begun, tells = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_tell_and_build, args=(tells, documents, root))
    process.start()
    begun.recv()
    return process


def begin_builds(documents: Path, root: Path) -> BaseProcess:
    """Begin to build again and again in another process; when this returns, the first build is done."""
    built, tells = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_build_and_tell, args=(tells, documents, root))
    process.start()
    tells.close()
    built.recv()
    return process


def _build_and_tell(tells: Connection, documents: Path, root: Path) -> None:
    build(documents, root)
    tells.send(None)
    while True:
        build(documents, root)


def _tell_and_build(tells: Connection, documents: Path, root: Path) -> None:
    tells.send(None)
    build(documents, root)


def _begin_here(path: Path, document: Document, form: AnyForm, corrections: Corrections) -> Begun:
    """Read in this process: children of one that is killed are the concern of tests/corpus/test_bounded.py."""
    return partial(read_here, path, document, form, corrections, load_limits())
