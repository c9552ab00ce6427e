"""What the collection holds, counted: an initiative that is told twice counts once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.document import Document, Initiative, Status
from corpus.pages import Page
from corpus.regions import REGIONS, Group, Region, group_by_id, order_codes, region_by_code
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


def told_once(backend: Backend) -> list[Initiative]:
    """Give all initiatives in reading order, each by its first telling."""
    first = backend.searcher.first_telling
    return [initiative for initiative in backend.index.initiatives() if first(initiative.id) == initiative.id]


def coverage(backend: Backend) -> Coverage:
    """Count the documents, their pages and their initiatives."""
    documents = backend.index.documents()
    counts = Counter(initiative.status for initiative in told_once(backend))
    return Coverage(
        documents=len(documents),
        pages=sum(backend.index.n_pages(document.id) for document in documents),
        reported=counts[Status.REPORTED],
        proposed=counts[Status.PROPOSED],
    )


def regions_in_order() -> list[Region]:
    """Give the 21 regions in the alphabet's order."""
    return [region_by_code(code) for code in order_codes(region.code for region in REGIONS)]


def count_by_region(initiatives: Iterable[Initiative]) -> list[RegionCount]:
    """Count the initiatives of every region, in the alphabet's order; those of groups belong to none."""
    counts = Counter(initiative.region for initiative in initiatives)
    return [RegionCount(region=region, count=counts[region.code]) for region in regions_in_order()]


def groups_telling(initiatives: Iterable[Initiative]) -> list[tuple[Group, int]]:
    """Give the groups that tell initiatives, with how many."""
    counts = Counter(initiative.group for initiative in initiatives if initiative.group is not None)
    return [(group_by_id(group), count) for group, count in counts.items()]


def shared_by_groups(initiatives: Iterable[Initiative]) -> list[tuple[Group, Status, int]]:
    """Give the groups that tell initiatives, with how many of each status."""
    counts = Counter((each.group, each.status) for each in initiatives if each.group is not None)
    return [(group_by_id(group), status, count) for (group, status), count in counts.items()]


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
