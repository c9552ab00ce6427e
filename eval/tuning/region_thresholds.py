"""What a threshold on regions' passages would give, cross-validated over questions."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.document import Role
from corpus.regions import region_by_code
from eval.truth.judged import Question, QuestionKind
from eval.tuning.regression import SLOPES, THRESHOLDS, Example
from eval.tuning.topic_examples import topical, wordings
from indexer.index import Filters
from service.answer.evidence.region_evidence import first_of_each_owner
from service.search.calibration import Claim
from service.search.ranking import Ranking
from service.search.searcher import Searcher

# Where among what is seen of a passage it stands how near its words come to the question's.
_SAID = SLOPES[Claim.PASSAGE].index("soft")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionsSeen:
    """What a search shows for a question for regions: the first passages of each region that has one.

    Attributes:
        examples: Best first; they hold where the region works with what is asked.
        n_right: How many regions work with it; 0 for an absent topic.
        topic: Probability that the collection tells of it.
    """

    examples: Sequence[Example]
    n_right: int
    topic: float


def regions_seen(searcher: Searcher, told: Sequence[Question], absent: Sequence[Question]) -> Iterator[RegionsSeen]:
    """See each region's best passage for questions for regions, and for such that the collection tells nothing of."""
    questions = [question for question in topical(told) if question.kind is QuestionKind.REGIONS]
    for question in (*questions, *absent):
        for text in wordings(question) if question.regions else [question.question]:
            examples, topic = _region_examples(searcher, text, set(question.regions))
            yield RegionsSeen(examples=examples, n_right=len(question.regions), topic=topic)


def _region_examples(searcher: Searcher, text: str, right: Collection[str]) -> tuple[list[Example], float]:
    found = first_of_each_owner(searcher, searcher.understand(text), Filters())
    does = [(hit.passage.region, hit) for hit in found if hit.passage.role is Role.DOES]
    examples = [
        Example(
            seen=tuple(hit.parts[name] for name in SLOPES[Claim.PASSAGE]),
            holds=region_by_code(code).name in right,
            owner=code,
        )
        for code, hit in does
        if code is not None
    ]
    return examples, max((hit.topic for _, hit in does), default=0.0)


def first_of_each(examples: Sequence[Example]) -> list[Example]:
    """Give each owner's first example."""
    first: dict[str, Example] = {}
    for example in examples:
        first.setdefault(example.owner, example)
    return list(first.values())


def region_rows(
    seen: Sequence[RegionsSeen], found: Sequence[Sequence[float]], ranking: Ranking
) -> Iterator[tuple[float, ...]]:
    """Give for each threshold on passages: macro F1, precision and recall of the questions that regions answer, and
    the share of the absent topics that is answered; all else as the ranking has it.
    """
    for threshold in THRESHOLDS:
        figures, answered = [], []
        for one, sure in zip(seen, found, strict=True):
            given = _given(one, sure, replace(ranking, about_threshold=threshold))
            if not one.n_right:
                answered.append(bool(given))
                continue
            precision = sum(given) / len(given) if given else 0.0
            figures.append((2 * sum(given) / (len(given) + one.n_right), precision, sum(given) / one.n_right))
        yield threshold, *np.mean(figures, axis=0).tolist(), float(np.mean(answered))


def _given(one: RegionsSeen, sure: Sequence[float], ranking: Ranking) -> list[bool]:
    """Tell of each region that is given as evidence whether it is right; as `service.answer.evidence` gives them."""
    about = [pair for pair in zip(one.examples, sure, strict=True) if pair[1] >= ranking.about_threshold]
    if one.topic < ranking.topic_threshold or not about:
        return []
    best = max(p for _, p in about)
    said = max(example.seen[_SAID] for example, _ in about)
    if best < ranking.sure_about and said < ranking.said_enough:
        return []
    # One passage that is sure enough is a region's evidence.
    return [*{example.owner: example.holds for example, p in about if p >= ranking.beside_best * best}.values()]
