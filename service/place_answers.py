"""What a question that names a region or group is answered with: that place's own evidence of the topic."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document import Role
from corpus.regions import Region
from indexer.index import Filters
from indexer.passage import Passage
from service.question import Question
from service.region_answers import ABOUT_THRESHOLD, DEPTH, is_about
from service.reranking import Candidate
from service.searcher import Searcher


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


def find_by_place(searcher: Searcher, question: Question, filters: Filters) -> PlaceFindings:
    """Find what is about the topic of a question that names places, and whose it is.

    The place plays no part in what is about the topic: all that a region tells is near a question that names it.
    """
    found = searcher.candidates(replace(question, places=()), filters, depth=DEPTH)
    own = [candidate for candidate in found if _is_own(candidate.passage, question)]
    others = [candidate for candidate in found if not _is_own(candidate.passage, question) and is_about(candidate)]
    kin = [candidate for candidate in others if _is_kin(candidate.passage, question)]
    confidence = max((candidate.probability for candidate in own), default=0.0)
    return PlaceFindings(
        # One region is asked about: what is unlikely of it is not shown because it would be likely of another.
        own=searcher.best_of_each_unit(filter(is_about, own)) if confidence >= ABOUT_THRESHOLD else (),
        kin=searcher.best_of_each_unit(kin),
        elsewhere=searcher.best_of_each_unit(candidate for candidate in others if candidate not in kin),
        confidence=confidence,
    )


def _is_own(passage: Passage, question: Question) -> bool:
    """Tell whether it is a named region's, a named group's, or of a region of a named group."""
    groups = {place.id for place in question.places if not isinstance(place, Region)}
    if not passage.is_evidence:
        return False
    return passage.group in groups or (passage.role is Role.DOES and passage.region in question.codes)


def _is_kin(passage: Passage, question: Question) -> bool:
    return not set(question.codes).isdisjoint((*passage.regions, *passage.mentioned))
