"""Builds an index folder from a collection: beside the one in use, verified, and switched in by one rename."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from corpus.catalogue import CATALOGUE_FILE, DOCUMENTS_FOLDER, Catalogue, is_bystander
from corpus.collection import Collection
from corpus.document import Content
from corpus.forms import FORMS_FOLDER
from corpus.repair.language import detect_language
from indexer.chunking import Language, chunk
from indexer.errors import BrokenIndexError, BuildError, IndexFolderError
from indexer.folder.cuts import Cuts
from indexer.folder.manifest import (
    FORMAT,
    Manifest,
    code_fingerprint,
    current_folder,
    hash_files,
    read_manifest,
    write_manifest,
)
from indexer.folder.parts import RECORDS_FILE, VECTORS_FILE
from indexer.folder.seal import check_files, hash_folder
from indexer.folder.store import IndexFolder
from indexer.folder.switching import only_build, started_folder, switch_in
from indexer.index import Vectors
from indexer.passage import Passage
from indexer.progress import Progress
from indexer.vectors.embedder import Embedder
from indexer.vectors.embedding import initiative_input, passage_inputs
from indexer.vectors.plan import PLAN, VectorPlan
from indexer.writing import IndexWriter, ReadDocument

# Documents are read, embedded and written together until they have so many passages.
BATCH_PASSAGES = 4_096
# Vectors whose numbers differ less come equally near to any other.
_SAME_VECTOR = 1e-3


def build_index(
    collection: Collection,
    embedder: Embedder,
    root: Path,
    progress: Progress,
    *,
    plan: VectorPlan = PLAN,
    batch_passages: int = BATCH_PASSAGES,
    language: Language = detect_language,
    received: str | None = None,
) -> Path:
    """Build an index, verify it and switch it in; until then the one in use stays untouched.

    Vectors of texts that the index in use already holds, from the same model, are taken over from it. The collection's
    contents are gone through once, and no more of them held than a batch.

    Args:
        plan: When vectors are clustered.
        batch_passages: Passages from which on a batch of documents is full.
        language: Tells the language of a page's text.
        received: What `collection_fingerprint` gave before the documents were read, where they may have changed since:
            the build is known by what it holds, and those that came meanwhile make it stale.

    Returns:
        The new folder, which `root / "current"` now points at. The build before it is kept, older ones are removed.

    Raises:
        BuildError: There is nothing to index, another build is running, or the folder cannot be written.
        IndexFolderError: What was written cannot be opened again.
    """
    if not collection.contents:
        raise _nothing(collection)
    received = received or collection_fingerprint(collection.catalogue)
    name = build_id(received, embedder.fingerprint)
    with only_build(root), started_folder(root, name) as partial:
        with IndexWriter(partial, embedder, _known_vectors(root, embedder), plan, progress) as writer:
            cuts = Cuts(root, language)
            for batch in _batches(collection, cuts, batch_passages, progress):
                writer.add(batch)
            if not writer.passages:
                raise _nothing(collection)
            cuts.forget_others()
            writer.finish()
        write_manifest(partial, _manifest(partial, name, received, embedder, writer))
        _verify(partial, embedder, writer.probes)
        return switch_in(root, partial)


def build_id(collection: str, fingerprint: str) -> str:
    """Give the id that an index of a collection, this code and a model has, by their fingerprints: 16 hex digits."""
    parts = (str(FORMAT), collection, code_fingerprint(), fingerprint)
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
    return manifest.build != build_id(collection_fingerprint(catalogue), fingerprint)


def embedded_texts(contents: Sequence[Content]) -> list[str]:
    """Give every text that a build of these documents embeds."""
    passages = [passage for content in contents for passage in chunk(content, detect_language)]
    initiatives = [initiative_input(initiative) for content in contents for initiative in content.initiatives]
    inputs = [*passage_inputs(passages), *initiatives]
    return [text for found in inputs for text in (found.text, found.context)]


def _nothing(collection: Collection) -> BuildError:
    folder = collection.catalogue.folder
    return BuildError(f"{folder}: no passage to index; expected a document that can be read")


def _batches(collection: Collection, cuts: Cuts, least: int, progress: Progress) -> Iterator[list[ReadDocument]]:
    """Cut documents into passages, and give them as batches of `least` passages and more; the last may have fewer."""
    batch: list[ReadDocument] = []
    n_passages = 0
    for done, content in enumerate(collection.contents, start=1):
        cut = cuts.of(content, collection.catalogue.form(content.document))
        batch.append(ReadDocument(content=content, cut=cut))
        n_passages += len(cut.passages)
        progress("Delar upp i stycken", done, len(collection.contents))
        if n_passages >= least:
            yield batch
            batch, n_passages = [], 0
    if batch:
        yield batch


def _known_vectors(root: Path, embedder: Embedder) -> Mapping[str, Vectors]:
    """Give the vectors of the index in use where they come from the same model, by what was embedded."""
    try:
        index = IndexFolder.open(current_folder(root), embedder)
    except IndexFolderError:
        return {}
    known = index.known_vectors()
    index.close()
    return known


def _manifest(folder: Path, build: str, collection: str, embedder: Embedder, written: IndexWriter) -> Manifest:
    return Manifest(
        format=FORMAT,
        build=build,
        created=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        model=embedder.name,
        fingerprint=embedder.fingerprint,
        dim=embedder.dim,
        collection=collection,
        code=code_fingerprint(),
        documents=written.documents,
        pages=written.pages,
        sections=written.sections,
        initiatives=written.initiatives,
        passages=written.passages,
        words=written.words,
        recall=written.recall,
        files=hash_folder(folder),
    )


def _verify(folder: Path, embedder: Embedder, probes: Mapping[int, Passage]) -> None:
    """Open what was written and ask it for some of its own passages, by row.

    Raises:
        IndexFolderError: It cannot be opened, or does not give back what was put in.
    """
    index = IndexFolder.open(folder, embedder)
    if index.passages(list(probes)) != list(probes.values()):
        raise BrokenIndexError(folder / RECORDS_FILE, "gives back other passages than were written")
    for row in probes:
        # Compared by vector: of passages that are the same, the first is found for all.
        found, own = index.vectors(np.array([index.nearest(row).rows[0], row]))
        if not np.allclose(found, own, atol=_SAME_VECTOR) and own.any():
            raise BrokenIndexError(folder / VECTORS_FILE, f"does not find row {row} by its own vector")
    index.close()
