"""Ways in without a question: the regions and the themes, each with a page of its own."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.document import Initiative, Status
from corpus.errors import shown
from corpus.regions import GROUPS, Group, Region
from corpus.themes import THEMES, Theme
from service.api.parameters import CurrentBackend
from service.errors import NotFoundError
from service.web.addresses import slug
from service.web.languages.words import words_of
from service.web.map.drawing import draw_counts, draw_place
from service.web.parts.choices import NO_THEME
from service.web.parts.holdings import (
    count_by_region,
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
    """What one region reports in a theme, or in none, those that tell of effects first."""

    theme: Theme | None
    initiatives: tuple[Initiative, ...]

    @property
    def slug(self) -> str:
        """The theme as it stands in addresses."""
        return self.theme.id if self.theme else NO_THEME

    @property
    def n_results(self) -> int:
        """How many of them tell what they have led to."""
        return sum(map(tells_results, self.initiatives))

    @property
    def shown(self) -> tuple[Initiative, ...]:
        """The first of them."""
        return self.initiatives[:SHOWN]


@router.get("/regioner", response_class=HTMLResponse)
def regions(request: Request, backend: CurrentBackend) -> HTMLResponse:
    """All regions, on the map and in a table, with how much each reports in every theme."""
    told = [initiative for initiative in told_once(backend) if initiative.status is Status.REPORTED]
    counts = count_by_region(told)
    words = words_of(request)
    values = {
        "counts": counts,
        "themes": THEMES,
        "results": Counter(initiative.region for initiative in told if tells_results(initiative)),
        "drawing": draw_counts(words["start"]["counts"], counts, words),
        "groups_telling": shared_by_groups(told_once(backend)),
    }
    return render(request, "regions.html", values)


@router.get("/regioner/{name}", response_class=HTMLResponse)
def region(request: Request, backend: CurrentBackend, name: str) -> HTMLResponse:
    """What one region reports, by theme, and the documents that speak for it."""
    found = _find_region(name)
    own = [initiative for initiative in told_once(backend) if initiative.region == found.code]
    groups = [group for group in GROUPS if found.code in group.members]
    shares = _shares(own)
    values = {
        "region": found,
        "own": own,
        "n_results": sum(map(tells_results, own)),
        "drawing": draw_place(words_of(request)["region"]["drawing"].format(name=found.name), found),
        "shares": shares,
        "most": max(len(share.initiatives) for share in shares),
        "groups": groups,
        "shared": _shared(told_once(backend), groups),
        "documents": [(each, n_pages) for each, n_pages in sizes(backend) if found.code in each.regions],
    }
    return render(request, "region.html", values)


@router.get("/teman", response_class=HTMLResponse)
def themes(request: Request, backend: CurrentBackend) -> HTMLResponse:
    """The seven themes, with how much is reported in each."""
    told = [initiative for initiative in told_once(backend) if initiative.status is Status.REPORTED]
    counts = Counter(initiative.theme for initiative in told)
    ids = [theme.id for theme in THEMES]
    values = {
        "themes": THEMES,
        "no_theme": NO_THEME,
        "counts": counts,
        "most": max(counts.values(), default=0),
        "groups_telling": shared_by_groups(told_once(backend)),
        "speakers": {id_: _n_regions(each for each in told if each.theme == id_) for id_ in (*ids, None)},
        "n_speakers": _n_regions(told),
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
    own = [initiative for initiative in told_once(backend) if initiative.theme == found.id]
    counts = count_by_region(own)
    words = words_of(request)
    values = {
        "theme": found,
        "own": own,
        "counts": counts,
        "results": Counter(initiative.region for initiative in own if tells_results(initiative)),
        "drawing": draw_counts(words["theme"]["counts"], counts, words),
        "titles": titles(backend),
    }
    return render(request, "theme.html", values)


def tells_results(initiative: Initiative) -> bool:
    """Tell whether a report says what an initiative has led to: outputs or effects of its own."""
    return bool(initiative.outputs or initiative.effects)


def _find_region(name: str) -> Region:
    found = next((region for region in regions_in_order() if slug(region.name) == slug(name)), None)
    if found is None:
        raise NotFoundError(f"ingen region heter {shown(name)}; väntade en av de 21 på sidan Regioner")
    return found


def _shares(own: Sequence[Initiative]) -> list[ThemeShare]:
    ordered = sorted(own, key=lambda initiative: not initiative.effects)
    shares = [
        ThemeShare(theme=theme, initiatives=tuple(each for each in ordered if each.theme == theme.id))
        for theme in THEMES
    ]
    without = tuple(each for each in ordered if each.theme is None)
    return [*shares, ThemeShare(theme=None, initiatives=without)] if without else shares


def _shared(told: Iterable[Initiative], groups: Sequence[Group]) -> list[tuple[Group, int]]:
    return [(group, count) for group, count in groups_telling(told) if group in groups]


def _n_regions(told: Iterable[Initiative]) -> int:
    return len({initiative.region for initiative in told} - {None})
