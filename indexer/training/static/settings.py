"""Settings of a training run; the defaults are those of the model in the repository."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.training.pairs import PairKind


def _default_shares() -> dict[PairKind, float]:
    return {
        **dict.fromkeys(PairKind, 1.0),
        PairKind.TRANSLATION_WORD: 0.25,
        PairKind.COLLECTION: 4.0,
        PairKind.EVERYDAY: 3.0,
        PairKind.ASKED: 4.0,
        PairKind.REWORDED: 0.5,
        PairKind.REWORDED_COLLECTION: 4.0,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The recipe of a model.

    Attributes:
        vocabulary: Tokens at most.
        dim: Width of a vector.
        trainings: How many trainings, from the same first vectors but with other draws, are averaged.
        passes: How often the pairs are gone through in each.
        batch_size: Pairs a step; each query's negatives are the other passages of its batch.
        scale: Cosine similarities are multiplied by it before the softmax.
        learning_rate: Of Adam, at its highest: it rises over `warmup_steps` and falls linearly after.
        max_tokens: Tokens of a text that are kept.
        drawn_tokens: Of a longer text, how many are drawn anew each time it is seen.
        window: Tokens at most this far apart count as near each other when the first vectors are made.
        paired: How often the tokens of two short texts that mean the same count there against those of running text.
        rarity: A token of frequency f starts with length rarity / (rarity + f), times `initial_length`; in the end it
            is weighed once more in the same way, f being its frequency in the collection.
        cloze: Paragraphs of the running text made into cloze pairs.
        mistyped: Pairs whose title is also shown as someone in a hurry types it.
        reworded: Pairs whose title is also shown in everyday words.
        shares: Share of a kind's pairs used in a pass, drawn anew each time; 2 uses them twice.
    """

    vocabulary: int = 32_000
    dim: int = 704
    trainings: int = 4
    passes: int = 1
    batch_size: int = 2048
    scale: float = 16.0
    learning_rate: float = 0.02
    warmup_steps: int = 50
    max_tokens: int = 200
    drawn_tokens: int = 64
    window: int = 6
    paired: float = 4.0
    rarity: float = 1e-3
    initial_length: float = 2.5
    cloze: int = 200_000
    mistyped: int = 40_000
    reworded: int = 60_000
    shares: Mapping[PairKind, float] = field(default_factory=_default_shares)
