"""Initiatives as their list shows them: those that pass what is chosen, and all that they can be narrowed to."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from corpus.document import Document, Status
from corpus.regions import region_by_code
from corpus.regions.speakers import speaks_for
from corpus.themes import THEMES
from indexer.column import count_together
from indexer.index import Rows, passing
from service.answer.records import places_of
from service.live import Backend
from service.search.hits import Facet
from service.web.parts.about_query import initiatives_about
from service.web.parts.choices import NO_THEME, SIDES, Choices
from service.web.parts.holdings import count_by_theme, regions_in_order, sources, told_once
from service.web.parts.sides import IN_SIGHT, Side, group_facets
from service.web.parts.year_spans import merged


class _Speaker(NamedTuple):
    """Whom initiatives are told by: a region, a group, or nobody in particular."""

    region: str | None
    group: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The places of all initiatives that pass what is chosen, and the sides they can be narrowed on."""

    places: Rows
    sides: tuple[Side, ...]


def listed(backend: Backend, choices: Choices) -> Rows:
    """Give the places of the initiatives that pass what is chosen, each once; a group's are found under its members.

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
    sides = []
    for side in SIDES:
        chosen = choices.values(side)
        opened = _passing(backend, told, choices, leaving_open=side) if chosen else found
        facets = _facets(backend, side, opened, chosen)
        # Regions and themes are always the same: each is looked for at its place, and not under a fold.
        in_sight = max(IN_SIGHT, len(facets)) if side in ("region", "theme") else IN_SIGHT
        groups = _groups(_speakers(backend, opened), chosen) if side == "region" else ()
        sides.append(Side(name=side, facets=facets, chosen=chosen, groups=groups, in_sight=in_sight))
    return Listed(places=found, sides=tuple(sides))


def _told(backend: Backend, choices: Choices) -> Rows:
    if not choices.q:
        return told_once(backend)
    return places_of(backend.index, [each.id for each in initiatives_about(backend, choices.q)])


def _passing(backend: Backend, told: Rows, choices: Choices, *, leaving_open: str = "") -> Rows:
    slugs = tuple(slug for slug in choices.theme if slug != NO_THEME)
    filters = replace(choices, theme=slugs).filters(backend, leaving_open=leaving_open)
    statuses = frozenset() if leaving_open == "status" else choices.statuses
    may_lack_theme = NO_THEME in choices.theme and leaving_open != "theme"
    columns = backend.index.initiative_columns
    passes = passing(columns, replace(filters, themes=(), documents=()))
    found = told if passes is None else told[passes[told]]
    if filters.documents:
        found = found[backend.searcher.retold.told_in(filters.documents)[found]]
    if filters.themes or may_lack_theme:
        lacks_theme = columns.themes.codes[found] < 0
        found = found[columns.themes.is_in(filters.themes, found) | (lacks_theme & may_lack_theme)]
    return found[columns.status.is_in(statuses, found)] if statuses else found


def _facets(backend: Backend, side: str, told: Rows, chosen: Sequence[str]) -> tuple[Facet, ...]:
    """Give the values of a side that any initiative has or that are chosen, as they are read and not by count."""
    documents = sources(backend)
    counts_of: dict[str, tuple[Callable[[], Counter[str]], Iterable[str]]] = {
        "region": (lambda: _by_region(_speakers(backend, told)), (region.name for region in regions_in_order())),
        "theme": (lambda: _by_theme(backend, told), [*(theme.id for theme in THEMES), NO_THEME]),
        "document": (lambda: backend.searcher.retold.documents(told), documents),
        "year": (lambda: _by_year(backend, told, documents), _years(documents.values())),
        "status": (lambda: Counter(backend.index.initiative_columns.status.counts(told)), Status),
    }
    count, order = counts_of[side]
    counts = count()
    kept = (value for value in order if counts[value] or value in chosen)
    facets = tuple(Facet(value=value, label=value, count=counts[value]) for value in kept)
    return merged(facets, list(documents.values())) if side == "year" else facets


def _speakers(backend: Backend, told: Rows) -> Mapping[_Speaker, int]:
    columns = backend.index.initiative_columns
    pairs = count_together([columns.region, columns.group], told)
    return {_Speaker(*pair): count for pair, count in pairs.items()}


def _by_region(speakers: Mapping[_Speaker, int]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for speaker, count in speakers.items():
        counts.update({region_by_code(code).name: count for code in speaks_for(speaker)})
    return counts


def _by_theme(backend: Backend, told: Rows) -> Counter[str]:
    counts = count_by_theme(backend.index.initiative_columns, told)
    return Counter({theme or NO_THEME: count for theme, count in counts.items()})


def _by_year(backend: Backend, told: Rows, documents: Mapping[str, Document]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for document, count in backend.index.initiative_columns.documents.counts(told).items():
        counts.update({str(year): count for year in documents[document].years})
    return counts


def _groups(speakers: Mapping[_Speaker, int], chosen: Sequence[str]) -> tuple[Facet, ...]:
    def count(members: Sequence[str]) -> int:
        return sum(n for speaker, n in speakers.items() if not set(members).isdisjoint(speaks_for(speaker)))

    return group_facets(count, chosen)


def _years(documents: Iterable[Document]) -> list[str]:
    """Give all years told of, the latest first."""
    return [str(year) for year in sorted({year for document in documents for year in document.years}, reverse=True)]
