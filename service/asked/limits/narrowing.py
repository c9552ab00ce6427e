"""The limits of a question as filters: one way for search, answers by region and facts alike."""

from collections.abc import Sequence
from dataclasses import replace

from indexer.index import Filters
from service.asked.asked import Asked
from service.asked.understood import Kind


def narrow(filters: Filters, asked: Asked, years: Sequence[int]) -> Filters:
    """Add what a question leaves out and is limited to.

    A caller's own filter of years or themes stands over the question's. A fact may be told of a year in a report of
    another (`find_candidates` looks there), and years that no document has narrow nothing: the answer says so.

    Args:
        years: The reporting years there are.
    """
    within = tuple(year for year in asked.years if year in years)
    return replace(
        filters,
        without=tuple(dict.fromkeys((*filters.without, *asked.excluded_codes))),
        years=filters.years or (() if asked.kind is Kind.FACT else within),
        themes=filters.themes or asked.themes,
    )


def also_planned(narrowed: Filters, asked: Asked, reported: Sequence[int]) -> Filters:
    """Widen to all reports that name the years asked for, where none is about one of them alone.

    What is planned for a year is told by reports of the years before it.

    Args:
        narrowed: As `narrow` gives it.
        reported: The years that some report is about alone.
    """
    is_open = asked.kind in (Kind.PASSAGES, Kind.REGIONS) and narrowed.years == asked.years
    return replace(narrowed, years=()) if is_open and set(reported).isdisjoint(asked.years) else narrowed


def of_places(filters: Filters, asked: Asked) -> Filters:
    """Narrow to the places a question asks for, within those a caller asks for; those left out aside."""
    if not asked.places:
        return filters
    codes = tuple(code for code in asked.codes if not filters.regions or code in filters.regions)
    return replace(filters, regions=codes or asked.codes)


def of_all_places(filters: Filters, asked: Asked) -> tuple[Filters, Asked]:
    """Give filters and question without their limits of place: what shows something does not hang on who is asked for.

    How near a passage comes is told beside all that is found; among the passages of one region alone, another would.
    """
    return replace(filters, regions=(), without=()), replace(asked, places=(), excluded=())


def is_outside_years(asked: Asked, years: Sequence[int]) -> bool:
    """Tell whether a question is limited to years that no document is about."""
    return bool(asked.years) and set(asked.years).isdisjoint(years)
