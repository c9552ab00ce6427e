"""Places that a question asks for or leaves out, told by the words beside them."""

import re
from collections.abc import Sequence

from corpus.regions import Group, Region
from corpus.regions.names import Mention, find_mentions
from service.asked.limits.leaving_out import EXCEPT, tidy
from service.asked.words.pieces import PREPOSITION, REGION

Place = Region | Group


_FILLER = (
    rf"(?:\s+(?:{PREPOSITION}|{REGION}|vi|de|dem|det|just|hela|med|sådana|the|those|regions|county|counties))*\s*$"
)
_LIES = r"(?:\s+(?:ligger|finns|drivs|drivits|hör|tillhör|är|kommer|berör|gäller|based|located|situated|run))?"
_ALWAYS = (
    rf"(?:{EXCEPT}|utan|utöver|oavsett|undanta(?:get|gna|gen)?|exkludera|uteslut|räkna(?:r|t)? (?:bort|inte)"
    r"|borträkna(?:t|de)?|vid sidan av|utanför|minus|ej|icke|excepting|exclude|besides|outside(?: of)?|but not"
    r"|leaving out|not (?:counting|including)|with the exception of|without)"
)
# "Har inte Skåne ...?" asks about Skåne, "... men inte Skåne" leaves it out.
_NOT = (
    r"(?<!har )(?<!gör )(?<!är )(?<!kan )(?<!ska )(?<!vill )(?<!fick )(?<!arbetar )(?<!jobbar )(?<!satsar )(?:inte|not)"
)
_BEFORE = re.compile(
    rf"(?:[,;]?\s*(?:\b(?:men|dock|fast|och|alla|allt|all|som|that|those|gärna)\s+)*)"
    rf"(?:\b(?:{_ALWAYS}|{_NOT}){_LIES}{_FILLER}|(?:(?<=\s)|^)[-–]\s*$)",
    re.IGNORECASE,
)
# "Vilka andra regioner än Skåne": the words between stay.
_OTHER = re.compile(
    rf"\b(?P<other>andra|annan|annat|annanstans|annorstädes|other|others|elsewhere)(?P<kept>(?:\s+\w+){{0,3}}?)"
    rf"\s+(?:än|than){_FILLER}",
    re.IGNORECASE,
)
# "Har Skåne fler insatser än Halland?" compares; without a place before it, it leaves one out.
_MORE = re.compile(
    rf"\b(?P<other>fler|flera|mer|mera|more)(?P<kept>(?:\s+\w+){{0,2}}?)\s+(?:än|than){_FILLER}", re.IGNORECASE
)
# `Inte bara Skåne`, `inte i Skåne utan i Halland`: what follows is asked for.
_CORRECTS = re.compile(
    r"(?:inte bara|not only)(?:\s\S+){0,3}\s*$|\b(?:inte|ej|icke)\b.*\butan\b\W*(?:\w+\W*)?$", re.IGNORECASE
)
_BETWEEN = re.compile(
    r"\s*(?:,|/|&|\+|\b(?:och|o|samt|eller|el|resp\.?|respektive|and|or|inte|ej|not|utom)\b)"
    r"(?:\s+(?:i|in|region(?:en)?|län(?:et)?))*\s*(?:[-–])?|\s+[-–]|\s*:?s?\s+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:\s*:?s)?(?:\s+län)?(?:\s+(?:är|ska vara|som är))?\s*"
    r"(?:undanta(?:get|gna|gen)|borträkna(?:t|de|d)|oräkna(?:t|de)|exkludera(?:t|de)|bortsett|excluded|excepted|aside)\b",
    re.IGNORECASE,
)


def leave_out_places(question: str) -> tuple[str, tuple[Place, ...]]:
    """Give a question without the places that it leaves out, in all ways of saying so, and those places."""
    mentions = find_mentions(question)
    runs = _runs(question, mentions)
    excluded: list[Place] = []
    rest, end = question, len(question)
    for place, run in reversed(list(enumerate(runs))):
        cut = _cut(question, run, is_first=place == 0)
        if cut is not None and run[-1].end <= end:
            start, stop, kept = cut
            if question[start:].startswith(",") and question[stop:].lstrip().startswith(","):
                stop = question.index(",", stop) + 1
            rest = f"{rest[:start]}{kept} {rest[stop:]}"
            excluded[:0] = [mention.place for mention in run]
            end = start
    return tidy(rest) if excluded else question, tuple(dict.fromkeys(excluded))


# What leads up to places that are asked for and means nothing without them: `i`, `bland`, `av`.
_LEADING = re.compile(
    rf"(?:(?:^|\s+)(?:{PREPOSITION}|utav|bland|hela|och|eller|samt|among|within|the))*\s*$",
    re.IGNORECASE,
)
# With whom or where to something is done: `samarbetar med Skåne`, `tåg till Stockholm`.
_DONE_WITH = re.compile(
    r"\b(?:med|till|mellan|mot|via|with|to|between|towards)\s+(?:region(?:en)?\s+)?$", re.IGNORECASE
)


def asked_of(question: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Give the places that a which-regions question is limited to; others are part of what it asks about."""
    runs = _runs(question, mentions)
    return [mention for run in runs if not _DONE_WITH.search(question[: run[0].start]) for mention in run]


def take_out_places(question: str, mentions: Sequence[Mention]) -> str:
    """Give a question without the places it asks for: who else is asked for does not tell what a text is about."""
    rest = question
    for run in reversed(_runs(question, mentions)):
        leading = _LEADING.search(question[: run[0].start])
        start = leading.start() if leading else run[0].start
        rest = f"{rest[:start]} {rest[run[-1].end :]}"
    return tidy(rest).lstrip("-– ") if mentions else question


def _runs(question: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Give the places named one after the other, with nothing between them but a comma or a word that lists."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        if runs and _BETWEEN.fullmatch(question[runs[-1][-1].end : mention.start]):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return [part for run in runs for part in _parted(question, run)]


def _parted(question: str, run: list[Mention]) -> list[list[Mention]]:
    """Part a run before a place that has its own word of exclusion: `Småland utom Kronoberg`."""
    parts: list[list[Mention]] = [[run[0]]]
    for mention in run[1:]:
        between = question[parts[-1][-1].end : mention.start]
        if re.search(r"\b(?:inte|ej|not|utom)\b|\s[-–]$", between):
            parts.append([mention])
        else:
            parts[-1].append(mention)
    return parts


def _cut(question: str, run: Sequence[Mention], *, is_first: bool) -> tuple[int, int, str] | None:
    """Give what to cut out, and what of it stays; None when the places are not left out."""
    before, after = question[: run[0].start], question[run[-1].end :]
    trailing = _AFTER.match(after)
    if trailing:
        start = len(before.rstrip().rstrip(","))
        return start, run[-1].end + trailing.end(), ""
    for pattern in (_OTHER, _MORE) if is_first else (_OTHER,):
        found = _last(pattern, before)
        if found and (is_first or found["other"].casefold() != "annat"):
            return found.start(), run[-1].end, found["kept"].strip()
    found = _last(_BEFORE, before)
    if found is None or _CORRECTS.search(f"{before[: found.start()]}{found.group()}"):
        return None
    return found.start(), run[-1].end, ""


def _last(pattern: re.Pattern[str], before: str) -> re.Match[str] | None:
    """Give the match that ends where the text does and begins latest by its first word of exclusion."""
    found = None
    for match in pattern.finditer(before):
        found = match
    return found
