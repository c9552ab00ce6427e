"""What a question that names a region or group is answered with: that place's own evidence of the topic."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document import Role
from corpus.regions import Region
from indexer.index import Filters
from indexer.passage import Passage
from service.answer.evidence.region_evidence import is_about
from service.asked.asked import Asked
from service.ranking import Ranking
from service.search.reranking import Candidate
from service.search.searcher import Searcher


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFindings:
    """What is about a question's topic, one passage of each initiative or section, best first.

    Attributes:
        own: What the places named do or say themselves.
        kin: What groups they belong to say, and what others say that name them.
        elsewhere: What is about the topic and has nothing to do with them.
        confidence: Probability that the best of their own passages is about the topic, 0 to 1, shown or not.
    """

    own: Sequence[Candidate]
    kin: Sequence[Candidate]
    elsewhere: Sequence[Candidate]
    confidence: float


def find_by_place(searcher: Searcher, question: Asked, filters: Filters) -> PlaceFindings:
    """Find what is about the topic of a question that names places, and whose it is.

    The place plays no part in what is about the topic: all that a region tells is near a question that names it.
    """
    ranking = searcher.ranking
    placeless = replace(question, places=())
    found = searcher.candidates(placeless, filters, least_depth=ranking.region_depth)
    own = [candidate for candidate in found if is_own(candidate.passage, question)]
    others = [candidate for candidate in found if not is_own(candidate.passage, question)]
    first = _first_evidence(own, ranking)
    about = [candidate for candidate in _first_evidence(others, ranking) if is_about(candidate, ranking)]
    kin = [candidate for candidate in about if _is_kin(candidate.passage, question)]
    return PlaceFindings(
        own=searcher.best_of_each_unit(candidate for candidate in first if is_about(candidate, ranking)),
        kin=searcher.best_of_each_unit(kin),
        elsewhere=searcher.best_of_each_unit(candidate for candidate in about if candidate not in kin),
        confidence=max((candidate.probability for candidate in first), default=0.0),
    )


def _first_evidence(candidates: Sequence[Candidate], ranking: Ranking) -> list[Candidate]:
    return [candidate for candidate in candidates if candidate.passage.is_evidence][: ranking.passage_depth]


def is_own(passage: Passage, question: Asked) -> bool:
    """Tell whether it is a named region's, a named group's, or of a region of a named group."""
    groups = {place.id for place in question.places if not isinstance(place, Region)}
    if not passage.is_evidence:
        return False
    return passage.group in groups or (passage.role is Role.DOES and passage.region in question.codes)


def _is_kin(passage: Passage, question: Asked) -> bool:
    return not set(question.codes).isdisjoint((*passage.regions, *passage.mentioned))
