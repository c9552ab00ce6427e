"""Initiatives as their list shows them: those that pass what is chosen, and all that they can be narrowed to."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.document import Document, Initiative, Status
from corpus.regions import region_by_code
from corpus.regions.speakers import speaks_for
from corpus.themes import THEMES
from service.live import Backend
from service.search.hits import Facet
from service.web.parts.about_query import initiatives_about
from service.web.parts.choices import NO_THEME, SIDES, Choices
from service.web.parts.holdings import regions_in_order, sources, told_once
from service.web.parts.sides import IN_SIGHT, Side, group_facets
from service.web.parts.year_spans import merged

Values = Callable[[Initiative], Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """All initiatives that pass what is chosen, and the sides they can be narrowed on."""

    initiatives: tuple[Initiative, ...]
    sides: tuple[Side, ...]


def listed(backend: Backend, choices: Choices) -> list[Initiative]:
    """Give the initiatives that pass what is chosen, each once; a group's are found under its members.

    Raises:
        QueryError: A value chosen is unknown, or the question cannot be searched for.
    """
    return _passing(backend, _told(backend, choices), choices)


def list_with_sides(backend: Backend, choices: Choices) -> Listed:
    """Give the initiatives that pass, and how many have each value; a side with a choice is counted as if it were open.

    Raises:
        QueryError: As `listed`.
    """
    told = _told(backend, choices)
    found = _passing(backend, told, choices)
    documents = sources(backend)
    sides = []
    for side in SIDES:
        chosen = choices.values(side)
        opened = _passing(backend, told, choices, leaving_open=side) if chosen else found
        facets = _facets(side, opened, chosen, documents)
        # Regions and themes are always the same: each is looked for at its place, and not under a fold.
        in_sight = max(IN_SIGHT, len(facets)) if side in ("region", "theme") else IN_SIGHT
        groups = _groups(opened, chosen) if side == "region" else ()
        sides.append(Side(name=side, facets=facets, chosen=chosen, groups=groups, in_sight=in_sight))
    return Listed(initiatives=tuple(found), sides=tuple(sides))


def _told(backend: Backend, choices: Choices) -> list[Initiative]:
    return initiatives_about(backend, choices.q) if choices.q else told_once(backend)


def _passing(
    backend: Backend, told: Iterable[Initiative], choices: Choices, *, leaving_open: str = ""
) -> list[Initiative]:
    slugs = tuple(slug for slug in choices.theme if slug != NO_THEME)
    filters = replace(choices, theme=slugs).filters(backend, leaving_open=leaving_open)
    statuses = frozenset() if leaving_open == "status" else choices.statuses
    may_lack_theme = NO_THEME in choices.theme and leaving_open != "theme"
    themes = {*filters.themes, *([None] if may_lack_theme else [])}
    years = {document.id: set(document.years) for document in backend.index.documents()}
    return [
        each
        for each in told
        if (not filters.regions or not set(speaks_for(each)).isdisjoint(filters.regions))
        and (not themes or each.theme in themes)
        and (not filters.documents or not set(_told_in(each)).isdisjoint(filters.documents))
        and (not filters.years or not years[each.document].isdisjoint(filters.years))
        and (not statuses or each.status in statuses)
    ]


def _told_in(initiative: Initiative) -> tuple[str, ...]:
    return (initiative.document, *(place.document for place in initiative.also_in))


def _facets(
    side: str, told: Sequence[Initiative], chosen: Sequence[str], documents: Mapping[str, Document]
) -> tuple[Facet, ...]:
    """Give the values of a side that any initiative has or that are chosen, as they are read and not by count."""
    values_of: dict[str, tuple[Values, Iterable[str]]] = {
        "region": (lambda each: map(_name, speaks_for(each)), (region.name for region in regions_in_order())),
        "theme": (lambda each: [each.theme or NO_THEME], [*(theme.id for theme in THEMES), NO_THEME]),
        "document": (lambda each: set(_told_in(each)), documents),
        "year": (lambda each: map(str, documents[each.document].years), _years(documents.values())),
        "status": (lambda each: [each.status.value], Status),
    }
    values, order = values_of[side]
    counts = Counter(value for each in told for value in values(each))
    kept = (value for value in order if counts[value] or value in chosen)
    facets = tuple(Facet(value=value, label=value, count=counts[value]) for value in kept)
    return merged(facets, list(documents.values())) if side == "year" else facets


def _groups(told: Sequence[Initiative], chosen: Sequence[str]) -> tuple[Facet, ...]:
    speakers = [set(speaks_for(each)) for each in told]
    return group_facets(lambda members: sum(not each.isdisjoint(members) for each in speakers), chosen)


def _name(code: str) -> str:
    return region_by_code(code).name


def _years(documents: Iterable[Document]) -> list[str]:
    """Give all years told of, the latest first."""
    return [str(year) for year in sorted({year for document in documents for year in document.years}, reverse=True)]
