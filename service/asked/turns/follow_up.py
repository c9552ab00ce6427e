"""A short question that goes on from the one before, read as one question."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.regions import Region
from service.asked.asked import Asked, Expected, Holding
from service.asked.names.themes import called_theme
from service.asked.turns.taking_up import asks_for_more, ends_openly, sets_beside, stands_for
from service.asked.understood import Kind
from service.asked.words.cues import asks_which_regions
from service.asked.words.telling_words import counts_records, tells_aspect

_KEEPS_KIND = (Kind.PASSAGES, Kind.OUTSIDE)
_ASKS = re.compile(
    r"\b(?:hur|vad|när|vem|vilka|vilken|vilket|varför|var|sammanfatta|how|what|when|who|why|which|where)\b",
    re.IGNORECASE,
)

# `Hur många är det?` after which regions counts those.
_HOW_MANY = re.compile(r"(?:(?:och|and)\s+)?(?:hur många|how many)\b", re.IGNORECASE)
# What is answered from the records, by theme.
_OF_RECORDS = (Kind.COUNT, Kind.OVERVIEW, Kind.COMPARE)

# Words that say where, and nothing of a topic.
_LYING = frozenset(("ligger", "hör", "tillhör", "hemma"))


def go_on(asked: Asked, before: Asked) -> Asked:
    """Read a question that takes up the one before: what it does not say itself is what that one said.

    `Och Halland då?` asks the same of another place; `vad kostade det?` asks something else of the same topic.
    """
    same = _asked_otherwise(asked, before)
    if same is not None:
        return same
    says_topic = bool(asked.topics or asked.themes)
    if asked.holding is not None and (before.topics or before.themes):
        # `Vilka regioner är med?` asks for those of the topic.
        asked = replace(asked, kind=Kind.REGIONS if asked.holding is Holding.REGIONS else before.kind)
    # `Och budgeten?` says what about a topic, and no topic.
    own_topic = says_topic and not (asked.topics and all(map(tells_aspect, asked.words)))
    topic = asked if own_topic else before
    words, topics = topic.words, topic.topics
    if own_topic and (stands_for(asked.text) or ends_openly(asked.text)):
        words, topics = (*before.words, *words), (*before.topics, *topics)
    places = asked.places or before.places
    if asked.kind is Kind.COMPARE:
        places = tuple(dict.fromkeys((*before.places, *asked.places)))
    says_kind = asked.kind in (Kind.COMPARE, Kind.SIMILAR) or (
        bool(_ASKS.search(asked.text)) and asked.kind not in _KEEPS_KIND
    )
    kind = asked.kind if says_kind else before.kind
    asks_value = asked.kind is Kind.OUTSIDE and asked.expected is not Expected.ANY
    asks_number = asked.kind is Kind.COUNT and not counts_records(asked.text)
    # `Vem driver dem?` of a place asks for a name; of no place, for the regions that do.
    asks_who = says_kind and _asks_who(asked) and bool(places) and before.kind is not Kind.REGIONS
    if asks_value or asks_number or asks_who:
        kind = Kind.FACT
    if before.kind is Kind.REGIONS and not says_topic and _HOW_MANY.match(asked.text):
        kind = Kind.REGIONS
    is_same = not says_topic and not says_kind
    # Which regions is asked of all: the places only narrow who is shown.
    names = "" if kind is Kind.REGIONS else " ".join(place.name for place in places)
    sought = before.sought if is_same else " ".join(filter(None, (asked.sought.rstrip("?. "), before.topic)))
    if asked.places and names:
        sought = f"{before.topic if is_same else sought} {names}"
    if own_topic and not says_kind:
        sought = " ".join(filter(None, (topic.topic, names)))
    themes = topic.themes
    if own_topic and kind in _OF_RECORDS and len(topics) == 1:
        # `Och inom integration?` names a theme where the question before counts or sums up.
        called = called_theme(topics[0])
        themes, words, topics = ((called,), (), ()) if called else (themes, words, topics)
    return replace(
        asked,
        sought=sought,
        kind=kind,
        places=places,
        excluded=asked.excluded or before.excluded,
        years=asked.years or before.years,
        standing=asked.standing or (before.standing if is_same else None),
        holding=before.holding if is_same else None,
        themes=themes,
        aspect=asked.aspect or before.aspect,
        words=words,
        topics=topics,
        join=topic.join,
        asks_members=asked.asks_members or (is_same and before.asks_members),
        follow_up=True,
    )


def _asked_otherwise(asked: Asked, before: Asked) -> Asked | None:
    """Give the question before with one thing of it changed, where that is all that is asked; else None."""
    if asked.topics or asked.themes:
        return None
    if asked.standing and before.standing:
        # `Och näst flest?` asks for another place in the order.
        places = asked.places or before.places
        return replace(before, text=asked.text, standing=asked.standing, places=places, follow_up=True)
    if sets_beside(asked.text) and asked.places:
        places = tuple(dict.fromkeys((*before.places, *asked.places)))
        return replace(before, text=asked.text, kind=Kind.COMPARE, places=places, standing=None, follow_up=True)
    # More of the same is looked for as before: what was found then is all there is.
    return replace(before, text=asked.text, follow_up=True) if asks_for_more(asked.text) else None


def of_named(asked: Asked, before: Asked, name: str | None) -> Asked:
    """Give a question, written out with what the one before names, as one about that alone.

    Args:
        name: The initiative's; None where what is named is none of those in the records.
    """
    kind = Kind.FACT if asked.kind is Kind.COUNT or _asks_who(asked) else asked.kind
    return replace(
        asked,
        kind=Kind.OVERVIEW if name and kind is Kind.PASSAGES else kind,
        places=asked.places or before.places,
        years=asked.years or before.years,
        follow_up=True,
        taken_up=name,
    )


def _asks_who(asked: Asked) -> bool:
    return asked.kind is Kind.REGIONS and not asks_which_regions(asked.text)


def among(asked: Asked, before: Asked, found: Sequence[Region]) -> Asked:
    """Give a question about some of the regions that the one before found: of its own topic, else of that one's."""
    left = tuple(region for region in found if not asked.places or region.code in asked.codes)
    says_place = bool(asked.places) and _LYING.issuperset(word.casefold() for word in asked.words)
    topic = before if says_place or not asked.topics else asked
    return replace(topic, text=asked.text, kind=Kind.REGIONS, places=left or asked.places, follow_up=True)
