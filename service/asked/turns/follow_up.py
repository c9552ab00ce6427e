"""A short question that goes on from the one before, read as one question."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.regions import Group, Region
from service.asked.asked import Asked, Expected, Holding
from service.asked.names.themes import theme_by_name
from service.asked.turns.changing import in_places
from service.asked.turns.taking_up import asks_for_more, ends_openly, sets_beside, stands_for
from service.asked.understood import Kind
from service.asked.words.cues import asks_which_regions
from service.asked.words.telling_words import counts_records, has_own_topic

_KEEPS_KIND = (Kind.PASSAGES, Kind.OUTSIDE)
_ASKS = re.compile(
    r"\b(?:hur|vad|när|vem|vilka|vilken|vilket|varför|var|sammanfatta|how|what|when|who|why|which|where)\b",
    re.IGNORECASE,
)

# What a place does is told by passages, whatever was asked before of it; `what about Skåne?` asks the same.
_ASKS_WHAT = re.compile(r"\b(?:vad|hur|mer|what(?! about)|how(?! about)|more)\b", re.IGNORECASE)

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
    if before.kind is Kind.COMPARE and asked.places and not _says_topic(asked) and not _ASKS.search(asked.text):
        return of_place(asked, before)
    asked = _of_held(asked, before)
    is_same = _is_same(asked)
    places = _places(asked, before)
    kind = _kind(asked, before, places)
    words, topics, themes = _topic(asked, before, kind)
    return replace(
        asked,
        sought=_sought(asked, before, kind, places),
        kind=kind,
        expected=before.expected if is_same else asked.expected,
        places=places,
        excluded=asked.excluded or before.excluded,
        years=asked.years or before.years,
        standing=asked.standing or (before.standing if is_same else None),
        holding=before.holding if is_same else None,
        themes=themes,
        aspect=asked.aspect or before.aspect,
        words=words,
        topics=topics,
        join=asked.join if has_own_topic(asked) else before.join,
        is_claim=asked.is_claim or (is_same and before.is_claim),
        asks_members=asked.asks_members or (is_same and before.asks_members),
        follow_up=True,
    )


def _asked_otherwise(asked: Asked, before: Asked) -> Asked | None:
    """Give the question before with one thing of it changed, where that is all that is asked; else None."""
    if _says_topic(asked):
        return None
    if before.standing and not asked.places and _HOW_MANY.match(asked.text):
        # `Och hur många har den?` is told by what says who has most.
        return replace(before, text=asked.text, follow_up=True)
    if asked.standing and before.standing:
        # `Och näst flest?` asks for another place in the order.
        places = asked.places or before.places
        return replace(before, text=asked.text, standing=asked.standing, places=places, follow_up=True)
    if sets_beside(asked.text) and asked.places:
        places = tuple(dict.fromkeys((*before.places, *asked.places)))
        return replace(before, text=asked.text, kind=Kind.COMPARE, places=places, standing=None, follow_up=True)
    # More of the same is looked for as before: what was found then is all there is.
    return replace(before, text=asked.text, follow_up=True) if asks_for_more(asked.text) else None


def _of_held(asked: Asked, before: Asked) -> Asked:
    """Read what counts or lists the collection as one of the topic before: `vilka regioner är med?`."""
    if asked.holding is None or not _says_topic(before):
        return asked
    return replace(asked, kind=Kind.REGIONS if asked.holding is Holding.REGIONS else before.kind)


def _says_topic(asked: Asked) -> bool:
    return bool(asked.topics or asked.themes)


def _says_kind(asked: Asked) -> bool:
    asks = bool(_ASKS.search(asked.text)) and asked.kind not in _KEEPS_KIND
    return asks or asked.kind in (Kind.COMPARE, Kind.SIMILAR)


def _is_same(asked: Asked) -> bool:
    """Tell whether a question asks the same as the one before, but of another place or time."""
    return not _says_topic(asked) and not _says_kind(asked)


def _places(asked: Asked, before: Asked) -> tuple[Region | Group, ...]:
    if asked.kind is Kind.COMPARE:
        return tuple(dict.fromkeys((*before.places, *asked.places)))
    return asked.places or before.places


def _kind(asked: Asked, before: Asked, places: Sequence[Region | Group]) -> Kind:
    if before.kind is Kind.REGIONS and not _says_topic(asked) and _HOW_MANY.match(asked.text):
        return Kind.REGIONS
    says_kind = _says_kind(asked)
    asks_value = asked.kind is Kind.OUTSIDE and asked.expected is not Expected.ANY
    asks_number = asked.kind is Kind.COUNT and not asked.standing and not counts_records(asked.text)
    # `Vem driver dem?` of a place asks for a name; of no place, for the regions that do.
    asks_name = says_kind and _asks_who(asked) and bool(places) and before.kind is not Kind.REGIONS
    if asks_value or asks_number or asks_name:
        return Kind.FACT
    return asked.kind if says_kind else before.kind


def _topic(asked: Asked, before: Asked, kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Give the words, topics and themes that are asked about: a question's own, else those of the one before."""
    if not has_own_topic(asked):
        return before.words, before.topics, before.themes
    words, topics = asked.words, asked.topics
    if stands_for(asked.text) or ends_openly(asked.text):
        words, topics = (*before.words, *words), (*before.topics, *topics)
    # `Och inom integration?` names a theme where the question before counts or sums up.
    called = theme_by_name(topics[0]) if kind in _OF_RECORDS and len(topics) == 1 else None
    return ((), (), (called,)) if called else (words, topics, asked.themes)


def _sought(asked: Asked, before: Asked, kind: Kind, places: Sequence[Region | Group]) -> str:
    """Give what is searched for and read, with the places where they are a part of that."""
    # Which regions is asked of all: the places only narrow who is shown.
    names = "" if kind is Kind.REGIONS else " ".join(place.name for place in places)
    if has_own_topic(asked) and not _says_kind(asked):
        return " ".join(filter(None, (asked.topic, names)))
    is_same, is_elsewhere = _is_same(asked), bool(asked.places and names)
    if is_same and not is_elsewhere:
        return before.sought
    if is_same and before.kind is Kind.FACT and asked.places:
        # The reader is asked in whole sentences.
        return in_places(before, places).sought
    sought = before.topic if is_same else " ".join(filter(None, (asked.sought.rstrip("?. "), before.topic)))
    return f"{sought} {names}" if is_elsewhere else sought


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


def of_place(asked: Asked, before: Asked) -> Asked:
    """Give the question before asked of other places; of what they do, where that is asked with a question word."""
    if before.kind is Kind.COMPARE and not _ASKS.search(asked.text):
        places = tuple(dict.fromkeys((*before.places, *asked.places)))
        return replace(before, text=asked.text, places=places, sides=(), follow_up=True)
    if before.kind in (Kind.COMPARE, Kind.SIMILAR, Kind.REGIONS, Kind.FACT) and _ASKS_WHAT.search(asked.text):
        before = replace(before, kind=Kind.PASSAGES, sought=before.topic, aspect=asked.aspect)
    moved = in_places(before, asked.places)
    return replace(moved, text=asked.text, excluded=asked.excluded, standing=None, follow_up=True)


def _asks_who(asked: Asked) -> bool:
    return asked.kind is Kind.REGIONS and not asks_which_regions(asked.text)


def among(asked: Asked, before: Asked, found: Sequence[Region]) -> Asked:
    """Give a question about some of the regions that the one before found: of its own topic, else of that one's."""
    left = tuple(region for region in found if not asked.places or region.code in asked.codes)
    says_place = bool(asked.places) and _LYING.issuperset(word.casefold() for word in asked.words)
    topic = before if says_place or not asked.topics else asked
    return replace(topic, text=asked.text, kind=Kind.REGIONS, places=left or asked.places, follow_up=True)
