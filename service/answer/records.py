"""Initiatives as the records have them: what lists show and counts count."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

import numpy as np

from corpus.document import Initiative, Status
from corpus.pages import Page
from corpus.regions import REGIONS, region_by_code
from indexer.index import Filters, Index, Rows, allowed_rows
from service.search.query import read_filters
from service.search.searcher import Searcher

_INITIATIVES = "/v1/initiatives"


def find_initiatives(
    searcher: Searcher, filters: Filters, *, status: Status | None = None, distinct: bool = False
) -> Rows:
    """Give the places of the initiatives that pass, in reading order; none of them is read.

    Args:
        status: Only those reported, or only those proposed; all when None.
        distinct: Give one that its region tells in two reports once.
    """
    columns = searcher.index.initiative_columns
    allowed = allowed_rows(columns, filters)
    places = np.arange(len(columns)) if allowed is None else allowed
    if status is not None:
        places = places[columns.status.is_in((status.value,), places)]
    return searcher.retold.each_once(places) if distinct else places


def initiatives_at(searcher: Searcher, places: Rows) -> list[Initiative]:
    """Give the initiatives at these places, in their order."""
    return searcher.index.initiatives_at(places.tolist())


def places_of(index: Index, ids: Sequence[str]) -> Rows:
    """Give the places of the initiatives with these ids, in the order of the ids; of unknown ones nothing."""
    places = index.initiative_places(ids)
    return np.array([places[each] for each in ids if each in places], dtype=np.int64)


def years_of(searcher: Searcher, places: Rows) -> list[int]:
    """Give the years that the reports of the initiatives at these places are about."""
    return sorted(map(int, searcher.index.initiative_columns.years.counts(places)))


def list_address(filters: Filters, *, status: Status) -> str:
    """Give the address that lists what `find_initiatives` gives for the same filters, each once."""
    parameters = [*_parameters(filters), ("status", status.value), ("distinct", "true")]
    return f"{_INITIATIVES}?{urlencode(parameters)}"


def found_address(q: str, filters: Filters, ids: Sequence[str]) -> str | None:
    """Give the address that lists just these initiatives, found by a search for `q`; None where there are none."""
    parameters = [("q", q), *_parameters(filters), *(("id", each) for each in ids)]
    return f"{_INITIATIVES}?{urlencode(parameters)}" if ids else None


def listed_at(searcher: Searcher, address: str) -> Rows:
    """Give the places of the initiatives that an address of this module's lists; none for one of documents."""
    path, _, asked = address.partition("?")
    if path != _INITIATIVES:
        return np.empty(0, dtype=np.int64)
    told: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in parse_qsl(asked):
        told[name].append(value)
    if told["id"]:
        return places_of(searcher.index, told["id"])
    filters = read_filters(
        searcher.index,
        regions=told["region"],
        themes=told["theme"],
        documents=told["document"],
        years=[int(year) for year in told["year"]],
    )
    return find_initiatives(searcher, filters, status=Status(told["status"][0]), distinct=True)


def first_pages(index: Index, initiatives: Sequence[Initiative]) -> dict[tuple[str, int], Page]:
    """Give the pages that initiatives begin on, by document and page in its file.

    A page that the index does not hold goes by its number in the file.
    """
    places = {(each.document, each.first_page) for each in initiatives}
    return {place: page_at(index, *place) for place in places}


def page_at(index: Index, document: str, page: int) -> Page:
    """Give a page; one that the index does not hold goes by its number in the file."""
    unknown = Page(document=document, page=page, printed_page=None, text="", received="", repairs=())
    return index.page(document, page) or unknown


def documents_address(filters: Filters) -> str:
    """Give the address that lists the documents a search with these filters looks into."""
    parameters = [*_parameters(replace(filters, themes=(), without=()))]
    return f"/v1/documents?{urlencode(parameters)}" if parameters else "/v1/documents"


def _parameters(filters: Filters) -> list[tuple[str, str]]:
    """Give filters as parameters of an address: what is left out, as all the others."""
    codes: Sequence[str] = filters.regions
    if filters.without:
        kept = codes or [region.code for region in REGIONS]
        codes = [code for code in kept if code not in filters.without]
    return [
        *(("region", region_by_code(code).name) for code in codes),
        *(("theme", theme) for theme in filters.themes),
        *(("document", document) for document in filters.documents),
        *(("year", str(year)) for year in filters.years),
    ]
