"""A question asked again without one of the limits that were understood of it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.regions.names import find_mentions
from corpus.swedish import YEAR
from corpus.themes import find_theme
from indexer.words.analysis import analyse
from service.asked.names.initiative_names import name_words
from service.asked.names.themes import find_theme_name

# What leads up to a limit and means nothing without it: `i Region`, `och`, `förutom`, `under år`.
_LEADING = re.compile(
    r"(?:(?:^|(?<=\s))(?:i|för|från|inom|hos|på|under|utom|förutom|utan|och|eller|samt|regionen?|år|året)\s+)+$|,\s*$",
    re.IGNORECASE,
)
# Before what is no place such words mean nothing either.
_LEADING_NAME = re.compile(
    r"(?:(?:^|(?<=\s))(?:av|med|om|till|kring|projektet|insatsen|satsningen)\s+)+$", re.IGNORECASE
)
# What needs a subject after it, or something that is told whose it is.
_NEEDS_SUBJECT = re.compile(r"\b(?:gör|har|satsar|redovisar|berättar|gjorde|hade)\s*$", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:,|och\b|eller\b|samt\b)\s+", re.IGNORECASE)
_JOINED = re.compile(r"(?:,|\b(?:och|eller|samt))\s*$", re.IGNORECASE)
_YEAR = re.compile(rf"(?<![\d-]){YEAR}(?![\d-])")
# What makes a question ask for those who do not.
NEGATION = "inte"
_NEGATION = re.compile(rf"\b{NEGATION}\s+", re.IGNORECASE)


_ANY_PLACE, _ANY_INITIATIVE = "regionerna", "insatserna"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shorter:
    """A limit, as a place by its name, a year, a theme or one of several topics, and the question without it."""

    limit: str
    question: str


class _Limit(NamedTuple):
    """Where a question names a limit, what that is called, and what takes its stead where a sentence needs it."""

    start: int
    end: int
    name: str
    stead: str = ""


def without_limits(
    question: str,
    years: Sequence[int],
    topics: Sequence[str] = (),
    *,
    themes: Sequence[str] = (),
    initiative: str | None = None,
    negated: bool = False,
) -> list[Shorter]:
    """Give the question without each limit it names, one at a time, where something else is left to ask.

    Args:
        years: Those that the collection reports on; a place is a limit wherever it stands.
        topics: What it asks about, in its own words, where each can be left out for the others.
        themes: Slugs of the themes it names.
        initiative: Name of the initiative it names.
        negated: Whether it asks for those who do not; then it is also given without the word that says so.
    """
    limits = [_Limit(found.start, found.end, found.place.name, _ANY_PLACE) for found in find_mentions(question)]
    limits += [_Limit(*found.span(), found[0]) for found in _YEAR.finditer(question) if int(found[0]) in years]
    for topic in topics:
        found = re.search(rf"(?<!\w){re.escape(topic)}(?!\w)", question, re.IGNORECASE)
        limits += [_Limit(*found.span(), topic)] if found else []
    for theme in themes:
        span = find_theme_name(question, theme)
        limits += [_Limit(*span, find_theme(theme).label)] if span else []
    limits += _initiative(question, initiative) if initiative else []
    starts = {limit.start for limit in limits}
    told = [Shorter(limit=limit.name, question=_cut(question, limit, starts)) for limit in sorted(limits)]
    if negated and _NEGATION.search(question):
        told.append(Shorter(limit=NEGATION, question=_NEGATION.sub("", question, count=1)))
    return [each for each in told if sum(map(str.isalpha, each.question)) > 2]


def _initiative(question: str, name: str) -> list[_Limit]:
    """Give where a question names an initiative, from the first word of its name to the last; nowhere if misspelt."""
    own = name_words(name)
    said = [term for term in analyse(question) if term.stem in own]
    return [_Limit(said[0].start, said[-1].end, name, _ANY_INITIATIVE)] if said else []


def _cut(question: str, limit: _Limit, starts: Collection[int]) -> str:
    """Cut a limit out: with what leads up to it, or, where another follows on it, with what joins the two."""
    joint = _JOINT.match(question, limit.end)
    if joint and joint.end() in starts:
        before, after = question[: limit.start], question[joint.end() :]
    else:
        before, after = question[: limit.start], question[limit.end :]
        if limit.stead != _ANY_PLACE:
            before = _LEADING_NAME.sub("", before)
        anyone = _anyone(before, question[limit.start : limit.end], after, limit)
        before = f"{before}{anyone}" if anyone else _LEADING.sub("", before)
    left = " ".join(f"{before.rstrip()} {after.lstrip()}".split())
    return re.sub(r"\s+([,.?!])", r"\1", left)


def _anyone(before: str, told: str, after: str, limit: _Limit) -> str:
    """Give what takes a name's stead where a sentence needs it: `Vad gör regionerna`, `av regionernas kommuner`."""
    if not limit.stead or not before.strip() or not after.strip(" ?.") or _JOINED.search(before):
        return ""
    if told.endswith("s") and not limit.name.endswith("s") and not after.lstrip().startswith("län"):
        return f"{limit.stead}s"
    return limit.stead if _NEEDS_SUBJECT.search(before) else ""
