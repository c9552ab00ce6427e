"""What the reader learns from: questions with passages that answer them, nearly answer them, or are about a topic."""

import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np

from indexer.errors import TrainingDataError
from indexer.vectors.embedder import Embedder

# What a reader is to say of a passage about a topic, by the writers' grade: only named or only wanted is nearer to no.
TOPIC_TARGETS = {0: 0.0, 1: 0.35, 2: 1.0}
# One answerable question in this many is also asked of the passage that comes nearest among the others: most of what
# a search gives to read is of that kind.
STRAY_EVERY = 4


class Role(StrEnum):
    """What a file of the training data is for."""

    PUBLIC = "public"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One thing asked of one passage.

    Attributes:
        asked: A question, or a topic where `about` is set.
        under: What the passage stands under: region, initiative, heading; "" where that is not known.
        span: Characters of the passage that answer; None where nothing does, or a topic is asked.
        answers: Whether the passage answers the question; None for a topic.
        about: How far the passage is about the topic, 0 to 1; None for a question.
        source: Where it is from, for measuring: the file's name without its endings.
    """

    asked: str
    under: str
    passage: str
    span: tuple[int, int] | None
    answers: bool | None
    about: float | None
    source: str


def stands_under(region: str | None, initiative: str | None, heading: str | None) -> str:
    """Give what a passage stands under as the reader is told it."""
    return " – ".join(part for part in (region, initiative, heading) if part)


def read_public(path: Path) -> Iterator[Example]:
    """Read question answering data: `question`, `context`, `answers` with `text` and `start`, [] where none answers.

    Raises:
        TrainingDataError: The file is missing, or a line is not such an object.
    """
    for number, entry in _entries(path):
        try:
            answer: Any = entry["answers"][0] if entry["answers"] else None
            span = (answer["start"], answer["start"] + len(answer["text"])) if answer else None
            if span is not None and entry["context"][slice(*span)] != answer["text"]:
                raise ValueError(f"no {answer['text']!r} at {span[0]}")
            yield _question(entry["question"], "", entry["context"], span, path)
        except (KeyError, TypeError, ValueError) as error:
            raise TrainingDataError(path, f"line {number}: expected a question with its context ({error})") from error


def read_written(path: Path) -> Iterator[Example]:
    """Read passages with `answerable`, `unanswerable` and `topics`, and perhaps `region`, `initiative`, `heading`.

    Raises:
        TrainingDataError: The file is missing, or a line is not such an object.
    """
    for number, entry in _entries(path):
        try:
            yield from _written(entry, path)
        except (KeyError, TypeError, ValueError) as error:
            raise TrainingDataError(path, f"line {number}: expected a passage with questions ({error})") from error


def stray_examples(examples: Sequence[Example], embedder: Embedder) -> list[Example]:
    """Ask answerable questions of the nearest other passage, which does not answer them.

    Args:
        embedder: Tells which passage comes nearest.
    """
    places = {(example.under, example.passage): place for place, example in enumerate(examples)}
    stands = [examples[place] for place in places.values()]
    vectors = embedder.embed_passages([f"{example.under} {example.passage}" for example in stands])
    numbers = {key: number for number, key in enumerate(places)}
    asked = [example for example in examples if example.span is not None][::STRAY_EVERY]
    likeness = embedder.embed_queries([example.asked for example in asked]) @ vectors.T
    for row, example in enumerate(asked):
        likeness[row, numbers[(example.under, example.passage)]] = -np.inf
    return [
        replace(example, under=stands[near].under, passage=stands[near].passage, span=None, answers=False)
        for example, near in zip(asked, likeness.argmax(axis=1).tolist(), strict=True)
    ]


def drawn(examples: Iterable[Example], most: int, seed: int) -> list[Example]:
    """Draw at most `most` examples."""
    found = list(examples)
    return found if len(found) <= most else random.Random(seed).sample(found, most)


def _written(entry: dict[str, Any], path: Path) -> Iterator[Example]:
    passage = entry["passage"]
    under = stands_under(entry.get("region"), entry.get("initiative"), entry.get("heading"))
    for item in entry["answerable"]:
        start = passage.index(item["in"]) + item["in"].index(item["answer"])
        yield _question(item["question"], under, passage, (start, start + len(item["answer"])), path)
    for item in entry["unanswerable"]:
        yield _question(item["question"], under, passage, None, path)
    for item in entry["topics"]:
        yield Example(
            asked=item["topic"],
            under=under,
            passage=passage,
            span=None,
            answers=None,
            about=TOPIC_TARGETS[item["grade"]],
            source=_source(path),
        )


def _question(asked: str, under: str, passage: str, span: tuple[int, int] | None, path: Path) -> Example:
    return Example(
        asked=asked, under=under, passage=passage, span=span, answers=span is not None, about=None, source=_source(path)
    )


def _source(path: Path) -> str:
    return path.name.partition(".")[0]


def _entries(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                yield number, json.loads(line)
    except (OSError, EOFError, ValueError) as error:
        raise TrainingDataError(path, f"expected JSON lines in UTF-8 ({error})") from error
