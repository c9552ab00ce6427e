"""Amounts of one kind side by side, each with what it is of: `60 % till projekt och 40 % till företagsstöd`."""

import re

from indexer.words.analysis import terms
from service.read.quotes import sentence_span
from service.spans import Span, overlap

_AMOUNT = re.compile(
    r"(?<![\w,.])(?P<value>\d+(?:[ \u00a0]\d{3})*(?:,\d+)?"
    r"\s?(?P<unit>%|procent\b|miljoner\b(?: kronor\b)?|kronor\b|kr\b|[mt]kr\b))",
    re.IGNORECASE,
)
# What an amount is of or goes to stands right behind it; behind `och` it is the next amount's.
_OF = re.compile(r"\s*(?!(?:och|eller|samt|men|medan|respektive|and|or)\b)[^\W\d_]", re.IGNORECASE)

# What an amount goes to, and not what it is an amount of: `hur mycket stöd gick till kultur?`
_GOES_TO = re.compile(r".*\b(?:till|to)\s+(?P<what>\w.*)", re.IGNORECASE | re.DOTALL)


def asked_of_alike(question: str, text: str, marked: Span) -> Span | None:
    """Give the amount that goes to what a question asks for, of several in the sentence of a marked one.

    None where there are no others of its unit, one of them does not tell what it is of, or no words of the question
    tell which.
    """
    start, end = sentence_span(text, marked[0] + len(text[slice(*marked)]) - len(text[slice(*marked)].lstrip()))
    amounts = list(_AMOUNT.finditer(text, start, end))
    at = next((n for n, amount in enumerate(amounts) if overlap(amount.span(), marked)), None)
    if at is None:
        return None
    alike = [amount for amount in amounts if _unit(amount) == _unit(amounts[at])]
    if len(alike) < 2 or not all(_OF.match(text, amount.end()) for amount in alike):
        return None
    goes_to = _GOES_TO.match(question)
    asked = set(terms(goes_to["what"] if goes_to else question))
    ends = [*(amount.start() for amount in alike[1:]), end]
    shared = [len(asked.intersection(terms(text[a.end() : stop]))) for a, stop in zip(alike, ends, strict=True)]
    best = [amount for amount, n_shared in zip(alike, shared, strict=True) if n_shared == max(shared)]
    return best[0].span("value") if len(best) == 1 else None


def _unit(amount: re.Match[str]) -> str:
    """Give what an amount is in: `miljoner kronor` are `miljoner`."""
    return str(amount["unit"]).casefold().split()[0]
