"""Changes to the chapter of prose: the regions' names above their answers, and the questions."""

import re
from random import Random

from tests.corpus.mutations_labels import UNKNOWN
from tests.corpus.mutations_layout import Lines, Mutation


def _answers_heads(lines: Lines) -> list[int]:
    """Give where the regions' names stand above their answers."""
    return [
        n
        for n, (_, text) in enumerate(lines)
        if re.match(r" ?(?:Region \w|Västra Götalandsregionen)", text) and _asks(lines, n + 1)
    ]


def _asks(lines: Lines, n: int) -> bool:
    following = [text for _, text in lines[n : n + 3] if text.strip()]
    return bool(following) and following[0].strip().startswith("Beskrivning av varför regionen")


def _without_question(lines: Lines, n: int) -> Lines:
    """Take away the question that begins on this line or below."""
    start = next(m for m in range(n, len(lines)) if lines[m][1].strip().startswith("Beskrivning"))
    end = next(m for m in range(start, len(lines)) if lines[m][1].rstrip().endswith(".")) + 1
    return [*lines[:start], *lines[end:]]


def lost_name_above_answers(lines: Lines, random: Random) -> Lines:
    n = random.choice(_answers_heads(lines))
    return [*lines[:n], *lines[n + 1 :]]


def unknown_name_above_answers(lines: Lines, random: Random) -> Lines:
    n = random.choice(_answers_heads(lines))
    return [*lines[:n], (lines[n][0], random.choice(UNKNOWN)), *lines[n + 1 :]]


def lost_question(lines: Lines, random: Random) -> Lines:
    asked = [n for n, (_, text) in enumerate(lines) if text.strip().startswith("Beskrivning")]
    return _without_question(lines, random.choice(asked))


def lost_name_and_first_question(lines: Lines, random: Random) -> Lines:
    n = random.choice(_answers_heads(lines))
    return _without_question([*lines[:n], *lines[n + 1 :]], n)


IN_ANSWERS: tuple[Mutation, ...] = (
    lost_name_above_answers, unknown_name_above_answers, lost_question, lost_name_and_first_question,
)  # fmt: skip
