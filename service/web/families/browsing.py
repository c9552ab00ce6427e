"""Ways in without a question: the regions and the themes, each with a page of its own."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.document import Field, Initiative, Status
from corpus.errors import shown
from corpus.regions import GROUPS, Region
from corpus.themes import THEMES, Theme
from indexer.column import Flags, count_together
from indexer.index import Rows
from indexer.initiative_columns import InitiativeColumns
from service.answer.records import initiatives_at
from service.api.parameters import CurrentBackend
from service.errors import NotFoundError
from service.live import Backend
from service.web.addresses import slug
from service.web.languages.words import words_of
from service.web.map.drawing import draw_counts, draw_place
from service.web.parts.choices import NO_THEME
from service.web.parts.holdings import (
    count_by_region,
    count_by_theme,
    groups_telling,
    regions_in_order,
    shared_by_groups,
    sizes,
    titles,
    told_once,
)
from service.web.rendering import render

# As many initiatives of a theme as a region's page shows; the list has them all.
SHOWN = 5

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeShare:
    """What one region reports in a theme, or in none.

    Attributes:
        count: How many initiatives.
        n_results: How many of them tell what they have led to.
        shown: The first of them, those that tell of effects before the others.
    """

    theme: Theme | None
    count: int
    n_results: int
    shown: tuple[Initiative, ...]

    @property
    def slug(self) -> str:
        """The theme as it stands in addresses."""
        return self.theme.id if self.theme else NO_THEME


@router.get("/regioner", response_class=HTMLResponse)
def regions(request: Request, backend: CurrentBackend) -> HTMLResponse:
    """All regions, on the map and in a table, with how much each reports in every theme."""
    columns, told = backend.index.initiative_columns, told_once(backend, Status.REPORTED)
    counts = count_by_region(columns, told)
    words = words_of(request)
    values = {
        "counts": counts,
        "themes": THEMES,
        "results": _results_by_region(columns, told),
        "drawing": draw_counts(words["start"]["counts"], counts, words),
        "groups_telling": shared_by_groups(columns, told_once(backend)),
    }
    return render(request, "regions.html", values)


@router.get("/regioner/{name}", response_class=HTMLResponse)
def region(request: Request, backend: CurrentBackend, name: str) -> HTMLResponse:
    """What one region reports, by theme, and the documents that speak for it."""
    found = _find_region(name)
    columns, told = backend.index.initiative_columns, told_once(backend)
    own = told[columns.region.is_in((found.code,), told)]
    groups = [group for group in GROUPS if found.code in group.members]
    shares = _shares(backend, own)
    values = {
        "region": found,
        "n_own": len(own),
        "n_results": sum(share.n_results for share in shares),
        "drawing": draw_place(words_of(request)["region"]["drawing"].format(name=found.name), found),
        "shares": shares,
        "most": max(share.count for share in shares),
        "groups": groups,
        "shared": [(group, count) for group, count in groups_telling(columns, told) if group in groups],
        "documents": [(each, n_pages) for each, n_pages in sizes(backend) if found.code in each.regions],
    }
    return render(request, "region.html", values)


@router.get("/teman", response_class=HTMLResponse)
def themes(request: Request, backend: CurrentBackend) -> HTMLResponse:
    """The seven themes, with how much is reported in each."""
    columns, told = backend.index.initiative_columns, told_once(backend, Status.REPORTED)
    counts = count_by_theme(columns, told)
    pairs = count_together([columns.region, columns.themes], told)
    values = {
        "themes": THEMES,
        "no_theme": NO_THEME,
        "counts": counts,
        "most": max(counts.values(), default=0),
        "groups_telling": shared_by_groups(columns, told_once(backend)),
        "speakers": Counter(theme for region, theme in pairs if region is not None),
        "n_speakers": len(columns.region.counts(told)),
    }
    return render(request, "themes.html", values)


@router.get("/teman/{theme_id}", response_class=HTMLResponse)
def theme(request: Request, backend: CurrentBackend, theme_id: str) -> HTMLResponse:
    """One theme: who reports in it, on the map and in a table, and what tells of results."""
    found = next((theme for theme in THEMES if theme.id == theme_id), None)
    if found is None:
        raise NotFoundError(
            f"inget tema heter {shown(theme_id)}; väntade ett av: {', '.join(each.id for each in THEMES)}"
        )
    columns, told = backend.index.initiative_columns, told_once(backend)
    own = told[columns.themes.is_in((found.id,), told)]
    counts = count_by_region(columns, own)
    words = words_of(request)
    values = {
        "theme": found,
        "n_own": len(own),
        "counts": counts,
        "results": _results_by_region(columns, own),
        "drawing": draw_counts(words["theme"]["counts"], counts, words),
        "titles": titles(backend),
    }
    return render(request, "theme.html", values)


def _find_region(name: str) -> Region:
    found = next((region for region in regions_in_order() if slug(region.name) == slug(name)), None)
    if found is None:
        raise NotFoundError(f"ingen region heter {shown(name)}; väntade en av de 21 på sidan Regioner")
    return found


def _shares(backend: Backend, own: Rows) -> list[ThemeShare]:
    columns = backend.index.initiative_columns
    shares = [_share(backend, theme, own[columns.themes.is_in((theme.id,), own)]) for theme in THEMES]
    without = own[columns.themes.codes[own] < 0]
    return [*shares, _share(backend, None, without)] if len(without) else shares


def _share(backend: Backend, theme: Theme | None, own: Rows) -> ThemeShare:
    columns = backend.index.initiative_columns
    tells_effects = columns.results.has((Field.EFFECTS.value,), own)
    first = np.concatenate([own[tells_effects], own[~tells_effects]])[:SHOWN]
    return ThemeShare(
        theme=theme,
        count=len(own),
        n_results=int(_tells_results(columns, own).sum()),
        shown=tuple(initiatives_at(backend.searcher, first)),
    )


def _results_by_region(columns: InitiativeColumns, places: Rows) -> Counter[str]:
    return Counter(columns.region.counts(places[_tells_results(columns, places)]))


def _tells_results(columns: InitiativeColumns, places: Rows) -> Flags:
    """Tell for each place whether a report says what its initiative has led to: outputs or effects of its own."""
    return columns.results.has(columns.results.names, places)
