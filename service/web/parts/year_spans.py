"""Years that the same documents report on, told and chosen as one: 2028-2034 instead of seven years one by one."""

import re
from collections.abc import Iterable, Sequence

from corpus.document import YEARS, Document
from corpus.errors import shown
from service.errors import QueryError, UnknownFilterError
from service.search.hits import Facet
from service.search.query import whole_number

_SPAN = re.compile(r"([^-–]+)[-–]([^-–]+)")


def years_of(value: str, known: Sequence[int]) -> list[int]:
    """Give the years that a value stands for: one year, or those of a span that the collection reports on.

    Raises:
        QueryError: It is no year and no span of years, or the collection reports on none of the span's.
    """
    span = _SPAN.fullmatch(value)
    if span is None:
        return [whole_number("året", value, *YEARS)]
    first, last = (whole_number("året", each.strip(), *YEARS) for each in span.groups())
    if first > last:
        raise QueryError(f"åren är {shown(value)}; väntade det första året först")
    if found := [year for year in known if first <= year <= last]:
        return found
    raise UnknownFilterError(f"okända år {shown(value)}; väntade ett av: {', '.join(map(str, known))}")


def merged(facets: Sequence[Facet], documents: Sequence[Document]) -> tuple[Facet, ...]:
    """Give the facets of years, runs of those that the same documents report on as one; each hit of one has them all.

    A run stands where its first year stood.
    """
    held = {int(facet.value): facet for facet in facets}
    found = {first: _facet(first, last, held[first]) for first, last in spans_of(held, documents)}
    return tuple(found[int(facet.value)] for facet in facets if int(facet.value) in found)


def spans_of(years: Iterable[int], documents: Sequence[Document]) -> list[tuple[int, int]]:
    """Give years, runs of those that the same documents report on as the first and the last of each."""
    spans: list[tuple[int, int]] = []
    for year in sorted(years):
        if spans and year == spans[-1][1] + 1 and _telling(year, documents) == _telling(year - 1, documents):
            spans[-1] = (spans[-1][0], year)
        else:
            spans.append((year, year))
    return spans


def _telling(year: int, documents: Sequence[Document]) -> frozenset[str]:
    return frozenset(document.id for document in documents if year in document.years)


def _facet(first: int, last: int, held: Facet) -> Facet:
    if first == last:
        return held
    return Facet(value=f"{first}-{last}", label=f"{first}–{last}", count=held.count)
