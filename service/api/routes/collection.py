"""What the collection holds: initiatives, passages, documents, pages, regions and themes."""

from collections.abc import Sequence

import numpy as np
from fastapi import APIRouter

from corpus.document import Document, Initiative, Status
from corpus.errors import shown
from corpus.health.record import ReadingHealth
from corpus.pages import Page
from corpus.regions import GROUPS, REGIONS, Region, order_codes, region_by_code
from corpus.themes import THEMES
from indexer.index import Filters, Index, Rows
from service.answer.records import find_initiatives, initiatives_at, places_of
from service.api.parameters import (
    CurrentBackend,
    Distinct,
    DocumentIds,
    Identifier,
    InitiativeIds,
    Limit,
    ListedText,
    Offset,
    PageNumber,
    Regions,
    StatusChoice,
    Themes,
    Years,
)
from service.api.schemas.hits import PassageOut
from service.api.schemas.initiatives import InitiativeOut
from service.api.schemas.listings import (
    DocumentList,
    DocumentOut,
    InitiativeList,
    PageOut,
    RegionList,
    RegionOut,
    ThemeList,
    ThemeOut,
    page_of,
)
from service.errors import NotFoundError, UnknownFilterError
from service.live import Backend
from service.search.query import MAX_LIMIT, SearchRequest, read_filters

router = APIRouter(prefix="/v1", tags=["Samlingen"])


@router.get("/initiatives", summary="Lista eller sök insatser")
def initiatives(
    backend: CurrentBackend,
    q: ListedText = None,
    region: Regions = [],  # noqa: B006  FastAPI copies the default
    theme: Themes = [],  # noqa: B006
    document: DocumentIds = [],  # noqa: B006
    year: Years = [],  # noqa: B006
    ids: InitiativeIds = [],  # noqa: B006
    status: StatusChoice = None,
    distinct: Distinct = False,
    limit: Limit = 20,
    offset: Offset = 0,
) -> InitiativeList:
    """Insatser i dokumentens ordning, eller bäst först när `q` anges: då de som sökningen hittar, var och en en gång.

    Med `id` ges just de insatserna; dem som sökningen inte hittar sist.
    """
    filters = read_filters(backend.index, regions=region, themes=theme, documents=document, years=year)
    listed = find_initiatives(backend.searcher, filters, status=status, distinct=distinct)
    found = listed if q is None else _searched(backend, q, filters, status)
    if ids:
        chosen = _known(backend.index, ids)
        # What a search does not find may still be what was counted for its answer.
        among = [*found[np.isin(found, chosen)].tolist(), *listed[np.isin(listed, chosen)].tolist()]
        found = np.array(list(dict.fromkeys(among)), dtype=np.int64)
    shown_now = initiatives_at(backend.searcher, found[offset : offset + limit])
    return InitiativeList(total=len(found), limit=limit, offset=offset, items=list(map(InitiativeOut.of, shown_now)))


def _searched(backend: Backend, q: str, filters: Filters, status: Status | None) -> Rows:
    hits = backend.searcher.search(SearchRequest(text=q, limit=MAX_LIMIT, filters=filters)).hits
    told = [hit.initiative for hit in hits if hit.initiative is not None]
    return places_of(backend.index, [each.id for each in told if status in (None, each.status)])


def _known(index: Index, ids: Sequence[str]) -> Rows:
    known = index.initiative_places(ids)
    for each in ids:
        if each not in known:
            raise UnknownFilterError(f"okänd insats {shown(each)}; väntade ett id som /v1/initiatives ger", "id")
    return np.array(list(known.values()), dtype=np.int64)


def find_initiative(index: Index, initiative_id: str) -> Initiative:
    """Give the initiative with this id.

    Raises:
        NotFoundError: There is none.
    """
    found = index.initiative(initiative_id)
    if found is None:
        raise NotFoundError(f"ingen insats har id {shown(initiative_id)}")
    return found


@router.get("/initiatives/{initiative_id}", summary="Hämta en insats")
def initiative(backend: CurrentBackend, initiative_id: Identifier) -> InitiativeOut:
    """Insatsen med sina delar och var den står."""
    return InitiativeOut.of(find_initiative(backend.index, initiative_id))


@router.get("/passages/{passage_id}", summary="Hämta en passage")
def passage(backend: CurrentBackend, passage_id: Identifier) -> PassageOut:
    """Passagen som den står på sin sida."""
    found = backend.index.passage(passage_id)
    if found is None:
        raise NotFoundError(f"ingen passage har id {shown(passage_id)}")
    return PassageOut.of(found)


@router.get("/documents", summary="Lista dokument")
def documents(
    backend: CurrentBackend,
    region: Regions = [],  # noqa: B006  FastAPI copies the default
    document: DocumentIds = [],  # noqa: B006
    year: Years = [],  # noqa: B006
    limit: Limit = 20,
    offset: Offset = 0,
) -> DocumentList:
    """Dokumenten i katalogens ordning; med filter de som en sökning med samma filter söker i."""
    found = backend.searcher.documents(read_filters(backend.index, regions=region, documents=document, years=year))

    def make(document: Document) -> DocumentOut:
        return DocumentOut.of(document, find_health(backend.index, document.id))

    return DocumentList(total=len(found), limit=limit, offset=offset, items=page_of(found, limit, offset, make))


def find_document(index: Index, document_id: str) -> Document:
    """Give the document with this id.

    Raises:
        NotFoundError: There is none.
    """
    found = next((document for document in index.documents() if document.id == document_id), None)
    if found is None:
        known = ", ".join(document.id for document in index.documents())
        raise NotFoundError(f"inget dokument har id {shown(document_id)}; väntade ett av: {known}")
    return found


@router.get("/documents/{document_id}", summary="Hämta ett dokument")
def document(backend: CurrentBackend, document_id: Identifier) -> DocumentOut:
    """Dokumentet som katalogen beskriver det, och hur läsningen av det gick."""
    return DocumentOut.of(find_document(backend.index, document_id), find_health(backend.index, document_id))


def find_health(index: Index, document_id: str) -> ReadingHealth:
    """Give how the reading of a document went.

    Raises:
        NotFoundError: There is no such document.
    """
    found = index.health(document_id)
    if found is None:
        raise NotFoundError(f"inget dokument har id {shown(document_id)}")
    return found


def find_page(index: Index, document_id: str, page: int) -> Page:
    """Give a page of a document that is known.

    Raises:
        NotFoundError: The document has no such page.
    """
    found = index.page(document_id, page)
    if found is None:
        raise NotFoundError(
            f"dokumentet {shown(document_id)} har ingen sida {page}; väntade 1-{index.n_pages(document_id)}"
        )
    return found


@router.get("/documents/{document_id}/pages/{page}", summary="Hämta en sida")
def page(backend: CurrentBackend, document_id: Identifier, page: PageNumber) -> PageOut:
    """Sidans text, lagad och som den togs emot, med grannsidornas nummer."""
    find_document(backend.index, document_id)
    return PageOut.of(find_page(backend.index, document_id, page), backend.index.n_pages(document_id))


@router.get("/regions", summary="Lista regionerna")
def regions(backend: CurrentBackend, limit: Limit = 100, offset: Offset = 0) -> RegionList:
    """De 21 regionerna med sina namn, grupper, dokument och antal insatser."""
    counts = backend.index.initiative_columns.region.counts()
    codes = order_codes(region.code for region in REGIONS)

    def make(code: str) -> RegionOut:
        region = region_by_code(code)
        spoken_for = [document.id for document in backend.index.documents() if code in document.regions]
        return RegionOut.of(region, _groups(region), spoken_for, counts.get(code, 0))

    return RegionList(total=len(codes), limit=limit, offset=offset, items=page_of(codes, limit, offset, make))


def _groups(region: Region) -> list[str]:
    return [group.name for group in GROUPS if region.code in group.members]


@router.get("/themes", summary="Lista teman")
def themes(backend: CurrentBackend, limit: Limit = 100, offset: Offset = 0) -> ThemeList:
    """De sju temana i sammanställningens ordning, med antal insatser."""
    counts = backend.index.initiative_columns.themes.counts()
    items = page_of(THEMES, limit, offset, lambda theme: ThemeOut.of(theme, counts.get(theme.id, 0)))
    return ThemeList(total=len(THEMES), limit=limit, offset=offset, items=items)
