"""What one report tells: its initiatives by theme, or where it has none, how each of its parts begins."""

from dataclasses import replace

from corpus.document import Document
from indexer.index import Filters
from indexer.passage import Passage
from service.answer import wording
from service.answer.answer import AnswerStatus
from service.answer.draft import MAX_CITATIONS, SURE, Desk, Draft, Quoted, numbered
from service.answer.overview.overviews import draft_records, first_sentence
from service.asked.asked import Asked
from service.asked.names.named_documents import find_named_document
from service.asked.understood import Kind

# So many of what is quoted stand in the text; the rest is cited.
SHOWN = 3


def draft_document(desk: Desk, asked: Asked, filters: Filters) -> Draft | None:
    """Sum up the document that is all a question asks about; None where it names none, or one that is filtered out."""
    document = find_named_document(asked, desk.searcher.documents(filters))
    if document is None:
        return None
    within = replace(filters, documents=(document.id,))
    # Whose document it is stands in its name, and limits nothing within it.
    told = draft_records(desk, replace(asked, places=(), topics=(), themes=(), excluded=()), within)
    if told is not None:
        return replace(told, text=f"{document.title}: {told.text}")
    quotes = _beginnings(desk, document, within)
    if not quotes:
        return None
    return Draft(
        kind=Kind.OVERVIEW,
        status=AnswerStatus.ANSWERED,
        confidence=SURE,
        text=" ".join(wording.quoted(*quoted, document) for quoted in quotes[:SHOWN]),
        citations=numbered(quotes),
    )


def _beginnings(desk: Desk, document: Document, filters: Filters) -> list[Quoted]:
    """Quote the first sentence of each part of a document, in reading order."""
    rows = desk.searcher.index.allowed(filters)
    passages = desk.searcher.index.passages(rows.tolist() if rows is not None else [])
    first: dict[str, Passage] = {}
    for passage in passages:
        if passage.document == document.id and passage.is_evidence:
            first.setdefault(passage.heading, passage)
    return [(first_sentence(passage.text), passage) for passage in list(first.values())[:MAX_CITATIONS]]
