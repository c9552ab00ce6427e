"""Everyday words for official ones, written for this project: what reports call things and what people call them.

Two files beside this module, each line one text, other ways to say it in Swedish, and in English: fields at tabs, ways
at ` | `. `everyday.tsv` holds words and phrases; `asked.tsv` invented initiatives and what one may ask to find them.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import TrainingDataError
from indexer.training.pairs import TITLED, Pair, PairKind
from indexer.words.analysis import analyse

EVERYDAY_FILE = Path(__file__).parent / "everyday.tsv"
ASKED_FILE = Path(__file__).parent / "asked.tsv"

# How often a word that can be is put in other words, and how much of a title must have been to count as another.
REPLACED = 0.8
MIN_REPLACED = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A text and other ways to say it."""

    text: str
    swedish: tuple[str, ...]
    english: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """What this project knows of everyday words: words and phrases, and invented initiatives."""

    everyday: Sequence[Wording] = ()
    asked: Sequence[Wording] = ()


def own_wordings() -> Wordings:
    """Give the wordings kept beside this module."""
    return Wordings(everyday=read_wordings(EVERYDAY_FILE), asked=read_wordings(ASKED_FILE))


def read_wordings(path: Path) -> list[Wording]:
    """Read a file of wordings.

    Raises:
        TrainingDataError: The file is missing, or a line has not three fields or no other way to say it.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise TrainingDataError(path, f"expected a UTF-8 file ({error})") from error
    return [_read_line(path, number, line) for number, line in enumerate(lines, start=1)]


def _read_line(path: Path, number: int, line: str) -> Wording:
    fields = line.split("\t")
    text, *ways = (tuple(filter(None, field.split(" | "))) for field in fields)
    if len(fields) != 3 or len(text) != 1 or not any(ways):
        raise TrainingDataError(path, f"line {number}: expected a text, its Swedish and its English wordings at tabs")
    return Wording(text=text[0], swedish=ways[0], english=ways[1])


def wording_pairs(wordings: Iterable[Wording], kind: PairKind) -> list[Pair]:
    """Pair each way to say a text with it."""
    return [Pair(kind, way, wording.text) for wording in wordings for way in (*wording.swedish, *wording.english)]


def reworded_pairs(
    titled: Sequence[Pair], collection: Sequence[Pair], wordings: Iterable[Wording], count: int, seed: int
) -> list[Pair]:
    """Pair `count` titles, and the first texts of the collection's pairs, in everyday words with their passages.

    One is left out if too few of its words have another.
    """
    draw = random.Random(seed)
    by_stem = _by_stem(wordings)
    titles = [pair for pair in titled if pair.kind in TITLED]
    drawn = [(PairKind.REWORDED, pair) for pair in draw.sample(titles, min(count, len(titles)))]
    drawn += [(PairKind.REWORDED_COLLECTION, pair) for pair in collection]
    made = (Pair(kind, _reworded(pair.query, by_stem, draw), pair.passage) for kind, pair in drawn)
    return [pair for pair in made if pair.query]


def _by_stem(wordings: Iterable[Wording]) -> Mapping[str, list[str]]:
    """Give the Swedish wordings of single words, each way round, by stem."""
    ways: dict[str, list[str]] = {}
    for wording in wordings:
        for text, others in _both_ways_round(wording):
            terms = analyse(text)
            if len(terms) == 1:
                ways.setdefault(terms[0].stem, []).extend(others)
    return ways


def _both_ways_round(wording: Wording) -> Iterator[tuple[str, Sequence[str]]]:
    yield wording.text, wording.swedish
    for way in wording.swedish:
        yield way, (wording.text,)


def _reworded(title: str, by_stem: Mapping[str, Sequence[str]], draw: random.Random) -> str:
    """Put a title in other words, stop words left out; nothing if too few have another."""
    said, n_replaced = [], 0
    terms = analyse(title)
    for term in terms:
        pieces = [term.stem] if term.stem in by_stem else list(term.parts)
        is_replaced = any(piece in by_stem for piece in pieces) and draw.random() < REPLACED
        n_replaced += is_replaced
        said += [draw.choice(by_stem[p]) if p in by_stem else p for p in pieces] if is_replaced else [term.word]
    return " ".join(said) if n_replaced and n_replaced >= MIN_REPLACED * len(terms) else ""
