"""One side of a comparison: what is found of a topic, or of the records, within its limits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document import Status
from indexer.index import Filters
from service.answer.draft import Desk, Quoted
from service.answer.evidence.place_evidence import is_own
from service.answer.evidence.region_evidence import is_about
from service.answer.overview.overviews import initiative_quotes
from service.answer.records import find_initiatives, initiatives_at
from service.asked.asked import Asked
from service.asked.limits.narrowing import of_places

SENTENCES_A_SIDE = 3
# `Mellan 2020 och 2023` sets two years side by side, and none between them.
_BETWEEN_TWO = re.compile(r"\b(?:mellan|between)\s+(\d{4})\s+(?:och|o|and)\s+(\d{4})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What speaks for one side.

    Attributes:
        n_reported: How many initiatives its records hold; None where it is not they that are compared.
    """

    label: str
    region: str | None
    initiative_id: str | None
    quotes: Sequence[Quoted]
    confidence: float
    n_reported: int | None


def of_years(desk: Desk, asked: Asked, filters: Filters) -> list[Found]:
    """Give each year a side of its own: what its documents tell of the topic, else what they report."""
    within = of_places(filters, asked)
    sides = []
    ends = _BETWEEN_TWO.search(asked.text)
    for year in map(int, ends.groups()) if ends else asked.years:
        of_year = replace(within, years=(year,))
        known = year in desk.searcher.years
        side = of_topic(desk, asked, of_year) if asked.topics and known else of_records(desk, str(year), of_year)
        sides.append(replace(side, label=str(year), n_reported=None if asked.topics else side.n_reported))
    return sides


def of_topic(desk: Desk, asked: Asked, filters: Filters) -> Found:
    """Let what is found of a topic, of a place where one is named, speak for it."""
    searcher, ranking = desk.searcher, desk.searcher.ranking
    found = searcher.candidates(replace(asked, places=()), of_places(filters, asked))
    own = [candidate for candidate in found if not asked.places or is_own(candidate.passage, asked)]
    read = searcher.best_of_each_unit(own)[: ranking.passage_depth]
    about = [candidate for candidate in read if is_about(candidate, ranking)]
    return Found(
        label=asked.topics[0],
        region=None,
        initiative_id=None,
        quotes=desk.quotes(asked, [candidate.passage for candidate in about[:SENTENCES_A_SIDE]]),
        confidence=max((candidate.probability for candidate in about), default=0.0),
        n_reported=None,
    )


def of_records(desk: Desk, label: str, filters: Filters, region: str | None = None) -> Found:
    """Let the first of the initiatives that pass speak for a side, with how many there are."""
    reported = find_initiatives(desk.searcher, filters, status=Status.REPORTED, distinct=True)
    first = initiatives_at(desk.searcher, reported[:SENTENCES_A_SIDE])
    quotes = [quoted for i in first for quoted in initiative_quotes(desk, i)[:1]]
    return Found(
        label=label,
        region=region,
        initiative_id=None,
        quotes=quotes,
        confidence=1.0,
        n_reported=len(reported),
    )
