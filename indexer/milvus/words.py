"""Vectors of single words, read for the passages and texts that are compared, and cached."""

import hashlib
import threading
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from indexer.index import Vectors
from indexer.milvus.builds import collection
from indexer.milvus.schema import Part
from indexer.milvus.server import Row, Server
from indexer.vectors.interaction import WordVectors
from indexer.words.analysis import terms

# About 1 kB each.
MAX_CACHED_WORDS = 50_000


def word_number(word: str) -> int:
    """Give the number that a word's vector is kept by: a hash of 63 bits, so that no list of words has to be read."""
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest()) >> 1


def words_of(text: str) -> list[str]:
    """Give the words of a text as `WordVectors` holds them, each once."""
    return list(dict.fromkeys(terms(text)))


def word_rows(held: WordVectors) -> Iterator[Row]:
    """Give the rows of all words that have a vector."""
    return (
        {"row": word_number(word), "vector": np.asarray(held.vectors[place], dtype=np.float32)}
        for word, place in held.words.items()
        if word
    )


class ServerWords:
    """Gives the vectors of some words of one build; safe to share between threads."""

    def __init__(self, server: Server, build: str, dim: int) -> None:
        """Args: dim: Width of a word's vector."""
        self._server = server
        self._collection = collection(build, Part.WORDS)
        self._nothing = np.zeros(dim, dtype=np.float32)
        self._lock = threading.Lock()
        # A word that the build does not have is remembered as None.
        self._cached: dict[int, Vectors | None] = {}

    def named(self, words: Iterable[str]) -> WordVectors:
        """Give those of these words that any passage has."""
        numbers = {word: word_number(word) for word in words}
        vectors = self._vectors(numbers.values())
        known = [word for word, number in numbers.items() if vectors[number] is not None]
        table = [self._nothing, *(vectors[numbers[word]] for word in known)]
        return WordVectors(
            np.array(table, dtype=np.float32),
            {word: place for place, word in enumerate(known, start=1)},
            np.zeros(0, dtype=np.int32),
            np.zeros(1, dtype=np.int64),
        )

    def of_passages(self, passages: Sequence[Sequence[int]]) -> WordVectors:
        """Give the words of passages, each told by its words' numbers."""
        vectors = self._vectors({number for numbers in passages for number in numbers})
        places = {number: place for place, number in enumerate(vectors, start=1)}
        told = [[places[number] for number in numbers] or [0] for numbers in passages]
        table = [self._nothing, *(self._nothing if found is None else found for found in vectors.values())]
        return WordVectors(
            np.array(table, dtype=np.float32),
            {},
            np.array([place for found in told for place in found], dtype=np.int32),
            np.cumsum([0, *map(len, told)], dtype=np.int64),
        )

    def _vectors(self, numbers: Iterable[int]) -> dict[int, Vectors | None]:
        wanted = dict.fromkeys(numbers)
        with self._lock:
            known = {number: self._cached[number] for number in wanted if number in self._cached}
        missing = [number for number in wanted if number not in known]
        if missing:
            rows = self._server.numbered(self._collection, "row", missing, ["vector"])
            found = {
                number: np.array(rows[number]["vector"], dtype=np.float32) if number in rows else None
                for number in missing
            }
            with self._lock:
                if len(self._cached) < MAX_CACHED_WORDS:
                    self._cached.update(found)
            known |= found
        return known
