"""Fits the classifier of questions, and measures how often it is right.

Each file is one writer's. Every writer's questions are classified by a model fitted on the others'; then all of them
fit the weights that are kept in `service/asked/`. The questions of `eval/questions/asked/` are further writers'.
Another retriever needs a new fit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, Field
from rich.table import Table

from eval.errors import QuestionError
from eval.truth.json_lines import read_records
from indexer.index import Vectors
from indexer.vectors.fused import read_embedder
from indexer.vectors.loading import load_embedder
from service.asked.asked import Aspect
from service.asked.classifier import (
    ASPECTS,
    BUCKETS,
    KINDS,
    NO_ASPECT,
    VECTOR_WEIGHT,
    Classifier,
    Guess,
    Head,
    word_features,
)
from service.asked.understood import Kind
from service.ranking import RANKING

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


class Row(BaseModel):
    """A question with what it asks for; what else a line holds is not read."""

    question: Annotated[str, Field(min_length=1)]
    kind: Kind
    aspect: Aspect | None


def read_labelled(path: Path) -> list[Row]:
    """Read labelled questions.

    Raises:
        QuestionError: The file cannot be read or is empty, or a line lacks its question, kind or aspect.
    """
    rows = [row for _, row in read_records(path, Row, QuestionError)]
    if not rows:
        raise QuestionError(f"{path}: is empty; expected JSON lines with question, kind and aspect")
    return rows


def _labelled(writer: str, rows: Sequence[Row], vectors: Vectors) -> Labelled:
    words = np.stack([word_features(row.question) for row in rows])
    return Labelled(
        writer=writer,
        questions=tuple(row.question for row in rows),
        features=np.hstack([words, VECTOR_WEIGHT * vectors]),
        labels={
            "kind": np.array([KINDS.index(row.kind) for row in rows]),
            "aspect": np.array([ASPECTS.index(row.aspect or NO_ASPECT) for row in rows]),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How one writer's questions are told by what the others' taught.

    Attributes:
        kinds: The right kind of each and what it is told as.
        by_words: The same, where words and cues decide alone.
        aspects: The right aspect of each and what it is told as.
    """

    writer: Labelled
    kinds: Sequence[tuple[str, Guess]]
    by_words: Sequence[tuple[str, str]]
    aspects: Sequence[tuple[str, str]]

    def drawn_outside(self, *, rightly: bool) -> tuple[int, int]:
        """Give how many questions are told to be none for the documents, of those that are none or of the others."""
        of = [guess for kind, guess in self.kinds if (kind == Kind.OUTSIDE) is rightly]
        return sum(guess.kind == Kind.OUTSIDE and guess.sureness >= RANKING.outside_sure for guess in of), len(of)


def tell_each(sets: Sequence[Labelled], penalty: Penalty) -> Iterator[Told]:
    """Tell each writer's questions by what the others' taught."""
    for part in sets:
        taught = fit([other for other in sets if other is not part], "", penalty)
        guesses = [
            taught.classify(question, features[BUCKETS:] / VECTOR_WEIGHT)
            for question, features in zip(part.questions, part.features, strict=True)
        ]
        kinds = [KINDS[label] for label in part.labels["kind"]]
        aspects = [ASPECTS[label] for label in part.labels["aspect"]]
        yield Told(
            writer=part,
            kinds=list(zip(kinds, guesses, strict=True)),
            by_words=[(kind, taught.classify(q).kind) for kind, q in zip(kinds, part.questions, strict=True)],
            aspects=[(aspect, guess.aspect or NO_ASPECT) for aspect, guess in zip(aspects, guesses, strict=True)],
        )


def told_tables(told: Sequence[Told]) -> list[Table]:
    """Give the share told right: of all and of each kind, a row a writer; and how much is drawn outside."""
    whole = Table("writer", "n", "kind", "by words", "aspect", "where one", "outside", "lost", title="told right")
    kinds = Table("writer", *KINDS, title="told right, by kind")
    for one in (*told, None):
        these = told if one is None else [one]
        name = "all" if one is None else one.writer.writer
        found = [(kind, guess.kind) for each in these for kind, guess in each.kinds]
        aspects = [pair for each in these for pair in each.aspects]
        outside, lost = (
            np.sum([each.drawn_outside(rightly=is_so) for each in these], axis=0) for is_so in (True, False)
        )
        whole.add_row(
            name,
            str(len(found)),
            _right(found),
            _right([pair for each in these for pair in each.by_words]),
            _right(aspects),
            _right([pair for pair in aspects if pair[0] != NO_ASPECT]),
            f"{outside[0]}/{outside[1]}",
            f"{lost[0]}/{lost[1]}",
        )
        kinds.add_row(name, *(_right([pair for pair in found if pair[0] == kind]) for kind in KINDS))
    return [whole, kinds]


def told_wrong(told: Sequence[Told]) -> list[str]:
    """List the questions whose kind is told wrong."""
    return [
        f"{one.writer.writer}: {kind} told as {guess.kind} ({guess.sureness:.2f}): {question}"
        for one in told
        for question, (kind, guess) in zip(one.writer.questions, one.kinds, strict=True)
        if guess.kind != kind
    ]


def _right(pairs: Sequence[tuple[str, str]]) -> str:
    return f"{np.mean([right == told for right, told in pairs]):.3f}" if pairs else "-"


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
        rows = read_labelled(path)
        texts = [row.question for row in rows]
        parts = [embedder.embed_queries(texts[at : at + BATCH_SIZE]) for at in range(0, len(texts), BATCH_SIZE)]
        sets.append(_labelled(path.stem, rows, np.vstack(parts)))
    return sets, embedder.fingerprint
