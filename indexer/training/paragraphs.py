"""Paragraphs of public text with questions to find them and to read them by, written for this project.

The files lie in `written/paragraphs`, one writer's each. A line names a paragraph of the training folder's running text
by its number and its hash; the text itself is not repeated here.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.errors import TrainingDataError
from indexer.training.pairs import Pair, PairKind, read_text

PARAGRAPHS = Path(__file__).parent / "written" / "paragraphs"
HASH_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph with what is asked.

    Attributes:
        queries: What one may type to find it.
        answered: Questions it answers, each with the answer as it stands in the text.
        unanswered: Questions that it nearly answers.
        source: The writer: the file's name without its ending.
    """

    text: str
    queries: tuple[str, ...]
    answered: tuple[tuple[str, str], ...]
    unanswered: tuple[str, ...]
    source: str


def read_paragraphs(data: Path, folder: Path = PARAGRAPHS) -> list[Paragraph]:
    """Read all paragraphs that something is asked of.

    Args:
        data: The folder of the training data, for the text.

    Raises:
        TrainingDataError: A file is missing, a line is not such an object, or the text has another paragraph there.
    """
    entries = [(path, number, entry) for path in sorted(folder.glob("*.jsonl")) for number, entry in _entries(path)]
    wanted = {entry.get("paragraph") for _, _, entry in entries}
    texts = {place: text.rstrip("\n") for place, text in enumerate(read_text(data)) if place in wanted}
    return [_paragraph(path, number, entry, texts) for path, number, entry in entries]


def query_pairs(paragraphs: Sequence[Paragraph]) -> list[Pair]:
    """Pair each query with its paragraph."""
    return [Pair(PairKind.ASKED, query, paragraph.text) for paragraph in paragraphs for query in paragraph.queries]


def digest(text: str) -> str:
    """Give what tells a paragraph from another at its place."""
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_DIGITS]


def _entries(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, start=1):
            entry = json.loads(line)
            if not isinstance(entry, dict):
                raise ValueError(f"line {number} is no object")
            yield number, entry
    except (OSError, ValueError) as error:
        raise TrainingDataError(path, f"expected JSON lines ({error})") from error


def _paragraph(path: Path, number: int, entry: dict[str, Any], texts: dict[int, str]) -> Paragraph:
    try:
        text = texts[entry["paragraph"]]
        if digest(text) != entry["hash"]:
            raise ValueError(f"paragraph {entry['paragraph']} is another text")
        answered = tuple((told["question"], told["answer"]) for told in entry["answered"])
        if missing := [answer for _, answer in answered if answer not in text]:
            raise ValueError(f"{missing[0]!r} does not stand in it")
        return Paragraph(
            text=text,
            queries=tuple(entry["queries"]),
            answered=answered,
            unanswered=tuple(entry["unanswered"]),
            source=path.stem,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise TrainingDataError(path, f"line {number}: expected a paragraph with what is asked ({error})") from error
