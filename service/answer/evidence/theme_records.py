"""Which regions report within a theme: what stands in its table is evidence, whatever words it is told with."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, starmap

from corpus.document import Initiative, Status
from indexer.index import Filters
from indexer.passage import Passage
from service.answer.answer import RegionAnswer, RegionEvidence, RegionStatus
from service.answer.draft import SURE, Desk
from service.answer.evidence.region_evidence import MAX_EVIDENCE, RegionFindings, best_first
from service.answer.initiative_passages import each_with_passages
from service.answer.overview.overviews import first_sentence, result_first
from service.answer.records import find_initiatives


def with_records(desk: Desk, found: RegionFindings, filters: Filters, themes: Sequence[str]) -> RegionFindings:
    """Give what was found of a theme with what the regions without evidence report within it."""
    within = replace(filters, themes=tuple(themes))
    reported = find_initiatives(desk.searcher, within, status=Status.REPORTED, distinct=True)
    region = desk.searcher.index.initiative_columns.region

    def completed(answer: RegionAnswer) -> RegionAnswer:
        if answer.status in (RegionStatus.EVIDENCE, RegionStatus.NO_DOCUMENTS):
            return answer
        own = each_with_passages(desk, reported[region.is_in((answer.region.code,), reported)], within)
        told = tuple(islice(filter(None, starmap(_evidence, own)), MAX_EVIDENCE))
        return replace(answer, status=RegionStatus.EVIDENCE, confidence=SURE, evidence=told) if told else answer

    return replace(found, regions=best_first([completed(answer) for answer in found.regions]))


def _evidence(initiative: Initiative, passages: Sequence[Passage]) -> RegionEvidence | None:
    telling = [passage for passage in passages if passage.is_evidence]
    if not telling:
        return None
    # Of some no more is told than what they are called.
    quote, passage = result_first(telling) or (first_sentence(telling[0].text), telling[0])
    return RegionEvidence(quote=quote, passage=passage, initiative=initiative)
