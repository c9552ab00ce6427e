"""Replies as rows of a table, with Swedish column names, for CSV and Excel."""

from collections.abc import Mapping, Sequence

from corpus.document import Document, Initiative, Status
from corpus.pages import Page
from corpus.regions import REGIONS
from corpus.themes import find_theme
from indexer.passage import Passage
from service.answer.references import years_label
from service.answer.wording import STATUS_LABELS
from service.api.schemas.answers import AnswerReply, CitationOut, SideOut
from service.api.schemas.base import group_name, region_name
from service.api.schemas.hits import HitOut, SearchReply
from service.api.schemas.initiatives import SimilarReply
from service.asked.understood import Kind
from service.exports.sheet import Row

SEARCH_COLUMNS = (
    "Plats", "Region", "Grupp", "Insats", "Tema", "Rubrik", "Text", "Utgivare", "Dokument", "År", "Sida i filen",
    "Tryckt sida", "Poäng", "Säkerhet", "Insatsens id", "Passagens id",
)  # fmt: skip
SIMILAR_COLUMNS = (*SEARCH_COLUMNS, "Förhållande", "Varför")
INITIATIVE_COLUMNS = (
    "Region", "Grupp", "Tema", "Status", "Insats", "Beskrivning", "Prestationer", "Effekter", "Mål", "Utgivare",
    "Dokument", "År", "Sida i filen", "Tryckt sida", "Insatsens id",
)  # fmt: skip
# What passages add to a list of initiatives.
PASSAGE_COLUMNS = ("Rubrik", "Text", "Passagens id")
ANSWER_COLUMNS = (
    "Region", "Länskod", "Status", "Säkerhet", "Insats", "Insatsens status", "Citat", "Utgivare", "Dokument", "År",
    "Sida i filen", "Tryckt sida", "Insatsens id", "Passagens id", "Dokumentets id",
)  # fmt: skip


INITIATIVE_STATUSES = {Status.REPORTED: "redovisad", Status.PROPOSED: "föreslagen"}
# Links need it, also in the tables that have no such column.
DOCUMENT_ID = "Dokumentets id"
_CODES = {region.name: region.code for region in REGIONS}


def share(confidence: float) -> float:
    """Give a share in hundredths; none short of all is told as all, here as on the pages."""
    return round(confidence, 2) if confidence == 1 else min(round(confidence, 2), 0.99)


def links(rows: Sequence[Row]) -> list[Mapping[str, str]]:
    """Give the pages that each row's cells lead to: the initiative's, and the report's with the passage marked."""
    return [_links(row) for row in rows]


def _links(row: Row) -> dict[str, str]:
    leads: dict[str, str] = {}
    if row.get("Insatsens id") and row.get("Insats"):
        leads["Insats"] = f"/insatser/{row['Insatsens id']}"
    if row.get("Sida i filen"):
        document, passage = row[DOCUMENT_ID], row.get("Passagens id")
        marked = f"?passage={passage}#passage" if passage else ""
        leads["Sida i filen"] = f"/dokument/{document}/sidor/{row['Sida i filen']}{marked}"
    return leads


def search_rows(reply: SearchReply) -> list[Row]:
    """Give one row a hit."""
    return [_hit_row(hit) for hit in reply.hits]


def similar_rows(reply: SimilarReply) -> list[Row]:
    """Give one row a comparable initiative."""
    return [{**_hit_row(hit), "Förhållande": hit.relation.value, "Varför": hit.why} for hit in reply.hits]


def initiative_rows(
    initiatives: Sequence[Initiative], documents: Mapping[str, Document], pages: Mapping[tuple[str, int], Page]
) -> list[Row]:
    """Give one row an initiative.

    Args:
        pages: By document and page in its file: what is printed on the page is what an officer refers to.
    """
    return [
        {
            "Region": region_name(each.region),
            "Grupp": group_name(each.group),
            "Tema": find_theme(each.theme).label if each.theme else None,
            "Status": INITIATIVE_STATUSES[each.status],
            "Insats": each.name,
            "Beskrivning": each.description,
            "Prestationer": each.outputs,
            "Effekter": each.effects,
            "Mål": each.goals,
            **_reference(documents[each.document]),
            "Sida i filen": each.first_page,
            "Tryckt sida": pages[(each.document, each.first_page)].printed_page,
            "Insatsens id": each.id,
        }
        for each in initiatives
    ]


def counted_rows(
    initiatives: Sequence[Initiative], documents: Mapping[str, Document], pages: Mapping[tuple[str, int], Page]
) -> list[Row]:
    """Give one row an initiative that was counted, in the columns of an answer."""
    rows = initiative_rows(initiatives, documents, pages)
    return [{**row, "Region": row["Region"] or row["Grupp"]} for row in rows]


def passage_rows(passages: Sequence[Passage], documents: Mapping[str, Document]) -> list[Row]:
    """Give one row a passage."""
    return [
        {
            "Region": region_name(each.region),
            "Grupp": group_name(each.group),
            "Tema": find_theme(each.theme).label if each.theme else None,
            "Insats": each.name or None,
            **_reference(documents[each.document]),
            "Sida i filen": each.page,
            "Rubrik": each.heading,
            "Text": each.text,
            "Tryckt sida": each.printed_page,
            "Passagens id": each.id,
        }
        for each in passages
    ]


def answer_rows(reply: AnswerReply, documents: Mapping[str, Document], statuses: Mapping[str, Status]) -> list[Row]:
    """Give one row a quote; a region, and a side of a comparison, without evidence has one row with no quote.

    Args:
        documents: Those of the collection, by id.
        statuses: Whether initiatives are reported or proposed, by their ids; of those quoted and maybe others.
    """
    told = [_with_status(row, statuses) for row in _answer_rows(reply)]
    return [{**row, **_reference(documents[str(row[DOCUMENT_ID])])} if DOCUMENT_ID in row else row for row in told]


def _with_status(row: Row, statuses: Mapping[str, Status]) -> Row:
    status = statuses.get(str(row.get("Insatsens id")))
    return row if status is None else {**row, "Insatsens status": INITIATIVE_STATUSES[status]}


def _reference(document: Document) -> Row:
    """Give what a reference to a document says, a page apart."""
    years = document.years
    return {
        "Utgivare": document.issuer,
        "Dokument": document.title,
        "År": years[0] if len(years) == 1 else years_label(years),
        DOCUMENT_ID: document.id,
    }


def _answer_rows(reply: AnswerReply) -> list[Row]:
    if reply.sides:
        return [row for side in reply.sides for row in _side_rows(side, reply.citations)]
    rows: list[Row] = []
    for region in reply.regions:
        start: Row = {
            "Region": region.region,
            "Länskod": region.county_code,
            "Status": STATUS_LABELS[region.status],
        }
        rows.extend(
            {
                **start,
                # Of nothing that was found nobody asks how sure it is.
                "Säkerhet": share(region.confidence),
                "Insats": evidence.initiative,
                "Citat": evidence.quote,
                DOCUMENT_ID: evidence.document,
                "Sida i filen": evidence.page,
                "Tryckt sida": evidence.printed_page,
                "Insatsens id": evidence.initiative_id,
                "Passagens id": evidence.passage_id,
            }
            for evidence in region.evidence
        )
        if not region.evidence:
            rows.append(start)
    if not rows:
        return _citation_rows(reply)
    # A region's own quotes stand above already; a group's stand among the citations only.
    return rows + [_citation_row(citation) for citation in reply.citations if citation.region is None]


def _citation_rows(reply: AnswerReply) -> list[Row]:
    """Give one row a quote, the first with how sure it is where the answer's confidence is that of a quote."""
    rows = [_citation_row(citation) for citation in reply.citations]
    if rows and reply.kind in (Kind.FACT, Kind.PASSAGES):
        rows[0] = {**rows[0], "Säkerhet": share(reply.confidence)}
    return rows


def _side_rows(side: SideOut, citations: Sequence[CitationOut]) -> list[Row]:
    if side.citations:
        return [_citation_row(citation) for citation in citations if citation.number in side.citations]
    of_initiative = {"Region": side.region, "Insats": side.label, "Insatsens id": side.initiative_id}
    return [{**(of_initiative if side.initiative_id else {"Region": side.label}), "Status": STATUS_LABELS[side.status]}]


def _citation_row(citation: CitationOut) -> Row:
    return {
        "Region": citation.region or citation.group,
        "Länskod": _CODES.get(citation.region or ""),
        "Status": "citat" if citation.region else "gemensamt dokument",
        "Insats": citation.initiative,
        "Citat": citation.quote,
        DOCUMENT_ID: citation.document,
        "Sida i filen": citation.page,
        "Tryckt sida": citation.printed_page,
        "Insatsens id": citation.initiative_id,
        "Passagens id": citation.passage_id,
    }


def _hit_row(hit: HitOut) -> Row:
    initiative = hit.initiative
    return {
        "Plats": hit.rank,
        "Region": hit.passage.region,
        "Grupp": hit.passage.group,
        "Insats": initiative.name if initiative else None,
        "Tema": find_theme(hit.passage.theme).label if hit.passage.theme else None,
        "Rubrik": hit.passage.section,
        "Text": hit.passage.text,
        "Utgivare": hit.document.issuer,
        "Dokument": hit.document.title,
        "År": hit.document.year if len(hit.document.years) == 1 else years_label(hit.document.years),
        DOCUMENT_ID: hit.document.id,
        "Sida i filen": hit.passage.page,
        "Tryckt sida": hit.passage.printed_page,
        "Poäng": round(hit.score, 4),
        "Säkerhet": share(hit.confidence),
        "Insatsens id": initiative.id if initiative else None,
        "Passagens id": hit.passage.id,
    }
