"""The reader: a question and a passage in; out come the words that answer, and two judgements."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
from tokenizers import Encoding

from corpus.document import Field
from corpus.regions.speakers import speaker
from indexer.memory import give_back
from indexer.passage import Passage
from indexer.vectors.transformer import Transformer
from service.budget import check_budget
from service.spans import Span

DEFAULT_READER = Path(__file__).parents[2] / "indexer" / "models" / "reader"

# A passage is at most 220 words; what a model was not trained to read is cut off.
MAX_TOKENS = 320
# Longer spans are whole sentences, and no short answer.
MAX_SPAN_TOKENS = 40
STARTS_TRIED = 20
# Beside the best span so many others are told, none of which shares a word with a better one.
MAX_OTHERS = 7
# Repeated questions are answered from what was read before: about 3 MB.
MAX_REMEMBERED = 20_000
# What the cells of an initiative are called.
CELLS = {Field.OUTPUTS: "Prestationer", Field.EFFECTS: "Effekter", Field.GOALS: "Mål"}
NO_ANSWER = 0
"""The first token stands for no answer."""

Logits = npt.NDArray[np.float32]
Key = tuple[str, str, str]
"""What is asked, a passage's id, which tells its text, and what it stands under, which another build may change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the reader says of one passage.

    Attributes:
        answers: Logit that the passage answers the question.
        about: Logit that the passage is about what is asked, and tells that something is done about it.
        margin: How far the best span stands above no answer, in logits.
        span: Characters of the passage's text that answer best, `start` up to `end`; empty where the passage holds
            nothing that could.
        others: Where else an answer could stand, each with its margin, best first.
    """

    answers: float
    about: float
    margin: float
    span: Span
    others: tuple[tuple[Span, float], ...] = ()


class Reader(Protocol):
    """Reads passages for a question; safe to share between threads."""

    def read(self, asked: str, passages: Sequence[Passage]) -> list[Reading]:
        """Read each passage for what is asked, in their order."""


class TransformerReader:
    """The reader kept in the project, run by onnxruntime."""

    def __init__(self, folder: Path = DEFAULT_READER) -> None:
        """Load the model.

        Raises:
            UnusableModelError: A file is missing or damaged.
        """
        self._model = Transformer(folder)
        self._remembered: OrderedDict[Key, Reading] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, asked: str, passages: Sequence[Passage]) -> list[Reading]:
        """Read each passage for what is asked; what was read before is remembered."""
        keys = [_key(asked, passage) for passage in passages]
        known = self._recall(keys)
        missing = {key: passage for key, passage in zip(keys, passages, strict=True) if key not in known}
        if missing:
            found = dict(zip(missing, self._read(asked, list(missing.values())), strict=True))
            self._remember(found)
            known |= found
        return [known[key] for key in keys]

    def _recall(self, keys: Sequence[Key]) -> dict[Key, Reading]:
        with self._lock:
            return {key: self._remembered[key] for key in keys if key in self._remembered}

    def _remember(self, found: dict[Key, Reading]) -> None:
        with self._lock:
            self._remembered.update(found)
            while len(self._remembered) > MAX_REMEMBERED:
                self._remembered.popitem(last=False)

    def _read(self, asked: str, passages: Sequence[Passage]) -> list[Reading]:
        sides = [_told(passage) for passage in passages]
        encodings = self._model.tokenizer.encode_batch([(f"query: {asked}", text) for text, _ in sides])
        check_budget()
        outputs = self._model.run(encodings, MAX_TOKENS)
        # What passages are read with takes 15 to 45 MB, and up to 2.5 ms to give back.
        give_back()
        return [
            _reading(encoding, found["span"], found["judge"], at)
            for encoding, found, (_, at) in zip(encodings, outputs, sides, strict=True)
        ]


def stands_under(passage: Passage) -> str:
    """Give what a passage stands under as the reader was told it in training: region, initiative, heading or cell."""
    heading = CELLS.get(passage.field, "" if passage.name else passage.heading)
    return " – ".join(part for part in (speaker(passage), passage.name or passage.subject, heading) if part)


def _key(asked: str, passage: Passage) -> Key:
    return asked, passage.id, stands_under(passage)


def _told(passage: Passage) -> tuple[str, int]:
    """Give what the reader is told of a passage, and where in it the passage's own text begins."""
    under = stands_under(passage)
    head = f"passage: {under}: " if under else "passage: "
    return head + passage.text, len(head)


def _reading(encoding: Encoding, span: Logits, judged: Logits, at: int) -> Reading:
    n_tokens = min(len(encoding.ids), MAX_TOKENS)
    inside = np.array(
        [
            side == 1 and stop > at
            for side, (_, stop) in zip(encoding.sequence_ids[:n_tokens], encoding.offsets[:n_tokens], strict=True)
        ]
    )
    starts, ends = (np.where(inside, span[:n_tokens, side], -np.inf) for side in (0, 1))
    nothing = float(span[NO_ANSWER].sum())
    found = [
        ((max(at, encoding.offsets[first][0]) - at, encoding.offsets[last][1] - at), max(score - nothing, -50.0))
        for score, first, last in _best_spans(starts, ends)
    ]
    best, margin = found[0] if found else ((0, 0), -50.0)
    return Reading(answers=float(judged[0]), about=float(judged[1]), margin=margin, span=best, others=tuple(found[1:]))


def _best_spans(starts: Logits, ends: Logits) -> list[tuple[float, int, int]]:
    """Give the score and the first and last token of the best spans of at most MAX_SPAN_TOKENS tokens, best first.

    None shares a token with a better one.
    """
    spans = []
    for start in np.argsort(-starts)[:STARTS_TRIED].tolist():
        stop = ends[start : start + MAX_SPAN_TOKENS]
        place = int(np.argmax(stop))
        spans.append((float(starts[start] + stop[place]), start, start + place))
    kept: list[tuple[float, int, int]] = []
    for score, first, last in sorted(spans, reverse=True):
        if np.isfinite(score) and all(last < start or end < first for _, start, end in kept):
            kept.append((score, first, last))
    return kept[: MAX_OTHERS + 1]
