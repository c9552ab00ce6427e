"""Where a text holds the words of a question: whole, inflected or as part of a compound."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.analysis import Term, analyse, matches
from indexer.lexicon import lexicon
from service.results import Highlight

# A word of the question that is part of a longer word (`validering` in `valideringslyft`) is nearly the word itself;
# parts of it alone (`kapacitet` of `elkapacitet`) say less.
INSIDE = 0.8
PARTS = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTerms:
    """The stems of a text's words, and those of the parts of its compounds."""

    stems: frozenset[str]
    parts: frozenset[str]


@lru_cache(maxsize=20_000)
def text_terms(text: str) -> TextTerms:
    """Give the stems of a text and of its compounds' parts; remembered, since passages are weighed again and again."""
    found = analyse(text)
    return TextTerms(
        stems=frozenset(term.stem for term in found), parts=frozenset(part for term in found for part in term.parts)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Matcher:
    """Finds the words of one question in texts.

    Attributes:
        words: The question's topic words, analysed.
        weights: How much each tells, together 1: the rarer in Swedish public administration, the more.
    """

    words: tuple[Term, ...]
    weights: tuple[float, ...]

    @classmethod
    def of(cls, words: Sequence[str]) -> "Matcher":
        """Make the matcher of a question's topic words."""
        found = {term.stem: term for word in words for term in analyse(word)}
        rarity = [_rarity(term.word) for term in found.values()]
        total = sum(rarity)
        return cls(words=tuple(found.values()), weights=tuple(weight / total for weight in rarity))

    def coverage(self, *texts: str) -> float:
        """Give the weighted share of the question's words that the texts hold together, 0 to 1."""
        found = [text_terms(text) for text in texts if text]
        closest = (max((_closeness(word, terms) for terms in found), default=0.0) for word in self.words)
        return math.fsum(weight * value for weight, value in zip(self.weights, closest, strict=True))

    def highlights(self, text: str) -> tuple[Highlight, ...]:
        """Give where the text holds a word of the question or a part of it, in order."""
        wanted = {stem for word in self.words for stem in (word.stem, *word.parts)}
        return tuple(Highlight(start=start, end=end) for start, end in matches(text, wanted))


def _closeness(word: Term, text: TextTerms) -> float:
    if word.stem in text.stems:
        return 1.0
    if word.stem in text.parts:
        return INSIDE
    if not word.parts:
        return 0.0
    return PARTS * sum(part in text.stems or part in text.parts for part in word.parts) / len(word.parts)


def _rarity(word: str) -> float:
    """Give a weight that falls from about 1 for an unknown word to about 0.3 for the commonest."""
    return 1 / (1 + 0.2 * math.log1p(lexicon().get(word, 0)))
