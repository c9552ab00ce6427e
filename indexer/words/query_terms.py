"""The terms of a query, and which of them are searched for where passages are many: those that tell most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from indexer.words.fields import FIELD_WEIGHTS


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedTerm:
    """A term to search for and what a match of it counts."""

    term: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldTerm:
    """A term of a query that passages hold.

    Attributes:
        fields: Those that hold it, and what a match in each counts.
        matches: How often it is held, each field by itself.
        worth: What one match adds to a score, but for how often it stands in a text and how short that is.
    """

    term: str
    fields: Mapping[str, float]
    matches: int
    worth: float

    @classmethod
    def of(cls, term: WeightedTerm, holders: Mapping[str, int], n_rows: int) -> "HeldTerm | None":
        """Make one; None where no passage holds the term.

        Args:
            holders: How many of the `n_rows` passages hold it, by field.
        """
        fields = {field: term.weight * FIELD_WEIGHTS[field] for field, n_holding in holders.items() if n_holding}
        if not fields:
            return None
        worth = max(counts * _idf(n_rows, holders[field]) for field, counts in fields.items())
        return cls(term=term.term, fields=fields, matches=sum(holders.values()), worth=worth)


def telling(terms: Sequence[HeldTerm], most: int) -> list[HeldTerm]:
    """Give the terms that tell most, in their order: as many as have `most` matches together, but at least one.

    What most passages hold takes nearly all of the time and tells nearly nothing. On the tune half nDCG@10 of hybrid
    search, the mean of three kinds of question, is 0.840 with all matches in the five reports, 900 a question, and
    0.839 with 100 of them, which is to them what 50,000 are to a million passages.
    """
    kept: list[int] = []
    for place in sorted(range(len(terms)), key=lambda place: -terms[place].worth):
        most -= terms[place].matches
        if kept and most < 0:
            break
        kept.append(place)
    return [terms[place] for place in sorted(kept)]


def _idf(n_rows: int, n_holding: int) -> float:
    return log(1 + (n_rows - n_holding + 0.5) / (n_holding + 0.5))
