"""The sides that hits and lists can be narrowed on: their values, and how many have each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.regions import GROUPS
from service.search.hits import Facet

# As many values as are read at a glance; the others are folded.
IN_SIGHT = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side with its values and how many have each.

    Attributes:
        groups: Groups of regions, by name, and how many any of their members has; they stand by themselves, folded.
        in_sight: How many values are shown without unfolding the others.
    """

    name: str
    facets: tuple[Facet, ...]
    chosen: tuple[str, ...]
    groups: tuple[Facet, ...] = ()
    in_sight: int = IN_SIGHT


def group_facets(count_of: Callable[[Sequence[str]], int], chosen: Sequence[str]) -> tuple[Facet, ...]:
    """Give the groups of regions that hold anything or are chosen.

    Args:
        count_of: Counts what any of these county codes has.
    """
    counted = ((group.name, count_of(group.members)) for group in GROUPS)
    return tuple(Facet(value=name, label=name, count=count) for name, count in counted if count or name in chosen)
