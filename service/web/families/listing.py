"""The list of all initiatives: narrowed, sorted and a page at a time."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus.document import Initiative, Status
from corpus.errors import shown
from corpus.regions import GROUPS, REGIONS, order_codes
from corpus.regions.speakers import speaks_for
from corpus.themes import THEMES
from service.api.formats import Separator
from service.api.parameters import CurrentBackend, SeparatorChoice
from service.errors import QueryError
from service.live import Backend
from service.web.addresses import shorter_address
from service.web.languages.words import Words, words_of
from service.web.parts.about_query import initiatives_about
from service.web.parts.choices import NO_THEME, Choices, CurrentChoices
from service.web.parts.files import facts_of, initiatives_file
from service.web.parts.holdings import groups_telling, pages_of, regions_in_order, sizes, sources, told_once
from service.web.parts.paging import Paging
from service.web.parts.year_spans import spans_of
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
    found = _in_order(listed(backend, choices), order)
    paging = Paging(total=len(found), limit=LISTED_A_PAGE, offset=choices.offset)
    shown_now = found[choices.offset : choices.offset + LISTED_A_PAGE]
    values = {
        "choices": choices,
        "initiatives": shown_now,
        "pages": pages_of(backend, shown_now),
        "paging": paging,
        "sources": sources(backend),
        "of_groups": groups_telling(found) if choices.region else (),
        "order": order,
        "sorts": {order.value: order.name.lower() for order in ListSort},
        "options": _options(backend, choices, words_of(request)),
    }
    return render(request, "initiatives.html", values)


@router.get("/insatser.csv")
@router.get("/insatser.xlsx")
@router.get("/insatser.docx")
def initiatives_as_file(
    request: Request, backend: CurrentBackend, choices: CurrentChoices, separator: SeparatorChoice = Separator.COMMA
) -> Response:
    """The whole list that the page shows a part of, as a file."""
    found = _in_order(listed(backend, choices), _order(choices))
    return initiatives_file(
        request,
        backend,
        found,
        title="Insatser",
        facts=facts_of(backend, choices),
        separator=separator,
    )


def listed(backend: Backend, choices: Choices) -> list[Initiative]:
    """Give the initiatives that pass what is chosen, each once; a group's are found under its members.

    Raises:
        QueryError: A value chosen is unknown, or the question cannot be searched for.
    """
    slugs = tuple(slug for slug in choices.theme if slug != NO_THEME)
    filters, statuses = replace(choices, theme=slugs).filters(backend), choices.statuses
    themes = {*filters.themes, *([None] if NO_THEME in choices.theme else [])}
    told = initiatives_about(backend, choices.q) if choices.q else told_once(backend)
    years = {document.id: set(document.years) for document, _ in sizes(backend)}
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


def _order(choices: Choices) -> ListSort:
    if choices.sort not in list(ListSort):
        raise QueryError(f"okänd sortering {shown(choices.sort)}; väntade en av: {', '.join(filter(None, ListSort))}")
    return ListSort(choices.sort)


def _in_order(initiatives: Sequence[Initiative], order: ListSort) -> list[Initiative]:
    if order is ListSort.REGION:
        return sorted(initiatives, key=lambda each: _place(_CODES, each.region))
    if order is ListSort.THEME:
        return sorted(initiatives, key=lambda each: _place(_SLUGS, each.theme))
    if order is ListSort.NAME:
        return sorted(initiatives, key=lambda each: each.name.casefold().translate(_SWEDISH))
    return list(initiatives)


# å, ä and ö are the last letters of the alphabet, in this order; by code point they are not.
_SWEDISH = str.maketrans({"å": "{", "ä": "|", "ö": "}", "”": None, "“": None, '"': None})


def _place(order: Sequence[str], value: str | None) -> int:
    return order.index(value) if value is not None else len(order)


def _options(backend: Backend, choices: Choices, words: Words) -> dict[str, list[tuple[str, str]]]:
    """Give the values of each side, with what officers are shown."""
    documents = backend.index.documents()
    spans = spans_of({year for document in documents for year in document.years}, documents)
    years = [str(first) if first == last else f"{first}-{last}" for first, last in reversed(spans)]
    # A year within a span stands in addresses that count, and in older ones.
    years += [year for year in choices.year if year not in years]
    groups = [(group.name, words["initiatives"]["group"].format(name=group.name)) for group in GROUPS]
    return {
        "region": [(region.name, region.name) for region in regions_in_order()] + groups,
        "theme": [*words["themes_named"].items(), (NO_THEME, words["common"]["without_theme"])],
        "status": [(status.value, words["statuses"][status]) for status in Status],
        "document": [(document.id, document.title) for document, _ in sizes(backend)],
        "year": [(year, year.replace("-", "–")) for year in years],
    }
