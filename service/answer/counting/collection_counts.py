"""How much the collection holds: documents, their pages, the regions they speak for, the themes of what they tell."""

from collections.abc import Sequence

from corpus.document import Document, Status
from corpus.regions import REGIONS, order_codes, region_by_code
from corpus.themes import THEMES
from indexer.index import Filters
from service.answer.answer import AnswerStatus, Count
from service.answer.counting.count_sentences import counted_names, counted_pages
from service.answer.draft import SURE, Desk, Draft
from service.answer.records import documents_address, find_initiatives
from service.asked.asked import Asked, Holding
from service.asked.names.named_documents import says_kind
from service.asked.understood import Kind


def draft_holding(desk: Desk, asked: Asked, filters: Filters) -> Draft:
    """Count what a question asks of the collection, or of the reports that it names."""
    documents = desk.searcher.documents(filters)
    if asked.holding is Holding.DOCUMENTS:
        text = counted_names("dokument ingår", "dokument ingår", [document.title for document in documents])
        count = Count(value=len(documents), of="dokument", list=documents_address(filters))
    elif asked.holding is Holding.PAGES:
        text, count = _pages(desk, _named(asked, documents))
    elif asked.holding is Holding.REGIONS:
        text, count = _regions(asked, _named(asked, documents))
    else:
        text, count = _themes(desk, filters)
    return Draft(kind=Kind.COUNT, status=AnswerStatus.ANSWERED, confidence=SURE, text=text, count=count)


def _named(asked: Asked, documents: Sequence[Document]) -> Sequence[Document]:
    """Give the documents that a question names by kind, among those of its places alone if there are such; else all."""
    own = [document for document in documents if asked.codes and set(document.regions) == set(asked.codes)]
    named = [document for document in own or documents if says_kind(asked.sought, document)]
    return named or own or documents


def _pages(desk: Desk, documents: Sequence[Document]) -> tuple[str, Count]:
    pages = [(document.title, desk.searcher.index.n_pages(document.id)) for document in documents]
    address = f"/v1/documents/{documents[0].id}" if len(documents) == 1 else None
    return counted_pages(pages), Count(value=sum(n for _, n in pages), of="sidor", list=address)


def _regions(asked: Asked, documents: Sequence[Document]) -> tuple[str, Count]:
    told = {code for document in documents for code in document.regions}
    codes = order_codes(told & set(asked.codes) if asked.codes else told)
    address = "/v1/regions" if len(codes) == len(REGIONS) else None
    text = counted_names("region ingår", "regioner ingår", [region_by_code(code).name for code in codes])
    return text, Count(value=len(codes), of="regioner", list=address)


def _themes(desk: Desk, filters: Filters) -> tuple[str, Count]:
    reported = find_initiatives(desk.searcher, filters, status=Status.REPORTED)
    found = desk.searcher.index.initiative_columns.themes.counts(reported)
    labels = [theme.label for theme in THEMES if theme.id in found]
    address = "/v1/themes" if len(labels) == len(THEMES) else None
    text = counted_names("tema har insatser", "teman har insatser", [f"”{label}”" for label in labels])
    return text, Count(value=len(labels), of="teman", list=address)
