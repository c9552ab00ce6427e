"""Where a text holds the words of a question: whole, inflected or inside a compound."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from service.results import Highlight

TOKEN = re.compile(r"\w+(?:[:&./]\w+)*")
# Shorter stems stand inside too many words that have nothing to do with them.
MIN_PART = 4
PART_WEIGHT = 0.7

_STEMMER = Stemmer.Stemmer("swedish")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word of a text, from character `start` up to `end`."""

    start: int
    end: int
    stem: str


def tokens(text: str) -> list[Token]:
    """Give the words of a text with their stems, in order."""
    return [Token(start=m.start(), end=m.end(), stem=_stem(m.group())) for m in TOKEN.finditer(text)]


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word.casefold()))


@lru_cache(maxsize=100_000)
def closeness(word: str, other: str) -> float:
    """Give 1 for equal stems, less when one is a part of the other, 0 otherwise."""
    if word == other:
        return 1.0
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) >= MIN_PART and (longer.startswith(shorter) or longer.endswith(shorter)):
        return PART_WEIGHT
    return 0.0


@dataclass(frozen=True, slots=True)
class Matcher:
    """Finds the words of one question in texts."""

    stems: tuple[str, ...]

    @classmethod
    def of(cls, words: Sequence[str]) -> "Matcher":
        """Make the matcher of a question's topic words."""
        return cls(tuple(dict.fromkeys(_stem(word) for word in words)))

    def best(self, text: str) -> list[float]:
        """Give, for each word of the question, its closest match in the text, 0 to 1."""
        found = {token.stem for token in tokens(text)}
        return [max((closeness(stem, other) for other in found), default=0.0) for stem in self.stems]

    def coverage(self, text: str) -> float:
        """Give the share of the question's words that the text holds, 0 to 1."""
        return sum(self.best(text)) / len(self.stems) if self.stems else 0.0

    def highlights(self, text: str) -> tuple[Highlight, ...]:
        """Give where the text holds a word of the question, in order."""
        return tuple(
            Highlight(start=token.start, end=token.end)
            for token in tokens(text)
            if any(closeness(stem, token.stem) > 0 for stem in self.stems)
        )
