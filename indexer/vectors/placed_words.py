"""Files of the words of passages, for `interaction` to compare: each passage's words, and one vector for each word."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from indexer.arrays import ArrayWriter
from indexer.vectors.embedder import Embedder
from indexer.vectors.embedding import embed_texts
from indexer.words.analysis import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedWords:
    """The words of some passages' texts, compound parts included.

    Attributes:
        words: Each word's stem once, as it comes first; before them "", which stands for no word.
        places: The words of all passages, one passage after the other, as places in `words`.
        lengths: How many of them each passage has, at least 1.
        written: Each stem as it is written in full words, and how often: (stem, word, count).
    """

    words: tuple[str, ...]
    places: tuple[int, ...]
    lengths: tuple[int, ...]
    written: tuple[tuple[str, str, int], ...]

    @classmethod
    def of(cls, texts: Sequence[Sequence[Term]]) -> Self:
        """Place the words of texts, each given by its terms."""
        words = {"": 0}
        places, lengths = [], []
        written: Counter[tuple[str, str]] = Counter()
        for told in texts:
            written.update((term.stem, term.word) for term in told)
            own = [words.setdefault(word, len(words)) for term in told for word in (term.stem, *term.parts)] or [0]
            places += own
            lengths.append(len(own))
        counted = tuple((stem, word, count) for (stem, word), count in written.items())
        return cls(words=tuple(words), places=tuple(places), lengths=tuple(lengths), written=counted)


class WordVectorsWriter:
    """Writes the words of passages and their vectors into a new folder; the n-th passage added is row n, from 0."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._written: Counter[tuple[str, str]] = Counter()
        self._words = {"": 0}
        self._places = ArrayWriter(array_path(folder, "places"), np.int32)
        self._starts = ArrayWriter(array_path(folder, "starts"), np.int64)
        self._starts.append([0])
        self._n_places = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._places, self._starts:
            pass

    def add(self, told: PlacedWords) -> None:
        """Add the next passages, by the words of their texts."""
        for stem, word, count in told.written:
            self._written[stem, word] += count
        numbers = np.array([self._words.setdefault(word, len(self._words)) for word in told.words], dtype=np.int32)
        self._places.append(numbers[np.array(told.places, dtype=np.intp)])
        ends = self._n_places + np.cumsum(told.lengths, dtype=np.int64)
        self._starts.append(ends)
        self._n_places += len(told.places)

    def finish(self, embedder: Embedder, progress: Callable[[int, int], None]) -> None:
        """Embed the words and write the rest.

        Args:
            progress: Told how many words have been embedded, and of how many.
        """
        with self._places, self._starts:
            pass
        # A stem is embedded as the form of it that is written most.
        forms = {stem: word for (stem, word), _ in sorted(self._written.items(), key=lambda item: (item[1], item[0]))}
        vectors = embed_texts(embedder, [forms.get(word, word) for word in self._words], progress)
        vectors[0] = 0
        # Twice the bytes of half precision, but they are compared as they lie in the file.
        np.save(array_path(self._folder, "vectors"), vectors.astype(np.float16).astype(np.float32))
        np.save(array_path(self._folder, "words"), np.array(list(self._words)))


def array_path(folder: Path, array: str) -> Path:
    """Give where one of the arrays lies in their folder."""
    return folder / f"{array}.npy"
