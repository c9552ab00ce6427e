"""Which parts of a passage and of an initiative are embedded, and how the parts are weighted."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.document import Field, Initiative
from corpus.pages import collapse
from corpus.regions.names import find_mentions
from indexer.index import Vectors
from indexer.passage import Passage
from indexer.vectors.embedder import Embedder, unit

# What counts beside a text's own words: the name it stands under, and all that is told of the same initiative or
# section. On the tune half dense nDCG@10 rises from 0.55 to 0.57 on topics and from 0.44 to 0.52 on facts.
CONTEXT_WEIGHT = 0.4
AROUND_WEIGHT = 0.25


@dataclass(frozen=True, slots=True)
class EmbeddingInput:
    """A text and what it stands under: the initiative's name, or in prose the heading.

    Attributes:
        around: What all texts told of the same thing share and others do not; "" where a text stands alone.
        is_told: Whether it tells of that thing; goals stand beside it and say the same of many.
    """

    text: str
    context: str
    around: str = ""
    is_told: bool = True

    @property
    def id(self) -> str:
        """Identifies what the vector depends on, the model aside: 32 hex digits."""
        content = f"{CONTEXT_WEIGHT}\0{AROUND_WEIGHT}\0{self.around}\0{self.context}\0{self.text}"
        return hashlib.sha256(content.encode()).hexdigest()[:32]


def passage_inputs(passages: Sequence[Passage]) -> list[EmbeddingInput]:
    """Give what is embedded for each passage of a collection."""
    told: defaultdict[str, list[str]] = defaultdict(list)
    for passage in passages:
        if passage.field is not Field.GOALS:
            told[passage.unit].append(passage.text)
    around = {key: f"{key} {_digest(texts)}" for key, texts in told.items()}
    return [
        EmbeddingInput(
            text=passage.text,
            context=passage.title,
            around=around.get(passage.unit, ""),
            is_told=passage.field is not Field.GOALS,
        )
        for passage in passages
    ]


def initiative_input(initiative: Initiative) -> EmbeddingInput:
    """Give what is embedded to compare an initiative with others: what is done and achieved, no goals and no places."""
    fields = [initiative.description, initiative.outputs, initiative.effects]
    told = " ".join(field for field in fields if field) or initiative.text.replace(initiative.goals, " ")
    return EmbeddingInput(text=_without_places(told), context=_without_places(initiative.name))


def embed_inputs(
    embedder: Embedder,
    inputs: Sequence[EmbeddingInput],
    known: Mapping[str, Vectors],
    progress: Callable[[int, int], None],
) -> Vectors:
    """Embed texts with what stands around them.

    Each is the unit vector along text + CONTEXT_WEIGHT * context + AROUND_WEIGHT * the mean of the texts told of the
    same thing, all of length 1.

    Args:
        known: Input id to vector, for inputs embedded before with the same model.
        progress: Told how many inputs have been dealt with, and of how many.

    Returns:
        Vectors of shape (len(inputs), embedder.dim).
    """
    vectors = np.zeros((len(inputs), embedder.dim), dtype=np.float32)
    # An id depends on all that is told of the same thing, so that its texts are missing together or not at all.
    missing = []
    for place, found in enumerate(inputs):
        vector = known.get(found.id)
        if vector is None:
            missing.append(place)
        else:
            vectors[place] = vector
    taken_over = len(inputs) - len(missing)
    progress(taken_over, len(inputs))
    vectors[missing] = _embed(
        embedder, [inputs[place] for place in missing], lambda done, _: progress(taken_over + done, len(inputs))
    )
    return vectors


def embed_texts(embedder: Embedder, texts: Sequence[str], progress: Callable[[int, int], None]) -> Vectors:
    """Embed texts as passages, each distinct one once, shape (len(texts), embedder.dim).

    They are taken in batches of much the same length, since a transformer reads each as long as the batch's longest.

    Args:
        progress: Told how many texts have been embedded, and of how many.
    """
    done = 0
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        places[text].append(place)
    distinct = sorted(places, key=lambda text: (-len(text), text))
    vectors = np.zeros((len(texts), embedder.dim), dtype=np.float32)
    for start in range(0, len(distinct), embedder.batch_size):
        batch = distinct[start : start + embedder.batch_size]
        for text, vector in zip(batch, embedder.embed_passages(batch), strict=True):
            vectors[places[text]] = vector
        done += sum(len(places[text]) for text in batch)
        progress(done, len(texts))
    return vectors


def _digest(texts: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def _embed(embedder: Embedder, inputs: Sequence[EmbeddingInput], progress: Callable[[int, int], None]) -> Vectors:
    named = embed_texts(embedder, [found.context for found in inputs], lambda *_: None)
    texts = embed_texts(embedder, [found.text for found in inputs], progress)
    return unit(texts + CONTEXT_WEIGHT * named + AROUND_WEIGHT * _around(inputs, texts))


def _around(inputs: Sequence[EmbeddingInput], texts: Vectors) -> Vectors:
    """Give for each input the mean direction of the texts told of the same thing, zero where there is none."""
    places = {around: row for row, around in enumerate(sorted({found.around for found in inputs}))}
    sums = np.zeros((len(places), texts.shape[1]), dtype=np.float32)
    for found, text in zip(inputs, texts, strict=True):
        if found.around and found.is_told:
            sums[places[found.around]] += text
    return unit(sums)[[places[found.around] for found in inputs]]


def _without_places(text: str) -> str:
    for mention in reversed(find_mentions(text)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return collapse(text)
