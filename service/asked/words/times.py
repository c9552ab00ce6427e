"""Which time of something a question asks for, and the words that tell it: when it begins, ends, or both."""

import re
from collections.abc import Sequence
from enum import StrEnum

from corpus.swedish import MONTHS, YEAR, either
from service.asked.words.expected import DAY
from service.spans import Span


class Moment(StrEnum):
    """What about the time of something is asked for."""

    START = "start"
    END = "end"
    WHEN = "when"


_ASKS_END = re.compile(
    r"\b(?:slut\w*|klart?|klara|färdig\w*|avsluta\w*|upphör\w*|hur länge|till när|deadline|how long|ends?|ended"
    r"|until when|finish\w*)\b",
    re.IGNORECASE,
)
_ASKS_LASTED = re.compile(r"\b(?:hur länge (?:pågick|varade|drevs|fanns|höll)|how long did)\b", re.IGNORECASE)
_ASKS_START = re.compile(
    r"\b(?:start\w*|börja\w*|inled\w*|påbörja\w*|drog(?:s)? i ?gång|sedan när|begins?|began|started)\b", re.IGNORECASE
)
_DATE = (
    rf"(?:{DAY}|(?:(?:den )?\d{{1,2}}\s)?(?:(?:{either(MONTHS)}|våren|sommaren|hösten|årsskiftet|kvartal \d)\s)?"
    rf"{YEAR})"
)
_TELLS = {
    Moment.END: re.compile(
        r"(?:\b(?:till och med|t\.? ?o\.? ?m\.?|fram till|pågår till|pågick till)"
        r"|\b(?:avsluta\w*|slutför\w*|slutdatum|färdigställ\w*|slutredovisa\w*|klart?|klara)\b[^.\d]{0,25}?)"
        rf"\s*:?\s*(?P<date>{_DATE})(?!\w)",
        re.IGNORECASE,
    ),
    Moment.START: re.compile(
        r"\b(?:start\w*|påbörja\w*|inled\w*|uppstart\w*|projektstart\w*)\b[^.\d]{0,25}?"
        rf"\s*:?\s*(?P<date>{_DATE})(?!\w)",
        re.IGNORECASE,
    ),
}
# `Vilka projekt startade 2023?`: which of them began or ended in a year, and not when.
_IN_YEAR = re.compile(rf"(?P<done>(?:\w+\W+){{1,4}}?)(?:(?:år|under|i|in|during)\s+)*{YEAR}\b", re.IGNORECASE)
_ASKS_WHEN = re.compile(r"^\W*(?:när|hur länge|when|how long|vilket år)\b", re.IGNORECASE)
_SAYS = {
    Moment.START: re.compile(r"\b(?:start\w*|uppstart\w*|påbörja\w*|inled\w*|drog(?:s)? i ?gång)\b", re.IGNORECASE),
    Moment.END: re.compile(
        r"\b(?:avsluta\w*|slutför\w*|slutredovisa\w*|färdigställ\w*|klar[at]?|upphör\w*)\b", re.IGNORECASE
    ),
}
# Of the year that a report is about it says no number.
_THIS_YEAR = re.compile(rf"\b(?:året|i år|våren|sommaren|hösten|{either(MONTHS)})\b", re.IGNORECASE)
_YEAR = re.compile(rf"\b{YEAR}\b")
# `Trails of Västmanland - expansion 2022– 2024`, `pågår mellan 2023–2026`, `Projekttid april 2023 till mars 2026`,
# `pågick 2021–23`.
_SPAN = re.compile(rf"(?P<start>{_DATE})\s*(?:–|-|till|to)\s*(?P<end>{_DATE}|(?<=–)\d\d)(?![\w-])", re.IGNORECASE)
_OF_PROJECT = re.compile(r"\b(?:projekttid\w*|projektperiod\w*|pågå\w*|pågick|genomför\w*|löper)\b", re.IGNORECASE)


def asked_moment(question: str) -> Moment:
    """Give which time a question asks for, which asks for one."""
    if _ASKS_END.search(question) and not asks_lasted(question):
        return Moment.END
    return Moment.START if _ASKS_START.search(question) else Moment.WHEN


def asks_lasted(question: str) -> bool:
    """Tell whether a question asks how long something lasted that is over, of which both ends are told."""
    return bool(_ASKS_LASTED.search(question))


def moment_in_years(question: str) -> Moment | None:
    """Give the time of what is asked for that is to lie in a year: `startade 2023`; None where none is."""
    if _ASKS_WHEN.search(question):
        return None
    for asks, moment in ((_ASKS_START, Moment.START), (_ASKS_END, Moment.END)):
        if any(_IN_YEAR.match(question, found.start()) for found in asks.finditer(question)):
            return moment
    return None


def tells_moment_of(sentence: str, moment: Moment, years: Sequence[int], reported: Sequence[int]) -> bool:
    """Tell whether a sentence tells that something began, or ended, in one of some years.

    Args:
        reported: The years that the report it stands in is about.
    """
    if not _SAYS[moment].search(sentence):
        return False
    named = {int(year) for year in _YEAR.findall(sentence)}
    told = find_moment(sentence, moment, is_name=False)
    if told and (dated := {int(year) for year in _YEAR.findall(sentence[slice(*told)])}):
        named = dated
    is_of_report = len(reported) == 1 and not named and bool(_THIS_YEAR.search(sentence))
    return not named.isdisjoint(years) or (is_of_report and reported[0] in years)


def find_moment(sentence: str, moment: Moment, *, is_name: bool) -> Span | None:
    """Give where a sentence tells a time, which of an initiative's own name any span of years does; else None.

    Args:
        moment: The beginning or the end; of neither, the whole span is told.
    """
    told = _TELLS[moment].search(sentence) if moment in _TELLS else None
    if told:
        return told.span("date")
    span = _SPAN.search(sentence) if is_name or _OF_PROJECT.search(sentence) else None
    if span is None:
        return None
    # `23` alone would be no year.
    is_whole = moment is Moment.WHEN or (moment is Moment.END and len(span["end"]) < len("2023"))
    return span.span() if is_whole else span.span(str(moment))
