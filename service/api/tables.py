"""Replies as rows of a table, with Swedish column names, for CSV and Excel."""

from service.api.formats import Row
from service.api.schemas import AnswerReply, HitOut, SearchReply, SimilarReply

SEARCH_COLUMNS = (
    "Plats", "Region", "Grupp", "Insats", "Tema", "Rubrik", "Text", "Dokument", "Sida i filen", "Tryckt sida",
    "År", "Poäng", "Säkerhet", "Insatsens id", "Passagens id",
)  # fmt: skip
SIMILAR_COLUMNS = (*SEARCH_COLUMNS, "Förhållande", "Varför")
ANSWER_COLUMNS = (
    "Region", "Länskod", "Status", "Säkerhet", "Insats", "Citat", "Dokument", "Sida i filen", "Tryckt sida",
    "Insatsens id", "Passagens id",
)  # fmt: skip


def search_rows(reply: SearchReply) -> list[Row]:
    """Give one row a hit."""
    return [_hit_row(hit) for hit in reply.hits]


def similar_rows(reply: SimilarReply) -> list[Row]:
    """Give one row a comparable initiative."""
    return [{**_hit_row(hit), "Förhållande": hit.relation.value, "Varför": hit.why} for hit in reply.hits]


def answer_rows(reply: AnswerReply) -> list[Row]:
    """Give one row a quote; a region without evidence has one row with no quote."""
    rows: list[Row] = []
    for region in reply.regions:
        start: Row = {
            "Region": region.region,
            "Länskod": region.county_code,
            "Status": region.status.value,
            "Säkerhet": region.confidence,
        }
        rows.extend(
            {
                **start,
                "Insats": evidence.initiative,
                "Citat": evidence.quote,
                "Dokument": evidence.document,
                "Sida i filen": evidence.page,
                "Tryckt sida": evidence.printed_page,
                "Insatsens id": evidence.initiative_id,
                "Passagens id": evidence.passage_id,
            }
            for evidence in region.evidence
        )
        if not region.evidence:
            rows.append(start)
    return rows or [_citation_row(reply, number) for number in range(len(reply.citations))]


def _citation_row(reply: AnswerReply, number: int) -> Row:
    citation = reply.citations[number]
    return {
        "Region": citation.region or citation.group,
        "Status": reply.kind.value,
        "Säkerhet": reply.confidence,
        "Citat": citation.quote,
        "Dokument": citation.document,
        "Sida i filen": citation.page,
        "Tryckt sida": citation.printed_page,
        "Passagens id": citation.passage_id,
    }


def _hit_row(hit: HitOut) -> Row:
    initiative = hit.initiative
    return {
        "Plats": hit.rank,
        "Region": hit.passage.region,
        "Grupp": hit.passage.group,
        "Insats": initiative.name if initiative else None,
        "Tema": initiative.theme if initiative else None,
        "Rubrik": hit.passage.section,
        "Text": hit.passage.text,
        "Dokument": hit.document.title,
        "Sida i filen": hit.passage.page,
        "Tryckt sida": hit.passage.printed_page,
        "År": hit.document.year,
        "Poäng": hit.score,
        "Säkerhet": hit.confidence,
        "Insatsens id": initiative.id if initiative else None,
        "Passagens id": hit.passage.id,
    }
