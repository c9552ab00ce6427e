"""The part of an answer that is measured, taken from the service in process or from its JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.answer.answer import Answer, RegionStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A quote and the page it is said to stand on."""

    quote: str
    document: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer.

    Attributes:
        ranked: Names of regions, best first, those without evidence included.
        claimed: Those of them that the answer says work with what is asked.
        citations: In the answer's order.
    """

    answered: bool
    confidence: float
    ranked: tuple[str, ...]
    claimed: frozenset[str]
    citations: tuple[Cited, ...]


def of_answer(answer: Answer) -> Reply:
    """Give the reply in an answer of the service in process."""
    return Reply(
        answered=answer.answered,
        confidence=answer.confidence,
        ranked=tuple(found.region.name for found in answer.regions),
        claimed=frozenset(r.region.name for r in answer.regions if r.status is RegionStatus.EVIDENCE),
        citations=tuple(
            Cited(quote=citation.quote, document=citation.passage.document, page=citation.passage.page)
            for citation in answer.citations
        ),
    )


def of_json(answer: Mapping[str, Any]) -> Reply:
    """Give the reply in the JSON of `GET /v1/answer`.

    Raises:
        KeyError: A field of the contract is missing.
    """
    return Reply(
        answered=answer["answered"],
        confidence=answer["confidence"],
        ranked=tuple(found["region"] for found in answer["regions"]),
        claimed=frozenset(r["region"] for r in answer["regions"] if r["status"] == RegionStatus.EVIDENCE),
        citations=tuple(
            Cited(quote=citation["quote"], document=citation["document"], page=citation["page"])
            for citation in answer["citations"]
        ),
    )
