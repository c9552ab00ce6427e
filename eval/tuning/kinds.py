"""The classifier of questions fitted, and how often it is right.

Each file is one writer's. Every writer's questions are told by what the others' taught, then all of them teach the
weights that are kept in `service/asked/`. The questions of `eval/questions/asked/` are writers more. Another retriever
needs a new fit.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rich.table import Table

from eval.errors import QuestionError
from indexer.index import Vectors
from indexer.vectors.fused import read_embedder
from indexer.vectors.loading import load_embedder
from service.asked.classifier import (
    ASPECTS,
    BUCKETS,
    KINDS,
    NO_ASPECT,
    VECTOR_WEIGHT,
    Classifier,
    Head,
    word_features,
)

OWN = Path(__file__).parent.parent / "questions" / "asked"
MAX_ROUNDS = 300
BATCH_SIZE = 16
NEVER = -50.0

Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One writer's questions: features of shape (n, features), words first, and their labels' numbers."""

    writer: str
    questions: tuple[str, ...]
    features: Vectors
    labels: dict[str, Labels]


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """Weight of the squared weights beside the mean loss, of a head."""

    kind: float = 1e-4
    aspect: float = 3e-5


def fit_head(features: Vectors, labels: Labels, names: Sequence[str], penalty: float) -> Head:
    """Fit a multinomial logistic regression.

    The loss is the mean cross-entropy plus `penalty / 2` times the sum of the squared weights; the bias is free. Labels
    that nobody gave are never told.

    Raises:
        QuestionError: scikit-learn is not installed.
    """
    try:
        from scipy.sparse import csr_matrix
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise QuestionError("fitting needs scikit-learn: pip install 'insatskartan[eval]'") from error
    fitted = LogisticRegression(C=1 / (penalty * len(features)), max_iter=MAX_ROUNDS, tol=1e-3)
    fitted.fit(csr_matrix(features), labels)
    weights = np.zeros((len(names), features.shape[1]), dtype=np.float32)
    bias = np.full(len(names), NEVER, dtype=np.float32)
    weights[fitted.classes_], bias[fitted.classes_] = fitted.coef_, fitted.intercept_
    return Head(labels=tuple(names), weights=weights, bias=bias)


def load(path: Path) -> list[dict[str, str | None]]:
    """Read labelled questions.

    Raises:
        QuestionError: The file cannot be read, or a line lacks its question, kind or aspect.
    """
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for row in rows:
            KINDS.index(row["kind"]), ASPECTS.index(row["aspect"] or NO_ASPECT), row["question"].strip()
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise QuestionError(f"{path}: {error}; expected JSON lines with question, kind and aspect") from error
    return rows


def _labelled(writer: str, rows: Sequence[dict[str, str | None]], vectors: Vectors) -> Labelled:
    words = np.stack([word_features(str(row["question"])) for row in rows])
    return Labelled(
        writer=writer,
        questions=tuple(str(row["question"]) for row in rows),
        features=np.hstack([words, VECTOR_WEIGHT * vectors]),
        labels={
            "kind": np.array([KINDS.index(str(row["kind"])) for row in rows]),
            "aspect": np.array([ASPECTS.index(row["aspect"] or NO_ASPECT) for row in rows]),
        },
    )


def fit(sets: Sequence[Labelled], model: str, penalty: Penalty) -> Classifier:
    """Fit all heads on the questions of several writers."""
    features = np.vstack([part.features for part in sets])
    heads = {}
    for name, names, strength in (("kind", KINDS, penalty.kind), ("aspect", ASPECTS, penalty.aspect)):
        labels = np.concatenate([part.labels[name] for part in sets])
        heads[name] = fit_head(features, labels, names, strength)
        heads[f"{name}-words"] = fit_head(features[:, :BUCKETS], labels, names, strength)
    return Classifier(model, heads)


def told_right(sets: Sequence[Labelled], penalty: Penalty) -> tuple[Table, list[str]]:
    """Give how often each writer's questions are told right by what the others' taught, and those that are not."""
    columns: dict[str, dict[str, str]] = {}
    wrong = []
    for part in sets:
        others = [other for other in sets if other is not part]
        taught = fit(others, "", penalty)
        guesses = [
            taught.classify(question, features[BUCKETS:] / VECTOR_WEIGHT)
            for question, features in zip(part.questions, part.features, strict=True)
        ]
        words = [taught.classify(question) for question in part.questions]
        kinds = [KINDS[label] for label in part.labels["kind"]]
        aspects = [ASPECTS[label] for label in part.labels["aspect"]]
        told = {"all": _share([g.kind == k for g, k in zip(guesses, kinds, strict=True)])}
        for kind in KINDS:
            told[kind] = _share([g.kind == kind for g, k in zip(guesses, kinds, strict=True) if k == kind])
        told["all, words alone"] = _share([g.kind == k for g, k in zip(words, kinds, strict=True)])
        found = [g.aspect or NO_ASPECT for g in guesses]
        told["aspect"] = _share([a == f for a, f in zip(aspects, found, strict=True)])
        told["aspect, where one"] = _share([a == f for a, f in zip(aspects, found, strict=True) if a != NO_ASPECT])
        columns[part.writer] = told
        wrong += [
            f"{part.writer}: {kind} told as {guess.kind} ({guess.sureness:.2f}): {question}"
            for question, kind, guess in zip(part.questions, kinds, guesses, strict=True)
            if guess.kind != kind
        ]
    table = Table("right", *(f"{part.writer} (n={len(part.questions)})" for part in sets))
    for row in next(iter(columns.values())):
        table.add_row(row, *(columns[part.writer][row] for part in sets))
    return table, wrong


def _share(right: Sequence[bool]) -> str:
    return f"{sum(right) / len(right):.3f}" if right else "-"


def read_writers(files: Sequence[Path]) -> tuple[list[Labelled], str]:
    """Read the files given and our own, one writer each, and embed their questions.

    Returns:
        The writers' questions, and the fingerprint of the model that embedded them.

    Raises:
        QuestionError: A file cannot be read as labelled questions.
    """
    embedder = read_embedder(load_embedder())
    sets = []
    for path in (*files, *sorted(OWN.glob("*.jsonl"))):
        rows = load(path)
        texts = [str(row["question"]) for row in rows]
        parts = [embedder.embed_queries(texts[at : at + BATCH_SIZE]) for at in range(0, len(texts), BATCH_SIZE)]
        sets.append(_labelled(path.stem, rows, np.vstack(parts)))
    return sets, embedder.fingerprint
