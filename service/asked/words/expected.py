"""Whether a sentence holds the kind of words that a fact question asks for."""

import re
from functools import lru_cache

from corpus.swedish import AMOUNTS, MONTHS, NUMBERS, YEAR, either
from service.asked.asked import Expected
from service.spans import Span

# `En` and `ett` are articles far more often than numbers, but of time.
NUMBER_WORDS = (
    f"{either(NUMBERS[2:])}|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio"
    "|hundra|tusen|hälften|dubbelt|tredjedel|fjärdedel"
)
_TIMES = r"(?:månad|dag|vecka|timme|minut|kväll|termin|sekund|natt|dygn|kvartal|halvår|år)\b"
# `20230401` and `202304`, `230401` and `23-04-01` of this century, and `25/11`; an amount of money is none.
_MONTH = r"(?:0[1-9]|1[0-2])"
_OF_MONTH = r"(?:0[1-9]|[12]\d|3[01])"
DAY = (
    rf"(?<![\d.,])(?:{YEAR}{_MONTH}{_OF_MONTH}?|[12]\d{_MONTH}{_OF_MONTH}|(?:19|20)?\d\d-{_MONTH}-{_OF_MONTH})"
    rf"(?!\d|[.,]\d| ?(?:{either(AMOUNTS)}|st)\b)"
)
_DAY_OF_MONTH = r"(?<![\w/])(?:[12]?[1-9]|[123]0|31)/(?:1[0-2]|[1-9])(?![\w/])"
SHORT_MONTHS = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec")
_PATTERNS = {
    Expected.NUMBER: re.compile(rf"\d[\d ,.]*\d|\d|\b(?:{NUMBER_WORDS})\b|\b(?:en|ett) {_TIMES}", re.IGNORECASE),
    Expected.MONEY: re.compile(
        rf"\d[\d ,.]*(?:\s?(?:{either(AMOUNTS)})\b|\s?[%€])|\d{{1,3}}(?: \d{{3}})+", re.IGNORECASE
    ),
    Expected.DATE: re.compile(
        rf"\b{YEAR}\b|\b{DAY}\b|\b(?:{either(MONTHS)})\b|\b\d{{1,2}} (?:{either(SHORT_MONTHS)})\b|{_DAY_OF_MONTH}",
        re.IGNORECASE,
    ),
    # A capital that does not open the sentence.
    Expected.NAME: re.compile(r"(?:(?<=[\w,:;)\"”] )|(?<=\())[A-ZÅÄÖ][\w&-]*(?:\.\w+)*|[A-ZÅÄÖ]{2,}"),
}
_WORD = re.compile(r"[\w&-]+(?:\.\w+)*")
# `Drygt 2000 ungdomar`: of the years that a report tells of, none is so round.
_YEAR = re.compile(rf"(?!2000){YEAR}")
_NUMBERED_NAME = re.compile(r"\b\d{1,3}(?:-\d{1,3})+\b")
# What lasts may be told by the year it lasts until.
_HOW_LONG = re.compile(r"\bhur länge\b|\bhow long\b", re.IGNORECASE)


def holds_answer(sentence: str, expected: Expected, question: str) -> bool:
    """Tell whether a sentence holds a number, an amount, a date or a name that the question does not hold itself."""
    return expected not in _PATTERNS or bool(find_answers(sentence, expected, question))


def find_answers(sentence: str, expected: Expected, question: str) -> list[Span]:
    """Give where a sentence holds the kind of words asked for, those of the question itself left out.

    A year is no number of things, but may tell how long something lasts.
    """
    pattern = _PATTERNS.get(expected)
    if pattern is None:
        return []
    asked = _asked(question, pattern)
    is_counted = expected in (Expected.NUMBER, Expected.MONEY) and not _HOW_LONG.search(question)
    return [
        span for span, words in _held(sentence, pattern) if words not in asked and not (is_counted and is_year(words))
    ]


# The same passages come near many questions, and are the first hits of the same question asked again.
@lru_cache(maxsize=4_000)
def _held(sentence: str, pattern: re.Pattern[str]) -> tuple[tuple[Span, str], ...]:
    """Give where a sentence holds a kind of words, and the words there, capitals aside."""
    return tuple((match.span(), match.group().casefold()) for match in pattern.finditer(sentence))


def is_year(words: str) -> bool:
    """Tell whether a number tells a year, and not how many of something there are."""
    return _YEAR.fullmatch(words) is not None


@lru_cache(maxsize=64)
def _asked(question: str, pattern: re.Pattern[str]) -> frozenset[str]:
    # The numbers inside a name (`3-30-300`) are none that the question tells.
    shown = _NUMBERED_NAME.sub("", question)
    return frozenset(match.group().casefold() for kind in (pattern, _WORD) for match in kind.finditer(shown))
