"""The sides that hits and lists can be narrowed on: their values, and how many have each."""

from dataclasses import dataclass

from service.search.hits import Facet

# As many values as are read at a glance; the others are folded.
IN_SIGHT = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side with its values and how many have each.

    Attributes:
        in_sight: How many values are shown without unfolding the others.
    """

    name: str
    facets: tuple[Facet, ...]
    chosen: tuple[str, ...]
    in_sight: int = IN_SIGHT
