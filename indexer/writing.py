"""Writes an index folder a few documents at a time, so that only their texts and vectors are held in memory."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from corpus.document import Content
from indexer.arrays import ArrayWriter, map_array
from indexer.columns import Columns
from indexer.cutting import Cut
from indexer.folder.parts import (
    COLUMNS_FOLDER,
    INITIATIVE_COLUMNS_FOLDER,
    INITIATIVES_FILE,
    INTERACTION_FOLDER,
    RECORDS_FILE,
    VECTORS_FILE,
    WORDS_FOLDER,
)
from indexer.folder.records_writer import RecordsWriter
from indexer.index import Vectors
from indexer.initiative_columns import InitiativeColumns
from indexer.passage import Passage
from indexer.progress import Progress
from indexer.vectors.embedder import Embedder
from indexer.vectors.embedding import EmbeddingInput, embed_inputs, passage_inputs
from indexer.vectors.fused import word_embedder
from indexer.vectors.nearest import exact_path, write_vectors
from indexer.vectors.placed_words import WordVectorsWriter
from indexer.vectors.plan import VectorPlan
from indexer.words.word_counts import VocabularyCounter
from indexer.words.word_index import WordIndexWriter

# How many passages a finished build is asked for by their own words and vectors before it is used.
_PROBES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """A document as it goes into an index: what was read, and what it was cut into."""

    content: Content
    cut: Cut


class IndexWriter:
    """Writes documents with their passages into a new index folder, whose rows are the passages in that order.

    Attributes:
        documents: How many have been written, and so on.
        words: How many different words there are, once all has been written.
        recall: As the manifest tells it, once all has been written.
        probes: Some of the passages, by row.
    """

    def __init__(
        self, folder: Path, embedder: Embedder, known: Mapping[str, Vectors], plan: VectorPlan, progress: Progress
    ) -> None:
        """Args: known: Embedding input id to vector, of what has been embedded before with the same model."""
        self.documents = self.pages = self.sections = self.initiatives = self.passages = self.words = 0
        self.recall = 0.0
        self.probes: dict[int, Passage] = {}
        self._every = 1
        self._folder, self._embedder, self._known, self._plan = folder, embedder, known, plan
        self._progress = progress
        self._vocabulary = VocabularyCounter()
        self._columns: list[Columns] = []
        self._initiative_columns: list[InitiativeColumns] = []
        width = (embedder.dim,)
        with ExitStack() as files:
            self._vectors = files.enter_context(ArrayWriter(exact_path(folder / VECTORS_FILE), np.float32, width))
            self._initiative_vectors = files.enter_context(ArrayWriter(folder / INITIATIVES_FILE, np.float32, width))
            self._word_vectors = files.enter_context(WordVectorsWriter(folder / INTERACTION_FOLDER))
            self._records = files.enter_context(closing(RecordsWriter(folder / RECORDS_FILE)))
            self._word_index = WordIndexWriter(folder / WORDS_FOLDER)
            self._files = files.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._files.close()

    def add(self, documents: Sequence[ReadDocument]) -> None:
        """Write documents, each with its passages.

        Raises:
            BuildError: The folder cannot be written, or the disk is full.
        """
        inputs = passage_inputs([passage for one in documents for passage in one.cut.passages])
        compared = [found for one in documents for found in one.cut.compared]
        self._vectors.append(self._embed(inputs, "Bäddar in stycken", self.passages))
        self._initiative_vectors.append(self._embed(compared, "Bäddar in insatser", self.initiatives))
        self._write_records(documents, [found.id for found in inputs], [found.id for found in compared])
        self._write_passages(documents)
        initiatives = [one for read in documents for one in read.content.initiatives]
        self._initiative_columns.append(InitiativeColumns.of(initiatives, [one.content.document for one in documents]))
        self.documents += len(documents)
        self.initiatives += len(compared)

    def finish(self) -> None:
        """Write what could not be written before all documents were known.

        Raises:
            BuildError: The folder cannot be written, the disk is full, or the vectors' recall is too low.
        """
        self._vectors.close()
        self._initiative_vectors.close()
        self._word_index.finish()
        self._word_vectors.finish(
            word_embedder(self._embedder), lambda done, total: self._progress("Bäddar in ord", done, total)
        )
        words = self._vocabulary.words()
        self.words = len(words)
        self._records.finish(words)
        Columns.joined(self._columns).save(self._folder / COLUMNS_FOLDER)
        InitiativeColumns.joined(self._initiative_columns).save(self._folder / INITIATIVE_COLUMNS_FOLDER)
        path = self._folder / VECTORS_FILE
        self.recall = write_vectors(path, map_array(exact_path(path)), self._plan)
        if self.passages <= self._plan.exact_rows:
            # The index holds them itself.
            exact_path(path).unlink()

    def _embed(self, inputs: Sequence[EmbeddingInput], step: str, first: int) -> Vectors:
        """Embed inputs before which so many have been embedded; shape (len(inputs), dim)."""

        def embedded(done: int, total: int) -> None:
            self._progress(step, first + done, first + total)

        return embed_inputs(self._embedder, inputs, self._known, embedded)

    def _write_records(self, documents: Sequence[ReadDocument], inputs: Sequence[str], compared: Sequence[str]) -> None:
        """Write documents with all that stands in them, and count their words.

        Args:
            inputs, compared: Ids of what was embedded for each passage and each initiative of them all, in order.
        """
        of_passages, of_initiatives = iter(inputs), iter(compared)
        for one in documents:
            content, passages = one.content, one.cut.passages
            embedded_as = (
                list(islice(of_passages, len(passages))),
                list(islice(of_initiatives, len(content.initiatives))),
            )
            self._records.add(content, one.cut.health, passages, *embedded_as)
            self._word_vectors.add(one.cut.words)
            self._vocabulary.add_counted(one.cut.vocabulary)
            self.pages += len(content.pages)
            self.sections += len(content.sections)

    def _write_passages(self, documents: Sequence[ReadDocument]) -> None:
        """Write the columns and the word index of the documents' passages."""
        passages = [passage for one in documents for passage in one.cut.passages]
        searched = (fields for one in documents for fields in one.cut.searched)
        total = self.passages + len(passages)
        self._columns.append(Columns.of(passages))
        for done, (passage, fields) in enumerate(zip(passages, searched, strict=True), start=1):
            self._word_index.add(fields)
            self._probe(passage)
            self.passages += 1
            if done % 100 == 0 or done == len(passages):
                self._progress("Indexerar ord", self.passages, total)

    def _probe(self, passage: Passage) -> None:
        """Keep every n-th passage; n doubles where they become many."""
        if self.passages % self._every == 0:
            self.probes[self.passages] = passage
        if len(self.probes) > 2 * _PROBES:
            self._every *= 2
            self.probes = {row: kept for row, kept in self.probes.items() if row % self._every == 0}
