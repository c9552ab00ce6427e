"""Public Swedish test sets for the embedding model, beside BM25 and what was published of known models.

`eval/truth/public_sets.py` tells how they lie in their folder. They are not part of this repository; the model card
says where each comes from.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.table import Table

from eval.errors import MissingPackageError, PublicSetError
from eval.measure.measures import mean, ranking_measures
from eval.systems.ours import Progress
from eval.systems.run import make_run
from eval.truth.public_sets import (
    BITEXT,
    RETRIEVAL,
    SIMILARITY,
    Pair,
    RetrievalSet,
    Scored,
    read_set,
    retrieval_sets,
)
from indexer.index import Vectors
from indexer.vectors.embedder import Embedder

DEPTH = 100
PUBLISHED = Path(__file__).parent / "published.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One figure of one system on one set; `n` counts queries, sentences or pairs."""

    family: str
    name: str
    n: int
    measure: str
    system: str
    value: float


def measure_public(folder: Path, embedder: Embedder, progress: Progress) -> list[Result]:
    """Measure a model on every set of a folder, and BM25 on those for retrieval.

    Raises:
        PublicSetError: The folder holds no set, or a line of one lacks a field.
    """
    results: list[Result] = []
    for found in progress(list(retrieval_sets(folder)), "retrieval"):
        results += _retrieval(found, embedder)
    for path in progress(sorted((folder / BITEXT).glob("*.jsonl")), "bitext"):
        results += _bitext(path, embedder)
    for path in progress(sorted((folder / SIMILARITY).glob("*.jsonl")), "similarity"):
        results.append(_similarity(path, embedder))
    if not results:
        raise PublicSetError(f"{folder} holds no {RETRIEVAL}/, {BITEXT}/ or {SIMILARITY}/ with .jsonl files")
    return results


def _retrieval(found: RetrievalSet, embedder: Embedder) -> list[Result]:
    queries, ids, texts = list(found.queries.values()), list(found.texts), list(found.texts.values())
    rankings = {
        "BM25": _rank_by_words(texts, queries),
        embedder.name: _rank_by_vectors(embedder.embed_passages(texts), embedder.embed_queries(queries)),
    }
    qrels = {query: dict.fromkeys(relevant, 1) for query, relevant in found.relevant.items()}
    results = []
    for system, rows in rankings.items():
        ranked = {
            query: [(ids[row], -float(rank)) for rank, row in enumerate(here) if ids[row] != found.excluded.get(query)]
            for query, here in zip(found.queries, rows, strict=True)
        }
        values = ranking_measures(qrels, make_run("public", ranked))
        for label, measure in (("MRR@10", "RR@10"), ("nDCG@10", "nDCG@10")):
            value = mean(values[measure])
            results.append(
                Result(family=RETRIEVAL, name=found.name, n=len(queries), measure=label, system=system, value=value)
            )
    return results


def _rank_by_vectors(passages: Vectors, queries: Vectors) -> list[list[int]]:
    depth = min(DEPTH, len(passages))
    ranked = []
    for query in queries:
        scores = passages @ query
        best = np.argpartition(-scores, depth - 1)[:depth]
        ranked.append([int(row) for row in best[np.argsort(-scores[best], kind="stable")]])
    return ranked


def _rank_by_words(texts: Sequence[str], queries: Sequence[str]) -> list[list[int]]:
    """Rank by bm25s as it comes, without stems; texts without a word of the query are left out."""
    try:
        import bm25s
    except ImportError as error:
        raise MissingPackageError("bm25s", "eval") from error
    engine = bm25s.BM25()
    engine.index(bm25s.tokenize(list(texts), stopwords=None, show_progress=False), show_progress=False)
    tokens = bm25s.tokenize(list(queries), stopwords=None, show_progress=False)
    rows, scores = engine.retrieve(tokens, k=min(DEPTH, len(texts)), show_progress=False)
    return [
        [int(row) for row, score in zip(*pair, strict=True) if score > 0] for pair in zip(rows, scores, strict=True)
    ]


def _bitext(path: Path, embedder: Embedder) -> list[Result]:
    """Give how often a sentence's translation is its nearest among all, in both directions."""
    lines = read_set(path, Pair)
    swedish = embedder.embed_passages([line.sv for line in lines])
    english = embedder.embed_passages([line.en for line in lines])
    similarity = swedish @ english.T
    own = np.arange(len(lines))
    return [
        Result(
            family=BITEXT,
            name=path.stem,
            n=len(lines),
            measure=f"accuracy {direction}",
            system=embedder.name,
            value=float(np.mean(table.argmax(axis=1) == own)),
        )
        for direction, table in (("sv to en", similarity), ("en to sv", similarity.T))
    ]


def _similarity(path: Path, embedder: Embedder) -> Result:
    lines = read_set(path, Scored)
    left = embedder.embed_passages([line.a for line in lines])
    right = embedder.embed_passages([line.b for line in lines])
    cosines = np.sum(left * right, axis=1)
    value = rank_correlation(cosines.tolist(), [line.score for line in lines])
    return Result(
        family=SIMILARITY, name=path.stem, n=len(lines), measure="Spearman", system=embedder.name, value=value
    )


def rank_correlation(left: Sequence[float], right: Sequence[float]) -> float:
    """Give Spearman's rank correlation, -1 to 1; equal values share the mean of their ranks."""
    return float(np.corrcoef(_ranks(left), _ranks(right))[0, 1])


def _ranks(values: Sequence[float]) -> np.ndarray[Any, np.dtype[np.float64]]:
    _, places, counts = np.unique(np.asarray(values), return_inverse=True, return_counts=True)
    last: np.ndarray[Any, np.dtype[np.float64]] = np.cumsum(counts).astype(np.float64)
    return (last - (counts - 1) / 2)[places]


def published() -> list[Result]:
    """Give what others published about known models on these sets; `published.toml` names the sources."""
    figures = tomllib.loads(PUBLISHED.read_text(encoding="utf-8"))["figure"]
    return [
        Result(
            family=RETRIEVAL,
            name=figure["set"],
            n=0,
            measure=figure["measure"],
            system=f"{figure['model']} (published)",
            value=figure["value"],
        )
        for figure in figures
    ]


def public_tables(results: Sequence[Result]) -> list[Table]:
    """Give a table for each family of sets, a row a set and measure, a column a system, best value in bold."""
    shown = list(dict.fromkeys([*results, *published()]))
    tables = []
    for family in (RETRIEVAL, BITEXT, SIMILARITY):
        here = [result for result in shown if result.family == family]
        systems = list(dict.fromkeys(result.system for result in here))
        if any(result.n for result in here):
            tables.append(_family_table(family, here, systems))
    return tables


def _family_table(family: str, results: Sequence[Result], systems: Sequence[str]) -> Table:
    table = Table("set", "n", "measure", *systems, title=family, title_justify="left")
    for name, measure in dict.fromkeys((result.name, result.measure) for result in results):
        row = [result for result in results if (result.name, result.measure) == (name, measure)]
        values = {result.system: result.value for result in row}
        top = max(values.values())
        cells = [f"[bold]{values[s]:.3f}[/]" if values.get(s) == top else _shown(values.get(s)) for s in systems]
        table.add_row(name, str(max(result.n for result in row)), measure, *cells)
    return table


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
