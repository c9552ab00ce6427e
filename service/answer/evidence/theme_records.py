"""Which regions report within a theme: what stands in its table is evidence, whatever words it is told with."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Initiative, Status
from indexer.index import Filters
from indexer.passage import Passage
from service.answer.answer import RegionAnswer, RegionEvidence, RegionStatus
from service.answer.draft import SURE, Desk
from service.answer.evidence.region_evidence import MAX_EVIDENCE, RegionFindings, best_first
from service.answer.initiative_passages import passages_of
from service.answer.overview.overviews import first_sentence, result_first
from service.answer.records import list_initiatives


def with_records(desk: Desk, found: RegionFindings, filters: Filters, themes: Sequence[str]) -> RegionFindings:
    """Give what was found of a theme with what the regions without evidence report within it."""
    within = replace(filters, themes=tuple(themes))
    reported = list_initiatives(desk.searcher, within, status=Status.REPORTED, distinct=True)
    passages = passages_of(desk, reported, within)
    by_region: defaultdict[str, list[RegionEvidence]] = defaultdict(list)
    for initiative in reported:
        evidence = _evidence(initiative, passages.get(initiative.id, ()))
        if evidence is not None and initiative.region is not None:
            by_region[initiative.region].append(evidence)
    answers = [_completed(answer, by_region[answer.region.code]) for answer in found.regions]
    return replace(found, regions=best_first(answers))


def _completed(answer: RegionAnswer, reported: Sequence[RegionEvidence]) -> RegionAnswer:
    if answer.status in (RegionStatus.EVIDENCE, RegionStatus.NO_DOCUMENTS) or not reported:
        return answer
    shown = tuple(reported[:MAX_EVIDENCE])
    return replace(answer, status=RegionStatus.EVIDENCE, confidence=SURE, evidence=shown)


def _evidence(initiative: Initiative, passages: Sequence[Passage]) -> RegionEvidence | None:
    telling = [passage for passage in passages if passage.is_evidence]
    if not telling:
        return None
    # Of some no more is told than what they are called.
    quote, passage = result_first(telling) or (first_sentence(telling[0].text), telling[0])
    return RegionEvidence(quote=quote, passage=passage, initiative=initiative)
