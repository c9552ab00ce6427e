"""The figures that are published, one row each, for several systems side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from eval.measure.evaluation import Evaluation
from eval.measure.measures import mean
from eval.measure.significance import bootstrap_interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One published figure: the mean of a measure over a group of questions; `is_cost` where smaller is better."""

    label: str
    group: str
    measure: str
    is_cost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A figure of one system with its 95 % interval, and over how many questions."""

    value: float
    low: float
    high: float
    n: int


RANKED = ("nDCG@10", "R@10", "RR@10")
FIGURES = (
    *(Figure(label=f"topical {name}", group="topical", measure=name) for name in RANKED),
    *(Figure(label=f"fact {name}", group="fact", measure=name) for name in RANKED),
    *(Figure(label=f"comparable {name}", group="comparable", measure=name) for name in RANKED),
    Figure(label="region F1", group="regions", measure="F1"),
    Figure(label="region precision", group="regions", measure="precision"),
    Figure(label="region recall", group="regions", measure="recall"),
    Figure(label="region AP", group="regions", measure="AP"),
    Figure(label="fact accuracy", group="fact", measure="accuracy"),
    Figure(label="fact page accuracy", group="fact", measure="page"),
    Figure(label="fact evidence@5", group="fact", measure="Success@5"),
    Figure(label="false-answer rate", group="unanswerable", measure="false answers", is_cost=True),
)
AURC = Figure(label="AURC", group="risk", measure="AURC", is_cost=True)
DETAILS = (
    *(Figure(label=f"topical {name}", group="topical", measure=name) for name in ("AP", "R@100", "Success@5")),
    *(
        Figure(label=f"{kind} nDCG@10, {variant}", group=f"{kind}.{variant}", measure="nDCG@10")
        for kind in ("topical", "fact")
        for variant in ("typo", "dotless", "english")
    ),
    *(
        Figure(label=f"region F1, {variant}", group=f"regions.{variant}", measure="F1")
        for variant in ("typo", "dotless", "english")
    ),
    Figure(label="region central recall", group="regions", measure="central recall"),
    Figure(label="tempting regions claimed", group="regions", measure="wrong regions", is_cost=True),
    Figure(label="fact questions answered", group="fact", measure="answered"),
    Figure(label="topical Judged@10", group="topical", measure="Judged@10"),
    Figure(label="comparable Judged@10", group="comparable", measure="Judged@10"),
)
ALL_FIGURES = (*FIGURES, AURC, *DETAILS)


def read(figure: Figure, evaluation: Evaluation) -> Reading | None:
    """Give a figure of an evaluation; None where the system has nothing of the kind."""
    if figure is AURC:
        risk = evaluation.risk
        return None if risk is None else Reading(value=risk.area, low=risk.area, high=risk.area, n=len(risk.points))
    values = evaluation.values.get(figure.group, {}).get(figure.measure)
    if not values:
        return None
    low, high = bootstrap_interval(list(values.values()))
    return Reading(value=mean(values), low=low, high=high, n=len(values))


def best(figure: Figure, evaluations: Sequence[Evaluation]) -> float | None:
    """Give the best value any of the systems has, rounded as it is shown."""
    found = [round(reading.value, 3) for e in evaluations if (reading := read(figure, e)) is not None]
    return None if not found else min(found) if figure.is_cost else max(found)


def count(figure: Figure, evaluations: Sequence[Evaluation]) -> int:
    """Give over how many questions a figure is taken; 0 where no system has it."""
    return max((reading.n for e in evaluations if (reading := read(figure, e)) is not None), default=0)
