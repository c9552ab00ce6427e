"""Contrastive training of a table of token vectors: each query's passage is told from the others of its batch."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from indexer.index import Vectors
from indexer.training.pairs import Pair, PairKind
from indexer.training.static.settings import Settings

Numbers = npt.NDArray[np.int64]
Tokens = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class TokenLists:
    """The tokens of many texts in one array; text i is tokens[starts[i]:starts[i + 1]]."""

    tokens: Tokens
    starts: Numbers

    @classmethod
    def of(cls, texts: Sequence[str], tokenizer: Tokenizer, max_tokens: int) -> Self:
        """Give the first `max_tokens` tokens of each text."""
        encodings = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        lists = [np.asarray(encoding.ids[:max_tokens], dtype=np.int32) for encoding in encodings]
        starts = np.cumsum([0, *(len(tokens) for tokens in lists)])
        return cls(np.concatenate(lists) if lists else np.zeros(0, np.int32), starts)

    def lengths(self) -> Numbers:
        """Give how many tokens each text has, shape (n_texts,)."""
        return np.diff(self.starts)

    def bags(self, rows: Numbers, at_most: int, rng: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor]:
        """Give the texts at `rows` as torch's EmbeddingBag takes them; of a longer text, a random draw of tokens."""
        lists = [self._drawn(row, at_most, rng) for row in rows]
        offsets = np.cumsum([0, *(len(tokens) for tokens in lists[:-1])])
        return torch.from_numpy(np.concatenate(lists)), torch.from_numpy(offsets)

    def _drawn(self, row: int, at_most: int, rng: np.random.Generator) -> Tokens:
        tokens = self.tokens[self.starts[row] : self.starts[row + 1]]
        return tokens if len(tokens) <= at_most else tokens[rng.permutation(len(tokens))[:at_most]]


@dataclass(frozen=True, slots=True)
class TokenPairs:
    """The pairs of one kind as tokens; row i of both sides is one pair, and neither side is empty."""

    queries: TokenLists
    passages: TokenLists
    rows: Numbers


PairsByKind = Mapping[PairKind, TokenPairs]


def tokenized(pairs: Sequence[Pair], tokenizer: Tokenizer, max_tokens: int) -> dict[PairKind, TokenPairs]:
    """Turn pairs into tokens, kind by kind; a pair with a side that holds no token is left out."""
    by_kind: dict[PairKind, list[Pair]] = {}
    for pair in pairs:
        by_kind.setdefault(pair.kind, []).append(pair)
    return {kind: _token_pairs(by_kind[kind], tokenizer, max_tokens) for kind in sorted(by_kind)}


def _token_pairs(pairs: Sequence[Pair], tokenizer: Tokenizer, max_tokens: int) -> TokenPairs:
    queries = TokenLists.of([pair.query for pair in pairs], tokenizer, max_tokens)
    passages = TokenLists.of([pair.passage for pair in pairs], tokenizer, max_tokens)
    return TokenPairs(queries, passages, np.flatnonzero((queries.lengths() > 0) & (passages.lengths() > 0)))


class ContrastiveTrainer:
    """Trains a table of token vectors; the same seed, pairs and number of threads give the same table.

    The loss is the cross-entropy of picking each query's own passage among all passages of the batch, and each
    passage's own query among all queries. A batch holds one kind of pair: a word list must not be the negative of a
    paragraph.

    Source:
        van den Oord, Li and Vinyals (2018), arXiv:1807.03748; with texts as means of token vectors.
    """

    def __init__(self, pairs: PairsByKind, first: Vectors, settings: Settings, seed: Sequence[int]) -> None:
        """Begin.

        Args:
            first: The vectors to start from, shape (vocabulary, settings.dim).
            seed: Any numbers; they decide the draws of pairs and tokens.
        """
        self.passes_done = 0
        self._pairs, self._settings, self._seed = pairs, settings, seed
        table = torch.from_numpy(first.copy())
        self._embedding = torch.nn.EmbeddingBag.from_pretrained(table, freeze=False, mode="mean")
        self._optimizer = torch.optim.Adam(self._embedding.parameters(), lr=settings.learning_rate, fused=True)
        self.steps_per_pass = len(self._plan(self._rng(0)))

    @property
    def table(self) -> Vectors:
        """The token vectors, shape (vocabulary, dim)."""
        learned: Vectors = self._embedding.weight.detach().numpy()
        return learned

    def run_pass(self, advance: Callable[[], object]) -> float:
        """Go through the pairs once, calling `advance` after each step; give the mean loss."""
        rng = self._rng(self.passes_done)
        losses = []
        for step, (kind, rows) in enumerate(self._plan(rng), start=self.passes_done * self.steps_per_pass):
            self._optimizer.param_groups[0]["lr"] = self._learning_rate(step)
            losses.append(self._step(self._pairs[kind], rows, rng))
            advance()
        self.passes_done += 1
        return float(np.mean(losses))

    def save(self, path: Path, identity: str) -> None:
        """Write what `restore` needs to go on after the passes done so far, all of it or nothing."""
        path.parent.mkdir(parents=True, exist_ok=True)
        state = {
            "identity": identity,
            "passes_done": self.passes_done,
            "embedding": self._embedding.state_dict(),
            "optimizer": self._optimizer.state_dict(),
        }
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def restore(self, path: Path, identity: str) -> None:
        """Go on from a file of `save`; one that is absent or has another identity is passed over."""
        if not path.is_file():
            return
        state = torch.load(path, weights_only=True)
        if state["identity"] == identity:
            self.passes_done = state["passes_done"]
            self._embedding.load_state_dict(state["embedding"])
            self._optimizer.load_state_dict(state["optimizer"])

    def _step(self, pairs: TokenPairs, rows: Numbers, rng: np.random.Generator) -> float:
        at_most = self._settings.drawn_tokens
        queries = functional.normalize(self._embedding(*pairs.queries.bags(rows, at_most, rng)))
        passages = functional.normalize(self._embedding(*pairs.passages.bags(rows, at_most, rng)))
        scores = self._settings.scale * queries @ passages.T
        own = torch.arange(len(rows))
        loss = (functional.cross_entropy(scores, own) + functional.cross_entropy(scores.T, own)) / 2
        self._optimizer.zero_grad()
        loss.backward()
        self._optimizer.step()
        value: float = loss.item()
        return value

    def _plan(self, rng: np.random.Generator) -> list[tuple[PairKind, Numbers]]:
        """Draw each kind's share and cut it into batches, in random order."""
        batches = [
            (kind, batch)
            for kind, pairs in self._pairs.items()
            for batch in self._batches(pairs.rows, self._settings.shares[kind], rng)
        ]
        return [batches[i] for i in rng.permutation(len(batches))]

    def _batches(self, rows: Numbers, share: float, rng: np.random.Generator) -> Iterator[Numbers]:
        drawn = np.concatenate([rng.permutation(rows) for _ in range(int(np.ceil(share)))] or [rows[:0]])
        drawn = drawn[: round(len(rows) * share)]
        n_batches = max(1, len(drawn) // self._settings.batch_size)
        return (batch for batch in np.array_split(drawn, n_batches) if len(batch) > 1)

    def _learning_rate(self, step: int) -> float:
        total = self.steps_per_pass * self._settings.passes
        warmup = min(1.0, (step + 1) / self._settings.warmup_steps)
        return self._settings.learning_rate * warmup * max(0.02, 1 - step / total)

    def _rng(self, number: int) -> np.random.Generator:
        return np.random.default_rng([*self._seed, number])


def first_table(pairs: PairsByKind, directions: Vectors, settings: Settings, seed: int) -> Vectors:
    """Give the vectors to start from: along `directions`, at random where a row of it is zero, frequent tokens short.

    Both have the shape (n_tokens, dim).

    Source:
        The weight is that of Arora, Liang and Ma (ICLR 2017), smooth inverse frequency; training then changes it.
    """
    vocabulary, dim = directions.shape
    counts = sum(np.bincount(one.passages.tokens, minlength=vocabulary) for one in pairs.values())
    frequencies = np.asarray(counts) / max(1, np.sum(counts))
    lengths = settings.initial_length * settings.rarity / (settings.rarity + frequencies)
    random = np.random.default_rng(seed).standard_normal((vocabulary, dim)) / np.sqrt(dim)
    chosen = np.where(directions.any(axis=1, keepdims=True), directions, random)
    table: Vectors = (chosen * lengths[:, None]).astype(np.float32)
    return table
