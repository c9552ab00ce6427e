"""The kind of a question and the aspect it asks for, learned: two small multinomial logistic regressions.

They see the question's vector by the model that reads, its words and pairs of words, and the cues of `cues`. Where the
vector is of another model than they were fitted with, words and cues decide alone. `python -m eval kinds` fits them.
"""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from indexer.index import Vectors
from service.asked.asked import Aspect
from service.asked.limits.places import leave_out_places
from service.asked.names.places_in_names import asked_mentions
from service.asked.understood import Kind
from service.asked.words.cues import seen_cues
from service.errors import ServiceError

WEIGHTS = Path(__file__).parent / "classifier.npz"
BUCKETS = 2048
NO_ASPECT = "none"
KINDS = tuple(kind.value for kind in Kind)
ASPECTS = (NO_ASPECT, *(aspect.value for aspect in Aspect))
_INSIDE = tuple(kind for kind in Kind if kind is not Kind.OUTSIDE)

_TOKEN = re.compile(r"\w+(?:-\w+)*|[?!+]")
_CUE_WEIGHT = 0.7
VECTOR_WEIGHT = 2.0
"""The vectors of questions lie near each other; what tells them apart is small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What a question most likely asks for.

    Attributes:
        sureness: Probability of the kind, 0 to 1.
        inside: The likeliest kind if it is a question to the documents.
        fact: Probability that it asks for a fact.
    """

    kind: Kind
    sureness: float
    inside: Kind
    fact: float
    aspect: Aspect | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One regression: `weights` of shape (labels, features), `bias` of shape (labels,)."""

    labels: tuple[str, ...]
    weights: Vectors
    bias: Vectors

    def probabilities(self, features: Vectors) -> Vectors:
        """Give the probability of each label, shape (n, labels), for features of shape (n, features)."""
        logits = features @ self.weights.T + self.bias
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares: Vectors = (odds / odds.sum(axis=1, keepdims=True)).astype(np.float32)
        return shares


class Classifier:
    """Tells kind and aspect.

    Attributes:
        model: Fingerprint of the model whose vectors it was fitted with.
    """

    def __init__(self, model: str, heads: Mapping[str, Head]) -> None:
        """Args: heads: `kind` and `aspect` for words and vector, `kind-words` and `aspect-words` for words alone."""
        self.model = model
        self._heads = heads

    def classify(self, question: str, vector: Vectors | None = None) -> Guess:
        """Tell what a question asks for.

        Args:
            vector: Of the question, by the model `self.model`, shape (dim,); None where there is none.
        """
        words = word_features(question)
        features = words if vector is None else np.concatenate([words, VECTOR_WEIGHT * vector])
        suffix = "-words" if vector is None else ""
        kinds, aspects = (
            self._heads[f"{name}{suffix}"].probabilities(features[None, :])[0] for name in ("kind", "aspect")
        )
        kind, aspect = int(np.argmax(kinds)), ASPECTS[int(np.argmax(aspects))]
        return Guess(
            kind=Kind(KINDS[kind]),
            sureness=float(kinds[kind]),
            inside=max(_INSIDE, key=lambda inside: float(kinds[KINDS.index(inside)])),
            fact=float(kinds[KINDS.index(Kind.FACT)]),
            aspect=None if aspect == NO_ASPECT else Aspect(aspect),
        )

    def save(self, path: Path) -> None:
        """Write the weights, in half precision."""
        arrays: dict[str, Any] = {"model": np.array(self.model)}
        for name, head in self._heads.items():
            arrays[f"{name}.weights"] = head.weights.astype(np.float16)
            arrays[f"{name}.bias"] = head.bias.astype(np.float16)
        np.savez_compressed(path, **arrays)

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Classifier":
        """Read the weights.

        Raises:
            ServiceError: They were fitted to other kinds or aspects than there are now; each would be told as another.
        """
        with np.load(path) as arrays:
            heads = {
                name: Head(
                    labels=KINDS if name.startswith("kind") else ASPECTS,
                    weights=arrays[f"{name}.weights"].astype(np.float32),
                    bias=arrays[f"{name}.bias"].astype(np.float32),
                )
                for name in ("kind", "aspect", "kind-words", "aspect-words")
            }
            for name, head in heads.items():
                if len(head.labels) != len(head.bias):
                    told = f"{path}: {name} is fitted to {len(head.bias)} labels; expected {len(head.labels)}"
                    raise ServiceError(f"{told}, which `python -m eval kinds --write` fits")
            return cls(str(arrays["model"]), heads)


@lru_cache(maxsize=1)
def classifier() -> Classifier:
    """Give the classifier kept in the project."""
    return Classifier.load()


def word_features(question: str) -> Vectors:
    """Give a question's words, pairs of words and cues, counted into buckets, shape (BUCKETS,)."""
    mentions = asked_mentions(question)
    shown = question
    for mention in reversed(mentions):
        shown = f"{shown[: mention.start]} PLACE {shown[mention.end :]}"
    tokens = [_token(token) for token in _TOKEN.findall(shown)]
    pairs = [f"{first} {second}" for first, second in zip(["^", *tokens], [*tokens, "$"], strict=True)]
    features = np.zeros(BUCKETS, dtype=np.float32)
    for piece in {*tokens, *pairs}:
        features[_bucket(piece)] += 1
    features /= max(float(np.linalg.norm(features)), 1.0)
    rest, _ = leave_out_places(question)
    asked_for = asked_mentions(rest)
    for cue in seen_cues(question, asked_for):
        features[_bucket(f"cue {cue}")] += _CUE_WEIGHT
    return features


def _token(word: str) -> str:
    if word == "PLACE":
        return word
    return "NUMBER" if word.isdigit() else word.casefold()


def _bucket(piece: str) -> int:
    return zlib.crc32(piece.encode()) % BUCKETS
