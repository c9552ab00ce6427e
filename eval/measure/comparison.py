"""Two systems, question by question: where they differ most, and whether the difference may be chance."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.table import Table

from eval.errors import EvalError
from eval.measure.evaluation import Evaluation
from eval.measure.measures import mean
from eval.measure.significance import bootstrap_interval, randomisation_test

# The measure that stands for each kind of question.
MAIN_MEASURES = {"topical": "nDCG@10", "fact": "nDCG@10", "comparable": "nDCG@10", "regions": "F1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One question in both systems."""

    topic: str
    before: float
    after: float

    @property
    def gain(self) -> float:
        """How much the second is better."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two systems on one kind of question.

    Attributes:
        differences: A question each, largest first, either way.
        interval: Ends of the 95 % bootstrap interval of the mean gain.
        p: Two-sided p-value of the paired randomisation test.
    """

    group: str
    measure: str
    before: float
    after: float
    interval: tuple[float, float]
    p: float
    differences: tuple[Difference, ...]


def compare(first: Evaluation, second: Evaluation, measure: str | None = None) -> list[Comparison]:
    """Compare two systems on every kind of question both were asked, by each kind's main measure or the one given.

    Raises:
        EvalError: They have no question and measure in common.
    """
    comparisons = shared_comparisons(first, second, measure)
    if not comparisons:
        wanted = measure or "nDCG@10 or F1"
        both = [{name for of in each.values.values() for name in of} for each in (first, second)]
        known = ", ".join(sorted(both[0] & both[1]))
        expected = f"one of {known}" if known else "at least one that both were asked"
        raise EvalError(f"{first.system} and {second.system} share no question with {wanted}; expected {expected}")
    return comparisons


def shared_comparisons(first: Evaluation, second: Evaluation, measure: str | None = None) -> list[Comparison]:
    """Do so; an empty list where they have none in common."""
    comparisons = []
    for group, main in MAIN_MEASURES.items():
        name = measure or main
        values = [evaluation.values.get(group, {}).get(name, {}) for evaluation in (first, second)]
        shared = [topic for topic in values[0] if topic in values[1]]
        if shared:
            differences = [Difference(topic=t, before=values[0][t], after=values[1][t]) for t in shared]
            comparisons.append(_comparison(group, name, differences))
    return comparisons


def _comparison(group: str, measure: str, differences: Sequence[Difference]) -> Comparison:
    return Comparison(
        group=group,
        measure=measure,
        before=mean({d.topic: d.before for d in differences}),
        after=mean({d.topic: d.after for d in differences}),
        interval=bootstrap_interval([d.gain for d in differences]),
        p=randomisation_test([d.gain for d in differences]),
        differences=tuple(sorted(differences, key=lambda d: (-abs(d.gain), d.topic))),
    )


def comparison_table(comparison: Comparison, first: str, second: str, texts: dict[str, str], show: int) -> Table:
    """Give the questions that differ most as a table for the terminal."""
    gain = comparison.after - comparison.before
    title = (
        f"{comparison.group} {comparison.measure}: {first} {comparison.before:.3f}, {second} {comparison.after:.3f}, "
        f"difference {gain:+.3f}, p = {comparison.p:.4f} ({len(comparison.differences)} questions)"
    )
    table = Table("question", "", first, second, "difference", title=title, title_justify="left")
    for difference in [d for d in comparison.differences if d.gain != 0][:show]:
        cells = (f"{difference.before:.3f}", f"{difference.after:.3f}", f"{difference.gain:+.3f}")
        table.add_row(difference.topic, texts.get(difference.topic, ""), *cells)
    return table
