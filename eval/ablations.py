"""What each part of a search is worth: the same measurement with one part taken out."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from rich.table import Table

from eval.building import temporary_index
from eval.comparison import MAIN_MEASURES, compare
from eval.errors import EvalError
from eval.evaluation import Evaluation, evaluate, ground_truth
from eval.judged import Question
from eval.systems import OurSystem, Progress
from indexer.index import Index
from indexer.vectors.embedder import Embedder
from service.query import Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Ablation:
    """One part taken out: a module's constant or function, changed while a copy of the search is measured.

    Attributes:
        change: Gives the constant's value without the part, from its value with it.
        rebuilds: Whether the constant decides what is put into the index.
        mode: What is measured with and without the part; words alone show what hybrid search leans on little.
    """

    name: str
    module: str
    constant: str
    change: Callable[[Any], Any]
    rebuilds: bool = False
    mode: Mode = Mode.HYBRID


def _without(key: str) -> Callable[[dict[str, float]], dict[str, float]]:
    return lambda weights: {**weights, key: 0.0}


ABLATIONS = (
    Ablation(
        name="words without compound parts",
        module="indexer.words.expansion",
        constant="PART_WEIGHT",
        change=lambda weight: 0 * weight,
        mode=Mode.LEXICAL,
    ),
    Ablation(
        name="words without field weights",
        module="indexer.words.word_index",
        constant="FIELD_WEIGHTS",
        change=lambda weights: dict.fromkeys(weights, 1.0),
        mode=Mode.LEXICAL,
    ),
    Ablation(
        name="no compound parts",
        module="indexer.words.expansion",
        constant="PART_WEIGHT",
        change=lambda weight: 0 * weight,
    ),
    # Query vectors are kept by an index, hence a new one.
    Ablation(
        name="no synonyms",
        module="indexer.words.expansion",
        constant="synonyms",
        change=lambda _: lambda: (),
        rebuilds=True,
    ),
    Ablation(name="no field weights", module="service.reranking", constant="WEIGHTS", change=_without("field")),
    Ablation(name="no region handling", module="service.reranking", constant="WEIGHTS", change=_without("place")),
    Ablation(name="no word-by-word score", module="service.reranking", constant="WEIGHTS", change=_without("soft")),
    Ablation(name="no feedback", module="service.reranking", constant="WEIGHTS", change=_without("feedback")),
    Ablation(
        name="no context",
        module="indexer.vectors.embedding",
        constant="CONTEXT_WEIGHT",
        change=lambda weight: 0 * weight,
        rebuilds=True,
    ),
)


@contextmanager
def without(ablation: Ablation) -> Iterator[None]:
    """Take a part out for as long as the context lasts.

    Raises:
        EvalError: The module has no such constant, or it is already as without the part.
    """
    module = import_module(ablation.module)
    if not hasattr(module, ablation.constant):
        raise EvalError(f"{ablation.name}: {ablation.module} has no {ablation.constant}; expected the part's constant")
    before = getattr(module, ablation.constant)
    after = ablation.change(before)
    if after == before:
        raise EvalError(f"{ablation.name}: {ablation.constant} is {before} already; expected a part to take out")
    setattr(module, ablation.constant, after)
    try:
        yield
    finally:
        setattr(module, ablation.constant, before)


def measure_ablations(
    index: Index, embedder: Embedder, questions: Sequence[Question], progress: Progress
) -> list[tuple[Evaluation, Evaluation]]:
    """Measure search whole and without each part, as (whole, without it)."""
    modes = dict.fromkeys(ablation.mode for ablation in ABLATIONS)
    whole = {mode: _measure(mode.value, mode, index, questions, progress) for mode in modes}
    measured = []
    for ablation in ABLATIONS:
        with without(ablation):
            if ablation.rebuilds:
                with temporary_index(embedder) as rebuilt:
                    evaluation = _measure(ablation.name, ablation.mode, rebuilt, questions, progress)
            else:
                evaluation = _measure(ablation.name, ablation.mode, index, questions, progress)
        measured.append((whole[ablation.mode], evaluation))
    return measured


def _measure(name: str, mode: Mode, index: Index, questions: Sequence[Question], progress: Progress) -> Evaluation:
    return evaluate(OurSystem(index, mode, name), ground_truth(index, questions), progress)


def ablation_table(measured: Sequence[tuple[Evaluation, Evaluation]]) -> Table:
    """Give a row a part: each kind's main measure without it, the difference it makes and its p-value."""
    measures = [f"{group} {measure}" for group, measure in MAIN_MEASURES.items()]
    table = Table("", *measures, title="Search without one part: value, difference, p", title_justify="left")
    for whole, evaluation in measured:
        cells = {
            comparison.group: f"{comparison.after:.3f} {comparison.after - comparison.before:+.3f} {comparison.p:.2f}"
            for comparison in compare(whole, evaluation)
        }
        table.add_row(evaluation.system, *(cells.get(group, "–") for group in MAIN_MEASURES))
    return table
