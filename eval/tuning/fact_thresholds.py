"""What the reader marks for judged facts, and what a threshold on it would give, cross-validated over questions."""

from collections.abc import Iterator, Sequence

import numpy as np

from eval.measure.answer_measures import states
from eval.truth.judged import Question, QuestionKind
from eval.truth.matching import QuoteFinder
from eval.tuning.regression import THRESHOLDS, Example, Floats, choice_slopes, examples_of, logistic_regression
from indexer.index import Filters
from service.answer.fact.fact_findings import read_for_fact
from service.answer.fact.read_passage import features
from service.asked.understood import Kind
from service.read.reader import Reader
from service.search.calibration import Claim
from service.search.searcher import Searcher


def fact_questions(searcher: Searcher, reader: Reader, questions: Sequence[Question]) -> list[list[Example]]:
    """Read the first hits of each fact question, answerable or not; those that nothing was read for are empty."""
    return [_read_for_fact(searcher, reader, question) for question in questions if _asks_fact(searcher, question)]


def fact_calibration(read: Sequence[Sequence[Example]]) -> tuple[float, Floats]:
    """Fit which passage of a question answers, if any, then how often the best one does (Platt scaling).

    Returns:
        As `logistic_regression` gives it, of both together.
    """
    read = [found for found in read if found]
    slopes = choice_slopes(read)
    best = [max(found, key=lambda example: float(slopes @ example.seen)) for found in read]
    scored = [Example(seen=(float(slopes @ example.seen),), holds=example.holds) for example in best]
    intercept, scale = logistic_regression(scored)
    return intercept, scale[0] * slopes


def threshold_rows(
    read: Sequence[Sequence[Example]], found: Sequence[Sequence[float]], n_facts: int
) -> Iterator[tuple[float, ...]]:
    """Give for each threshold on facts: the share of questions with an answer among those read that is answered
    rightly, the share of the others that is answered all the same, and the share of all facts answered rightly.

    Args:
        n_facts: How many facts were asked for, with those not taken for one and those whose answer is not marked.
    """
    best = [
        max(zip(p, e, strict=True), key=lambda pair: pair[0]) if e else None for p, e in zip(found, read, strict=True)
    ]
    can = [any(example.holds for example in examples) for examples in read]
    for threshold in THRESHOLDS:
        right = [b is not None and b[0] >= threshold and b[1].holds for b, c in zip(best, can, strict=True) if c]
        false = [b is not None and b[0] >= threshold for b, c in zip(best, can, strict=True) if not c]
        yield threshold, float(np.mean(right)), float(np.mean(false)), sum(right) / n_facts


def _asks_fact(searcher: Searcher, judged: Question) -> bool:
    is_fact = judged.kind in (QuestionKind.FACT, QuestionKind.UNANSWERABLE)
    return is_fact and searcher.understand(judged.question).kind is Kind.FACT


def _read_for_fact(searcher: Searcher, reader: Reader, judged: Question) -> list[Example]:
    question = searcher.understand(judged.question)
    read = read_for_fact(searcher, reader, question, Filters())
    if not read:
        return []
    finder = QuoteFinder([passage.candidate.passage.text for passage in read])
    evidence = {number for found in judged.evidence for number in finder.find(found.quote)}
    holds = [
        number in evidence and any(_agree(passage.answer, answer) for answer in judged.answers)
        for number, passage in enumerate(read)
    ]
    return examples_of(features(question, read), Claim.FACT, holds)


def _agree(found: str, right: str) -> bool:
    """Tell whether the words marked hold an accepted answer, or are held by it."""
    return states(found, right) or states(right, found)
