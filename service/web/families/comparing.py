"""Two to four initiatives, or as many regions, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus.document import Initiative
from corpus.regions import Region
from corpus.regions.names import find_place
from corpus.themes import THEMES
from service.answer.records import initiatives_at
from service.api.formats import Separator
from service.api.parameters import CurrentBackend, SeparatorChoice
from service.api.routes.collection import find_initiative
from service.errors import QueryError
from service.exports.side_by_side import initiatives_beside, regions_beside
from service.live import Backend
from service.web.addresses import shorter_address
from service.web.languages.words import words_of
from service.web.parts.choices import NO_THEME, Choices, CurrentChoices
from service.web.parts.files import facts_of, initiatives_file
from service.web.parts.holdings import pages_of, regions_in_order, titles
from service.web.parts.listed import listed
from service.web.rendering import render

LEAST, MOST = 2, 4
# As many initiatives as a cell of two regions' themes shows; the list has them all.
SHOWN, SHOWN_OF_THEME = 5, 25

router = APIRouter()

Ids = Annotated[list[str], Query(alias="id", default_factory=list)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionColumn:
    """One region and the initiatives of it that pass what is chosen."""

    region: Region
    initiatives: tuple[Initiative, ...]

    @property
    def name(self) -> str:
        """The region's name, which stands in addresses."""
        return self.region.name

    def of(self, slug: str) -> list[Initiative]:
        """Give those of a theme, or those without one."""
        return [each for each in self.initiatives if (each.theme or NO_THEME) == slug]


@router.get("/jamfor", response_class=HTMLResponse)
def compare(request: Request, backend: CurrentBackend, choices: CurrentChoices, ids: Ids) -> Response:
    """What is chosen side by side; how to choose, where that is not two to four of a kind."""
    if address := shorter_address(request):
        return RedirectResponse(address, HTTPStatus.SEE_OTHER)
    if not ids and not choices.region:
        return _choose(request, choices)
    try:
        if not ids and len(choices.region) < LEAST:
            # One region is a choice begun, from the region's own page.
            choices.filters(backend)
            return _choose(request, choices)
        if ids:
            chosen = _chosen(backend, ids)
            found = {"initiatives": chosen, "pages": pages_of(backend, chosen), "titles": titles(backend)}
            return render(request, "compare_initiatives.html", found | {"least": LEAST})
        columns = _columns(backend, choices)
    except QueryError as error:
        return _choose(request, choices, str(error))
    values = {
        "choices": choices,
        "columns": columns,
        "pages": pages_of(backend, [each for column in columns for each in column.initiatives]),
        "titles": titles(backend),
        "names": _names(columns, words_of(request)["common"]["and"]),
        "themes": THEMES,
        "slugs": _slugs(columns, choices),
        "shown": SHOWN_OF_THEME if choices.theme else SHOWN,
        "least": LEAST,
        "others": [] if len(columns) == MOST else _others(columns),
    }
    return render(request, "compare_regions.html", values)


@router.get("/jamfor.csv")
@router.get("/jamfor.xlsx")
@router.get("/jamfor.docx")
def compared_as_file(
    request: Request,
    backend: CurrentBackend,
    choices: CurrentChoices,
    ids: Ids,
    separator: SeparatorChoice = Separator.COMMA,
) -> Response:
    """What is compared as a file: the initiatives chosen, or all those of the regions, region by region."""
    columns = [] if ids else _columns(backend, choices)
    found = _chosen(backend, ids) if ids else [each for column in columns for each in column.initiatives]
    title = f"{_names(columns) if columns else 'Insatser'} sida vid sida"
    told = {column.name: column.initiatives for column in columns}
    beside = regions_beside(backend, told) if columns else initiatives_beside(backend, found)
    return initiatives_file(
        request,
        backend,
        found,
        title=title,
        facts=facts_of(backend, choices),
        separator=separator,
        beside=beside,
    )


def _choose(request: Request, choices: Choices, error: str = "") -> HTMLResponse:
    """Give the page where what to compare is chosen; regions on the page itself."""
    values = {"choices": choices, "regions": regions_in_order(), "themes": THEMES, "error": error}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render(request, "compare_choose.html", values, status=status)


def _chosen(backend: Backend, ids: Sequence[str]) -> list[Initiative]:
    """Give the initiatives with these ids.

    Raises:
        NotFoundError: There is no such initiative.
        QueryError: They are not two to four.
    """
    chosen = list(dict.fromkeys(ids))
    _refuse_unless_few("insatser", len(chosen))
    return [find_initiative(backend.index, each) for each in chosen]


def _columns(backend: Backend, choices: Choices) -> list[RegionColumn]:
    """Give the regions chosen, in the order they were chosen.

    Raises:
        QueryError: They are not two to four, one is a group of regions, or another value chosen is unknown.
    """
    found = listed(backend, choices)  # refuses what is unknown, regions too
    is_of = backend.index.initiative_columns.regions
    places = dict.fromkeys(find_place(name) for name in choices.region)
    groups = [place.name for place in places if not isinstance(place, Region)]
    if groups:
        raise QueryError(f"{groups[0]} är en grupp av regioner; väntade {LEAST}-{MOST} regioner")
    _refuse_unless_few("regioner", len(places))
    return [
        RegionColumn(
            region=place,
            initiatives=tuple(initiatives_at(backend.searcher, found[is_of.has((place.code,), found)])),
        )
        for place in places
        if isinstance(place, Region)
    ]


def _others(columns: Sequence[RegionColumn]) -> list[str]:
    """Name the regions that do not stand beside the others yet."""
    shown = {column.region for column in columns}
    return [region.name for region in regions_in_order() if region not in shown]


def _names(columns: Sequence[RegionColumn], joint: str = "och") -> str:
    *first, last = (column.name for column in columns)
    return f"{', '.join(first)} {joint} {last}"


def _slugs(columns: Sequence[RegionColumn], choices: Choices) -> list[str]:
    """Give the themes to show: those chosen, else all and what has none."""
    themes = [theme.id for theme in THEMES if theme.id in choices.theme or not choices.theme]
    has_other = any(column.of(NO_THEME) for column in columns)
    return [*themes, NO_THEME] if has_other else themes


def _refuse_unless_few(what: str, count: int) -> None:
    if not LEAST <= count <= MOST:
        raise QueryError(f"antalet valda {what} är {count}; välj två till fyra")
