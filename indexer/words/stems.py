"""Inflected Swedish words to one stem: a base word that the lexicon knows, then Snowball."""

import Stemmer

from indexer.words.lexicon import lexicon
from indexer.words.remembering import remembered
from indexer.words.word_lists import irregular_forms, words

# What a base word ends with, and the endings of inflection in its place; of bases that exist the commonest is taken.
_ENDINGS = {
    "": ("s", "n", "t", "r", "a", "en", "et", "ar", "er", "na", "nn", "ns", "ts", "rs", "ens", "ets", "ars", "ers",
         "nas", "arna", "erna", "arne", "arnas", "ernas"),
    "a": ("or", "ors", "orna", "ornas"),
    "m": ("mt", "mma", "mmar", "mmen", "mmet", "mmer"),
    "n": ("nnen", "nnet"),
    "lld": ("llt",),
}  # fmt: skip
# `barn` is no form of `bar`: a base is not much rarer than its own forms.
_MIN_SHARE = 0.1
_MIN_BASE = 3
# The end of an unknown compound is inflected as that word is: `nätutbyggnaden` as `utbyggnaden`.
_MIN_TAIL = 4
_MIN_TAIL_COUNT = 20
_SNOWBALL = Stemmer.Stemmer("swedish")


@remembered(100_000)
def stem(word: str) -> str:
    """Give the stem of a word in lower case; words that differ in inflection alone share it."""
    stemmed: str = _SNOWBALL.stemWord(base(word))
    return stemmed


@remembered(100_000)
def base(word: str) -> str:
    """Give the uninflected word where the lexicon or the irregular forms know it, else the word itself."""
    found = irregular_forms().get(word) or _known_base(word) or _base_by_tail(word)
    if found is None:
        return word
    # `utbyggnadernas` > `utbyggnader` > `utbyggnad`: an ending may stand on another.
    return found if found == word else base(found)


def _known_base(word: str) -> str | None:
    known = lexicon()
    enough = max(1.0, known.get(word, 0) * _MIN_SHARE)
    candidates = [
        word.removesuffix(ending) + rest
        for rest, endings in _ENDINGS.items()
        for ending in endings
        if word.endswith(ending)
    ]
    bases = [c for c in candidates if (len(c) >= _MIN_BASE or c in words("parts.txt")) and known.get(c, 0) >= enough]
    return max(bases, key=lambda candidate: (known[candidate], candidate), default=None)


def _base_by_tail(word: str) -> str | None:
    known = lexicon()
    for start in range(2, len(word) - _MIN_TAIL + 1):
        tail = word[start:]
        if known.get(tail, 0) >= _MIN_TAIL_COUNT or tail in irregular_forms():
            found = word[:start] + (irregular_forms().get(tail) or _known_base(tail) or tail)
            return found if word not in known or found in known else None
    return None
