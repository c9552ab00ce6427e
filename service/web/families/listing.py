"""The list of all initiatives: narrowed, sorted and a page at a time."""

from enum import StrEnum
from http import HTTPStatus

import numpy as np
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus.errors import shown
from corpus.regions import REGIONS, order_codes
from corpus.themes import THEMES
from indexer.index import Rows
from indexer.initiative_columns import InitiativeColumns
from service.answer.records import initiatives_at
from service.api.formats import Separator
from service.api.parameters import CurrentBackend, SeparatorChoice
from service.errors import QueryError
from service.web.addresses import shorter_address
from service.web.parts.choices import Choices, CurrentChoices
from service.web.parts.files import facts_of, initiatives_file
from service.web.parts.holdings import groups_telling, pages_of, sources
from service.web.parts.listed import list_with_sides, listed
from service.web.parts.paging import Paging
from service.web.rendering import render

LISTED_A_PAGE = 25

router = APIRouter()


class ListSort(StrEnum):
    """The order of the list."""

    GIVEN = ""
    REGION = "region"
    THEME = "tema"
    NAME = "namn"


_CODES = order_codes(region.code for region in REGIONS)
_SLUGS = [theme.id for theme in THEMES]


@router.get("/insatser", response_class=HTMLResponse)
def initiatives(request: Request, backend: CurrentBackend, choices: CurrentChoices) -> Response:
    """All initiatives that pass what is chosen; with a question, those that are about it."""
    if address := shorter_address(request):
        return RedirectResponse(address, HTTPStatus.SEE_OTHER)
    order = _order(choices)
    told = list_with_sides(backend, choices)
    columns = backend.index.initiative_columns
    found = _in_order(columns, told.places, order)
    paging = Paging(total=len(found), limit=LISTED_A_PAGE, offset=choices.offset)
    shown_now = initiatives_at(backend.searcher, found[choices.offset : choices.offset + LISTED_A_PAGE])
    values = {
        "choices": choices,
        "initiatives": shown_now,
        "pages": pages_of(backend, shown_now),
        "paging": paging,
        "sources": sources(backend),
        "of_groups": groups_telling(columns, found) if choices.region else (),
        "sides": told.sides,
        "sorts": {each.value: _order_name(each, choices) for each in ListSort},
    }
    return render(request, "initiatives.html", values)


@router.get("/insatser.csv")
@router.get("/insatser.xlsx")
@router.get("/insatser.docx")
def initiatives_as_file(
    request: Request, backend: CurrentBackend, choices: CurrentChoices, separator: SeparatorChoice = Separator.COMMA
) -> Response:
    """The whole list that the page shows a part of, as a file."""
    found = _in_order(backend.index.initiative_columns, listed(backend, choices), _order(choices))
    return initiatives_file(
        request,
        backend,
        initiatives_at(backend.searcher, found),
        title="Insatser",
        facts=facts_of(backend, choices),
        separator=separator,
    )


def _order(choices: Choices) -> ListSort:
    if choices.sort not in list(ListSort):
        raise QueryError(f"okänd sortering {shown(choices.sort)}; väntade en av: {', '.join(filter(None, ListSort))}")
    return ListSort(choices.sort)


def _order_name(order: ListSort, choices: Choices) -> str:
    """Name an order; what is about a question comes best first where no other is chosen."""
    return "best" if choices.q and order is ListSort.GIVEN else order.name.lower()


def _in_order(columns: InitiativeColumns, places: Rows, order: ListSort) -> Rows:
    if order is ListSort.GIVEN:
        return places
    if order is ListSort.NAME:
        ranks = columns.names.ranks[places]
    else:
        column, names = (columns.region, _CODES) if order is ListSort.REGION else (columns.themes, _SLUGS)
        # The last of them is where -1 points: what has none comes last.
        ranks = np.array([*map(names.index, column.names), len(names)], dtype=np.int32)[column.codes[places]]
    return places[np.argsort(ranks, kind="stable")]
