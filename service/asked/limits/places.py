"""What narrows a question, decided by single words: places asked for or left out, who does not, reporting years."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.regions import Group, Region
from corpus.regions.names import Mention, find_mentions
from corpus.swedish import MONTHS, either

Place = Region | Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What was found of one kind of limit, and the question without it."""

    rest: str
    excluded: tuple[Place, ...] = ()
    years: tuple[int, ...] = ()


_FILLER = (
    r"(?:\s+(?:i|på|för|från|av|hos|till|vi|de|dem|det|just|hela|med|sådana|the|in|of|from|for|those|region(?:en|erna)?"
    r"|län(?:en|et)?|landsting(?:et)?|regions?|county|counties))*\s*$"
)
_LIES = r"(?:\s+(?:ligger|finns|drivs|drivits|hör|tillhör|är|kommer|berör|gäller|based|located|situated|run))?"
_ALWAYS = (
    r"(?:förutom|utom|utöver|bortsett från|frånsett|oavsett|undanta(?:get|gna|gen)?|med undantag (?:av|för)|exklusive"
    r"|exkl\.?|exkludera|uteslut|räkna(?:r|t)? (?:bort|inte)|borträkna(?:t|de)?|vid sidan av|utanför|minus|ej|icke"
    r"|except(?: for)?|excepting|excluding|exclude|besides|apart from|aside from|outside(?: of)?|but not|leaving out"
    r"|not (?:counting|including)|with the exception of|without)"
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


def leave_out_places(question: str) -> Limits:
    """Give the places a question leaves out, in all ways of saying so, and the question without them."""
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
    return Limits(rest=_tidy(rest) if excluded else question, excluded=tuple(dict.fromkeys(excluded)))


# What leads up to places that are asked for and means nothing without them: `i`, `bland`, `av`.
_LEADING = re.compile(
    r"(?:(?:^|\s+)(?:i|på|från|av|utav|bland|inom|hos|för|hela|och|eller|samt|in|of|from|among|within|the))*\s*$",
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
    return _tidy(rest).lstrip("-– ") if mentions else question


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
    return (found.start(), run[-1].end, "") if found and not re.search(r"inte bara|not only", found.group()) else None


def _last(pattern: re.Pattern[str], before: str) -> re.Match[str] | None:
    """Give the match that ends where the text does and begins latest by its first word of exclusion."""
    found = None
    for match in pattern.finditer(before):
        found = match
    return found


_NEGATIONS = (
    (re.compile(r"\b(?:saknar|lacks?|lacking)\b", re.IGNORECASE), "har"),
    (re.compile(r"\b(?:utan|without)(?= (?!att\b))", re.IGNORECASE), "med"),
    (re.compile(r"\b(?:do|does|did|have|has|had|is|are)(?:n[’']?t| not)\b", re.IGNORECASE), ""),
    (
        re.compile(
            r"\b(?:inte|ej|icke|aldrig|varken|ingenting|inget|ingen|inga|not|no|nothing|neither|never)\b"
            r"(?: (?:alls|ännu|yet))?"
            r"(?! (?:bara|minst|enbart|endast|längre|only)\b)",
            re.IGNORECASE,
        ),
        "",
    ),
)
_AT_ALL = re.compile(r"\b(?:alls|at all)\b", re.IGNORECASE)
# "Finns det inte någon region som ...?" expects that there is.
_RHETORICAL = re.compile(
    r"^(?:visst|nog|finns det inte|är det inte|har inte|är inte|aren.t there|isn.t there)\b", re.IGNORECASE
)
_PASSIVE = re.compile(
    r"^\s*(?:tas upp|nämns|omnämns|finns|berörs|görs|redovisas|förekommer|beskrivs|mentioned)\b", re.IGNORECASE
)


# `Vilka regioner stöttar inte film?`: the verb of the regions themselves.
_DO_NOT = re.compile(
    r"\b(?:regioner(?:na)?|region(?:en)?|län(?:en)?|landsting(?:en)?|vilka|vem|(?:regioner|län) som"
    r"|regions|counties)"
    r"\s+\w+\s*$",
    re.IGNORECASE,
)


def take_out_negation(question: str, topic_words: Sequence[str]) -> str | None:
    """Give a which-regions question without its negation; None when it has none.

    A word of denial behind the topic's first word belongs to the topic: `unga som inte studerar`.

    Args:
        topic_words: The words that carry the question's topic, those of denial not among them.
    """
    if _RHETORICAL.search(question):
        return None
    starts = [found.start() for word in topic_words[:1] for found in re.finditer(re.escape(word), question)]
    first = min(starts, default=len(question))
    for pattern, instead in _NEGATIONS:
        for found in pattern.finditer(question):
            before, after = question[: found.start()], question[found.end() :]
            is_whole = _AT_ALL.search(question) or _PASSIVE.match(after) or _DO_NOT.search(before)
            if found.start() < first or is_whole:
                rest = f"{question[: found.start()]}{instead} {question[found.end() :]}"
                return _tidy(_AT_ALL.sub("", rest))
    return None


_YEAR = r"(?:19|20)\d\d"
_SPAN = rf"{_YEAR}(?:\s*(?:-|–|till|t\.?o\.?m\.?|to|och|o|eller|samt|resp\.?|respektive|and|or|,)\s*{_YEAR})*"
_YEARS = re.compile(
    rf"(?P<before>(?:\b(?:under|åren?|års|för|från|i|på|mellan|in|during|for|from|of|between|year|år)\s+)*)"
    rf"(?<![\w:/.-])(?P<years>{_SPAN})(?:\s+års)?(?![\w/]|\.\d|-\d)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"({_YEAR})\s*(?:-|–|till|t\.?o\.?m\.?|to)\s*({_YEAR})|(?:mellan|between)\s+({_YEAR})\s+(?:och|o|and)\s+({_YEAR})",
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


def take_out_years(question: str) -> Limits:
    """Give the years that a question is limited to, and the question without them."""
    years: list[int] = []
    rest = question
    for found in reversed(list(_YEARS.finditer(question))):
        if _is_bound(question[: found.start("years")]):
            continue
        years[:0] = _told(found.group())
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    return Limits(rest=_tidy(rest) if years else question, years=tuple(dict.fromkeys(years)))


def _is_bound(before: str) -> bool:
    """Tell whether what stands before a year makes it part of something else; a place does not."""
    stripped = before.rstrip()
    return not any(mention.end == len(stripped) for mention in find_mentions(stripped)) and bool(_BOUND.search(before))


def _told(text: str) -> list[int]:
    spans = [tuple(int(year) for year in span if year) for span in _RANGE.findall(text)]
    if spans and all(0 < last - first <= MAX_SPAN for first, last in spans):
        return [year for first, last in spans for year in range(first, last + 1)]
    return [int(year) for year in re.findall(_YEAR, text)]


def _tidy(text: str) -> str:
    """Put spaces and commas right where words were taken out."""
    text = re.sub(r"\s+([,;.?!:])", r"\1", " ".join(text.split()))
    text = re.sub(r"^[\s,;:]+|[\s,;:]+(?=[?!.]?$)|,(?=,)", "", text)
    return text.strip()
