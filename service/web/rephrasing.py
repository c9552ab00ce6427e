"""A question asked again without one of the limits that were understood of it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.regions import find_mentions

# What leads up to a limit and means nothing without it: `i Region`, `och`, `förutom`, `under år`.
_LEADING = re.compile(
    r"(?:(?:^|(?<=\s))(?:i|för|från|inom|hos|på|under|utom|förutom|utan|och|eller|samt|regionen?|år|året)\s+)+$|,\s*$",
    re.IGNORECASE,
)
# What needs a subject after it, or something that is told whose it is.
_NEEDS_SUBJECT = re.compile(r"\b(?:gör|har|satsar|redovisar|berättar|gjorde|hade)\s*$", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:,|och\b|eller\b|samt\b)\s+", re.IGNORECASE)
_JOINED = re.compile(r"(?:,|\b(?:och|eller|samt))\s*$", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d-])(?:19|20)\d\d(?![\d-])")
# What makes a question ask for those who do not.
NEGATION = "inte"
_NEGATION = re.compile(rf"\b{NEGATION}\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shorter:
    """A limit, as a place by its name, a year or one of several topics, and the question without it."""

    limit: str
    question: str


class _Limit(NamedTuple):
    """Where a question names a limit, and what that is called."""

    start: int
    end: int
    name: str
    is_place: bool


def without_limits(
    question: str, years: Sequence[int], topics: Sequence[str] = (), *, negated: bool = False
) -> list[Shorter]:
    """Give the question without each limit it names, one at a time, where something else is left to ask.

    Args:
        years: Those that the collection reports on; a place is a limit wherever it stands.
        topics: What it asks about, in its own words, where each can be left out for the others.
        negated: Whether it asks for those who do not; then it is also given without the word that says so.
    """
    limits = [_Limit(found.start, found.end, found.place.name, True) for found in find_mentions(question)]
    limits += [_Limit(*found.span(), found[0], False) for found in _YEAR.finditer(question) if int(found[0]) in years]
    for topic in topics:
        found = re.search(rf"(?<!\w){re.escape(topic)}(?!\w)", question, re.IGNORECASE)
        limits += [_Limit(*found.span(), topic, False)] if found else []
    starts = {limit.start for limit in limits}
    told = [Shorter(limit=limit.name, question=_cut(question, limit, starts)) for limit in sorted(limits)]
    if negated and _NEGATION.search(question):
        told.append(Shorter(limit=NEGATION, question=_NEGATION.sub("", question, count=1)))
    return [each for each in told if sum(map(str.isalpha, each.question)) > 2]


def _cut(question: str, limit: _Limit, starts: Collection[int]) -> str:
    """Cut a limit out: with what leads up to it, or, where another follows on it, with what joins the two."""
    joint = _JOINT.match(question, limit.end)
    if joint and joint.end() in starts:
        before, after = question[: limit.start], question[joint.end() :]
    else:
        anyone = _anyone(question, limit)
        before = f"{question[: limit.start]}{anyone}" if anyone else _LEADING.sub("", question[: limit.start])
        after = question[limit.end :]
    left = " ".join(f"{before.rstrip()} {after.lstrip()}".split())
    return re.sub(r"\s+([,.?!])", r"\1", left)


def _anyone(question: str, limit: _Limit) -> str:
    """Give what takes a place's stead where a sentence needs it: `Vad gör regionerna`, `av regionernas kommuner`."""
    before, told, after = question[: limit.start], question[limit.start : limit.end], question[limit.end :]
    if not limit.is_place or not before.strip() or not after.strip(" ?.") or _JOINED.search(before):
        return ""
    if told.endswith("s") and not limit.name.endswith("s") and not after.lstrip().startswith("län"):
        return "regionernas"
    return "regionerna" if _NEEDS_SUBJECT.search(before) else ""
