"""Late interaction: how near each word of a query comes to any word of a passage, by the vectors of single words.

One vector a passage blurs what a long passage says in one place; a vector a word does not.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from indexer.errors import BrokenIndexError
from indexer.index import Rows, Vectors, WordMatches
from indexer.passage import Passage
from indexer.vectors.embedder import Embedder
from indexer.vectors.embedding import embed_texts
from indexer.vectors.static import StaticEmbedder
from indexer.words.analysis import Term, analyse, terms
from indexer.words.expansion import full_names

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
    def load(cls, path: Path) -> "WordVectors":
        """Read what `write_word_vectors` wrote.

        Raises:
            BrokenIndexError: The file is missing or is not such a file.
        """
        try:
            with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
                vectors, words, places, starts = (file[name] for name in _ARRAYS)
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            raise BrokenIndexError(path, f"expected the arrays {', '.join(_ARRAYS)} ({error})") from error
        return cls(
            vectors.astype(np.float32), {word: place for place, word in enumerate(words.tolist())}, places, starts
        )

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
        # Copying the vectors of few words costs less than comparing those of all, of many it costs more.
        if len(told) < len(vectors):
            distinct, told = np.unique(told, return_inverse=True)
            vectors = vectors[distinct]
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


def write_word_vectors(
    path: Path, passages: Sequence[Passage], embedder: Embedder, progress: Callable[[int, int], None]
) -> None:
    """Write the words of passages and their vectors into one file; the n-th passage is row n, from 0.

    Args:
        progress: Told how many words have been embedded, and of how many.
    """
    told = [analyse(passage.text) for passage in passages]
    written = Counter((term.stem, term.word) for passage in told for term in passage)
    # A stem is embedded as the form of it that is written most.
    forms = {stem: word for (stem, word), _ in sorted(written.items(), key=lambda item: (item[1], item[0]))}
    words: dict[str, int] = {"": 0}
    places = [[words.setdefault(w, len(words)) for t in passage for w in (t.stem, *t.parts)] or [0] for passage in told]
    vectors = embed_texts(embedder, [forms.get(word, word) for word in words], progress)
    vectors[0] = 0
    np.savez(
        path,
        vectors=vectors.astype(np.float16),
        words=np.array(list(words)),
        places=np.array([place for passage in places for place in passage], dtype=np.int32),
        starts=np.cumsum([0, *map(len, places)], dtype=np.int64),
    )


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
