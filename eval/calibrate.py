"""Fits the regressions of service/calibration.toml: `python -m eval.calibrate`.

They are fitted on the `tune` half of the judged questions and on the practice questions.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.regions import REGIONS
from eval.evaluation import ground_truth
from eval.judged import DEFAULT_FOLDER, QuestionKind, Split, Variant, load_questions
from eval.judged import Question as Judged
from eval.matching import QuoteFinder
from indexer.folder.manifest import current_folder
from indexer.folder.store import IndexFolder
from indexer.index import Filters
from indexer.vectors.embedder import load_embedder
from service.calibration import CALIBRATION_FILE, Claim
from service.candidates import find_candidates
from service.fact_answers import features, read_sentences
from service.query import Mode, Scope
from service.question import Question, read_question
from service.region_answers import DEPTH
from service.reranking import Candidate, topic_evidence
from service.results import Kind
from service.searcher import Searcher
from service.settings import read_settings
from service.similar import find_similar

# Questions with one known piece of evidence, and such that the collection tells nothing of.
PRACTICE, ABSENT = DEFAULT_FOLDER / "practice", DEFAULT_FOLDER / "absent"
SLOPES = {
    Claim.TOPIC: ("near", "strength", "words"),
    Claim.PASSAGE: ("cosine", "soft", "relative"),
    Claim.FACT: ("sentence", "beyond", "around", "attribute", "holds", "fits", "relative"),
    Claim.COMPARABLE: ("score",),
}
# How many initiatives like a source are seen; what comes after them is never read.
SIMILAR = 20
# Pulls slopes, of values scaled to unit variance, towards 0: there are few questions.
PENALTY = 1.0

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What was seen of one thing, and whether the claim holds of it."""

    seen: tuple[float, ...]
    holds: bool


def logistic_regression(examples: Sequence[Example], penalty: float = PENALTY) -> tuple[float, Floats]:
    """Fit a logistic regression by Newton's method.

    Returns:
        The intercept, and a slope for each value seen.
    """
    values = np.array([example.seen for example in examples], dtype=np.float64)
    holds = np.array([example.holds for example in examples], dtype=np.float64)
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    scaled = np.column_stack([np.ones(len(values)), (values - mean) / spread])
    ridge = penalty * np.diag([0.0] + [1.0] * values.shape[1])
    fitted = np.zeros(scaled.shape[1])
    for _ in range(50):
        probability = 1 / (1 + np.exp(-scaled @ fitted))
        gradient = scaled.T @ (probability - holds) + ridge @ fitted
        curvature = (scaled * (probability * (1 - probability))[:, None]).T @ scaled + ridge
        fitted -= np.linalg.solve(curvature, gradient)
    slopes = fitted[1:] / spread
    return float(fitted[0] - slopes @ mean), slopes


def topic_examples(searcher: Searcher, told: Sequence[Judged], absent: Sequence[Judged]) -> Iterator[Example]:
    """See what a search finds where the collection tells of the topic and where it does not."""
    for questions, holds in ((_topical(told), True), (absent, False)):
        for text in (text for question in questions for text in _asked(question)):
            question = _read(searcher, text)
            found = find_candidates(searcher.index, question, Filters(), Mode.HYBRID)
            seen = topic_evidence(found, searcher.index.word_matches(question.topic, found.rows))
            yield Example(seen=tuple(float(seen[name][0]) for name in SLOPES[Claim.TOPIC]), holds=holds)


def passage_examples(searcher: Searcher, questions: Sequence[Judged]) -> Iterator[Example]:
    """See each region's best passage where the region works with the topic and where it does not."""
    for question in _topical(questions):
        right = set(question.regions) or {evidence.region for evidence in question.evidence}
        for text in _asked(question):
            candidates = [c for c in _candidates(searcher, text) if c.passage.is_evidence]
            for region in REGIONS:
                own = [c for c in candidates if c.passage.region == region.code]
                if own:
                    seen = tuple(own[0].parts[name] for name in SLOPES[Claim.PASSAGE])
                    yield Example(seen=seen, holds=region.name in right)


def fact_calibration(searcher: Searcher, questions: Sequence[Judged]) -> tuple[float, Floats]:
    """Fit which sentence answers, then how often the best sentence of a question does (Platt scaling).

    Returns:
        As `logistic_regression` gives it, of both together.
    """
    read = [found for question in questions if (found := _read_for_fact(searcher, question))]
    _, slopes = logistic_regression([example for found in read for example in found])
    best = [max(found, key=lambda example: float(slopes @ example.seen)) for found in read]
    scored = [Example(seen=(float(slopes @ example.seen),), holds=example.holds) for example in best]
    intercept, scale = logistic_regression(scored)
    return intercept, scale[0] * slopes


def comparable_examples(searcher: Searcher, questions: Sequence[Judged]) -> Iterator[Example]:
    """See the score of what a search gives as like an initiative, where it is and where it is not."""
    truth = ground_truth(searcher.index, [q for q in questions if q.kind is QuestionKind.COMPARABLE])
    for id_, source in truth.judgements.sources.items():
        for found in find_similar(searcher, source.unit or "", limit=SIMILAR, scope=Scope.OTHER_REGIONS).hits:
            grade = truth.judgements.units[id_].get(truth.same(found.hit.passage.unit), 0)
            yield Example(seen=(found.hit.score,), holds=grade > 0)


def _read_for_fact(searcher: Searcher, judged: Judged) -> list[Example]:
    question = read_question(judged.question)
    if judged.kind not in (QuestionKind.FACT, QuestionKind.UNANSWERABLE) or question.kind is not Kind.FACT:
        return []
    read = read_sentences(searcher.candidates(question, Filters()))
    seen = features(searcher.index, question, read)
    holds = _hold_answer(judged, [s.text for s in read], [s.candidate.passage.text for s in read])
    return [
        Example(seen=tuple(float(seen[name][place]) for name in SLOPES[Claim.FACT]), holds=is_answer)
        for place, is_answer in enumerate(holds)
    ]


def write_calibration(searcher: Searcher, path: Path = CALIBRATION_FILE) -> None:
    """Fit all regressions and write them as TOML."""
    judged = [question for question in load_questions() if question.split is Split.TUNE]
    practice = load_questions(PRACTICE)
    # Of a practice question not every region is known that works with its topic.
    fitted = {
        Claim.TOPIC: logistic_regression(list(topic_examples(searcher, judged + practice, load_questions(ABSENT)))),
        Claim.PASSAGE: logistic_regression(list(passage_examples(searcher, judged))),
        Claim.FACT: fact_calibration(searcher, judged + practice),
        Claim.COMPARABLE: logistic_regression(list(comparable_examples(searcher, judged))),
    }
    lines = ["# Written by `python -m eval.calibrate`."]
    for claim, (intercept, slopes) in fitted.items():
        lines += ["", f"[{claim}]", f"intercept = {intercept:.3f}", f"[{claim}.slopes]"]
        lines += [f"{name} = {slope:.3f}" for name, slope in zip(SLOPES[claim], slopes, strict=True)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _topical(questions: Iterable[Judged]) -> list[Judged]:
    """Give the questions whose answer is regions or initiatives, those that name a region left out."""
    kinds = (QuestionKind.REGIONS, QuestionKind.TOPICAL)
    return [q for q in questions if q.kind in kinds and not read_question(q.question).places]


def _asked(question: Judged) -> list[str]:
    return [text for name, text in question.variants.items() if name is Variant.ENGLISH] + [question.question]


def _candidates(searcher: Searcher, text: str) -> list[Candidate]:
    return searcher.candidates(_read(searcher, text), Filters(), depth=DEPTH)


def _read(searcher: Searcher, text: str) -> Question:
    return read_question(searcher.index.correct(text).text)


def _hold_answer(judged: Judged, texts: Sequence[str], passages: Sequence[str]) -> list[bool]:
    finder = QuoteFinder(passages)
    evidence = {number for found in judged.evidence for number in finder.find(found.quote)}
    return [
        number in evidence and any(answer.casefold() in text.casefold() for answer in judged.answers)
        for number, text in enumerate(texts)
    ]


def main() -> None:
    """Fit on the index in use."""
    settings = read_settings()
    index = IndexFolder.open(current_folder(settings.index), load_embedder(settings.model))
    write_calibration(Searcher(index))


if __name__ == "__main__":
    main()
