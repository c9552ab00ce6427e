"""Building the made-up collection, and changing it."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from corpus.adding.adding import NewDocument, add_document
from corpus.collection import Collection, read_collection
from indexer.build import build_index
from indexer.index import Vectors
from indexer.passage import Passage
from indexer.vectors.nearest import VectorIndex, exact_path, write_vectors
from indexer.vectors.plan import PLAN, VectorPlan
from indexer.words.analysis import analyse
from indexer.words.fields import searched_fields
from indexer.words.word_index import WordIndexWriter
from tests.conftest import WordEmbedder


def build_into(root: Path, collection: Collection, embedder: WordEmbedder | None = None) -> Path:
    return build_index(collection, embedder or WordEmbedder(), root, lambda *_: None)


def write_words(folder: Path, passages: Iterable[Passage]) -> None:
    """Write the word index of passages into a new folder."""
    writer = WordIndexWriter(folder)
    for passage in passages:
        writer.add(searched_fields(passage, analyse(passage.text), analyse(passage.title)))
    writer.finish()


def vector_index(path: Path, vectors: Vectors, plan: VectorPlan = PLAN) -> VectorIndex:
    """Write an index of vectors and open it."""
    if len(vectors) > plan.exact_rows:
        np.save(exact_path(path), vectors)
    write_vectors(path, vectors, plan)
    return VectorIndex.load(path)


def change(
    collection_folder: Path, old: str = "fyra möten", new: str = "fem möten", report: Path | None = None
) -> Collection:
    """Change a report, Blekinge's if none is named, and its entry in the catalogue; give the collection, read anew."""
    path = report or collection_folder / "documents" / "blekinge.txt"
    catalogue = collection_folder / "catalogue.toml"
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_text(path.read_text().replace(old, new))
    after = hashlib.sha256(path.read_bytes()).hexdigest()
    catalogue.write_text(catalogue.read_text().replace(before, after))
    return read_collection(collection_folder)


def add(collection_folder: Path) -> Collection:
    """Add a report called gotland-2023; give the collection, read anew."""
    file = collection_folder.with_name("gotland.txt")
    file.write_text(" Gotland 2023\n\nRegion Gotland har prövat vätgas i färjetrafiken tillsammans med två rederier.\n")
    new = NewDocument(
        id="gotland-2023",
        title="Gotland 2023",
        issuer="Region Gotland",
        years=(2023,),
        kind="rapport",
        form="prose",
        regions=(),
    )
    add_document(file, new, collection_folder)
    return read_collection(collection_folder)


def remove(collection_folder: Path) -> Collection:
    """Remove the catalogue's last report; give the collection, read anew."""
    catalogue = collection_folder / "catalogue.toml"
    catalogue.write_text(catalogue.read_text().rpartition("[[document]]")[0])
    (collection_folder / "documents" / "norra.txt").unlink()
    return read_collection(collection_folder)


def mapped_kilobytes(path: Path) -> int:
    """Give how much of a mapped file this process holds."""
    held, is_of_file = 0, False
    for line in Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines():
        if not line.split()[0].endswith(":"):
            is_of_file = line.endswith(str(path))
        elif is_of_file and line.startswith("Rss:"):
            held += int(line.split()[1])
    return held
