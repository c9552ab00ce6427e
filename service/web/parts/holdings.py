"""What the collection holds, counted: an initiative that is told twice counts once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Document, Initiative, Status
from corpus.pages import Page
from corpus.regions import REGIONS, Group, Region, group_by_id, order_codes, region_by_code
from indexer.column import count_together
from indexer.index import Rows
from indexer.initiative_columns import InitiativeColumns
from service.answer.records import page_at
from service.live import Backend


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much the collection holds."""

    documents: int
    pages: int
    reported: int
    proposed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionCount:
    """A region and how many initiatives it tells itself."""

    region: Region
    count: int


def told_once(backend: Backend, status: Status | None = None) -> Rows:
    """Give the places of all initiatives in reading order, each by its first telling; only those of a status."""
    places = backend.searcher.retold.once()
    if status is None:
        return places
    return places[backend.index.initiative_columns.status.is_in((status.value,), places)]


def coverage(backend: Backend) -> Coverage:
    """Count the documents, their pages and their initiatives."""
    documents = backend.index.documents()
    return Coverage(
        documents=len(documents),
        pages=sum(backend.index.n_pages(document.id) for document in documents),
        reported=len(told_once(backend, Status.REPORTED)),
        proposed=len(told_once(backend, Status.PROPOSED)),
    )


def regions_in_order() -> list[Region]:
    """Give the 21 regions in the alphabet's order."""
    return [region_by_code(code) for code in order_codes(region.code for region in REGIONS)]


def count_by_region(columns: InitiativeColumns, places: Rows) -> list[RegionCount]:
    """Count the initiatives of every region, in the alphabet's order; those of groups belong to none."""
    counts = columns.region.counts(places)
    return [RegionCount(region=region, count=counts.get(region.code, 0)) for region in regions_in_order()]


def count_by_theme(columns: InitiativeColumns, places: Rows) -> Counter[str | None]:
    """Count the initiatives of every theme, and those without one."""
    return Counter({theme: count for (theme,), count in count_together([columns.themes], places).items()})


def groups_telling(columns: InitiativeColumns, places: Rows) -> list[tuple[Group, int]]:
    """Give the groups that tell initiatives, with how many, in the order in which they are met."""
    counts = count_together([columns.group], places)
    return [(group_by_id(group), count) for (group,), count in counts.items() if group is not None]


def shared_by_groups(columns: InitiativeColumns, places: Rows) -> list[tuple[Group, Status, int]]:
    """Give the groups that tell initiatives, with how many of each status, in the order in which they are met."""
    counts = count_together([columns.group, columns.status], places)
    return [(group_by_id(group), Status(status), n) for (group, status), n in counts.items() if group and status]


def pages_of(backend: Backend, initiatives: Sequence[Initiative]) -> dict[tuple[str, int], Page]:
    """Give the pages that initiatives begin on, also where they are told again, by document and page in its file."""
    places = {(each.document, each.first_page) for each in initiatives}
    places |= {(place.document, place.page) for each in initiatives for place in each.also_in}
    return {place: page_at(backend.index, *place) for place in places}


def sources(backend: Backend) -> dict[str, Document]:
    """Give every document by its id."""
    return {document.id: document for document in backend.index.documents()}


def titles(backend: Backend) -> dict[str, str]:
    """Give every document's title by its id."""
    return {document.id: document.title for document in backend.index.documents()}


def sizes(backend: Backend) -> list[tuple[Document, int]]:
    """Give the documents in the catalogue's order, with their numbers of pages."""
    return [(document, backend.index.n_pages(document.id)) for document in backend.index.documents()]
