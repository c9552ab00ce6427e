"""How well the reader reads held-out examples: spans, whether a passage answers, and whether it is about a topic."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch
from tokenizers import Tokenizer

from indexer.index import Vectors
from indexer.training.reader.examples import Example
from indexer.training.reader.model import NO_ANSWER, ReaderModel, encode, padded, passage_side

AT_ONCE = 24
MAX_SPAN = 40


def measure(model: ReaderModel, examples: Sequence[Example], tokenizer: Tokenizer) -> dict[str, float]:
    """Give the reader's figures on examples, as far as they hold such.

    Returns:
        `span_f1`: mean F1 of words over the answered questions (SQuAD's, without its English articles);
        `answers_auc`: how often an answered question is ranked above an unanswered one;
        `topic_auc`: how often a passage about the topic (2) is ranked above one that is not (0);
        `topic_auc_1`: the same against both lower grades.
    """
    model.eval()
    pad = tokenizer.token_to_id("<pad>") or 0
    encoded = encode(examples, tokenizer)
    order = sorted(range(len(examples)), key=lambda place: encoded[place].length)
    f1: list[float] = []
    answers, about = np.full(len(examples), np.nan), np.full(len(examples), np.nan)
    for start in range(0, len(order), AT_ONCE):
        places = order[start : start + AT_ONCE]
        batch = padded([encoded[place] for place in places], pad)
        with torch.no_grad():
            starts, ends, answered, graded = (values.float().numpy() for values in model(batch.tokens, batch.mask))
        answers[places], about[places] = answered, graded
        for row, place in enumerate(places):
            if examples[place].span is not None:
                f1.append(_overlap(examples[place], _best_span(starts[row], ends[row]), tokenizer))
    model.train()
    is_answered = np.array([bool(example.answers) for example in examples])
    asked = np.array([example.answers is not None for example in examples])
    grade = np.array([np.nan if example.about is None else example.about for example in examples])
    figures = {
        "span_f1": float(np.mean(f1)) if f1 else float("nan"),
        "answers_auc": auc(answers[asked & is_answered], answers[asked & ~is_answered]),
        "topic_auc": auc(about[grade == 1], about[grade == 0]),
        "topic_auc_1": auc(about[grade == 1], about[grade < 1]),
    }
    return {name: round(value, 4) for name, value in figures.items() if not np.isnan(value)}


def auc(higher: Vectors, lower: Vectors) -> float:
    """Give the area under the ROC curve: how often one of `higher` is above one of `lower`, ties half."""
    if not len(higher) or not len(lower):
        return float("nan")
    ranked = np.sort(lower)
    below = np.searchsorted(ranked, higher, "left") + np.searchsorted(ranked, higher, "right")
    return float(below.mean() / 2 / len(lower))


def word_f1(found: str, right: str) -> float:
    """Give the F1 of the words two answers share, case and outer punctuation aside."""
    ours, theirs = (Counter(word.strip(".,;:()”\"'–•").casefold() for word in text.split()) for text in (found, right))
    shared = sum((ours & theirs).values())
    return 2 * shared / (sum(ours.values()) + sum(theirs.values())) if shared else 0.0


def _best_span(starts: Vectors, ends: Vectors) -> tuple[int, int]:
    best, found = -np.inf, (NO_ANSWER, NO_ANSWER)
    for start in np.argsort(-starts[1:])[:20] + 1:
        stop = ends[start : start + MAX_SPAN]
        end = int(start + stop.argmax())
        if starts[start] + ends[end] > best:
            best, found = starts[start] + ends[end], (int(start), end)
    return found


def _overlap(example: Example, span: tuple[int, int], tokenizer: Tokenizer) -> float:
    text, at = passage_side(example.under, example.passage)
    encoding = tokenizer.encode(f"query: {example.asked}", text)
    if span[1] >= len(encoding.ids) or encoding.sequence_ids[span[0]] != 1:
        return 0.0
    found = text[max(at, encoding.offsets[span[0]][0]) : encoding.offsets[span[1]][1]]
    assert example.span is not None
    return word_f1(found, example.passage[slice(*example.span)])
