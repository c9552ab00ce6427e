"""Late interaction: how near each word of a query comes to any word of a passage, by the vectors of single words.

One vector a passage blurs what a long passage says in one place; a vector a word does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from indexer.arrays import map_array
from indexer.index import Rows, Vectors, WordMatches
from indexer.vectors.embedder import Embedder
from indexer.vectors.placed_words import array_path
from indexer.vectors.static import StaticEmbedder
from indexer.words.analysis import Term, analyse, terms
from indexer.words.expansion import full_names

# Requests are answered side by side; when each has numpy begin threads of its own they wait for one another: 16 clients
# got 10 searches a second of two cores, and get 117.
threadpool_limits(limits=1, user_api="blas")

# Measured with vectors of 256 numbers, more of them than the processor's caches hold.
_WORDS_A_COPY = 2

_ARRAYS = ("vectors", "words", "places", "starts")


@dataclass(frozen=True, slots=True)
class WordVectors:
    """The words of passages by row, compound parts included, and a vector a word.

    Attributes:
        vectors: Unit vectors, shape (n_words, dim); the first is zero and stands for no word.
        words: Each word's stem, shape (n_words,).
        places: Words of all passages, one passage after the other, as places in `vectors`.
        starts: Where in `places` each passage begins, then its length; shape (n_passages + 1,).
    """

    vectors: Vectors
    words: dict[str, int]
    places: npt.NDArray[np.int32]
    starts: Rows

    @classmethod
    def load(cls, folder: Path) -> "WordVectors":
        """Open what `WordVectorsWriter` wrote; all but the words is mapped, and read for what is compared.

        Raises:
            BrokenIndexError: A file is missing or is not such a file.
        """
        vectors, words, places, starts = (map_array(array_path(folder, name)) for name in _ARRAYS)
        return cls(vectors, {word: place for place, word in enumerate(words.tolist())}, places, starts)

    def __len__(self) -> int:
        """Give how many passages there are."""
        return len(self.starts) - 1

    def read(self, query: str, embedder: Embedder) -> "WordQuery":
        """Make the words of a query ready to be compared."""
        asked = list({term.stem: term for term in analyse(query)}.values())
        names = [(column, analyse(name)) for column, term in enumerate(asked) for name in full_names(term)]
        return WordQuery(
            vectors=self._vectors_of([*asked, *(term for _, name in names for term in name)], embedder),
            names=tuple((column, len(name)) for column, name in names),
            weights=_weights(embedder, [term.word for term in asked]),
            strength=_length(embedder, query),
        )

    def match(self, query: "WordQuery", rows: Rows) -> WordMatches:
        """Give how near each word of a query comes to the nearest word of each passage.

        Source:
            The maximum over a passage's words is that of ColBERT (Khattab and Zaharia, SIGIR 2020),
            doi:10.1145/3397271.3401075.
        """
        lengths = self.starts[rows + 1] - self.starts[rows]
        before = np.cumsum(lengths) - lengths
        places = self.places[np.repeat(self.starts[rows] - before, lengths) + np.arange(lengths.sum())]
        return self._match(query, places, lengths)

    def match_texts(self, query: "WordQuery", texts: Sequence[str]) -> WordMatches:
        """Give the same for any texts; words that no passage has are passed over."""
        told = [[self.words.get(word, 0) for word in terms(text)] or [0] for text in texts]
        places = np.array([place for places in told for place in places], dtype=np.int32)
        return self._match(query, places, np.array([len(places) for places in told], dtype=np.int64))

    def _match(self, query: "WordQuery", places: npt.NDArray[np.int32], lengths: Rows) -> WordMatches:
        nearness = self._nearest(query.vectors, places, lengths)
        n_words = start = len(query.weights)
        for column, length in query.names:
            spelled_out = nearness[:, start : start + length].mean(axis=1)
            np.maximum(nearness[:, column], spelled_out, out=nearness[:, column])
            start += length
        return WordMatches(nearness=nearness[:, :n_words], weights=query.weights, strength=query.strength)

    def _vectors_of(self, asked: Sequence[Term], embedder: Embedder) -> Vectors:
        vectors = embedder.embed_queries([term.word for term in asked])
        for number, term in enumerate(asked):
            if term.stem in self.words:
                vectors[number] = self.vectors[self.words[term.stem]]
        return vectors

    def _nearest(self, wanted: Vectors, places: npt.NDArray[np.signedinteger], lengths: Rows) -> Vectors:
        """Give the nearest word's cosine to each word wanted, shape (len(lengths), len(wanted)).

        Args:
            places: The words of all texts, one text after the other.
            lengths: How many of them each text has, at least 1.
        """
        if not len(lengths) or not len(wanted):
            return np.zeros((len(lengths), len(wanted)), dtype=np.float32)
        vectors, told = self.vectors, places.astype(np.intp)
        distinct, renumbered = _distinct(told, len(vectors))
        # To copy a vector takes as long as to compare it with so many words; beyond that, those of all are compared.
        if len(distinct) * (len(wanted) + _WORDS_A_COPY) < len(vectors) * len(wanted):
            vectors, told = vectors[distinct], renumbered
        # A row a word of the query: what one text has of it lies side by side. Word by word takes a third of the time
        # of one product of two matrices, one of which is so narrow.
        cosines = np.take(np.array([vectors @ word for word in wanted]), told, axis=1)
        nearest = np.maximum.reduceat(cosines, np.cumsum(lengths) - lengths, axis=1)
        return np.ascontiguousarray(np.clip(nearest, 0, 1).T)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordQuery:
    """The words of a query, ready to be compared.

    Attributes:
        vectors: A unit vector a word, then those of the words that abbreviations among them stand for; shape (n, dim).
        names: What is abbreviated, in that order: the abbreviation's place among the words, and the number of words.
        weights, strength: As `WordMatches` tells them.
    """

    vectors: Vectors
    names: tuple[tuple[int, int], ...]
    weights: Vectors
    strength: float


def _distinct(numbers: Rows, n_numbers: int) -> tuple[Rows, Rows]:
    """Give the distinct ones of some numbers, ascending, and each of the numbers' place among them.

    Args:
        n_numbers: How many there can be, from 0.
    """
    if len(numbers) < n_numbers:
        distinct, places = np.unique(numbers, return_inverse=True)
        return distinct, places
    # To sort many takes eight times as long as to mark which of all there are.
    distinct = np.flatnonzero(np.bincount(numbers, minlength=n_numbers))
    renumbered = np.empty(n_numbers, dtype=np.intp)
    renumbered[distinct] = np.arange(len(distinct))
    return distinct, renumbered[numbers]


def _weights(embedder: Embedder, words: Sequence[str]) -> Vectors:
    """Give how much each word tells, together 1: a static model has learnt it as the length of its vectors."""
    if not isinstance(embedder, StaticEmbedder):
        return _equal(len(words))
    lengths = [_length(embedder, word) for word in words]
    total = sum(lengths)
    return np.array(lengths, dtype=np.float32) / np.float32(total) if total > 0 else _equal(len(words))


def _length(embedder: Embedder, text: str) -> float:
    """Give the length of the sum of a text's token vectors; 0 for a model that has none."""
    if not isinstance(embedder, StaticEmbedder):
        return 0.0
    return float(np.linalg.norm(embedder.token_vectors(embedder.tokenize([text])[0]).sum(axis=0)))


def _equal(n_words: int) -> Vectors:
    return np.full(n_words, 1 / max(n_words, 1), dtype=np.float32)
