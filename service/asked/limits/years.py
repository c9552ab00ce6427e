"""The reporting years that a question is limited to."""

import re

from corpus.regions.names import find_mentions
from corpus.swedish import MONTHS, YEAR, either
from service.asked.limits.leaving_out import tidy

_SPAN = rf"{YEAR}(?:\s*(?:-|–|till|t\.?o\.?m\.?|to|och|o|eller|samt|resp\.?|respektive|and|or|,)\s*{YEAR})*"
_YEARS = re.compile(
    rf"(?P<before>(?:\b(?:under|åren?|års|för|från|i|på|mellan|in|during|for|from|of|between|year|år)\s+)*)"
    rf"(?<![\w:/.-])(?P<years>{_SPAN})(?:\s+års)?(?![\w/]|\.\d|-\d)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"({YEAR})\s*(?:-|–|till|t\.?o\.?m\.?|to)\s*({YEAR})|(?:mellan|between)\s+({YEAR})\s+(?:och|o|and)\s+({YEAR})",
    re.IGNORECASE,
)
# A year that is part of a name, of a date or of a goal is no reporting year.
_BOUND = re.compile(
    r"(?:\b(?:[Pp]rogramperiod\w*|[Pp]eriod\w*|[Ss]trategi\w*|[Pp]lan\w*|[Pp]rogram\w*|[Vv]ision\w*|[Aa]genda\w*|RUS|RUP"
    rf"|{either(MONTHS)}|january|february|march|may|june|july|august|october|våren|sommaren|hösten|vintern|spring|summer|autumn"
    r"|till|mot|inför|före|innan|senast|efter|sedan|sen|since|by|before|until|towards|after)"
    r"|(?<!^)(?<![.?!] )\b[A-ZÅÄÖ][\w-]+)\s*$"
)
MAX_SPAN = 12


def take_out_years(question: str) -> tuple[str, tuple[int, ...]]:
    """Give a question without the years that it is limited to, and those years."""
    years: list[int] = []
    rest = question
    for found in reversed(list(_YEARS.finditer(question))):
        if _is_bound(question[: found.start("years")]):
            continue
        years[:0] = _told(found.group())
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    return tidy(rest) if years else question, tuple(dict.fromkeys(years))


def _is_bound(before: str) -> bool:
    """Tell whether what stands before a year makes it part of something else; a place does not."""
    stripped = before.rstrip()
    return not any(mention.end == len(stripped) for mention in find_mentions(stripped)) and bool(_BOUND.search(before))


def _told(text: str) -> list[int]:
    spans = [tuple(int(year) for year in span if year) for span in _RANGE.findall(text)]
    if spans and all(0 < last - first <= MAX_SPAN for first, last in spans):
        return [year for first, last in spans for year in range(first, last + 1)]
    return [int(year) for year in re.findall(YEAR, text)]
