"""The reader as a torch module: an encoder with three heads, and its inputs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Encoding, Tokenizer
from torch import Tensor
from transformers import BertConfig, BertModel

from indexer.training.reader.examples import Example

MAX_TOKENS = 320
# Lengths are rounded up to these steps, so that memory is used again and not always allotted anew.
LENGTH_STEP = 32
NO_ANSWER = 0
"""The first token, which stands for no answer."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples of much the same length, ready for the model.

    Attributes:
        tokens, mask: Shape (n, length).
        starts, ends: First and last token of the answer, 0 where there is none; shape (n,).
        answers, about: Targets of the two judgements, NaN where not asked; shape (n,).
    """

    tokens: Tensor
    mask: Tensor
    starts: Tensor
    ends: Tensor
    answers: Tensor
    about: Tensor


class ReaderModel(torch.nn.Module):  # type: ignore[misc]  # torch is not followed
    """A BERT encoder with a head for the span over all tokens, and two on the first token."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        config._attn_implementation = "sdpa"
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.span = torch.nn.Linear(config.hidden_size, 2)
        self.judge = torch.nn.Linear(config.hidden_size, 2)

    @classmethod
    def from_base(cls, folder: Path) -> Self:
        """Begin with a base model's encoder and untrained heads."""
        config = BertConfig.from_pretrained(folder)
        # Dropout costs a third of the time, and no example is seen often enough to be learnt by heart.
        config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0.0
        model = cls(config)
        model.encoder.load_state_dict(load_file(folder / "model.safetensors"))
        for head in (model.span, model.judge):
            torch.nn.init.normal_(head.weight, std=0.02)
            torch.nn.init.zeros_(head.bias)
        return model

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Load what `save` wrote."""
        model = cls(BertConfig(**json.loads((folder / "config.json").read_text(encoding="utf-8"))))
        model.load_state_dict(load_file(folder / "model.safetensors"))
        return model

    def save(self, folder: Path) -> None:
        """Write `config.json` and `model.safetensors`."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.json").write_text(self.encoder.config.to_json_string(), encoding="utf-8")
        save_file({name: value.contiguous() for name, value in self.state_dict().items()}, folder / "model.safetensors")

    def forward(self, tokens: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Give the logits of starts, ends, answers and about; padding is no place of an answer."""
        hidden = self.encoder(input_ids=tokens, attention_mask=mask).last_hidden_state
        span = self.span(hidden).masked_fill(mask[:, :, None] == 0, -1e4)
        judged = self.judge(hidden[:, NO_ANSWER])
        return span[:, :, 0], span[:, :, 1], judged[:, 0], judged[:, 1]


def mean(models: Sequence[ReaderModel]) -> ReaderModel:
    """Give a model whose weights are the mean of those of models of one shape, at least one."""
    states = [model.state_dict() for model in models]
    found = ReaderModel(models[0].encoder.config)
    found.load_state_dict(
        {
            name: torch.stack([state[name].float() for state in states]).mean(0).to(value.dtype)
            for name, value in states[0].items()
        }
    )
    return found


@dataclass(frozen=True, slots=True)
class Encoded:
    """An example as tokens with its targets."""

    tokens: list[int]
    start: int
    end: int
    answers: float
    about: float

    @property
    def length(self) -> int:
        """How many tokens it has."""
        return len(self.tokens)


def passage_side(under: str, passage: str) -> tuple[str, int]:
    """Give what the reader is told of a passage, and where in it the passage begins."""
    head = f"passage: {under}: " if under else "passage: "
    return head + passage, len(head)


def encode(examples: Sequence[Example], tokenizer: Tokenizer) -> list[Encoded]:
    """Turn examples into tokens; an answer that is cut off counts as none."""
    tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
    sides = [passage_side(example.under, example.passage) for example in examples]
    pairs = [(f"query: {example.asked}", text) for example, (text, _) in zip(examples, sides, strict=True)]
    encodings = tokenizer.encode_batch(pairs)
    return [
        _encoded(example, encoding, at) for example, encoding, (_, at) in zip(examples, encodings, sides, strict=True)
    ]


def _encoded(example: Example, encoding: Encoding, at: int) -> Encoded:
    start = end = NO_ANSWER
    answers = float("nan") if example.answers is None else float(example.answers)
    if example.span is not None:
        first, last = (place + at for place in example.span)
        inside = [
            token
            for token, (side, (begin, stop)) in enumerate(zip(encoding.sequence_ids, encoding.offsets, strict=True))
            if side == 1 and begin < last and stop > first
        ]
        start, end = (inside[0], inside[-1]) if inside else (NO_ANSWER, NO_ANSWER)
        answers = float(bool(inside))
    about = float("nan") if example.about is None else example.about
    return Encoded(tokens=encoding.ids, start=start, end=end, answers=answers, about=about)


def padded(encoded: Sequence[Encoded], pad: int) -> Batch:
    """Give examples as one batch, padded to a multiple of LENGTH_STEP."""
    length = -(-max(item.length for item in encoded) // LENGTH_STEP) * LENGTH_STEP
    tokens = torch.tensor([item.tokens + [pad] * (length - item.length) for item in encoded])
    mask = torch.tensor([[1] * item.length + [0] * (length - item.length) for item in encoded])
    return Batch(
        tokens=tokens,
        mask=mask,
        starts=torch.tensor([item.start for item in encoded]),
        ends=torch.tensor([item.end for item in encoded]),
        answers=torch.tensor([item.answers for item in encoded]),
        about=torch.tensor([item.about for item in encoded]),
    )
