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
from indexer.training.paragraphs import Paragraph
from indexer.vectors.embedder import Embedder

# What a reader is to say of a passage about a topic, by the writers' grade: only named or only wanted is nearer to no.
TOPIC_TARGETS = {0: 0.0, 1: 0.35, 2: 1.0}
# Which of the other passages, by nearness, a thing asked strays to. Questions name what they ask for, so that not even
# the nearest passage answers; many of the nearest are about a topic, so that it must stray farther.
QUESTION_STRAYS = (0, 3)
TOPIC_STRAYS = (10, 80)


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

    @property
    def is_topic(self) -> bool:
        """Whether it is a topic with a grade, and no question."""
        return self.about is not None


def source_of(path: Path) -> str:
    """Give what the examples of a file are called by: its name without its endings."""
    return path.name.partition(".")[0]


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
            yield _question(entry["question"], "", entry["context"], span, source_of(path))
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


def read_families(path: Path) -> Iterator[Example]:
    """Read families: `passages` near one another, `topics` with a grade for each, `questions` with the number of the
    passage that answers, counted from 1, and `unanswered` ones; everything is asked of every passage.

    Raises:
        TrainingDataError: The file is missing, or a line is not such an object.
    """
    for number, entry in _entries(path):
        try:
            yield from _family(entry, path)
        except (IndexError, KeyError, TypeError, ValueError) as error:
            raise TrainingDataError(path, f"line {number}: expected a family of passages ({error})") from error


def paragraph_examples(paragraphs: Iterable[Paragraph]) -> Iterator[Example]:
    """Give what is asked of paragraphs of public text, answered or nearly."""
    for paragraph in paragraphs:
        for question, answer in paragraph.answered:
            start = paragraph.text.index(answer)
            yield _question(question, "", paragraph.text, (start, start + len(answer)), paragraph.source)
        for question in paragraph.unanswered:
            yield _question(question, "", paragraph.text, None, paragraph.source)


def stray_examples(asked: Sequence[Example], others: Sequence[Example], embedder: Embedder, seed: int) -> list[Example]:
    """Ask each thing of another passage near to it, which does not answer it or is not about it.

    Args:
        others: Whose passages may be drawn.
        embedder: Tells which passages are near.
    """
    stands = list({(other.under, other.passage): None for other in [*asked, *others]})
    numbers = {stand: number for number, stand in enumerate(stands)}
    vectors = embedder.embed_passages([f"{under} {passage}" for under, passage in stands])
    likeness = embedder.embed_queries([example.asked for example in asked]) @ vectors.T
    draw = random.Random(seed)
    strays = []
    for row, example in enumerate(asked):
        likeness[row, numbers[(example.under, example.passage)]] = -np.inf
        nearest = np.argsort(-likeness[row])[:-1]  # its own is the last
        first, stop = TOPIC_STRAYS if example.is_topic else QUESTION_STRAYS
        under, passage = stands[nearest[min(draw.randrange(first, stop), len(nearest) - 1)]]
        said: dict[str, Any] = {"about": 0.0} if example.is_topic else {"span": None, "answers": False}
        strays.append(replace(example, under=under, passage=passage, **said))
    return strays


def drawn(examples: Iterable[Example], most: int, seed: int) -> list[Example]:
    """Draw at most `most` examples."""
    found = list(examples)
    return found if len(found) <= most else random.Random(seed).sample(found, most)


def _written(entry: dict[str, Any], path: Path) -> Iterator[Example]:
    passage = entry["passage"]
    under = stands_under(entry.get("region"), entry.get("initiative"), entry.get("heading"))
    for item in entry["answerable"]:
        start = passage.index(item["in"]) + item["in"].index(item["answer"])
        yield _question(item["question"], under, passage, (start, start + len(item["answer"])), source_of(path))
    for item in entry["unanswerable"]:
        yield _question(item["question"], under, passage, None, source_of(path))
    for item in entry["topics"]:
        yield _topic(item["topic"], under, passage, item["grade"], source_of(path))


def _family(entry: dict[str, Any], path: Path) -> Iterator[Example]:
    stands = [
        (stands_under(item["region"], item["initiative"], item["heading"]), item["passage"])
        for item in entry["passages"]
    ]
    for item in entry["topics"]:
        for (under, passage), grade in zip(stands, item["grades"], strict=True):
            yield _topic(item["topic"], under, passage, grade, source_of(path))
    for item in entry["questions"]:
        place = item["passage"] - 1
        start = stands[place][1].index(item["in"]) + item["in"].index(item["answer"])
        for number, (under, passage) in enumerate(stands):
            span = (start, start + len(item["answer"])) if number == place else None
            yield _question(item["question"], under, passage, span, source_of(path))
    for item in entry["unanswered"]:
        for under, passage in stands:
            yield _question(item["question"], under, passage, None, source_of(path))


def _topic(asked: str, under: str, passage: str, grade: int, source: str) -> Example:
    return Example(
        asked=asked,
        under=under,
        passage=passage,
        span=None,
        answers=None,
        about=TOPIC_TARGETS[grade],
        source=source,
    )


def _question(asked: str, under: str, passage: str, span: tuple[int, int] | None, source: str) -> Example:
    return Example(
        asked=asked,
        under=under,
        passage=passage,
        span=span,
        answers=span is not None,
        about=None,
        source=source,
    )


def _entries(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                yield number, json.loads(line)
    except (OSError, EOFError, ValueError) as error:
        raise TrainingDataError(path, f"expected JSON lines in UTF-8 ({error})") from error
