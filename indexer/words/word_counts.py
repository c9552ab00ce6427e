"""The words of a collection, and how often each stands there."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from indexer.words.analysis import Term

# A word, or a name with a number inside: `Effekt4Dalarna`.
WORD_OR_NAME = re.compile(r"[^\W\d_]+(?:\d{1,2}[^\W\d_]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of the collection, its stem and how often it stands there."""

    word: str
    stem: str
    count: int


class VocabularyCounter:
    """Counts the words of a collection, stop words and numbers left out."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._stems: dict[str, str] = {}

    def add(self, told: Iterable[Term]) -> None:
        """Count the terms of one text more."""
        for term in told:
            if WORD_OR_NAME.fullmatch(term.word):
                self._counts[term.word] = self._counts.get(term.word, 0) + 1
                self._stems[term.word] = term.stem

    def add_counted(self, words: Iterable[Word]) -> None:
        """Count words that another has counted."""
        for word in words:
            self._counts[word.word] = self._counts.get(word.word, 0) + word.count
            self._stems[word.word] = word.stem

    def words(self) -> list[Word]:
        """Give all that was counted, in alphabetical order."""
        return [Word(word=word, stem=self._stems[word], count=self._counts[word]) for word in sorted(self._counts)]
