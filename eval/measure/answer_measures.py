"""Measures of answers: which regions, which fact, and whether to answer at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from eval.systems.reply import Reply
from eval.truth.judged import Question
from eval.truth.matching import words

# A longer quote is not an answer; without a bound a system could quote whole pages.
MAX_QUOTE_WORDS = 60


def region_measures(question: Question, reply: Reply) -> dict[str, float]:
    """Measure the answer to a which-regions question; every judged region, central or touching, is a right one.

    Returns:
        precision and recall of the regions claimed, and their harmonic mean F1, all 0 when none is right; AP over the
        ranking of regions; central recall, over regions of grade 2; wrong regions, the share of the tempting ones
        that is claimed.
    """
    right = len(reply.claimed & set(question.regions))
    precision = right / len(reply.claimed) if reply.claimed else 0.0
    recall = right / len(question.regions)
    central = {name for name, grade in question.regions.items() if grade == 2}
    return {
        "F1": 2 * precision * recall / (precision + recall) if right else 0.0,
        "precision": precision,
        "recall": recall,
        "AP": average_precision(reply.ranked, set(question.regions)),
        "central recall": _share(central, reply.claimed),
        "wrong regions": _share(set(question.wrong_regions), reply.claimed),
    }


def average_precision(ranked: Sequence[str], relevant: set[str]) -> float:
    """Give the sum of the precision at each relevant one found, over the number of relevant ones."""
    total, right = 0.0, 0
    for rank, name in enumerate(dict.fromkeys(ranked), start=1):
        if name in relevant:
            right += 1
            total += right / rank
    return total / len(relevant) if relevant else 0.0


def _share(wanted: set[str], claimed: frozenset[str]) -> float:
    return len(wanted & claimed) / len(wanted) if wanted else 0.0


def fact_measures(question: Question, pages: frozenset[tuple[str, int]], reply: Reply) -> dict[str, float]:
    """Measure the answer to a fact question by its first quote; an answer that was not given has 0.

    Args:
        pages: The (document, page) pairs on which evidence stands.

    Returns:
        accuracy: the quote, at most 60 words, holds one of the accepted answers word for word; canonical: the first
        of them; page: the quote stands on a page with evidence; answered: whether an answer was given.
    """
    quote = reply.citations[0].quote if reply.answered and reply.citations else ""
    place = (reply.citations[0].document, reply.citations[0].page) if quote else None
    return {
        "accuracy": float(any(states(quote, answer) for answer in question.answers)),
        "canonical": float(states(quote, question.answers[0])),
        "page": float(place in pages),
        "answered": float(reply.answered),
    }


def states(quote: str, answer: str) -> bool:
    """Tell whether a quote of at most 60 words holds an answer's words next to each other and in order."""
    text, wanted = words(quote), words(answer)
    if not wanted or len(quote.split()) > MAX_QUOTE_WORDS:
        return False
    return any(text[start : start + len(wanted)] == wanted for start in range(len(text) - len(wanted) + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One question that may be answered or not.

    Attributes:
        confidence: That what was said is right, 0 to 1; where nothing was answered, that it is right not to.
        is_right: Whether the answer given is right; False for any answer to an unanswerable question, and where none
            was given, since nothing right was shown.
    """

    confidence: float
    answered: bool
    is_right: bool

    @property
    def readiness(self) -> tuple[bool, float]:
        """Order attempts from the last to be answered to the first, were the system to answer more or fewer."""
        return self.answered, self.confidence if self.answered else -self.confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskCurve:
    """What answering more questions costs.

    Attributes:
        points: (coverage, risk): the share answered, readiest first, and the share of wrong ones among them.
        area: Mean risk over all coverages 1/n, 2/n ... 1 (AURC); smaller is better.
        chosen: Coverage and risk of what the system did answer; (0, 0) when it answered nothing.
    """

    points: tuple[tuple[float, float], ...]
    area: float
    chosen: tuple[float, float]


def reliability(stated: Sequence[tuple[float, bool]], n_groups: int = 5) -> tuple[tuple[float, float], ...]:
    """Give what confidences are worth: (mean confidence, share that was right) of groups of equal size, ascending.

    Args:
        stated: Confidence and whether what was said with it, an answer or that there is none, was right.

    Source:
        Reliability diagrams: Niculescu-Mizil and Caruana (ICML 2005), doi:10.1145/1102351.1102430.
    """
    ordered = sorted(stated)
    cuts = [round(place * len(ordered) / n_groups) for place in range(n_groups + 1)]
    groups = [ordered[start:stop] for start, stop in pairwise(cuts) if stop > start]
    return tuple(
        (sum(sure for sure, _ in group) / len(group), sum(right for _, right in group) / len(group)) for group in groups
    )


def risk_coverage(attempts: Sequence[Attempt]) -> RiskCurve:
    """Give the risk-coverage curve; equal confidences share their risk, whatever order they stand in.

    Source:
        Geifman and El-Yaniv (2017), "Selective classification for deep neural networks"; AURC: Geifman, Uziel and
        El-Yaniv (2019).
    """
    ordered = sorted(attempts, key=lambda attempt: attempt.readiness, reverse=True)
    points, seen, wrong = [], 0, 0.0
    for _, group in groupby(ordered, key=lambda attempt: attempt.readiness):
        tied = list(group)
        share_wrong = sum(not attempt.is_right for attempt in tied) / len(tied)
        for _ in tied:
            seen, wrong = seen + 1, wrong + share_wrong
            points.append((seen / len(ordered), wrong / seen))
    answered = [attempt for attempt in attempts if attempt.answered]
    risk = sum(not attempt.is_right for attempt in answered) / len(answered) if answered else 0.0
    return RiskCurve(
        points=tuple(points),
        area=sum(risk for _, risk in points) / len(points) if points else 0.0,
        chosen=(len(answered) / len(attempts) if attempts else 0.0, risk),
    )
