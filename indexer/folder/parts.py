"""The files of an index folder, each opened as what it is searched or read by."""

from dataclasses import dataclass
from pathlib import Path

from indexer.arrays import map_array
from indexer.columns import Columns
from indexer.errors import BrokenIndexError
from indexer.folder.manifest import Manifest
from indexer.folder.records import Records
from indexer.index import Vectors
from indexer.initiative_columns import InitiativeColumns
from indexer.vectors.interaction import WordVectors
from indexer.vectors.nearest import VectorIndex
from indexer.words.word_index import WordIndex

VECTORS_FILE = "passages.faiss"
INITIATIVES_FILE = "initiatives.npy"
WORDS_FOLDER = "words"
INTERACTION_FOLDER = "word-vectors"
RECORDS_FILE = "records.sqlite"
COLUMNS_FOLDER = "columns"
INITIATIVE_COLUMNS_FOLDER = "initiative-columns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What an index folder holds, all by the same row number but for the initiatives.

    Attributes:
        initiative_vectors: What initiatives are compared by, in reading order; shape (n_initiatives, dim).
        word_vectors: The words of each passage, and a vector a word.
    """

    vectors: VectorIndex
    initiative_vectors: Vectors
    words: WordIndex
    word_vectors: WordVectors
    records: Records
    columns: Columns
    initiative_columns: InitiativeColumns


def open_parts(folder: Path, manifest: Manifest) -> Parts:
    """Open all files of an index folder.

    Raises:
        BrokenIndexError: One is missing, is not what it should be, or holds more or less than the manifest says.
    """
    parts = Parts(
        vectors=VectorIndex.load(folder / VECTORS_FILE),
        initiative_vectors=map_array(folder / INITIATIVES_FILE),
        words=WordIndex.open(folder / WORDS_FOLDER),
        word_vectors=WordVectors.load(folder / INTERACTION_FOLDER),
        records=Records(folder / RECORDS_FILE),
        columns=Columns.load(folder / COLUMNS_FOLDER),
        initiative_columns=InitiativeColumns.load(folder / INITIATIVE_COLUMNS_FOLDER),
    )
    for name, found, expected in (
        (VECTORS_FILE, len(parts.vectors), manifest.passages),
        (WORDS_FOLDER, len(parts.words), manifest.passages),
        (INTERACTION_FOLDER, len(parts.word_vectors), manifest.passages),
        (RECORDS_FILE, parts.records.n_passages, manifest.passages),
        (COLUMNS_FOLDER, len(parts.columns), manifest.passages),
        (INITIATIVES_FILE, len(parts.initiative_vectors), manifest.initiatives),
        (INITIATIVE_COLUMNS_FOLDER, len(parts.initiative_columns), manifest.initiatives),
    ):
        if found != expected:
            raise BrokenIndexError(folder / name, f"holds {found} rows, expected {expected}")
    return parts
