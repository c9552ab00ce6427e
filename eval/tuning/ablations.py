"""What each part of a search is worth: the same measurement with one part taken out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from rich.table import Table

from eval.errors import EvalError
from eval.measure.comparison import MAIN_MEASURES, Comparison, compare
from eval.measure.evaluation import Evaluation, evaluate
from eval.systems.ours import OurSystem, Progress
from eval.systems.temporary_index import temporary_index
from eval.truth.ground import ground_truth
from eval.truth.judged import Question
from indexer.index import Index
from indexer.vectors.embedder import Embedder
from indexer.vectors.fused import FusedEmbedder
from service.ranking import RANKING, Ranking
from service.search.query import Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Ablation:
    """One part taken out.

    Attributes:
        ranking: Gives what is tuned without the part.
        model: Gives the embedder without the part, from the one with it; None where the index stays.
    """

    name: str
    ranking: Callable[[Ranking], Ranking] = lambda ranking: ranking
    model: Callable[[Embedder], Embedder] | None = None


def _without(**weights: float) -> Callable[[Ranking], Ranking]:
    # Not every field of a ranking is a number; those that are taken out here are.
    return lambda ranking: replace(ranking, **weights)  # type: ignore[arg-type]


def _only_reads(embedder: Embedder) -> Embedder:
    return _fused(embedder).reads


def _only_words(embedder: Embedder) -> Embedder:
    return _fused(embedder).words


ABLATIONS = (
    Ablation(name="no word index", ranking=_without(lexical=0.0)),
    Ablation(name="no field weights", ranking=_without(field_weight=0.0)),
    Ablation(name="no region handling", ranking=_without(place=0.0)),
    Ablation(name="no word-by-word score", ranking=_without(soft=0.0)),
    Ablation(name="no look for the kind of words", ranking=_without(holds=0.0)),
    Ablation(name="no static model in the vectors", model=_only_reads),
    Ablation(name="no model that reads sentences", model=_only_words),
)


def measure_ablations(
    index: Index, embedder: Embedder, questions: Sequence[Question], progress: Progress, ranking: Ranking = RANKING
) -> list[tuple[Evaluation, Evaluation]]:
    """Measure search whole and without each part, as (whole, without it).

    Raises:
        EvalError: A part is out already, or the model is not of two parts.
    """
    whole = _measure("hybrid", index, questions, progress, ranking)
    measured = []
    for ablation in ABLATIONS:
        changed = ablation.ranking(ranking)
        if ablation.model is not None:
            with temporary_index(ablation.model(embedder), index) as rebuilt:
                evaluation = _measure(ablation.name, rebuilt, questions, progress, changed)
        elif changed == ranking:
            raise EvalError(f"{ablation.name}: the ranking is so already; expected a part to take out")
        else:
            evaluation = _measure(ablation.name, index, questions, progress, changed)
        measured.append((whole, evaluation))
    return measured


def _fused(embedder: Embedder) -> FusedEmbedder:
    if not isinstance(embedder, FusedEmbedder):
        raise EvalError(f"the model {embedder.name} is one; expected two models fused")
    return embedder


def _measure(
    name: str, index: Index, questions: Sequence[Question], progress: Progress, ranking: Ranking
) -> Evaluation:
    system = OurSystem(index, Mode.HYBRID, name.replace(" ", "-"), ranking=ranking)
    return evaluate(system, ground_truth(index, questions), progress)


def ablation_table(measured: Sequence[tuple[Evaluation, Evaluation]]) -> Table:
    """Give a row a part: each kind's main measure without it, and the difference it makes with its interval."""
    header, *rows = _rows(measured)
    table = Table(*header, title="Search without one part: value, difference [95 % interval]", title_justify="left")
    for row in rows:
        table.add_row(*row)
    return table


def markdown(measured: Sequence[tuple[Evaluation, Evaluation]]) -> str:
    """Give the same as a table in Markdown."""
    header, *rows = _rows(measured)
    lines = [header, ["---", *("---:" for _ in header[1:])], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def _rows(measured: Sequence[tuple[Evaluation, Evaluation]]) -> Iterator[list[str]]:
    compared = [(evaluation.system, compare(whole, evaluation)) for whole, evaluation in measured]
    groups = [comparison.group for comparison in compared[0][1]]
    yield ["", *(f"{group} {MAIN_MEASURES[group]}" for group in groups)]
    yield ["whole", *(f"{comparison.before:.3f}" for comparison in compared[0][1])]
    for name, comparisons in compared:
        yield [name, *map(_cell, comparisons)]


def _cell(comparison: Comparison) -> str:
    low, high = comparison.interval
    return f"{comparison.after:.3f} {comparison.after - comparison.before:+.3f} [{low:+.3f}, {high:+.3f}]"
