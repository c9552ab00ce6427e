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
from service.answer.evidence.topic_words import topic_words
from service.answer.evidence.weighing import Weighed, Words, shown
from service.ranking import Ranking
from service.search.calibration import Claim
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
        words: The topic's words, looked up in the passages.
    """

    examples: Sequence[Example]
    n_right: int
    topic: float
    words: Words


def regions_seen(searcher: Searcher, told: Sequence[Question], absent: Sequence[Question]) -> Iterator[RegionsSeen]:
    """See each region's best passage for questions for regions, and for such that the collection tells nothing of."""
    questions = [question for question in topical(told) if question.kind is QuestionKind.REGIONS]
    for question in (*questions, *absent):
        for text in wordings(question) if question.regions else [question.question]:
            yield _seen(searcher, text, set(question.regions))


def _seen(searcher: Searcher, text: str, right: Collection[str]) -> RegionsSeen:
    asked = searcher.understand(text)
    found = first_of_each_owner(searcher, asked, Filters())
    does = [(hit.passage.region, hit) for hit in found if hit.passage.role is Role.DOES]
    told = [(code, hit) for code, hit in does if code is not None]
    examples = [
        Example(
            seen=tuple(hit.parts[name] for name in SLOPES[Claim.PASSAGE]),
            holds=region_by_code(code).name in right,
            owner=code,
        )
        for code, hit in told
    ]
    return RegionsSeen(
        examples=examples,
        n_right=len(right),
        topic=max((hit.topic for _, hit in told), default=0.0),
        words=topic_words(searcher.index, asked, [hit.passage for _, hit in told], searcher.ranking),
    )


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
    weighed = [
        Weighed(owner=example.owner, about=about, soft=example.seen[_SAID])
        for example, about in zip(one.examples, sure, strict=True)
    ]
    given = (one.examples[place] for place in shown(weighed, one.topic, one.words, ranking))
    # One passage that is sure enough is a region's evidence.
    return [*{example.owner: example.holds for example in given}.values()]
