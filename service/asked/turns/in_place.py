"""Turns that stand by themselves, and in company are about the topic before: `i Skåne`, `vad gör Norrbotten?`."""

import re

from corpus.regions.names import find_mentions
from service.asked.asked import Asked
from service.asked.understood import Kind
from service.asked.words.plain_words import ENGLISH, INTERJECTIONS, SWEDISH, plain_words
from service.asked.words.telling_words import tells

MAX_FRAGMENT = 4
# `Inom integration?`: no more than where or within what.
_FRAGMENT = re.compile(r"^\W*(?:i|på|inom|om|kring|för|från|hos|in|within|about|on|for|from)\s", re.IGNORECASE)
# What asks no more than what is done somewhere.
_DOING = plain_words("gjorde gjort göra händer hänt ut region regionen mer mera about")
# `Vilken har flest?` does not say which of what.
_WHICH_OF_THEM = re.compile(
    r"^(?:(?:och|men|and)\s+)?(?:vilken|vilka|vem|which|who) (?:har|hade|fick|gör|gjorde|är|var|has|had|does|is|are)\b",
    re.IGNORECASE,
)


def is_fragment(asked: Asked) -> bool:
    """Tell whether a text says no more than where or within what, by a preposition and a few words."""
    is_open = asked.kind in (Kind.PASSAGES, Kind.OVERVIEW, Kind.REGIONS)
    return is_open and len(asked.text.split()) <= MAX_FRAGMENT and bool(_FRAGMENT.search(asked.text))


def asks_of_place(asked: Asked, before: Asked) -> bool:
    """Tell whether a question asks only what a place does, after one of a topic."""
    if not asked.places or asked.topics or asked.themes or not (before.topics or before.themes):
        return False
    # `Hur många är det i Skåne?` after a count of something counts the same there.
    counts = asked.kind is Kind.COUNT and before.kind is Kind.COUNT
    is_open = counts or asked.kind in (Kind.OVERVIEW, Kind.PASSAGES, Kind.COMPARE)
    if not is_open or tells(asked.text, "overview"):
        return False
    rest = asked.text
    for mention in reversed(find_mentions(rest)):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    return (SWEDISH | ENGLISH | INTERJECTIONS | _DOING).issuperset(re.findall(r"\w+", rest.casefold()))


def asks_of_those_before(asked: Asked, before: Asked) -> bool:
    """Tell whether a question asks who has most, and not of what: `vilken har flest insatser?`."""
    is_open = not asked.topics and not asked.themes and not asked.places
    return is_open and asked.standing is not None and bool(_WHICH_OF_THEM.match(asked.text)) and bool(before.themes)
