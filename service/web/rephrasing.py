"""A question asked again without one of the limits that were understood of it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.regions import find_mentions

# What leads up to a limit and means nothing without it: `i Region`, `och`, `förutom`, `under år`.
_LEADING = re.compile(
    r"(?:(?:^|(?<=\s))(?:i|för|från|inom|hos|på|under|utom|förutom|utan|och|eller|samt|regionen?|år|året)\s+)+$|,\s*$",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*(?:,|och\b|eller\b|samt\b)\s+", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d-])(?:19|20)\d\d(?![\d-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shorter:
    """A limit, in the question's own words, and the question without it."""

    limit: str
    question: str


def without_limits(question: str, years: Sequence[int]) -> list[Shorter]:
    """Give the question without each place and year it names, one at a time, where something else is left to ask."""
    spans = [(mention.start, mention.end) for mention in find_mentions(question)]
    spans += [found.span() for found in _YEAR.finditer(question) if int(found.group()) in years]
    starts = {start for start, _ in spans}
    told = [
        Shorter(limit=question[start:end], question=_cut(question, start, end, starts)) for start, end in sorted(spans)
    ]
    return [each for each in told if sum(map(str.isalpha, each.question)) > 2]


def _cut(question: str, start: int, end: int, starts: Collection[int]) -> str:
    """Cut a limit out: with what leads up to it, or, where another follows on it, with what joins the two."""
    joint = _JOINT.match(question, end)
    if joint and joint.end() in starts:
        before, after = question[:start], question[joint.end() :]
    else:
        before, after = _LEADING.sub("", question[:start]), question[end:]
    left = " ".join(f"{before.rstrip()} {after.lstrip()}".split())
    return re.sub(r"\s+([,.?!])", r"\1", left)
