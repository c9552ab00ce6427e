"""Replies as rows of a table, with Swedish column names, for CSV and Excel."""

from service.answer.wording import STATUS_LABELS
from service.api.formats import Row
from service.api.schemas.answers import AnswerReply, CitationOut
from service.api.schemas.hits import HitOut, SearchReply
from service.api.schemas.initiatives import SimilarReply

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
            "Status": STATUS_LABELS[region.status],
            "Säkerhet": round(region.confidence, 2),
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
    # A region's own quotes stand above already; a group's stand among the citations only.
    return rows + [_citation_row(citation) for citation in reply.citations if not rows or citation.region is None]


def _citation_row(citation: CitationOut) -> Row:
    return {
        "Region": citation.region or citation.group,
        "Status": "citat" if citation.region else "gemensamt dokument",
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
        "Poäng": round(hit.score, 4),
        "Säkerhet": round(hit.confidence, 2),
        "Insatsens id": initiative.id if initiative else None,
        "Passagens id": hit.passage.id,
    }
