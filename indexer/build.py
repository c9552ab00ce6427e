"""Collection to index folder: built beside the one in use, verified, and switched in by one rename."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np

from corpus.catalogue import CATALOGUE_FILE, DOCUMENTS_FOLDER, Catalogue, is_bystander
from corpus.collection import Collection
from corpus.document import Content
from corpus.forms import FORMS_FOLDER
from corpus.language import detect_language
from indexer.chunking import chunk
from indexer.columns import Columns
from indexer.errors import BrokenIndexError, BuildError, IndexFolderError
from indexer.folder.manifest import (
    FORMAT,
    Manifest,
    code_fingerprint,
    current_folder,
    hash_files,
    read_manifest,
    write_manifest,
)
from indexer.folder.records import write_records
from indexer.folder.seal import check_files, hash_folder
from indexer.folder.store import (
    COLUMNS_FILE,
    INITIATIVES_FILE,
    INTERACTION_FILE,
    RECORDS_FILE,
    VECTORS_FILE,
    WORDS_FOLDER,
    IndexFolder,
)
from indexer.folder.switching import only_build, start_folder, switch_in
from indexer.index import Vectors
from indexer.passage import Passage
from indexer.vectors.embedder import Embedder
from indexer.vectors.embedding import EmbeddingInput, embed_inputs, initiative_input, passage_inputs
from indexer.vectors.fused import word_embedder
from indexer.vectors.interaction import write_word_vectors
from indexer.vectors.nearest import VectorIndex
from indexer.words.spelling import count_vocabulary
from indexer.words.word_index import write_words

# How many passages a finished build is asked for by their own words and vectors before it is used.
_PROBES = 20
# Vectors whose numbers differ less come equally near to any other.
_SAME_VECTOR = 1e-3


class Progress(Protocol):
    """Is told how a build gets on: the name of a step, in Swedish, how much of it is done, and of how much."""

    def __call__(self, step: str, done: int, total: int) -> None: ...


def build_index(collection: Collection, embedder: Embedder, root: Path, progress: Progress) -> Path:
    """Build an index, verify it and switch it in; until then the one in use stays untouched.

    Vectors of texts that the index in use already holds, from the same model, are taken over from it.

    Returns:
        The new folder, which `root / "current"` now points at. The build before it is kept, older ones are removed.

    Raises:
        BuildError: There is nothing to index, another build is running, or the folder cannot be written.
        IndexFolderError: What was written cannot be opened again.
    """
    passages = _passages(collection.contents, progress)
    if not passages:
        raise BuildError(f"{collection.catalogue.folder}: no passage to index; expected a document that can be read")
    with only_build(root):
        partial = start_folder(root, build_id(collection.catalogue, embedder.fingerprint))
        _write(partial, collection, passages, embedder, _known_vectors(root, embedder), progress)
        _verify(partial, embedder, passages)
        return switch_in(root, partial)


def build_id(catalogue: Catalogue, fingerprint: str) -> str:
    """Give the id that an index of these documents, this code and the model of this fingerprint has: 16 hex digits."""
    parts = (str(FORMAT), collection_fingerprint(catalogue), code_fingerprint(), fingerprint)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def collection_fingerprint(catalogue: Catalogue) -> str:
    """Give the SHA-256 over the catalogue, its documents, their corrections and forms, as they lie in the folder."""
    folders = [catalogue.folder / name for name in (DOCUMENTS_FOLDER, FORMS_FOLDER)]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file() and not is_bystander(path.name)]
    return hash_files(catalogue.folder, [catalogue.folder / CATALOGUE_FILE, *files])


def is_stale(root: Path, catalogue: Catalogue, fingerprint: str) -> bool:
    """Whether the index in use is missing, damaged or of other documents, other code or another model.

    Hashes files and reads no document.
    """
    try:
        folder = current_folder(root)
        manifest = read_manifest(folder)
        check_files(folder, manifest.files)
    except IndexFolderError:
        return True
    return manifest.build != build_id(catalogue, fingerprint)


def embedded_texts(contents: Sequence[Content]) -> list[str]:
    """Give every text that a build of these documents embeds."""
    passages = [passage for content in contents for passage in chunk(content, detect_language)]
    initiatives = [initiative_input(initiative) for content in contents for initiative in content.initiatives]
    inputs = [*passage_inputs(passages), *initiatives]
    return [text for found in inputs for text in (found.text, found.context)]


def _passages(contents: Sequence[Content], progress: Progress) -> list[Passage]:
    passages = []
    for done, content in enumerate(contents, start=1):
        passages.extend(chunk(content, detect_language))
        progress("Delar upp i stycken", done, len(contents))
    return passages


def _known_vectors(root: Path, embedder: Embedder) -> dict[str, Vectors]:
    """Give the vectors of the index in use where they come from the same model, by what was embedded."""
    try:
        index = IndexFolder.open(current_folder(root), embedder)
    except IndexFolderError:
        return {}
    known = index.known_vectors()
    index.close()
    return known


def _write(
    folder: Path,
    collection: Collection,
    passages: Sequence[Passage],
    embedder: Embedder,
    known: dict[str, Vectors],
    progress: Progress,
) -> None:
    inputs = passage_inputs(passages)
    initiatives = [initiative for content in collection.contents for initiative in content.initiatives]
    _write_vectors("Bäddar in stycken", folder / VECTORS_FILE, inputs, embedder, known, progress)
    compared = [initiative_input(initiative) for initiative in initiatives]
    _write_vectors("Bäddar in insatser", folder / INITIATIVES_FILE, compared, embedder, known, progress)
    (folder / WORDS_FOLDER).mkdir()
    write_words(folder / WORDS_FOLDER, _counted(passages, "Indexerar ord", progress))
    write_word_vectors(folder / INTERACTION_FILE, passages, word_embedder(embedder), partial(progress, "Bäddar in ord"))
    words = count_vocabulary(
        f"{passage.name} {passage.heading} {passage.subject} {passage.text}" for passage in passages
    )
    write_records(folder / RECORDS_FILE, collection.contents, passages, [found.id for found in inputs], words)
    Columns.of(passages).save(folder / COLUMNS_FILE)
    contents = collection.contents
    manifest = Manifest(
        format=FORMAT,
        build=build_id(collection.catalogue, embedder.fingerprint),
        created=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        model=embedder.name,
        fingerprint=embedder.fingerprint,
        dim=embedder.dim,
        collection=collection_fingerprint(collection.catalogue),
        code=code_fingerprint(),
        documents=len(contents),
        pages=sum(len(content.pages) for content in contents),
        sections=sum(len(content.sections) for content in contents),
        initiatives=len(initiatives),
        passages=len(passages),
        words=len(words),
        files=hash_folder(folder),
    )
    write_manifest(folder, manifest)


def _write_vectors(
    step: str,
    path: Path,
    inputs: Sequence[EmbeddingInput],
    embedder: Embedder,
    known: dict[str, Vectors],
    progress: Progress,
) -> None:
    VectorIndex(embed_inputs(embedder, inputs, known, partial(progress, step))).save(path)


def _counted(passages: Sequence[Passage], step: str, progress: Progress) -> Iterator[Passage]:
    for done, passage in enumerate(passages, start=1):
        yield passage
        if done % 100 == 0 or done == len(passages):
            progress(step, done, len(passages))


def _verify(folder: Path, embedder: Embedder, passages: Sequence[Passage]) -> None:
    """Open what was written and ask it for some of its own passages.

    Raises:
        IndexFolderError: It cannot be opened, or does not give back what was put in.
    """
    index = IndexFolder.open(folder, embedder)
    rows = range(0, len(passages), -(-len(passages) // _PROBES))
    if index.passages(rows) != [passages[row] for row in rows]:
        raise BrokenIndexError(folder / RECORDS_FILE, "gives back other passages than were written")
    for row in rows:
        # Compared by vector: of passages that are the same, the first is found for all.
        found, own = index.vectors(np.array([index.nearest(row).rows[0], row]))
        if not np.allclose(found, own, atol=_SAME_VECTOR) and own.any():
            raise BrokenIndexError(folder / VECTORS_FILE, f"does not find row {row} by its own vector")
    index.close()
