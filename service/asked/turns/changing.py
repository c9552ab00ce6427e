"""A turn that changes one thing of the question before: `ta bort AI`, `lägg till Skåne`, `jag menade Kalmar`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from corpus.regions.names import find_mentions
from indexer.words.analysis import analyse, stems_of
from service.asked.asked import Asked, Join, LeftOut
from service.asked.limits.places import Place, take_out_places
from service.asked.limits.years import take_out_years
from service.asked.names.places_in_names import asked_mentions
from service.asked.understood import Kind
from service.asked.words.plain_words import PLAIN, SWEDISH

MAX_WORDS = 6
_OPENS = r"^\W*(?:(?:och|men|ok(?:ej|ay)?|and|but)\s+)*"
_ALSO = re.compile(
    r"[\s,]*\b(?:också|med|även|tack|då|i stället|istället|too|as well|please|instead)\W*$", re.IGNORECASE
)
_LEADING = re.compile(r"^(?:(?:det|de|den|dem|allt|som|om|gäller|handlar|rör|i|på|till|för|från)\s+)+", re.IGNORECASE)


# What is asked by itself, whatever stands before it: `inte bara Skåne`, `utan att fråga`.
_ASKS = re.compile(r"(?:hur|vad|när|vem|vilk\w+|varför|how|what|when|who|which|why|if|att|bara|just)\b", re.IGNORECASE)


class How(Enum):
    """What is done with what a turn names."""

    TAKE_OUT = auto()
    ADD = auto()
    INSTEAD = auto()


_PATTERNS = {
    How.TAKE_OUT: rf"{_OPENS}(?:(?:ta|tag|plocka|räkna|välj) bort|stryk|skippa|slopa|strunta i|hoppa över"
    r"|bortse från|exkludera|uteslut|utan|utom|förutom|inte|ej|without|remove|drop|skip|exclude|leave out|except|not)"
    r"\s+(?P<rest>.+)",
    How.ADD: rf"{_OPENS}(?:(?:lägg|för) (?:till|in|även)|ta (?:med|in)|inkludera|även|också|add|include|also)"
    r"\s+(?P<rest>.+)",
    How.INSTEAD: rf"{_OPENS}(?:(?:nej|nä|nja|oj|förlåt|sorry|ursäkta|fel|no|oops)\b\W*)?(?:då\s+)?"
    r"(?:(?:menar|menade) jag|jag (?:menade?|menar|avsåg|avser|syftade på|tänkte på)|menade?|rättelse"
    r"|(?:byt|ändra)(?: det)? till|(?:snarare|hellre)|i (?:meant|mean)|make (?:it|that)|rather"
    r"|(?:samma (?:fråga|sak)|(?:the )?same (?:question|thing))(?: fast| men| but)?)\b\W*(?P<rest>.+)",
}
_CHANGES = {how: re.compile(pattern, re.IGNORECASE) for how, pattern in _PATTERNS.items()}
# `Nej, Halland` and `Halland menar jag` correct as well.
_NO = re.compile(r"^\W*(?:nej|nä|nej men|oj|förlåt|sorry|no)\s*[,.!]\s*(?P<rest>.+)", re.IGNORECASE)
_BEHIND = re.compile(r"^(?P<rest>.+?)[\s,]+(?:menar|menade) jag\W*$", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:,|/|&|\b(?:och|samt|eller|and|or)\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to be changed: places, years or a topic; one of them alone is told."""

    how: How
    places: tuple[Place, ...]
    years: tuple[int, ...]
    topic: str


def asked_change(question: str) -> Change | None:
    """Give the change that a turn asks for; None where it asks for none, or for more than one short thing."""
    patterns = ((How.INSTEAD, _NO), (How.INSTEAD, _BEHIND), *_CHANGES.items())
    for how, pattern in patterns:
        found = pattern.search(question)
        rest = _ALSO.sub("", found["rest"].strip(" ?.!")) if found else ""
        if not rest or len(rest.split()) > MAX_WORDS or _ASKS.match(rest):
            continue
        mentions = find_mentions(rest)
        without_years, years = take_out_years(rest)
        without_places = take_out_places(without_years, find_mentions(without_years))
        topic = "" if _says_nothing(without_places) else _LEADING.sub("", without_places)
        if (mentions or years) and topic:
            return None
        places = tuple(dict.fromkeys(mention.place for mention in mentions))
        if places or years or topic:
            return Change(how=how, places=places, years=years, topic=topic)
    return None


def _says_nothing(text: str) -> bool:
    return all(word in PLAIN for word in re.findall(r"\w+", text.casefold()))


def changed(before: Asked, change: Change, text: str) -> Asked:
    """Give the question before with the change made."""
    asked = replace(before, text=text, follow_up=True, standing=before.standing)
    if change.places:
        asked = _with_places(asked, change)
    if change.years:
        asked = replace(asked, years=_years(before.years, change))
    return _with_topic(asked, change) if change.topic else asked


def _years(before: Sequence[int], change: Change) -> tuple[int, ...]:
    if change.how is How.INSTEAD:
        return change.years
    if change.how is How.ADD:
        return tuple(dict.fromkeys((*before, *change.years)))
    return tuple(year for year in before if year not in change.years)


def _with_places(before: Asked, change: Change) -> Asked:
    told = change.places
    if change.how is How.TAKE_OUT:
        kept = tuple(place for place in before.places if place not in told)
        if kept and len(kept) < len(before.places):
            return in_places(before, kept)
        excluded = tuple(dict.fromkeys((*before.excluded, *told)))
        return replace(in_places(before, kept) if before.places else before, excluded=excluded)
    excluded = tuple(place for place in before.excluded if place not in told)
    asked = replace(before, excluded=excluded)
    if change.how is How.INSTEAD:
        return in_places(asked, told)
    # Beside all regions nothing is added but what was left out.
    return in_places(asked, tuple(dict.fromkeys((*before.places, *told)))) if before.places else asked


def in_places(before: Asked, places: Sequence[Place]) -> Asked:
    """Give a question asked of other places than its own, its words kept as they were."""
    names = "" if before.kind is Kind.REGIONS else ", ".join(place.name for place in places)
    mentions = asked_mentions(before.sought)
    if len(mentions) == 1 and names:
        sought = f"{before.sought[: mentions[0].start]}{names}{before.sought[mentions[0].end :]}"
    else:
        rest = take_out_places(before.sought, mentions).rstrip(" ?.")
        sought = f"{rest} i {names}" if names else rest
    return replace(before, sought=sought or before.topic, places=tuple(places))


def _with_topic(before: Asked, change: Change) -> Asked:
    told = tuple(term.word for term in analyse(change.topic) if term.word not in SWEDISH)
    own = before.topics or before.words
    if change.how is How.INSTEAD:
        return _of_topics(before, (change.topic,), None)
    if change.how is How.ADD:
        return _of_topics(before, (*own, change.topic), Join.OR)
    parts = tuple(part for topic in own for part in _LISTED.split(topic) if part)
    stems = {stem for word in told for stem in stems_of(word)}
    kept = tuple(part for part in parts if not stems.issuperset(stems_of(part)))
    if kept and len(kept) < len(parts):
        return _of_topics(before, kept, before.join if len(kept) > 1 else None)
    return replace(before, left_out=LeftOut(topic=change.topic, is_denied=before.kind is Kind.REGIONS))


def _of_topics(before: Asked, topics: tuple[str, ...], join: Join | None) -> Asked:
    words = tuple(
        dict.fromkeys(w for topic in topics for w in re.findall(r"\w+(?:-\w+)*", topic) if w.casefold() not in PLAIN)
    )
    names = "" if before.kind is Kind.REGIONS else " ".join(place.name for place in before.places)
    sought = " ".join(filter(None, (" ".join(topics), names)))
    return replace(before, sought=sought, words=words or topics, topics=topics, join=join, themes=(), taken_up=None)
