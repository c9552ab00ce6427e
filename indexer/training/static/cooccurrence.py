"""Token co-occurrence counts: in running text, and between two short texts that mean the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from indexer.training.pairs import Pair, PairKind

Numbers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]

# Pairs of these kinds mean the same: each token of the one text stands near each of the other, and one language near
# the other.
SAME_MEANING = (
    PairKind.SYNONYM,
    PairKind.WORD_DEFINITION,
    PairKind.TRANSLATION_WORD,
    PairKind.PARALLEL_SV_EN,
    PairKind.EVERYDAY,
)
WHOLE_PAIR = 30
# What was seen once together may be chance; it is also most of the cells.
MIN_TOGETHER = 2


@dataclass(frozen=True, slots=True)
class Together:
    """How often tokens stand near each other, each unordered pair once a place; one cell is left * vocabulary + right.

    Attributes:
        cells: Ascending, no cell twice.
        counts: Of the same shape.
    """

    vocabulary: int
    cells: Numbers
    counts: Reals

    @classmethod
    def of(cls, texts: Sequence[npt.NDArray[np.int32]], vocabulary: int, window: int) -> Self:
        """Count the tokens at most `window` places apart, text by text."""
        tokens = np.concatenate([*texts, np.zeros(0, np.int32)]).astype(np.int64)
        text_of = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
        found = cls(vocabulary, np.zeros(0, np.int64), np.zeros(0))
        for apart in range(1, window + 1):
            same_text = text_of[:-apart] == text_of[apart:]
            cells = tokens[:-apart][same_text] * vocabulary + tokens[apart:][same_text]
            found = found.plus(cls(vocabulary, *_summed(cells, np.ones(len(cells)))))
        return found

    def plus(self, other: Self, times: float = 1) -> Self:
        """Add the counts of other texts, each `times` times."""
        cells = np.concatenate([self.cells, other.cells])
        return type(self)(self.vocabulary, *_summed(cells, np.concatenate([self.counts, times * other.counts])))

    def both_ways(self) -> tuple[Numbers, Numbers, Reals]:
        """Give left tokens, right tokens and counts with each pair in both orders, in the order of the left tokens."""
        left, right = np.divmod(self.cells, self.vocabulary)
        cells, counts = _summed(
            np.concatenate([self.cells, right * self.vocabulary + left]), np.concatenate([self.counts, self.counts])
        )
        is_kept = counts >= MIN_TOGETHER
        left, right = np.divmod(cells[is_kept], self.vocabulary)
        return left, right, counts[is_kept]


def count_together(
    texts: Sequence[str], pairs: Sequence[Pair], tokenizer: Tokenizer, *, window: int, paired: float
) -> Together:
    """Count tokens near each other in running texts, and `paired` times those of two texts that mean the same.

    Args:
        window: How many places apart is still near, in running text.
    """
    size = tokenizer.get_vocab_size()
    same = [f"{pair.query} {pair.passage}" for pair in pairs if pair.kind in SAME_MEANING]
    running = Together.of(_token_lists(texts, tokenizer), size, window)
    return running.plus(Together.of(_token_lists(same, tokenizer), size, WHOLE_PAIR), paired)


def _token_lists(texts: Sequence[str], tokenizer: Tokenizer) -> list[npt.NDArray[np.int32]]:
    encodings = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    return [np.asarray(encoding.ids, dtype=np.int32) for encoding in encodings]


def _summed(cells: Numbers, counts: Iterable[float]) -> tuple[Numbers, Reals]:
    distinct, places = np.unique(cells, return_inverse=True)
    sums: Reals = np.bincount(places, weights=np.asarray(counts), minlength=len(distinct)).astype(np.float64)
    return distinct, sums
