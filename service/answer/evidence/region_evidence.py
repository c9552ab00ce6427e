"""Which regions work with a topic: every region's best evidence, or that there is none."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.document import Role
from corpus.regions import REGIONS, Region, members
from corpus.regions.names import find_mentions
from indexer.index import Filters
from indexer.passage import Passage
from service.answer.answer import RegionAnswer, RegionEvidence, RegionStatus
from service.answer.evidence.denying import may_deny, only_denies
from service.answer.evidence.topic_words import topic_words
from service.answer.evidence.weighing import Weighed, shown
from service.asked.asked import Asked
from service.asked.limits.narrowing import of_all_places
from service.ranking import Ranking
from service.read.quotes import Quoter
from service.search.reranking import Candidate
from service.search.searcher import Searcher

MAX_EVIDENCE = 3
_ORDER = tuple(RegionStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionFindings:
    """The answers of all 21 regions, evidence first, best first, and what named groups say of the topic."""

    regions: tuple[RegionAnswer, ...]
    groups: tuple[Candidate, ...]


@dataclass(frozen=True, kw_only=True)
class _Topic:
    searcher: Searcher
    question: Asked
    quoter: Quoter
    found: Sequence[Candidate]
    quotes: dict[str, str]

    @cached_property
    def about(self) -> list[Candidate]:
        """What may be shown."""
        weighed = [weigh(candidate) for candidate in self.found]
        topic = max((candidate.topic for candidate in self.found), default=0.0)
        ranking = self.searcher.ranking
        passages = [candidate.passage for candidate in self.found]
        words = topic_words(self.searcher.index, self.question, passages, ranking)
        return [self.found[place] for place in shown(weighed, topic, words, ranking)]

    def quote(self, passage: Passage) -> str:
        """Quote a passage once, however many regions it is shown for."""
        if passage.id not in self.quotes:
            self.quotes[passage.id] = self.quoter.quote(passage.text, name=passage.name)
        return self.quotes[passage.id]

    def shows(self, passage: Passage) -> bool:
        """Tell whether what a passage says of the topic is more than that nothing was done."""
        return not (may_deny(passage.text) and only_denies(self.quote(passage)))

    def mentions(self, passage: Passage, region: Region) -> bool:
        """Tell whether what a passage says of the topic names another's region, or a group it is in.

        Somewhere else in the same passage it may be named for anything.
        """
        if region.code not in passage.mentioned:
            return False
        return any(region.code in members(mention.place) for mention in find_mentions(self.quote(passage)))


def answer_regions(searcher: Searcher, question: Asked, filters: Filters) -> RegionFindings:
    """Find what every region's documents, and those of groups, show of a topic."""
    everywhere, placeless = of_all_places(filters, question)
    found = first_of_each_owner(searcher, placeless, everywhere)
    quoter = Quoter(searcher.index, question)
    topic = _Topic(searcher=searcher, question=question, quoter=quoter, found=found, quotes={})
    covered = {code for document in searcher.documents(filters) for code in document.regions}
    if filters.regions:
        covered &= set(filters.regions)
    covered -= set(filters.without)
    answers = [
        _answer(topic, region) if region.code in covered else _without(region, RegionStatus.NO_DOCUMENTS, 0.0)
        for region in REGIONS
    ]
    of_groups = (candidate for candidate in topic.about if candidate.passage.role is Role.GROUP)
    groups = [candidate for candidate in of_groups if filters.admits(candidate.passage)]
    return RegionFindings(regions=best_first(answers), groups=tuple(searcher.best_of_each_unit(groups)))


def best_first(answers: Iterable[RegionAnswer]) -> tuple[RegionAnswer, ...]:
    """Put answers in their order: what is shown most surely first, regions without documents last."""
    return tuple(sorted(answers, key=lambda answer: (*worth(answer), answer.region.code)))


def worth(answer: RegionAnswer) -> tuple[int, float]:
    """Give what answers are ordered by, the best least: how much is shown, and how surely."""
    return _ORDER.index(answer.status), -answer.confidence


def is_about(candidate: Candidate, ranking: Ranking) -> bool:
    """Tell whether a candidate may be shown as evidence of what its question is about."""
    is_told = candidate.topic >= ranking.topic_threshold and candidate.about >= ranking.about_threshold
    return is_told and candidate.passage.is_evidence


def weigh(candidate: Candidate) -> Weighed:
    """Give what is told of a candidate by numbers."""
    owner = candidate.passage.region or ""
    return Weighed(owner=owner, about=candidate.about, soft=candidate.parts["soft"])


def first_of_each_owner(searcher: Searcher, question: Asked, filters: Filters) -> list[Candidate]:
    """Give the first evidence of every region and group, a few passages each, best first: small ones are heard too."""
    seen: Counter[str] = Counter()
    first = []
    for candidate in searcher.candidates(question, filters, least_depth=searcher.ranking.region_depth):
        owner = candidate.passage.region or candidate.passage.group
        if owner is not None and candidate.passage.is_evidence and seen[owner] < searcher.ranking.region_passages:
            seen[owner] += 1
            first.append(candidate)
    return first


def _answer(topic: _Topic, region: Region) -> RegionAnswer:
    own = [candidate for candidate in topic.found if _does(candidate.passage, region)]
    does = [candidate for candidate in topic.about if _does(candidate.passage, region)]
    evidence = [candidate for candidate in does if topic.shows(candidate.passage)]
    if evidence:
        return _with(topic, region, RegionStatus.EVIDENCE, evidence)
    mentions = [candidate for candidate in topic.about if topic.mentions(candidate.passage, region)]
    if mentions:
        return _with(topic, region, RegionStatus.MENTIONED, mentions)
    return _without(region, RegionStatus.NONE, max((candidate.probability for candidate in own), default=0.0))


def _does(passage: Passage, region: Region) -> bool:
    return passage.region == region.code and passage.role is Role.DOES and passage.is_evidence


def _with(topic: _Topic, region: Region, status: RegionStatus, candidates: Sequence[Candidate]) -> RegionAnswer:
    best = topic.searcher.best_of_each_unit(candidates)[:MAX_EVIDENCE]
    return RegionAnswer(
        region=region,
        status=status,
        confidence=max(candidate.probability for candidate in candidates),
        evidence=tuple(_evidence(topic, candidate.passage) for candidate in best),
    )


def _evidence(topic: _Topic, passage: Passage) -> RegionEvidence:
    initiative = topic.searcher.index.initiative(passage.initiative) if passage.initiative else None
    return RegionEvidence(quote=topic.quote(passage), passage=passage, initiative=initiative)


def _without(region: Region, status: RegionStatus, confidence: float) -> RegionAnswer:
    return RegionAnswer(region=region, status=status, confidence=confidence, evidence=())
