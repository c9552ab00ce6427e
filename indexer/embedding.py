"""What of a passage and of an initiative is embedded, and how its parts are weighed."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.document import Initiative, collapse
from corpus.regions import find_mentions
from indexer.embedder import Embedder
from indexer.index import Vectors
from indexer.passage import Passage

# What the name says of a passage counts this much beside its own words.
CONTEXT_WEIGHT = 0.5
BATCH = 256


@dataclass(frozen=True, slots=True)
class EmbeddingInput:
    """A text and what it stands under: the initiative's name, or in prose the heading."""

    text: str
    context: str

    @property
    def id(self) -> str:
        """Identifies what the vector depends on, the model aside: 32 hex digits."""
        content = f"{CONTEXT_WEIGHT}\0{self.context}\0{self.text}"
        return hashlib.sha256(content.encode()).hexdigest()[:32]


def passage_input(passage: Passage) -> EmbeddingInput:
    """Give what is embedded for a passage."""
    return EmbeddingInput(text=passage.text, context=passage.name or passage.heading)


def initiative_input(initiative: Initiative) -> EmbeddingInput:
    """Give what is embedded to compare an initiative with others: what is done and achieved, no goals and no places."""
    fields = [initiative.description, initiative.outputs, initiative.effects]
    told = " ".join(field for field in fields if field) or initiative.text.replace(initiative.goals, " ")
    return EmbeddingInput(text=_without_places(told), context=_without_places(initiative.name))


def embed_inputs(
    embedder: Embedder,
    inputs: Sequence[EmbeddingInput],
    known: Mapping[str, Vectors],
    advance: Callable[[int], None],
) -> Vectors:
    """Embed texts with their contexts, each as the unit vector along text + CONTEXT_WEIGHT * context.

    Args:
        known: Input id to vector, for inputs embedded before with the same model.
        advance: Told how many inputs have been dealt with since it was last called.

    Returns:
        Vectors of shape (len(inputs), embedder.dim).
    """
    vectors = np.zeros((len(inputs), embedder.dim), dtype=np.float32)
    missing = [place for place, found in enumerate(inputs) if found.id not in known]
    for place, found in enumerate(inputs):
        if found.id in known:
            vectors[place] = known[found.id]
    advance(len(inputs) - len(missing))
    for start in range(0, len(missing), BATCH):
        places = missing[start : start + BATCH]
        vectors[places] = _embed(embedder, [inputs[place] for place in places])
        advance(len(places))
    return vectors


def _embed(embedder: Embedder, inputs: Sequence[EmbeddingInput]) -> Vectors:
    contexts = sorted({found.context for found in inputs})
    rows = {context: row for row, context in enumerate(contexts)}
    texts = embedder.embed_passages([found.text for found in inputs])
    around = embedder.embed_passages(contexts)[[rows[found.context] for found in inputs]]
    mixed = texts + CONTEXT_WEIGHT * around
    lengths = np.linalg.norm(mixed, axis=1, keepdims=True)
    unit: Vectors = (mixed / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return unit


def _without_places(text: str) -> str:
    for mention in reversed(find_mentions(text)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return collapse(text)
