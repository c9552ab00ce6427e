"""Searching and answering: what is asked in words."""

from typing import Any

from fastapi import APIRouter, Request, Response

from indexer.index import Filters
from service.api.formats import Format, table, wanted
from service.api.listings import RunReply, RunRequest
from service.api.parameters import (
    CurrentBackend,
    CurrentFilters,
    Explain,
    Identifier,
    Limit,
    ModeChoice,
    Offset,
    SearchText,
    UnitChoice,
)
from service.api.schemas import AnswerReply, PassageOut, SearchReply
from service.api.tables import ANSWER_COLUMNS, SEARCH_COLUMNS, answer_rows, search_rows
from service.errors import NotFoundError, QueryError
from service.live import Backend
from service.query import Mode, SearchRequest, Unit
from service.results import Hit

router = APIRouter(tags=["Sök och svar"])

TABLES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Svaret som JSON; som CSV eller Excel med Accept, eller med .csv eller .xlsx efter sökvägen",
        "content": {media_type.value: {"schema": {"type": "string"}} for media_type in (Format.CSV, Format.EXCEL)},
    }
}
PLAIN = "text/plain"


@router.get("/search", response_model=SearchReply, responses=TABLES, summary="Sök passager och insatser")
@router.get("/search.csv", include_in_schema=False, response_model=SearchReply)
@router.get("/search.xlsx", include_in_schema=False, response_model=SearchReply)
def search(
    request: Request,
    backend: CurrentBackend,
    filters: CurrentFilters,
    q: SearchText,
    limit: Limit = 20,
    offset: Offset = 0,
    mode: ModeChoice = Mode.HYBRID,
    unit: UnitChoice = Unit.INITIATIVE,
    explain: Explain = False,
) -> SearchReply | Response:
    """Rangordnade träffar, en per insats (i löptext en per avsnitt) eller en per passage."""
    media_type = wanted(request)
    asked = SearchRequest(text=q, limit=limit, offset=offset, filters=filters, mode=mode, unit=unit, explain=explain)
    reply = SearchReply.of(backend.searcher.search(asked))
    if media_type == Format.JSON:
        return reply
    return table(search_rows(reply), SEARCH_COLUMNS, media_type, "sokning")


@router.get("/answer", response_model=AnswerReply, responses=TABLES, summary="Svara på en fråga")
@router.get("/answer.csv", include_in_schema=False, response_model=AnswerReply)
@router.get("/answer.xlsx", include_in_schema=False, response_model=AnswerReply)
def answer(request: Request, backend: CurrentBackend, filters: CurrentFilters, q: SearchText) -> AnswerReply | Response:
    """Svar i citat: per region, som ett faktum, eller som de passager som säger mest; annars att det inte framgår."""
    media_type = wanted(request)
    reply = AnswerReply.of(backend.answerer.answer(q, filters))
    if media_type == Format.JSON:
        return reply
    return table(answer_rows(reply), ANSWER_COLUMNS, media_type, "svar")


@router.get("/passages/{passage_id}", summary="Hämta en passage")
def passage(backend: CurrentBackend, passage_id: Identifier) -> PassageOut:
    """Passagen som den står på sin sida."""
    found = backend.index.passage(passage_id)
    if found is None:
        raise NotFoundError(f"ingen passage har id {passage_id!r}")
    return PassageOut.of(found)


@router.post(
    "/runs",
    response_model=RunReply,
    summary="Sök på många frågor, för utvärdering",
    responses={200: {"content": {PLAIN: {"schema": {"type": "string"}}}}},
)
def runs(request: Request, backend: CurrentBackend, body: RunRequest) -> RunReply | Response:
    """Rangordningar som JSON, eller som TREC-körning (sex kolumner) med Accept: text/plain."""
    media_type = wanted(request, (Format.JSON, PLAIN))
    _refuse_doubles(body)
    rankings = {topic.id: _ranking(backend, topic.text, topic.id, body) for topic in body.topics}
    reply = RunReply.of(rankings, body, backend.index.version)
    if media_type == Format.JSON:
        return reply
    return Response(reply.as_trec(), media_type=PLAIN)


def _refuse_doubles(body: RunRequest) -> None:
    seen: set[str] = set()
    for topic in body.topics:
        if topic.id in seen:
            raise QueryError(f"topics: id {topic.id!r} står mer än en gång; väntade olika id")
        seen.add(topic.id)


def _ranking(backend: Backend, text: str, topic: str, body: RunRequest) -> tuple[Hit, ...]:
    try:
        asked = SearchRequest(text=text, limit=body.limit, mode=body.mode, unit=body.unit, filters=Filters())
    except QueryError as error:
        raise QueryError(f"topics, id {topic!r}: {error}") from error
    return backend.searcher.search(asked).hits
