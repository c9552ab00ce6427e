"""Searching, answering and comparing: what is ranked, as JSON, as a table or as a memo."""

from dataclasses import replace

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from corpus.document import Status
from corpus.errors import shown
from corpus.themes import find_theme
from indexer.index import Filters
from service.answer.answer import Answer
from service.answer.records import first_pages, initiatives_at, listed_at
from service.api.description import FILES, RUN_BODY, problems
from service.api.entrance.run_body import RunBody
from service.api.formats import Format, Separator, as_json, origin_of, table, wanted, word
from service.api.parameters import (
    CurrentBackend,
    CurrentFilters,
    Explain,
    Identifier,
    Limit,
    ModeChoice,
    Offset,
    Previous,
    ScopeChoice,
    SearchText,
    SeparatorChoice,
    UnitChoice,
)
from service.api.schemas.answers import AnswerReply
from service.api.schemas.hits import SearchReply
from service.api.schemas.initiatives import SimilarReply
from service.api.schemas.runs import RunReply, RunRequest, Topic, json_parts, ranking_of, trec_parts
from service.api.tables import (
    ANSWER_COLUMNS,
    SEARCH_COLUMNS,
    SIMILAR_COLUMNS,
    answer_rows,
    counted_rows,
    links,
    search_rows,
    similar_rows,
)
from service.compare.similar import find_similar
from service.conversation.turns import turns
from service.errors import QueryError
from service.exports.contents import answer_memo, hits_memo
from service.live import Backend
from service.search.query import Mode, Scope, SearchRequest, Unit

router = APIRouter(prefix="/v1", tags=["Sök och svar"])

PLAIN = "text/plain"
# So many places are named in the name of a file.
MAX_NAMED = 3


@router.get("/search", response_model=SearchReply, responses=FILES, summary="Sök passager och insatser")
@router.get("/search.csv", include_in_schema=False, response_model=SearchReply)
@router.get("/search.xlsx", include_in_schema=False, response_model=SearchReply)
@router.get("/search.docx", include_in_schema=False, response_model=SearchReply)
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
    separator: SeparatorChoice = Separator.COMMA,
) -> Response:
    """Rangordnade träffar, en per insats (i löptext en per avsnitt) eller en per passage."""
    media_type = wanted(request)
    asked = SearchRequest(text=q, limit=limit, offset=offset, filters=filters, mode=mode, unit=unit, explain=explain)
    found = backend.searcher.search(asked)
    reply = SearchReply.of(found)
    if media_type == Format.JSON:
        return as_json(reply)
    rows = search_rows(reply)
    shown = f"{offset + 1}–{offset + len(rows)} av {reply.total}" if rows else f"inga av {reply.total}"
    origin = origin_of(request, reply.index_version, [("Sökning", q), *_narrowed(request, backend), ("Träffar", shown)])
    subject = f"träffar {q}"
    if media_type == Format.WORD:
        return word(hits_memo(backend, q, found.hits, origin), subject)
    return table(rows, SEARCH_COLUMNS, media_type, subject, links=links(rows), origin=origin, separator=separator)


@router.get("/answer", response_model=AnswerReply, responses=FILES, summary="Svara på en fråga")
@router.get("/answer.csv", include_in_schema=False, response_model=AnswerReply)
@router.get("/answer.xlsx", include_in_schema=False, response_model=AnswerReply)
@router.get("/answer.docx", include_in_schema=False, response_model=AnswerReply)
def answer(
    request: Request,
    backend: CurrentBackend,
    filters: CurrentFilters,
    q: SearchText,
    previous: Previous = [],  # noqa: B006  FastAPI copies the default
    separator: SeparatorChoice = Separator.COMMA,
) -> Response:
    """Svar i citat och antal: per region, ett faktum, en jämförelse eller en översikt; annars att det inte framgår."""
    media_type = wanted(request)
    found = backend.answerer.answer(q, filters, *turns(previous))
    reply = AnswerReply.of(found)
    if media_type == Format.JSON:
        return as_json(reply)
    if media_type == Format.WORD:
        asked = [("Fråga före", " / ".join(previous)), *_narrowed(request, backend)]
        return word(answer_memo(backend, found, origin_of(request, reply.index_version, asked)), _subject(found))
    documents = {document.id: document for document in backend.index.documents()}
    # As on the page, those that do stand after those that do not, where these are asked for.
    told = AnswerReply.of(replace(found, regions=(*found.regions, *found.other_regions)))
    rows = answer_rows(told, documents, _statuses(backend, told))
    if reply.count and reply.count.list and not rows:
        counted = initiatives_at(backend.searcher, listed_at(backend.searcher, reply.count.list))
        rows = counted_rows(counted, documents, first_pages(backend.index, counted))
    origin = origin_of(request, reply.index_version, [("Fråga", q), *_narrowed(request, backend), ("Svar", reply.text)])
    return table(
        rows, ANSWER_COLUMNS, media_type, _subject(found), links=links(rows), origin=origin, separator=separator
    )


def _statuses(backend: Backend, reply: AnswerReply) -> dict[str, Status]:
    """Give whether the initiatives that an answer quotes are reported or proposed, by their ids."""
    quoted = {each.initiative_id for region in reply.regions for each in region.evidence}
    quoted |= {each.initiative_id for each in reply.citations}
    found = (backend.index.initiative(id_) for id_ in quoted if id_ is not None)
    return {each.id: each.status for each in found if each is not None}


def _subject(answer: Answer) -> str:
    """Give what an answer's file is called after: its topics and a few places; the question where it has no topics."""
    told = answer.understood
    places = told.regions if len(told.regions) <= MAX_NAMED else ()
    return " ".join((*told.topics, *places)) if told.topics else answer.question


def _narrowed(request: Request, backend: Backend) -> list[tuple[str, str]]:
    """Give what a question was narrowed to, side by side and by its names, for whoever reads the file later."""
    titles = {document.id: document.title for document in backend.index.documents()}
    asked = request.query_params
    return [
        ("Region", ", ".join(asked.getlist("region"))),
        ("Tema", ", ".join(find_theme(theme).label for theme in filter(None, asked.getlist("theme")))),
        ("Dokument", ", ".join(titles[document] for document in filter(None, asked.getlist("document")))),
        ("År", ", ".join(asked.getlist("year"))),
    ]


@router.get(
    "/initiatives/{initiative_id}/similar",
    response_model=SimilarReply,
    responses=FILES,
    summary="Jämförbara insatser",
)
@router.get("/initiatives/{initiative_id}/similar.csv", include_in_schema=False, response_model=SimilarReply)
@router.get("/initiatives/{initiative_id}/similar.xlsx", include_in_schema=False, response_model=SimilarReply)
@router.get("/initiatives/{initiative_id}/similar.docx", include_in_schema=False, response_model=SimilarReply)
def similar(
    request: Request,
    backend: CurrentBackend,
    initiative_id: Identifier,
    limit: Limit = 20,
    scope: ScopeChoice = Scope.OTHER_REGIONS,
    separator: SeparatorChoice = Separator.COMMA,
) -> Response:
    """Insatser som liknar en given, i andra regioner om inget annat sägs; samma projekt först."""
    media_type = wanted(request)
    found = find_similar(backend.searcher, initiative_id, limit=limit, scope=scope)
    reply = SimilarReply.of(found)
    if media_type == Format.JSON:
        return as_json(reply)
    rows = similar_rows(reply)
    origin = origin_of(request, reply.index_version, [("Jämförbara med", reply.source.name)])
    title = f"Jämförbara med {reply.source.name}"
    if media_type == Format.WORD:
        return word(hits_memo(backend, title, [each.hit for each in found.hits], origin), title)
    return table(rows, SIMILAR_COLUMNS, media_type, title, links=links(rows), origin=origin, separator=separator)


@router.post(
    "/runs",
    response_model=RunReply,
    summary="Sök på många frågor, för utvärdering",
    responses={200: {"content": {PLAIN: {"schema": {"type": "string"}}}}, **problems(400, 408, 413, 415)},
    openapi_extra=RUN_BODY,
)
def runs(request: Request, backend: CurrentBackend, body: RunBody) -> StreamingResponse:
    """Rangordningar som JSON, eller som TREC-körning med Accept: text/plain.

    Körningen har en rad för varje träff: frågans id, Q0, träffens id, plats, 1 / plats, och insatskartan- med mode.
    Den börjar alltid med det som en sökning efter samma ord ger. Körningar görs en i taget; en till får 503 så länge.
    """
    media_type = wanted(request, (Format.JSON, PLAIN))
    _refuse_doubles(body)
    asked = [_request(number, topic, body) for number, topic in enumerate(body.topics)]
    # One topic is held in memory at a time.
    rankings = (
        ranking_of(topic.id, backend.searcher.ranking_of(each), body.unit)
        for topic, each in zip(body.topics, asked, strict=True)
    )
    if media_type == Format.JSON:
        return StreamingResponse(json_parts(rankings, body, backend.index.version), media_type=media_type)
    return StreamingResponse(trec_parts(rankings, body), media_type=PLAIN)


def _refuse_doubles(body: RunRequest) -> None:
    seen: set[str] = set()
    for number, topic in enumerate(body.topics):
        if topic.id in seen:
            told = f"topics: id {shown(topic.id)} står mer än en gång; väntade olika id"
            raise QueryError(told, f"topics.{number}.id")
        seen.add(topic.id)


def _request(number: int, topic: Topic, body: RunRequest) -> SearchRequest:
    try:
        return SearchRequest(text=topic.text, limit=body.limit, mode=body.mode, unit=body.unit, filters=Filters())
    except QueryError as error:
        raise QueryError(f"topics, id {shown(topic.id)}: {error}", f"topics.{number}.text") from error
