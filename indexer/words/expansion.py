"""A query to weighted terms: its words, their compound parts, and the field's synonyms."""

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.words.analysis import Term, analyse_query, stems_of
from indexer.words.query_terms import WeightedTerm
from indexer.words.word_lists import DATA

# A whole word found counts 1.
PART_WEIGHT = 0.7
SYNONYM_WEIGHT = 0.5

_Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonyms:
    """Names of one thing, each as its stems, and why they are.

    Attributes:
        abbreviations: Stems of the names that abbreviate the others.
        full: The others as they are written; empty where there is no abbreviation.
    """

    names: tuple[_Stems, ...]
    abbreviations: frozenset[str]
    full: tuple[str, ...]
    reason: str


@lru_cache(maxsize=1)
def synonyms() -> tuple[Synonyms, ...]:
    """Give the synonyms of `data/synonyms.toml`."""
    entries = tomllib.loads((DATA / "synonyms.toml").read_text(encoding="utf-8"))["synonyms"]
    return tuple(_entry(entry["names"], entry.get("abbreviations", ()), entry["reason"]) for entry in entries)


def full_names(term: Term) -> list[str]:
    """Give what a word abbreviates, alone or as part of a compound (`KKN-företag`)."""
    pieces = {term.stem, *term.parts}
    return [name for entry in synonyms() if not pieces.isdisjoint(entry.abbreviations) for name in entry.full]


def weighted_terms(query: str) -> list[WeightedTerm]:
    """Give what to search for and how much each counts: words 1, a compound's parts and synonyms less."""
    terms = analyse_query(query)
    weights: dict[str, float] = {}
    for term in terms:
        _raise(weights, (term.stem,), 1.0)
        _raise(weights, term.parts, PART_WEIGHT)
    whole = (stems_of(name) for term in terms for name in full_names(term))
    for name in [*_other_names(tuple(term.stem for term in terms)), *whole]:
        _raise(weights, name, SYNONYM_WEIGHT / len(name) ** 0.5)
    return [WeightedTerm(term=term, weight=weight) for term, weight in weights.items()]


def _entry(names: Sequence[str], abbreviations: Sequence[str], reason: str) -> Synonyms:
    return Synonyms(
        names=tuple(stems_of(name) for name in names),
        abbreviations=frozenset(stem for name in abbreviations for stem in stems_of(name)),
        full=tuple(name for name in names if name not in abbreviations) if abbreviations else (),
        reason=reason,
    )


def _raise(weights: dict[str, float], terms: Sequence[str], weight: float) -> None:
    for term in terms:
        weights[term] = max(weight, weights.get(term, 0.0))


def _other_names(query: _Stems) -> list[_Stems]:
    longest = max(map(len, _holders()), default=0)
    spans = [range(start + 1, min(start + longest, len(query)) + 1) for start in range(len(query))]
    held = {query[start:end] for start, ends in enumerate(spans) for end in ends}
    found = sorted({place for span in held for place in _holders().get(span, ())})
    return [name for place in found for name in synonyms()[place].names if name not in held]


@lru_cache(maxsize=1)
def _holders() -> dict[_Stems, tuple[int, ...]]:
    """Give, for each name, the places in `synonyms()` where it stands."""
    places: defaultdict[_Stems, tuple[int, ...]] = defaultdict(tuple)
    for place, entry in enumerate(synonyms()):
        for name in entry.names:
            places[name] += (place,)
    return dict(places)
