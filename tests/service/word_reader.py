"""A reader for tests that compares words, so that what it says of a passage can be worked out by hand."""

import re
from collections.abc import Sequence

from indexer.passage import Passage
from service.read.reader import Reading

SURE = 10.0
"""The logit of a passage that holds at least half of the words asked for; of any other it is -SURE."""

# Two words are the same when their first letters are; shorter words and question words are passed over.
LETTERS = 4
ASKING = frozenset({"vilk", "mång", "myck", "regi", "arbe"})
NUMBER = re.compile(r"\d+(?:,\d+)?|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio)\b")
WORD = re.compile(r"\w{4,}")


class WordReader:
    """Marks the number nearest to a word asked for, else that word; keeps what it was asked to read."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[Passage]]] = []

    def read(self, asked: str, passages: Sequence[Passage]) -> list[Reading]:
        self.asked.append((asked, list(passages)))
        return [_read(asked, passage.text) for passage in passages]


def _read(asked: str, text: str) -> Reading:
    wanted = {start(word) for word in WORD.findall(asked)} - ASKING
    shared = [match.span() for match in WORD.finditer(text) if start(match.group()) in wanted]
    found = {start(text[slice(*span)]) for span in shared}
    logit = SURE if found and 2 * len(found) >= len(wanted) else -SURE
    return Reading(answers=logit, about=logit, margin=logit, span=_marked(text, shared))


def start(word: str) -> str:
    """Give what a word is compared by."""
    return word.casefold()[:LETTERS]


def _marked(text: str, shared: Sequence[tuple[int, int]]) -> tuple[int, int]:
    if not shared:
        return 0, 0
    numbers = [match.span() for match in NUMBER.finditer(text)]
    return min(numbers, key=lambda span: min(abs(span[0] - begin) for begin, _ in shared), default=shared[0])
