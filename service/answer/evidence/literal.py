"""Whether a text has a name or word itself, and not what is near it: inflected, in a compound, or with a hyphen."""

from collections.abc import Sequence
from functools import lru_cache

from indexer.words.analysis import Term, analyse


def find_literally(text: str, name: str) -> tuple[int, int] | None:
    """Give where a text first has all words of a name in a row, `start` up to `end`; None where it never does.

    A single word is also found as a part of a compound: `cykel` in `cykelplan`.
    """
    wanted = _stems(name)
    told = analyse(text) if wanted else []
    for place in range(len(told) - len(wanted) + 1):
        row = told[place : place + len(wanted)]
        if all(_is(term, stem) for term, stem in zip(row, wanted, strict=True)):
            return row[0].start, row[-1].end
    return None


@lru_cache(maxsize=256)
def _stems(name: str) -> Sequence[str]:
    return tuple(term.stem for term in analyse(name))


def _is(term: Term, stem: str) -> bool:
    return term.stem == stem or stem in term.parts
