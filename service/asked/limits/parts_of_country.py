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
# What is told of a part of the country by an adjective: `norrländska län`, `skånska insatser`.
_ADJECTIVES = {
    "norrländska": "Norrland",
    "småländska": "Småland",
    "mälardalska": "Mälardalen",
    "sydsvenska": "Sydsverige",
    "blekingska": "Blekinge",
    "gotländska": "Gotland",
    "halländska": "Halland",
    "jämtländska": "Jämtland",
    "norrbottniska": "Norrbotten",
    "skånska": "Skåne",
    "sörmländska": "Sörmland",
    "uppländska": "Uppsala",
    "värmländska": "Värmland",
    "västerbottniska": "Västerbotten",
    "västmanländska": "Västmanland",
    "örebroiska": "Örebro",
    "östgötska": "Östergötland",
}
_OF_PLACES = (
    r"(?P<kind>(?:regioner|län|landsting|insatser|projekt|satsningar|initiativ|åtgärder|exempel)(?:na|en)?"
    r"(?!\w))"
)
# Only in questions: a report that speaks of `i norr` may mean the north of its county.
_CALLED = {
    rf"\b(?:(?:uppe|längst) )?i norr\b(?! om)|\bi (?:de )?norra {_PART}\b": "i Norrland",
    rf"\b(?:nere )?i söder\b(?! om)|\bi (?:de )?södra {_PART}\b": "i Sydsverige",
    r"\b(?P<only>bara|endast|enbart|från) norr\b(?! om)": r"\g<only> Norrland",
    r"\b(?P<only>bara|endast|enbart|från) söder\b(?! om)": r"\g<only> Sydsverige",
    r"\b(?:runt|kring|omkring|vid) Mälaren\b": "i Mälardalen",
    r"\b(?:de tre )?storstads(?:regionerna|länen)\b": _CITIES,
    r"\bstorstads(?P<kind>regioner|län)\b": rf"\g<kind> i {_CITIES}",
}
_CALLED |= {rf"\b{adjective} {_OF_PLACES}": rf"\g<kind> i {place}" for adjective, place in _ADJECTIVES.items()}
_PATTERNS = {re.compile(said, re.IGNORECASE): name for said, name in _CALLED.items()}
_OF_COUNTIES = {place.name.casefold(): place for place in PARTS_OF_COUNTIES}
_OF_COUNTY = re.compile(rf"(?<!\w)(?:{either(tuple(_OF_COUNTIES))})(?!\w)", re.IGNORECASE)
_LISTS = re.compile(r"\s*(?:,|/|\b(?:och|o|samt|eller|and|or)\b)\s*(?:(?:på|i|in|on)\s+)?", re.IGNORECASE)


def call_by_name(question: str) -> str:
    """Give a question with names that regions and groups have in the place of what they are also called."""
    for pattern, name in _PATTERNS.items():
        question = pattern.sub(name, question)
    for (start, end), part in reversed(parts_beside_regions(question)):
        question = f"{question[:start]}{region_by_code(part.region).name}{question[end:]}"
    return question


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
