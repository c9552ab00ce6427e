"""Which tokens stand near each other, and the directions made of it, against counting by hand and numpy's own SVD."""

import numpy as np
import pytest

from indexer.training.pairs import Pair, PairKind
from indexer.training.static.cooccurrence import Together, count_together
from indexer.training.static.vocabulary import train_tokenizer


def tokens(*numbers: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array(numbers, dtype=np.int32)


class TestTogether:
    def test_tokens_within_the_window_are_counted_and_texts_kept_apart(self) -> None:
        together = Together.of([tokens(0, 1, 2, 1), tokens(2, 0)], vocabulary=3, window=2)
        # 0-1 1-2 2-1 at one place apart, 0-2 and 1-1 at two; 2-0 in the other text.
        cells = {(0, 1): 1, (1, 2): 1, (2, 1): 1, (0, 2): 1, (1, 1): 1, (2, 0): 1}
        assert dict(zip(together.cells.tolist(), together.counts.tolist(), strict=True)) == {
            left * 3 + right: count for (left, right), count in cells.items()
        }

    def test_other_texts_are_added_so_many_times(self) -> None:
        one = Together.of([tokens(0, 1)], vocabulary=3, window=1)
        both = one.plus(Together.of([tokens(0, 1), tokens(1, 2)], vocabulary=3, window=1), times=4)
        assert (both.cells.tolist(), both.counts.tolist()) == ([1, 5], [5.0, 4.0])

    def test_both_orders_count_alike_and_what_was_met_once_is_left_out(self) -> None:
        together = Together.of([tokens(0, 1), tokens(1, 0), tokens(1, 2)], vocabulary=3, window=1)
        left, right, counts = together.both_ways()
        assert (left.tolist(), right.tolist(), counts.tolist()) == ([0, 1], [1, 0], [2.0, 2.0])

    def test_a_word_and_its_translation_stand_near_each_other(self) -> None:
        tokenizer = train_tokenizer(["skog forest"] * 5, size=60)
        pairs = [Pair(PairKind.TRANSLATION_WORD, "skog", "forest"), Pair(PairKind.QA, "forest", "skog skog")]
        together = count_together(["skog"], pairs, tokenizer, window=1, paired=4)
        skog, forest = tokenizer.encode("skog forest").ids
        assert together.cells.tolist() == [skog * tokenizer.get_vocab_size() + forest]
        assert together.counts.tolist() == [4.0]


@pytest.mark.models
class TestFirstDirections:
    def test_directions_are_the_largest_singular_vectors_of_the_positive_information(self) -> None:
        from indexer.training.static.first_vectors import first_directions

        rng = np.random.default_rng(5)
        texts = [rng.choice(40, size=30, p=np.arange(1, 41) / 820).astype(np.int32) for _ in range(60)]
        together = Together.of(texts, vocabulary=41, window=3)  # token 40 stands nowhere
        counts = np.zeros((41, 41))
        for text in texts:
            for place, token in enumerate(text):
                for other in [*text[max(0, place - 3) : place], *text[place + 1 : place + 4]]:
                    counts[token, other] += 1
        counts[counts < 2] = 0
        contexts = counts.sum(axis=0) ** 0.75
        with np.errstate(divide="ignore", invalid="ignore"):
            information = np.log(counts / counts.sum(axis=1, keepdims=True) / (contexts / contexts.sum()))
        vectors, values, _ = np.linalg.svd(np.nan_to_num(information, nan=0, neginf=0).clip(min=0))
        expected = (vectors * np.sqrt(values))[:, :8]
        expected /= np.maximum(np.linalg.norm(expected, axis=1, keepdims=True), 1e-9)
        found = first_directions(together, dim=8, seed=1)
        # Singular vectors have no sign: what they say is how near the tokens are to each other.
        np.testing.assert_allclose((found @ found.T)[:40, :40], (expected @ expected.T)[:40, :40], atol=1e-3)
        np.testing.assert_array_equal(found[40], np.zeros(8))
