"""Parts of the country and of counties as people speak of them, under the names that regions and groups have."""

import re
from itertools import pairwise

from corpus.regions import Region, region_by_code
from corpus.regions.municipalities import PARTS_OF_COUNTIES, LocalPlace
from corpus.regions.names import find_mentions
from corpus.swedish import either
from service.spans import Span

_PART = r"(?:delen av landet|landsdelen|länen)"
_CITIES = "Stockholm, Skåne och Västra Götaland"
# What is told of a part of the country by an adjective, without its ending: `norrländska län`, `skånskt näringsliv`.
_ADJECTIVES = {
    "norrländsk": "Norrland",
    "småländsk": "Småland",
    "mälardalsk": "Mälardalen",
    "sydsvensk": "Sydsverige",
    "blekingsk": "Blekinge",
    "gotländsk": "Gotland",
    "gävleborgsk": "Gävleborg",
    "halländsk": "Halland",
    "jämtländsk": "Jämtland",
    "kronobergsk": "Kronoberg",
    "norrbottnisk": "Norrbotten",
    "skånsk": "Skåne",
    "sörmländsk": "Sörmland",
    "uppländsk": "Uppsala",
    "värmländsk": "Värmland",
    "västerbottnisk": "Västerbotten",
    "västmanländsk": "Västmanland",
    "västgötsk": "Västra Götaland",
    "örebroisk": "Örebro",
    "östgötsk": "Östergötland",
}
_ADJECTIVE = rf"(?:{either(tuple(_ADJECTIVES))})(?:a|t)?"
_ENDING = re.compile(r"[at]$")
_JOINTS = r"(?:och|samt|eller|respektive|kontra|and|or)"
# What may stand between such an adjective and what it is said of, which keeps its own: `skånska mindre företag`.
_OTHER_ADJECTIVES = (
    r"(?:(?:små|stora|mindre|större|medelstora|nya|nytt|unga|gröna|egna|egen|eget|privata|privat|offentliga|offentlig"
    r"|kommunala|kommunal|regionala|regional|lokala|lokal|pågående|många|olika)(?:,| och)? ){0,3}"
)
_OF_PLACES = r"(?:regioner|län|landsting|insatser|projekt|satsningar|initiativ|åtgärder|exempel)(?:na|en)?(?!\w)"
# A capital begins a name (`Skånska regionmuseet`), or a question where it is said of what a region does.
_BY_ADJECTIVE = re.compile(
    rf"(?:\b(?:de|den|det) )?\b(?P<places>{_ADJECTIVE}(?:,? {_JOINTS} {_ADJECTIVE}|, {_ADJECTIVE})*)"
    rf" (?P<kind>{_OTHER_ADJECTIVES}[a-zåäö][\w-]*)"
    rf"|^(?P<first>(?i:{_ADJECTIVE})) (?P<first_kind>{_OF_PLACES})",
)
# Only in questions: a report that speaks of `i norr` may mean the north of its county.
_CALLED = {
    rf"\b(?:(?:uppe|längst) )?i norr\b(?! om)|\bi (?:de )?norra {_PART}\b": "i Norrland",
    rf"\b(?:nere )?i söder\b(?! om)|\bi (?:de )?södra {_PART}\b": "i Sydsverige",
    r"\b(?:runt|kring|omkring|vid) Mälaren\b": "i Mälardalen",
    r"\b(?:de tre )?storstads(?:regionerna|länen)\b": _CITIES,
}
_PATTERNS = {re.compile(said, re.IGNORECASE): name for said, name in _CALLED.items()}
_OF_COUNTIES = {place.name.casefold(): place for place in PARTS_OF_COUNTIES}
_OF_COUNTY = re.compile(rf"(?<!\w)(?:{either(tuple(_OF_COUNTIES))})(?!\w)", re.IGNORECASE)
_LISTS = re.compile(r"\s*(?:,|/|\b(?:och|o|samt|eller|and|or)\b)\s*(?:(?:på|i|in|on)\s+)?", re.IGNORECASE)


def call_by_name(question: str) -> str:
    """Give a question with names that regions and groups have in the place of what they are also called."""
    for pattern, name in _PATTERNS.items():
        question = pattern.sub(name, question)
    question = _BY_ADJECTIVE.sub(_behind, question)
    for (start, end), part in reversed(parts_beside_regions(question)):
        question = f"{question[:start]}{region_by_code(part.region).name}{question[end:]}"
    return question


def _behind(found: re.Match[str]) -> str:
    """Give what an adjective is said of with its places behind it: `insatser i Skåne och Halland`."""
    places = re.sub(_ADJECTIVE, _place, found["places"] or found["first"], flags=re.IGNORECASE)
    return f"{found['kind'] or found['first_kind']} i {places}"


def _place(adjective: re.Match[str]) -> str:
    return _ADJECTIVES[_ENDING.sub("", adjective.group().casefold())]


def parts_beside_regions(question: str) -> list[tuple[Span, LocalPlace]]:
    """Give the parts of counties that a question lists with regions, and where it does: `på Öland och Gotland`.

    Such a part is asked of as its region is; alone, it is asked of as a municipality is.
    """
    regions = [(m.start, m.end) for m in find_mentions(question) if isinstance(m.place, Region)]
    parts = {found.span(): _OF_COUNTIES[found.group().casefold()] for found in _OF_COUNTY.finditer(question)}
    listed = [
        {*pair}
        for pair in pairwise(sorted([*regions, *parts]))
        if _LISTS.fullmatch(question[pair[0][1] : pair[1][0]]) and not {*pair}.isdisjoint(regions)
    ]
    return [(span, part) for span, part in parts.items() if any(span in pair for pair in listed)]
