"""Fits the regressions of service/search/calibration.toml: `python -m eval.tuning.calibrate`.

They are fitted on the `tune` half of the judged questions and on the practice questions. What a threshold on facts or
regions would give is shown by cross-validation over questions, so that no question is judged by a fit that saw it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.document import Role
from corpus.regions import REGIONS, region_by_code
from eval.measure.answer_measures import states
from eval.measure.evaluation import ground_truth
from eval.truth.judged import DEFAULT_FOLDER, QuestionKind, Split, Variant, load_questions
from eval.truth.judged import Question as Judged
from eval.truth.matching import QuoteFinder
from indexer.folder.manifest import current_folder
from indexer.folder.store import IndexFolder
from indexer.index import Filters
from indexer.vectors.loading import load_embedder
from service.answer.fact_findings import features, read_for_fact
from service.answer.region_evidence import first_of_each_owner
from service.asked.asked import Asked
from service.asked.reading import read_question
from service.compare.similar import find_similar
from service.opening import index_folder
from service.read.reader import Reader, TransformerReader
from service.results import Kind
from service.search.calibration import CALIBRATION_FILE, Claim, calibrations
from service.search.candidates import Scores, find_candidates
from service.search.query import Mode, Scope
from service.search.reranking import Candidate, topic_evidence
from service.search.searcher import Searcher
from service.settings import read_settings

# Questions with one known piece of evidence, such for regions whose judges read all there is of every region, and such
# that the collection tells nothing of.
PRACTICE, DENSE, ABSENT = (DEFAULT_FOLDER / name for name in ("practice", "dense", "absent"))
SLOPES = {
    Claim.TOPIC: ("near", "strength", "words", "said", "agree"),
    Claim.PASSAGE: ("cosine", "soft", "relative", "alike"),
    Claim.FACT: ("margin", "relative", "holds", "place"),
    Claim.COMPARABLE: ("score",),
}
# How many initiatives like a source are seen; what comes after them is never read.
SIMILAR = 20
# Pulls slopes, of values scaled to unit variance, towards 0: there are few questions.
PENALTY = 1.0

FOLDS = 10
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)

Floats = npt.NDArray[np.float64]
Fit = Callable[[Sequence[Sequence["Example"]]], tuple[float, Floats]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What was seen of one thing, and whether the claim holds of it; `owner` is the region whose passage it is."""

    seen: tuple[float, ...]
    holds: bool
    owner: str = ""


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
            found = find_candidates(searcher.index, question, Filters(), Mode.HYBRID, searcher.ranking.depth)
            matches = searcher.index.word_matches(question.topic, found.rows)
            first = searcher.candidates(question, Filters())[: searcher.ranking.topic_depth + 1]
            soft, alike = (np.array([hit.parts[name] for hit in first], dtype=np.float32) for name in ("soft", "alike"))
            seen = topic_evidence(found, matches, soft, alike, searcher.ranking)
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


def regions_seen(searcher: Searcher, told: Sequence[Judged], absent: Sequence[Judged]) -> Iterator[RegionsSeen]:
    """See each region's best passage for questions for regions, and for such that the collection tells nothing of."""
    questions = [question for question in _topical(told) if question.kind is QuestionKind.REGIONS]
    for question in (*questions, *absent):
        for text in _asked(question) if question.regions else [question.question]:
            examples, topic = _region_examples(searcher, text, set(question.regions))
            yield RegionsSeen(examples=examples, n_right=len(question.regions), topic=topic)


def _region_examples(searcher: Searcher, text: str, right: Collection[str]) -> tuple[list[Example], float]:
    found = first_of_each_owner(searcher, _read(searcher, text), Filters())
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
    seen: Sequence[RegionsSeen], found: Sequence[Sequence[float]], topic_threshold: float
) -> Iterator[tuple[float, ...]]:
    """Give for each threshold on passages: macro F1, precision and recall of the questions that regions answer, and
    the share of the absent topics that is answered.
    """
    for threshold in THRESHOLDS:
        figures, answered = [], []
        for one, sure in zip(seen, found, strict=True):
            told = zip(one.examples, sure, strict=True) if one.topic >= topic_threshold else ()
            # One passage that is sure enough is a region's evidence.
            given = [*{example.owner: example.holds for example, p in told if p >= threshold}.values()]
            if not one.n_right:
                answered.append(bool(given))
                continue
            precision = sum(given) / len(given) if given else 0.0
            figures.append((2 * sum(given) / (len(given) + one.n_right), precision, sum(given) / one.n_right))
        yield threshold, *np.mean(figures, axis=0).tolist(), float(np.mean(answered))


def fact_questions(searcher: Searcher, reader: Reader, questions: Sequence[Judged]) -> list[list[Example]]:
    """Read the first hits of each fact question, answerable or not; those that nothing was read for are empty."""
    return [_read_for_fact(searcher, reader, question) for question in questions if _asks_fact(searcher, question)]


def fact_calibration(read: Sequence[Sequence[Example]]) -> tuple[float, Floats]:
    """Fit which passage answers, then how often the best passage of a question does (Platt scaling).

    Returns:
        As `logistic_regression` gives it, of both together.
    """
    read = [found for found in read if found]
    _, slopes = logistic_regression([example for found in read for example in found])
    best = [max(found, key=lambda example: float(slopes @ example.seen)) for found in read]
    scored = [Example(seen=(float(slopes @ example.seen),), holds=example.holds) for example in best]
    intercept, scale = logistic_regression(scored)
    return intercept, scale[0] * slopes


def cross_validated(read: Sequence[Sequence[Example]], fit: Fit, folds: int = FOLDS) -> list[list[float]]:
    """Give each example's probability by a fit on the questions of the other folds."""
    probabilities: list[list[float]] = [[] for _ in read]
    for fold in range(folds):
        intercept, slopes = fit([found for place, found in enumerate(read) if place % folds != fold])
        for place in range(fold, len(read), folds):
            values = np.array([example.seen for example in read[place]]).reshape(-1, len(slopes))
            probabilities[place] = (1 / (1 + np.exp(-(intercept + values @ slopes)))).tolist()
    return probabilities


def threshold_rows(read: Sequence[Sequence[Example]], found: Sequence[Sequence[float]]) -> Iterator[tuple[float, ...]]:
    """Give for each threshold on facts: the share of questions with an answer among those read that is answered
    rightly, and the share of the others that is answered all the same.
    """
    best = [
        max(zip(p, e, strict=True), key=lambda pair: pair[0]) if e else None for p, e in zip(found, read, strict=True)
    ]
    can = [any(example.holds for example in examples) for examples in read]
    for threshold in THRESHOLDS:
        right = [b is not None and b[0] >= threshold and b[1].holds for b, c in zip(best, can, strict=True) if c]
        false = [b is not None and b[0] >= threshold for b, c in zip(best, can, strict=True) if not c]
        yield threshold, float(np.mean(right)), float(np.mean(false))


def comparable_examples(searcher: Searcher, questions: Sequence[Judged]) -> Iterator[Example]:
    """See the score of what a search gives as like an initiative, where it is and where it is not."""
    truth = ground_truth(searcher.index, [q for q in questions if q.kind is QuestionKind.COMPARABLE])
    for id_, source in truth.judgements.sources.items():
        for found in find_similar(searcher, source.unit or "", limit=SIMILAR, scope=Scope.OTHER_REGIONS).hits:
            grade = truth.judgements.units[id_].get(truth.same(found.hit.passage.unit), 0)
            yield Example(seen=(found.hit.score,), holds=grade > 0)


def _asks_fact(searcher: Searcher, judged: Judged) -> bool:
    is_fact = judged.kind in (QuestionKind.FACT, QuestionKind.UNANSWERABLE)
    return is_fact and _read(searcher, judged.question).kind is Kind.FACT


def _read_for_fact(searcher: Searcher, reader: Reader, judged: Judged) -> list[Example]:
    question = _read(searcher, judged.question)
    read = read_for_fact(searcher, reader, question, Filters())
    if not read:
        return []
    finder = QuoteFinder([passage.candidate.passage.text for passage in read])
    evidence = {number for found in judged.evidence for number in finder.find(found.quote)}
    holds = [
        number in evidence and any(_agree(passage.answer, answer) for answer in judged.answers)
        for number, passage in enumerate(read)
    ]
    return _examples(features(question, read), Claim.FACT, holds)


def _agree(found: str, right: str) -> bool:
    """Tell whether the words marked hold an accepted answer, or are held by it."""
    return states(found, right) or states(right, found)


def _examples(seen: Mapping[str, Scores], claim: Claim, holds: Sequence[bool]) -> list[Example]:
    return [
        Example(seen=tuple(float(seen[name][place]) for name in SLOPES[claim]), holds=is_right)
        for place, is_right in enumerate(holds)
    ]


def write_calibration(searcher: Searcher, reader: Reader, path: Path = CALIBRATION_FILE) -> None:
    """Fit all regressions, write them as TOML and show what thresholds would give.

    Those that come first decide what is read, so they are written before the others are fitted.
    """
    judged = [question for question in load_questions() if question.split is Split.TUNE] + load_questions(DENSE)
    practice = load_questions(PRACTICE)
    absent = load_questions(ABSENT)
    fitted = {
        Claim.TOPIC: logistic_regression(list(topic_examples(searcher, judged + practice, absent))),
        # Who judged the practice questions saw two passages a region, and so lists fewer: fitted on them as well, F1 on
        # `tune` fell by 0.07.
        Claim.PASSAGE: logistic_regression(list(passage_examples(searcher, judged))),
        Claim.COMPARABLE: logistic_regression(list(comparable_examples(searcher, judged))),
    }
    facts = fact_questions(searcher, reader, judged + practice)
    fitted |= {Claim.FACT: fact_calibration(facts)}
    _write(fitted, path)
    _show_regions(list(regions_seen(searcher, judged, absent)), searcher.ranking.topic_threshold)
    _show_thresholds(facts)


def _write(fitted: Mapping[Claim, tuple[float, Floats]], path: Path) -> None:
    lines = ["# Written by `python -m eval.tuning.calibrate`."]
    for claim in Claim:
        intercept, slopes = fitted[claim]
        lines += ["", f"[{claim}]", f"intercept = {intercept:.3f}", f"[{claim}.slopes]"]
        lines += [f"{name} = {slope:.3f}" for name, slope in zip(SLOPES[claim], slopes, strict=True)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    calibrations.cache_clear()


def _show_regions(seen: Sequence[RegionsSeen], topic_threshold: float) -> None:
    print("regions, cross-validated: threshold, F1, precision, recall, absent topics answered")
    found = cross_validated(
        [one.examples for one in seen],
        # What a passage is worth is told only by topics that the collection tells of.
        lambda others: logistic_regression(
            [e for examples in others if any(e.holds for e in examples) for e in first_of_each(examples)]
        ),
    )
    for row in region_rows(seen, found, topic_threshold):
        print("  {:.2f} {:.3f} {:.3f} {:.3f} {:.3f}".format(*row))


def _show_thresholds(facts: Sequence[Sequence[Example]]) -> None:
    print("facts, cross-validated: threshold, answered rightly, near misses answered")
    for row in threshold_rows(facts, cross_validated(facts, fact_calibration)):
        print("  {:.2f} {:.3f} {:.3f}".format(*row))


def _topical(questions: Iterable[Judged]) -> list[Judged]:
    """Give the questions whose answer is regions or initiatives, those that name a region left out."""
    kinds = (QuestionKind.REGIONS, QuestionKind.TOPICAL)
    return [q for q in questions if q.kind in kinds and not read_question(q.question).places]


def _asked(question: Judged) -> list[str]:
    return [text for name, text in question.variants.items() if name is Variant.ENGLISH] + [question.question]


def _candidates(searcher: Searcher, text: str) -> Sequence[Candidate]:
    return searcher.candidates(_read(searcher, text), Filters(), least_depth=searcher.ranking.region_depth)


def _read(searcher: Searcher, text: str) -> Asked:
    return searcher.understand(text)


def main() -> None:
    """Fit on the index in use."""
    settings = read_settings()
    index = IndexFolder.open(current_folder(index_folder(settings)), load_embedder(settings.model))
    write_calibration(Searcher(index), TransformerReader())


if __name__ == "__main__":
    main()
