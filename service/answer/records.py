"""Initiatives as the records have them: what lists show and counts count."""

from collections.abc import Sequence
from urllib.parse import urlencode

from corpus.document import Initiative, Status
from corpus.regions import REGIONS, group_by_id, region_by_code
from indexer.index import Filters
from service.search.searcher import Searcher


def speaks_for(initiative: Initiative) -> tuple[str, ...]:
    """Give the county codes an initiative is found under: its region's, or its group's members'."""
    if initiative.region is not None:
        return (initiative.region,)
    return group_by_id(initiative.group).members if initiative.group else ()


def list_initiatives(
    searcher: Searcher, filters: Filters, *, status: Status | None = None, distinct: bool = False
) -> list[Initiative]:
    """Give the initiatives that pass, in reading order.

    Args:
        status: Only those reported, or only those proposed; all when None.
        distinct: Give one that its region tells in two reports once.
    """
    documents = set(filters.documents)
    if filters.years:
        of_years = {document.id for document in searcher.documents(Filters(years=filters.years))}
        documents = (documents & of_years if documents else of_years) or {""}
    found: dict[str, Initiative] = {}
    for initiative in searcher.index.initiatives():
        codes = speaks_for(initiative)
        if (
            (not filters.themes or initiative.theme in filters.themes)
            and (not filters.regions or not set(codes).isdisjoint(filters.regions))
            and not (codes and set(filters.without).issuperset(codes))
            and (not documents or initiative.document in documents)
            and (status is None or initiative.status is status)
        ):
            found.setdefault(searcher.first_telling(initiative.id) if distinct else initiative.id, initiative)
    return list(found.values())


def list_address(searcher: Searcher, filters: Filters, *, status: Status | None = None, q: str | None = None) -> str:
    """Give the address that lists what `list_initiatives` gives for the same filters, each once."""
    codes: Sequence[str] = filters.regions
    if filters.without:
        kept = codes or [region.code for region in REGIONS]
        codes = [code for code in kept if code not in filters.without]
    documents = list(filters.documents)
    if filters.years and not documents:
        documents = [document.id for document in searcher.documents(Filters(years=filters.years))]
    parameters = [("q", q)] if q else []
    parameters += [("region", region_by_code(code).name) for code in codes]
    parameters += [("theme", theme) for theme in filters.themes]
    if q is None:
        parameters += [("document", document) for document in documents]
        parameters += [("status", status.value)] if status else []
        parameters += [("distinct", "true")]
    return f"/v1/initiatives?{urlencode(parameters)}"
