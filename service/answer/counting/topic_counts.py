"""How many initiatives are about a topic, of those that were read; who has most or least of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Initiative
from corpus.regions import region_by_code
from indexer.index import Filters
from service.answer.answer import AnswerStatus, Count
from service.answer.counting import count_sentences
from service.answer.counting.standings import at_standing, limits_number, rank_regions
from service.answer.draft import MAX_CITATIONS, Desk, Draft, numbered, silent
from service.answer.evidence.region_evidence import is_about
from service.answer.records import find_initiatives, found_address
from service.asked.asked import Asked
from service.asked.understood import Kind
from service.asked.words.units import asks_share
from service.search.reranking import Candidate


def draft_topic_count(desk: Desk, asked: Asked, filters: Filters) -> Draft:
    """Count the initiatives that were read and are about a topic: at least so many."""
    read = _read(desk, asked, filters)
    found = [candidate for candidate in read if is_about(candidate, desk.searcher.ranking)]
    if not found:
        return silent(Kind.COUNT, max((candidate.probability for candidate in read), default=0.0))
    initiatives = _initiatives(desk, found)
    text, count = (
        _within_number(asked, filters, initiatives)
        or _by_region(asked, filters, initiatives)
        or _in_all(desk, asked, filters, found)
    )
    return Draft(
        kind=Kind.COUNT,
        status=AnswerStatus.PARTIAL,
        confidence=found[-1].probability,
        text=text,
        citations=numbered(desk.quotes(asked, [candidate.passage for candidate in found[:MAX_CITATIONS]])),
        count=count,
    )


def _read(desk: Desk, asked: Asked, filters: Filters) -> Sequence[Candidate]:
    """Give the best passage of each of the first initiatives."""
    candidates = desk.searcher.candidates(asked, filters)
    told = (each for each in candidates if each.passage.is_evidence and each.passage.initiative is not None)
    return desk.searcher.best_of_each_unit(told)[: desk.searcher.ranking.count_depth]


def _initiatives(desk: Desk, found: Sequence[Candidate]) -> list[Initiative]:
    told = (desk.searcher.index.initiative(candidate.passage.initiative or "") for candidate in found)
    return [initiative for initiative in told if initiative is not None]


def _of_regions(found: Sequence[Initiative]) -> Counter[str]:
    return Counter(initiative.region for initiative in found if initiative.region is not None)


def _within_number(asked: Asked, filters: Filters, found: Sequence[Initiative]) -> tuple[str, Count] | None:
    """Name the regions that have as many as a question limits to; None where it limits to no number."""
    if asked.number is None or not limits_number(asked):
        return None
    ranked = rank_regions(_of_regions(found), filters, least=asked.number.most is not None)
    text, within = count_sentences.within_number(ranked, asked, f"insatser om {asked.topic}, av dem som lästs")
    of = f"regioner med {count_sentences.number_of(asked)} om {asked.topic}"
    return text, Count(value=len(within), of=of, list=None)


def _by_region(asked: Asked, filters: Filters, found: Sequence[Initiative]) -> tuple[str, Count] | None:
    """Name the region that has the place asked for, those without any only where least is; None where no place is."""
    if asked.standing is None:
        return None
    least = asked.standing.is_least
    ranked = [(code, n) for code, n in rank_regions(_of_regions(found), filters, least=least) if n or least]
    if not ranked:
        return None
    code, value = at_standing(ranked, asked.standing)
    text = count_sentences.ranked_topic([(region_by_code(code).name, n) for code, n in ranked], asked)
    ids = [initiative.id for initiative in found if initiative.region == code]
    address = found_address(asked.topic, replace(filters, regions=(code,)), ids)
    return text, Count(value=value, of=f"insatser om {asked.topic}, {region_by_code(code).name}", list=address)


def _in_all(desk: Desk, asked: Asked, filters: Filters, found: Sequence[Candidate]) -> tuple[str, Count]:
    text = count_sentences.counted_topic(len(found), asked)
    if asks_share(asked.sought):
        whole = find_initiatives(desk.searcher, filters, distinct=True)
        text = f"{text} {count_sentences.share(len(found), len(whole), 'insatser', at_least=True)}".rstrip()
    address = found_address(asked.topic, filters, [candidate.passage.initiative or "" for candidate in found])
    return text, Count(value=len(found), of=f"insatser om {asked.topic}", list=address)
