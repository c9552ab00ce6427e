"""Which regions: those with evidence of a topic, of any or of each of several, or those without."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.regions import REGIONS
from indexer.index import Filters
from service.answer import sentences
from service.answer.answer import AnswerStatus, RegionAnswer, RegionStatus
from service.answer.draft import Desk, Draft, numbered, silent
from service.answer.evidence.region_evidence import MAX_EVIDENCE, RegionFindings, answer_regions, best_first, worth
from service.answer.evidence.theme_records import with_records
from service.asked.asked import Asked, Join
from service.asked.carrying import topic_words
from service.asked.limits.narrowing import of_places
from service.asked.names.themes import theme_by_name
from service.asked.understood import Kind
from service.read.quotes import Quoter


def draft_regions(desk: Desk, asked: Asked, filters: Filters) -> Draft:
    """Answer which regions work with a question's topics, or which do not."""
    narrowed = of_places(filters, asked)
    found = find_regions(desk, asked, narrowed)
    evidence = [answer for answer in found.regions if answer.status is RegionStatus.EVIDENCE]
    limits = " ".join(filter(None, (sentences.counting_records(_themes(asked)), sentences.limits(asked))))
    # Regions that the question or the filters leave out are no part of what is counted.
    asked_of = [answer for answer in found.regions if answer.region.code in _asked_of(narrowed)]
    best = max((answer.confidence for answer in found.regions), default=0.0)
    if asked.negated:
        return _without(asked_of, limits)
    quoter = Quoter(desk.searcher.index, asked)
    quotes = [(answer.evidence[0].quote, answer.evidence[0].passage) for answer in evidence]
    quotes += [(quoter.quote(group.passage.text), group.passage) for group in found.groups]
    if not quotes:
        return replace(silent(Kind.REGIONS, best, limits), regions=found.regions)
    groups = sorted({group.passage.group for group in found.groups if group.passage.group is not None})
    confidences = [answer.confidence for answer in evidence] + [group.probability for group in found.groups]
    return Draft(
        kind=Kind.REGIONS,
        status=AnswerStatus.ANSWERED,
        confidence=max(confidences),
        text=" ".join(filter(None, (sentences.regions(asked_of, groups, asked.join), limits))),
        regions=found.regions,
        citations=numbered(quotes),
    )


def find_regions(desk: Desk, asked: Asked, filters: Filters) -> RegionFindings:
    """Find what every region shows; of several topics, each is judged by itself."""
    if asked.left_out is not None and asked.left_out.is_denied:
        return _without_those_that(desk, asked, filters, asked.left_out.topic)
    if len(asked.topics) < 2:
        return _find(desk, asked, filters)
    parts = [_find(desk, asked.of_topic(topic, topic_words(topic, asked.kind)), filters) for topic in asked.topics]
    by_code = [{answer.region.code: answer for answer in part.regions} for part in parts]
    joined = [_join([answers[code] for answers in by_code], asked.join) for code in by_code[0]]
    groups = {group.passage.id: group for part in parts for group in part.groups}
    return RegionFindings(regions=best_first(joined), groups=tuple(groups.values()) if asked.join is Join.OR else ())


def _without_those_that(desk: Desk, asked: Asked, filters: Filters, topic: str) -> RegionFindings:
    """Find what every region shows, but of those that show something of a topic left out, nothing."""
    found = find_regions(desk, replace(asked, left_out=None), filters)
    others = _find(desk, replace(asked, left_out=None).of_topic(topic, topic_words(topic, asked.kind)), filters)
    do_it = {answer.region.code for answer in others.regions if answer.status is RegionStatus.EVIDENCE}
    kept = [
        replace(answer, status=RegionStatus.NONE, evidence=())
        if answer.region.code in do_it and answer.status is not RegionStatus.NO_DOCUMENTS
        else answer
        for answer in found.regions
    ]
    return replace(found, regions=best_first(kept))


def _find(desk: Desk, asked: Asked, filters: Filters) -> RegionFindings:
    """Find what every region shows of one topic; what a theme is called by asks for what is reported within it too."""
    found = answer_regions(desk.searcher, asked, filters)
    themes = _themes(asked)
    return with_records(desk, found, filters, themes) if themes else found


def _themes(asked: Asked) -> tuple[str, ...]:
    """Give the themes that are all there is to a question's topics, in order."""
    called = (theme_by_name(topic) for topic in asked.topics)
    return tuple(theme for theme in called if theme) if asked.topics else asked.themes


def _join(answers: Sequence[RegionAnswer], join: Join | None) -> RegionAnswer:
    """Join what one region shows of several topics: the best of any, or what stands of each."""
    best = min(answers, key=worth)
    with_evidence = [answer for answer in answers if answer.status is RegionStatus.EVIDENCE]
    if join is Join.AND:
        if len(with_evidence) == len(answers):
            least = min(answer.confidence for answer in answers)
            shown = tuple(answer.evidence[0] for answer in answers)
            return replace(best, confidence=least, evidence=shown)
        status = RegionStatus.NONE if best.status is not RegionStatus.NO_DOCUMENTS else best.status
        return replace(best, status=status, confidence=min(answer.confidence for answer in answers), evidence=())
    if not with_evidence:
        return best
    rounds = [answer.evidence[place : place + 1] for place in range(MAX_EVIDENCE) for answer in with_evidence]
    shown = tuple({evidence.passage.id: evidence for one in rounds for evidence in one}.values())
    return replace(best, evidence=shown[: max(MAX_EVIDENCE, len(with_evidence))])


def _without(asked_of: Sequence[RegionAnswer], limits: str) -> Draft:
    """Name the regions without evidence, and say what that is worth."""
    lacking = [a for a in asked_of if a.status in (RegionStatus.NONE, RegionStatus.MENTIONED)]
    others = [answer for answer in asked_of if answer not in lacking]
    shown = [answer.confidence for answer in others if answer.status is RegionStatus.EVIDENCE]
    sure = 1 - max((answer.confidence for answer in lacking), default=1 - min(shown, default=0.0))
    return Draft(
        kind=Kind.REGIONS,
        status=AnswerStatus.PARTIAL,
        confidence=sure,
        text=" ".join(filter(None, (sentences.regions_without(lacking, asked_of), limits))),
        # Those that do work with it are no part of this answer: a caller reads `evidence` as what was asked for.
        regions=tuple(lacking),
        other_regions=tuple(others),
    )


def _asked_of(filters: Filters) -> frozenset[str]:
    codes = filters.regions or tuple(region.code for region in REGIONS)
    return frozenset(codes) - frozenset(filters.without)
