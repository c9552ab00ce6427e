"""Whether a passage holds a quote: at least 80 % of its words, in order (DESIGN section 6)."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

import numpy as np

# Hyphens join: a word may be broken at a line's end in one text and whole in the other.
_HYPHEN = re.compile(r"[-\u00ad\u2010\u2011]\s*")
_WORD = re.compile(r"\w+")
# A fraction, because 0.8 as a float is a little more than 4/5 and would refuse 8 words of 10.
SHARE = Fraction(4, 5)


def words(text: str) -> list[str]:
    """Give the text's words as they are compared: case, white space, hyphens and punctuation aside."""
    return _WORD.findall(_HYPHEN.sub("", unicodedata.normalize("NFC", text).casefold()))


def common_in_order(quote: Sequence[str], text: Sequence[str]) -> int:
    """Give how many of the quote's words stand in the text in the quote's order, others between them allowed.

    Source:
        The length of the longest common subsequence, a bit a word of the quote: Hyyrö (2004), "Bit-parallel LCS-length
        computation revisited".
    """
    places: defaultdict[str, int] = defaultdict(int)
    for place, word in enumerate(quote):
        places[word] |= 1 << place
    everything = (1 << len(quote)) - 1
    row = everything
    for word in text:
        matched = row & places.get(word, 0)
        row = ((row + matched) | (row - matched)) & everything
    return len(quote) - row.bit_count()


def holds(text: Sequence[str], quote: Sequence[str]) -> bool:
    """Tell whether a text holds a quote, both given as words; nothing holds a quote without words."""
    return bool(quote) and common_in_order(quote, text) >= SHARE * len(quote)


class QuoteFinder:
    """Finds which of many texts hold a quote; exact, and fast because few texts share enough words to be compared."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = [words(text) for text in texts]
        places: defaultdict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._texts):
            for word in set(text):
                places[word].append(number)
        self._places = {word: np.array(numbers) for word, numbers in places.items()}

    def find(self, quote: str) -> list[int]:
        """Give the numbers of the texts that hold the quote, ascending, counted from 0."""
        wanted = words(quote)
        shared = np.zeros(len(self._texts), dtype=np.int64)
        for word in wanted:
            if word in self._places:
                shared[self._places[word]] += 1
        enough = np.flatnonzero(shared >= float(SHARE) * len(wanted) - 1e-9)
        return [int(number) for number in enough if holds(self._texts[number], wanted)]
