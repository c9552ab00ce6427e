"""Which words of a text match a question's: to be highlighted, or to be named as shared."""

from collections.abc import Sequence
from functools import lru_cache

from indexer.analysis import Term, analyse
from indexer.lexicon import lexicon
from service.plain_words import PLAIN
from service.results import Highlight

# Shorter words are rarely what two initiatives have in common.
MIN_LETTERS = 4


def highlights(words: Sequence[str], text: str) -> tuple[Highlight, ...]:
    """Give where a text holds one of the words, inflected, inside a compound, or a part of it; in text order."""
    wanted = _stems(" ".join(words))
    return tuple(
        Highlight(start=term.start, end=term.end) for term in _analysed(text) if not wanted.isdisjoint(_pieces(term))
    )


def shared_words(text: str, other: str, n: int) -> list[str]:
    """Give the n words of a text that the other holds too, the rarest in Swedish public administration first."""
    theirs = {term.stem for term in analyse(other)}
    own = {term.stem: term.word for term in analyse(text) if term.word not in PLAIN}
    shared = [word for stem, word in own.items() if stem in theirs and word.isalpha() and len(word) >= MIN_LETTERS]
    return sorted(shared, key=lambda word: (lexicon().get(word, 0), word))[:n]


@lru_cache(maxsize=256)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem for term in analyse(text) for stem in _pieces(term))


@lru_cache(maxsize=2_000)
def _analysed(text: str) -> tuple[Term, ...]:
    """Analyse a passage once: the same ones are shown again and again."""
    return tuple(analyse(text))


def _pieces(term: Term) -> tuple[str, ...]:
    return (term.stem, *term.parts)
