"""The regressions of service/search/calibration.toml, fitted on the `tune` half and on the practice questions.

What a threshold on facts or regions would give is shown by cross-validation over questions, so that no question is
judged by a fit that saw it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.truth.judged import DEFAULT_FOLDER, QuestionKind, Split, load_half, load_questions
from eval.tuning.fact_thresholds import fact_calibration, fact_questions, threshold_rows
from eval.tuning.region_thresholds import RegionsSeen, first_of_each, region_rows, regions_seen
from eval.tuning.regression import SLOPES, Floats, cross_validated, logistic_regression
from eval.tuning.topic_examples import comparable_examples, passage_examples, topic_examples
from service.read.reader import Reader
from service.search.calibration import CALIBRATION_FILE, Claim, calibrations
from service.search.searcher import Searcher

# Questions with one known piece of evidence, such for regions whose judges read all there is of every region, and such
# that the collection tells nothing of.
PRACTICE, DENSE, ABSENT = (DEFAULT_FOLDER / name for name in ("practice", "dense", "absent"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """The regressions fitted, and what thresholds would give: rows of `region_rows` and `threshold_rows`."""

    fitted: Mapping[Claim, tuple[float, Floats]]
    regions: Sequence[tuple[float, ...]]
    facts: Sequence[tuple[float, ...]]


def calibrate(searcher: Searcher, reader: Reader) -> Calibrated:
    """Fit all regressions, and cross-validate those of facts and of regions."""
    judged = load_half(Split.TUNE) + load_questions(DENSE)
    practice, absent = load_questions(PRACTICE), load_questions(ABSENT)
    facts = fact_questions(searcher, reader, judged + practice)
    n_facts = sum(question.kind is QuestionKind.FACT for question in judged + practice)
    regions = list(regions_seen(searcher, judged, absent))
    return Calibrated(
        fitted={
            Claim.TOPIC: logistic_regression(list(topic_examples(searcher, judged + practice, absent))),
            # Who judged the practice questions saw two passages a region, and so lists fewer: fitted on them as well,
            # F1 on `tune` fell by 0.07.
            Claim.PASSAGE: logistic_regression(list(passage_examples(searcher, judged))),
            Claim.COMPARABLE: logistic_regression(list(comparable_examples(searcher, judged))),
            Claim.FACT: fact_calibration(facts),
        },
        regions=list(region_rows(regions, _cross_validated(regions), searcher.ranking)),
        facts=list(threshold_rows(facts, cross_validated(facts, fact_calibration), n_facts)),
    )


def write_calibration(fitted: Mapping[Claim, tuple[float, Floats]], path: Path = CALIBRATION_FILE) -> None:
    """Write the regressions as TOML, and let those in use be read anew."""
    lines = ["# Written by `python -m eval calibrate --write`."]
    for claim in Claim:
        intercept, slopes = fitted[claim]
        lines += ["", f"[{claim}]", f"intercept = {intercept:.3f}", f"[{claim}.slopes]"]
        lines += [f"{name} = {slope:.3f}" for name, slope in zip(SLOPES[claim], slopes, strict=True)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    calibrations.cache_clear()


def _cross_validated(seen: Sequence[RegionsSeen]) -> list[list[float]]:
    return cross_validated(
        [one.examples for one in seen],
        # What a passage is worth is told only by topics that the collection tells of.
        lambda others: logistic_regression(
            [e for examples in others if any(e.holds for e in examples) for e in first_of_each(examples)]
        ),
    )
