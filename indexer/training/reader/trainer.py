"""One stage of the reader's training: resumable passes over examples, seeded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from indexer.training.reader.model import MAX_TOKENS, Batch, Encoded, ReaderModel, padded

SAVE_EVERY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a stage is trained.

    Attributes:
        tokens: Padded tokens a batch, at most.
        longest: Examples of more tokens are left out.
        rate: The encoder's highest learning rate; `head_rate` that of the heads.
        warmup: Share of the steps in which the rate rises; it then falls in a straight line to a twentieth.
        frozen: How many of the lower layers, besides the token embeddings, stay as they are.
    """

    passes: int = 1
    tokens: int = 3072
    longest: int = MAX_TOKENS
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    frozen: int = 2


class StageTrainer:
    """Trains a model on examples; the same seed, examples and number of threads give the same model."""

    def __init__(
        self, model: ReaderModel, encoded: Sequence[Encoded], recipe: Recipe, *, pad: int, seed: int, kept: Path
    ) -> None:
        """Begin, or go on from `kept`, the file that a training broken off has left."""
        torch.manual_seed(seed)
        self.model, self._encoded, self._recipe, self._pad, self._kept = model, encoded, recipe, pad, kept
        self._plan = [
            batch for turn in range(recipe.passes) for batch in batches(encoded, recipe.tokens, seed + 1000 * turn)
        ]
        _freeze(model, recipe.frozen)
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        model.to(self._device)
        self._optimizer = torch.optim.AdamW(_groups(model, recipe), weight_decay=0.01)
        self.done = 0
        if kept.is_file():
            state = torch.load(kept, weights_only=True)
            self.done = state["done"]
            model.load_state_dict(state["model"])
            self._optimizer.load_state_dict(state["optimizer"])

    @property
    def steps(self) -> int:
        """How many steps the stage has, those done included."""
        return len(self._plan)

    def run(self, advance: Callable[[int, float], None], may_go_on: Callable[[], bool]) -> bool:
        """Train to the end, or as long as it may go on; what has been learned is kept in both cases.

        Args:
            advance: Told the number of steps done and the step's loss.

        Returns:
            Whether the stage is finished.
        """
        self.model.train()
        while self.done < self.steps and may_go_on():
            rate = _rate(self.done / self.steps, self._recipe.warmup)
            for group in self._optimizer.param_groups:
                group["lr"] = group["highest"] * rate
            batch = padded([self._encoded[place] for place in self._plan[self.done]], self._pad)
            loss = self._step(batch)
            self.done += 1
            advance(self.done, loss)
            if self.done % SAVE_EVERY == 0:
                self._save()
        self._save()
        return self.done == self.steps

    def _step(self, batch: Batch) -> float:
        with torch.autocast(self._device, torch.bfloat16, enabled=self._device == "cuda" or has_fast_bfloat16()):
            said = self.model(batch.tokens.to(self._device), batch.mask.to(self._device))
        starts, ends, answers, about = (values.float().cpu() for values in said)
        loss = reading_loss(starts, ends, answers, about, batch)
        self._optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self._optimizer.step()
        value: float = loss.item()
        return value

    def _save(self) -> None:
        self._kept.parent.mkdir(parents=True, exist_ok=True)
        state = {"done": self.done, "model": self.model.state_dict(), "optimizer": self._optimizer.state_dict()}
        torch.save(state, self._kept.with_suffix(".new"))
        self._kept.with_suffix(".new").replace(self._kept)


def reading_loss(starts: Tensor, ends: Tensor, answers: Tensor, about: Tensor, batch: Batch) -> Tensor:
    """Give the loss: cross-entropy of both ends of the span, and binary cross-entropy of the two judgements."""
    asked, graded = ~torch.isnan(batch.answers), ~torch.isnan(batch.about)
    loss = torch.zeros(())
    if asked.any():
        loss = loss + functional.cross_entropy(starts[asked], batch.starts[asked], reduction="sum") / 2
        loss = loss + functional.cross_entropy(ends[asked], batch.ends[asked], reduction="sum") / 2
        loss = loss + functional.binary_cross_entropy_with_logits(answers[asked], batch.answers[asked], reduction="sum")
    if graded.any():
        loss = loss + 2 * functional.binary_cross_entropy_with_logits(
            about[graded], batch.about[graded], reduction="sum"
        )
    return loss / len(batch.tokens)


def batches(encoded: Sequence[Encoded], tokens: int, seed: int) -> list[list[int]]:
    """Cut examples into batches of at most so many padded tokens, each of much the same length, in random order."""
    draw = torch.Generator().manual_seed(seed)
    shuffled = torch.randperm(len(encoded), generator=draw).tolist()
    # Lengths are compared by steps, so that examples of one length stand in another order every pass.
    by_length = sorted(shuffled, key=lambda place: -(-encoded[place].length // 16))
    found: list[list[int]] = [[]]
    for place in by_length:
        if found[-1] and (len(found[-1]) + 1) * encoded[place].length > tokens:
            found.append([])
        found[-1].append(place)
    return [found[place] for place in torch.randperm(len(found), generator=draw).tolist()]


def has_fast_bfloat16() -> bool:
    """Tell whether the processor computes in bfloat16 itself; where it does not, that is a hundred times slower."""
    return (
        "avx512_bf16" in Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else False
    )


def _freeze(model: ReaderModel, layers: int) -> None:
    still = [model.encoder.embeddings, *model.encoder.encoder.layer[:layers]]
    for part in still:
        part.requires_grad_(requires_grad=False)


def _groups(model: ReaderModel, recipe: Recipe) -> list[dict[str, object]]:
    encoder = [weight for weight in model.encoder.parameters() if weight.requires_grad]
    heads = [*model.span.parameters(), *model.judge.parameters()]
    return [{"params": encoder, "highest": recipe.rate}, {"params": heads, "highest": recipe.head_rate}]


def _rate(done: float, warmup: float) -> float:
    return done / warmup if done < warmup else max(0.05, (1 - done) / (1 - warmup))
