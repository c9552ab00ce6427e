"""What a query's unknown words were meant to be."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from corpus.repair import plain_text
from indexer.words.analysis import Term, analyse
from indexer.words.compounds import split_compound
from indexer.words.lexicon import lexicon
from indexer.words.slips import distance, fold, slips
from indexer.words.stems import base, stem
from indexer.words.tokens import Token
from indexer.words.word_counts import WORD_OR_NAME, Word
from indexer.words.word_lists import words

# Shorter words are a letter away from too many others.
MIN_LENGTH = 5
MIN_LENGTH_FOR_TWO = 9
# A question is put with few words, and so one that lacks a letter of theirs is still known: `mnga`.
MIN_LENGTH_OF_ASKING = 4
# A word without dots gives way to one with them that is this much commoner: `natverk` in an address, `nätverk` in text.
MUCH_COMMONER = 10

_WORD = re.compile(r"[^\W\d_]+")
_SWEDISH_ONLY = words("stopwords.txt") - {"in", "under", "men", "man", "via", "per", "i", "bland", "sin", "dels"}
_ASKING = tuple(sorted(word for word in words("question_words.txt") if len(word) >= MIN_LENGTH))


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A query as it is searched.

    Attributes:
        text: With dots restored and misspelt words put right.
        is_misspelt: Whether a word was put right beyond its dots.
    """

    text: str
    is_misspelt: bool


class Vocabulary:
    """Says which words are known and corrects those that are not; the collection's own words come first."""

    def __init__(self, found: Iterable[Word]) -> None:
        self._words = tuple(found)
        self._counts = {word.word: word.count for word in self._words}
        self._stems = frozenset(word.stem for word in self._words)

    def correct(self, query: str) -> Correction:
        """Give a query with each unknown word replaced by what it most likely was meant to be."""
        query = plain_text(query)
        text, is_misspelt, shift = query, False, 0
        without_dots = fold(query) == query
        asked = [word for term in analyse(query) for word in _written(query, term)]
        dotted_words = [self._dotted(word.text) if without_dots else word.text for word in asked]
        asking = [self._asking(word) for word in dotted_words]
        is_foreign = not (any(asking) or _is_swedish(query)) and self._is_foreign(dotted_words)
        for word, dotted, asks in zip(asked, dotted_words, asking, strict=True):
            meant = asks or (dotted if is_foreign or self._is_known(dotted) else self._nearest(dotted))
            if meant == word.text:
                continue
            is_misspelt = is_misspelt or meant != dotted
            text = f"{text[: word.start + shift]}{_cased(meant, query[word.start])}{text[word.end + shift :]}"
            shift += len(meant) - (word.end - word.start)
        return Correction(text=text, is_misspelt=is_misspelt)

    def _dotted(self, word: str) -> str:
        """Give the commonest word that this is without its dots, itself where it is as good."""
        best = max(self._by_folded.get(word, ()), key=lambda w: (self._counts[w], w), default=word)
        if word in words("everyday.txt") or (word not in self._counts and _is_commoner(word, best)):
            return word
        return best if self._counts.get(best, 0) >= MUCH_COMMONER * self._counts.get(word, 0) else word

    def _asking(self, word: str) -> str | None:
        """Give the word questions are put with that an unknown one is but for a slip of the pen; None where it is none.

        The collection counts no such words, and a question misspelt in them is no foreign one: `vlika jobar`.
        """
        is_held = word in self._counts or word in lexicon() or word in words("everyday.txt")
        if len(word) < MIN_LENGTH_OF_ASKING or is_held or not word.isalpha():
            return None
        near = (asks for asks in _ASKING if _begins_and_counts_as(word, asks) and slips(word, asks, 1) == 1)
        return next(near, None)

    def _is_foreign(self, asked: Sequence[str]) -> bool:
        """Whether a query is in another language: several words, most of them unknown."""
        are_known = [self._is_known(word) for word in asked if len(word) >= MIN_LENGTH]
        return are_known.count(False) > 1 and are_known.count(False) > are_known.count(True)

    def _is_known(self, word: str) -> bool:
        if not WORD_OR_NAME.fullmatch(word) or len(word) < MIN_LENGTH or word in self._counts:
            return True
        if word in lexicon() or word in words("everyday.txt"):
            return True
        # An imperative is the present tense without its ending, and stands in questions only: `beskriv`.
        is_inflected = (stem(word) in self._stems and base(word) != word) or f"{word}er" in self._counts
        return is_inflected or ((stem(word) in self._stems or bool(split_compound(word))) and not self._is_slip(word))

    def _is_slip(self, word: str) -> bool:
        """Whether one slip of the pen makes it of a word of the collection: `elkapasitet` is no `kapa` + `sitet`."""
        near = (slips(word, other.word, 1) for other in self._candidates(word, 1) if other.count > 1)
        return any(found <= 1 for found in near)

    def _nearest(self, word: str) -> str:
        """Give the word of the collection that takes the fewest slips of the pen, the commonest of them."""
        limit = 2 if len(word) >= MIN_LENGTH_FOR_TWO else 1
        near = [
            (slips(word, other.word, limit), distance(word, other.word, len(word)), -other.count, other)
            for other in self._candidates(word, limit)
        ]
        possible = [entry for entry in near if entry[0] <= limit]
        return min(possible, key=lambda entry: entry[:3])[3].word if possible else word

    def _candidates(self, word: str, limit: int) -> list[Word]:
        """Give the words that begin alike and whose letters differ by few enough; their order does not count here.

        The first letter is seldom a slip, and words that differ in it are most often others: `pages` and `läges`.
        """
        differences = np.abs(self._letter_counts - _letter_counts([fold(word)])).sum(axis=1)
        places = np.flatnonzero(differences <= 2 * limit)
        found = [self._words[place] for place in places]
        return [other for other in found if _begins_and_counts_as(word, other.word)]

    @cached_property
    def _by_folded(self) -> dict[str, list[str]]:
        by_folded: dict[str, list[str]] = {}
        for word in self._counts:
            by_folded.setdefault(fold(word), []).append(word)
        return by_folded

    @cached_property
    def _letter_counts(self) -> npt.NDArray[np.int16]:
        return _letter_counts([fold(word.word) for word in self._words])


def _begins_and_counts_as(word: str, other: str) -> bool:
    """Whether two words have the same first letter, dots aside, and the same digits."""
    numbers, of_other = (re.sub(r"\D", "", each) for each in (word, other))
    return fold(word[0]) == fold(other[0]) and numbers == of_other


def _is_commoner(word: str, other: str) -> bool:
    """Whether running text holds a word that the collection lacks, and more often than another: `testar`, `testår`."""
    return lexicon().get(word, 0) > lexicon().get(other, 0)


def _is_swedish(query: str) -> bool:
    """Whether a query shows it: by a letter with dots, or by a function word that English does not have."""
    plain = query.lower()
    return fold(plain) != plain or any(word in _SWEDISH_ONLY for word in _WORD.findall(plain))


def _letter_counts(folded: Sequence[str]) -> npt.NDArray[np.int16]:
    """Count each word's letters, shape (len(folded), 32); the few letters that share a column only let more through."""
    codes = np.frombuffer("".join(folded).encode("latin-1", "replace"), dtype=np.uint8).astype(np.int64)
    rows = np.repeat(np.arange(len(folded)), [len(word) for word in folded])
    counts = np.bincount(rows * 32 + codes % 32, minlength=len(folded) * 32)
    return counts.reshape(-1, 32).astype(np.int16)


def _written(query: str, term: Term) -> list[Token]:
    """Give the words of a term as they are written: a hyphen that joins them stays where it is (`KKN-foretag`)."""
    written = query[term.start : term.end]
    if "-" not in written:
        return [Token(term.word, term.start, term.end)]
    return [
        Token(match.group().lower(), term.start + match.start(), term.start + match.end())
        for match in _WORD.finditer(written)
    ]


def _cased(word: str, first: str) -> str:
    return word.capitalize() if first.isupper() else word
