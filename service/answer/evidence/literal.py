"""Whether a text has a name or word itself, and not what is near it: inflected, in a compound, or with a hyphen."""

from collections.abc import Collection, Sequence

from indexer.words.analysis import Term, analyse, stems_of, terms
from service.spans import Span


def find_literally(text: str, name: str) -> Span | None:
    """Give where a text first has all words of a name in a row, `start` up to `end`; None where it never does.

    A single word is also found as a part of a compound: `cykel` in `cykelplan`.
    """
    wanted = stems_of(name)
    told = analyse(text) if wanted else []
    for place in range(len(told) - len(wanted) + 1):
        row = told[place : place + len(wanted)]
        if all(_is(term, stem) for term, stem in zip(row, wanted, strict=True)):
            return row[0].start, row[-1].end
    return None


def share_held(text: str, wanted: Sequence[Term], weights: Sequence[float], apart: float) -> float:
    """Give what share of some words, by their weights, a text has itself, 0 to 1.

    Of a compound that it has not, the parts that it has count `apart` as much.
    """
    told = set(terms(text))
    held = [1.0 if term.stem in told else apart * _part_held(term, told) for term in wanted]
    return sum(weight * share for weight, share in zip(weights, held, strict=True)) / (sum(weights) or 1.0)


def _part_held(term: Term, told: Collection[str]) -> float:
    return sum(part in told for part in term.parts) / len(term.parts) if term.parts else 0.0


def _is(term: Term, stem: str) -> bool:
    return term.stem == stem or stem in term.parts
