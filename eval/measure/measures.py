"""Measures of rankings, one value for each topic; the standard ones come from ir-measures."""

from collections.abc import Mapping, Sequence

from eval.errors import MissingPackageError
from eval.systems.run import Run
from eval.truth.qrels import Qrels

try:
    import ir_measures
except ImportError as error:
    raise MissingPackageError("ir-measures", "eval") from error

Values = Mapping[str, float]
"""A measure's value for each topic or question."""

STANDARD = ("nDCG@10", "RR@10", "AP", "R@100", "Success@5", "Judged@10")
RANKING_MEASURES = ("nDCG@10", "R@10", "RR@10", "AP", "R@100", "Success@5", "Judged@10")
RECALL_DEPTHS = (1, 3, 5, 10, 20, 50, 100)


def ranking_measures(qrels: Qrels, run: Run) -> dict[str, Values]:
    """Measure a run on every topic of the qrels; a topic the run lacks, or with nothing relevant, has 0.

    nDCG@10 has linear gain. R@10 is over min(10, number of relevant ones), see `recall_at`; the others are what
    trec_eval calls ndcg_cut_10 (over the same judgements), map, recall_100, success_5 and, on runs cut at 10,
    recip_rank; Judged@10 is the share of the first ten that has a judgement.
    """
    # A topic without results is left out: Judged@10 divides by their number.
    scores = {topic: {found.id: found.score for found in run.rankings[topic]} for topic in qrels if run.ids(topic)}
    values: dict[str, dict[str, float]] = {name: dict.fromkeys(qrels, 0.0) for name in RANKING_MEASURES}
    wanted = [ir_measures.parse_measure(name) for name in STANDARD]
    judged = {topic: dict(grades) for topic, grades in qrels.items() if grades}
    for metric in ir_measures.iter_calc(wanted, judged, scores):
        values[str(metric.measure)][metric.query_id] = float(metric.value)
    values["R@10"] = {topic: recall_at(10, run.ids(topic), grades) for topic, grades in qrels.items()}
    return dict(values)


def recall_at(k: int, ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """Give the share of the relevant ids among the first k, over min(k, number of relevant ones).

    So 1 can be reached with every k; with plain recall a topic with 20 relevant ids could not pass 0.5 at k = 10.
    """
    relevant = {id_ for id_, grade in grades.items() if grade > 0}
    if not relevant:
        return 0.0
    return len(relevant & set(ranked[:k])) / min(k, len(relevant))


def mean(values: Values) -> float:
    """Give the mean over topics; 0 where there are none."""
    return sum(values.values()) / len(values) if values else 0.0
