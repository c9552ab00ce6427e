"""Which words of a text match a question's, to be highlighted."""

from collections.abc import Sequence
from functools import lru_cache

from indexer.words.analysis import Term, analyse
from service.results import Highlight


def highlights(words: Sequence[str], text: str) -> tuple[Highlight, ...]:
    """Give where a text holds one of the words, inflected, inside a compound, or a part of it; in text order."""
    wanted = _stems(" ".join(words))
    return tuple(
        Highlight(start=term.start, end=term.end) for term in _analysed(text) if not wanted.isdisjoint(_pieces(term))
    )


@lru_cache(maxsize=256)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem for term in analyse(text) for stem in _pieces(term))


@lru_cache(maxsize=2_000)
def _analysed(text: str) -> tuple[Term, ...]:
    """Analyse a passage once: the same ones are shown again and again."""
    return tuple(analyse(text))


def _pieces(term: Term) -> tuple[str, ...]:
    return (term.stem, *term.parts)
