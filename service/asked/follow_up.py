"""A short question that goes on from the one before, read as one question."""

import re
from dataclasses import replace

from service.asked.asked import Asked
from service.results import Kind

_KEEPS_KIND = (Kind.PASSAGES, Kind.OUTSIDE)
_ASKS = re.compile(
    r"\b(?:hur|vad|när|vem|vilka|vilken|vilket|varför|var|sammanfatta|how|what|when|who|why|which|where)\b",
    re.IGNORECASE,
)


def go_on(asked: Asked, before: Asked) -> Asked:
    """Read a question that takes up the one before: what it does not say itself is what that one said.

    `Och Halland då?` asks the same of another place; `vad kostade det?` asks something else of the same topic.
    """
    own_topic = bool(asked.topics) or bool(asked.themes)
    topic = asked if own_topic else before
    places = asked.places or before.places
    if asked.kind is Kind.COMPARE:
        places = tuple(dict.fromkeys((*before.places, *asked.places)))
    says_kind = asked.kind in (Kind.COMPARE, Kind.SIMILAR) or (
        bool(_ASKS.search(asked.text)) and asked.kind not in _KEEPS_KIND
    )
    kind = asked.kind if says_kind else before.kind
    is_same = not own_topic and not says_kind
    names = " ".join(place.name for place in places)
    sought = before.sought if is_same else " ".join(filter(None, (asked.sought.rstrip("?. "), before.topic)))
    if asked.places:
        sought = f"{before.topic if is_same else sought} {names}"
    if own_topic and not says_kind:
        sought = " ".join(filter(None, (topic.topic, names)))
    return replace(
        asked,
        sought=sought,
        kind=kind,
        places=places,
        excluded=asked.excluded or before.excluded,
        years=asked.years or before.years,
        themes=topic.themes,
        aspect=asked.aspect or before.aspect,
        words=topic.words,
        topics=topic.topics,
        join=topic.join,
        asks_members=asked.asks_members or (is_same and before.asks_members),
        follow_up=True,
    )
