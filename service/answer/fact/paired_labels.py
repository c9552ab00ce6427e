"""Two values under two labels on one line: `Tilldelade medel/Utbetalda medel: 8 471 863 kr/5 801 341 kr`."""

import re

from service.spans import Span

_WORD = re.compile(r"[^\W\d_]+")
_VALUE = r"\d+(?: \d{3})*(?:,\d+)?(?: [^\W\d_]+)?"
_PAIR = re.compile(
    r"(?P<before>(?:[^\W\d_]+ ){0,3})(?P<first>[^\W\d_]+)/(?P<second>[^\W\d_]+(?: [^\W\d_]+){0,3}): ?"
    rf"(?P<value>{_VALUE})/ ?(?P<other>{_VALUE})"
)
# Beside what has come of it, what was meant to is seldom what is asked for.
_AIM = re.compile(r"mål|budget|plan|prognos")
# What inflected and parted verbs share: `utbetalt`, `betalades ut` and `Utbetalda`.
SHARED_LETTERS = 5


def asked_of_pair(question: str, text: str, marked: Span) -> Span | None:
    """Give the value under the label that a question asks for, in a pair that a reader marked; None where none is.

    It is the label one of whose own words the question has; of a goal and an outcome, neither of which it names, the
    outcome.
    """
    pairs = _PAIR.finditer(text)
    pair = next((p for p in pairs if p.start("value") - 1 <= marked[0] and marked[1] <= p.end() + 1), None)
    if pair is None:
        return None
    second = _WORD.findall(pair["second"].casefold())
    # A label of as many words: what stands before it is another cell.
    before = _WORD.findall(pair["before"].casefold())
    first = [*before[len(before) - len(second) + 1 :], pair["first"].casefold()]
    asked = _WORD.findall(question.casefold())
    is_first, is_second = _has_own(asked, first, second), _has_own(asked, second, first)
    if is_first == is_second and (is_first or not _AIM.match(first[-1])):
        return None
    return pair.span("value" if is_first else "other")


def _has_own(asked: list[str], label: list[str], other: list[str]) -> bool:
    """Tell whether a question has a word of a label, in some form, that the other one lacks."""
    own = [word for word in label if word not in other]
    return any(_share_letters(word, of_label) for word in asked for of_label in own)


def _share_letters(word: str, other: str) -> bool:
    starts = range(len(word) - SHARED_LETTERS + 1)
    return word == other or any(word[start : start + SHARED_LETTERS] in other for start in starts)
