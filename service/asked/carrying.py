"""Which words of a question carry its topic: neither those that ask, nor places, nor what every text has."""

import re
from collections.abc import Iterator, Sequence

from corpus.regions.names import Mention, find_mentions
from indexer.words.slips import fold
from service.asked.limits.places import asked_of
from service.asked.names.places_in_names import whole_places
from service.asked.understood import Kind
from service.asked.words.cues import SIMILAR
from service.asked.words.pieces import WORD
from service.asked.words.plain_words import ASKING, MEASURES, PLAIN
from service.asked.words.verbs import find_first_verbs

PLAIN_WITHOUT_DOTS = PLAIN | {fold(word) for word in PLAIN}
# Works with something: `håller på med`, `har på gång`.
_BUSY = re.compile(
    r"(?:håller|höll|hållit|hålla)\b(?=(?: \S+){0,2}? på (?:med|att|och)\b)|(?<=\bpå )gång\b", re.IGNORECASE
)
# What is to be done with a topic is no part of it: `nästa steg för vätgas`.
_NEXT_STEP = re.compile(
    r"(?:nästa|next)(?= (?:steg|fas|etapp|steps?)\b)|(?<=\bnästa )(?:steg|fas|etapp)\w*|(?<=\bnext )steps?\b",
    re.IGNORECASE,
)
# What a joined word ends with that says of what kind it is: `hbtq-frågor`, `KPI-projekt`.
_KIND_OF_THING = re.compile(
    r"(?<=\w)-(?:frågor(?:na)?|frågan|arbete[nt]?|insats(?:er)?(?:na)?|projekt(?:en|et)?|området)$", re.IGNORECASE
)


def topic_words(text: str, kind: Kind) -> tuple[str, ...]:
    """Give the words of a text that carry its topic; all of them when nothing else is left."""
    return carrying_words(text, kind) or tuple(WORD.findall(text))


def topic_phrase(text: str, kind: Kind) -> str:
    """Give a text from the first to the last word that carries its topic; "" where none does."""
    tokens = topic_tokens(text, kind)
    return text[tokens[0].start() : tokens[-1].end()] if tokens else ""


def carrying_words(question: str, kind: Kind) -> tuple[str, ...]:
    """Give the words of a question that carry its topic; none where all of them only ask or limit."""
    return unique_words(topic_tokens(question, kind))


def unique_words(tokens: Sequence[re.Match[str]]) -> tuple[str, ...]:
    """Give words each once, in order, without what only says of what kind their thing is."""
    return tuple(dict.fromkeys(_KIND_OF_THING.sub("", token.group()) for token in tokens))


def topic_tokens(question: str, kind: Kind) -> list[re.Match[str]]:
    """Give the words that carry the topic; a place that is part of a longer name (Gotland Forward) stays one."""
    places = whole_places(question, find_mentions(question))
    if kind is not Kind.REGIONS:
        return list(_carrying(question, kind, places))
    return _without_first_verbs(question, list(_carrying(question, kind, asked_of(question, places))))


def _without_first_verbs(question: str, tokens: list[re.Match[str]]) -> list[re.Match[str]]:
    """Leave out verbs that share their topic with another; those behind a topic's first word are part of it."""
    start, end = find_first_verbs(question)
    if not tokens or tokens[0].start() < start:
        return tokens
    return [token for token in tokens if token.start() >= end] or tokens


def _carrying(question: str, kind: Kind, places: Sequence[Mention]) -> Iterator[re.Match[str]]:
    tokens = list(WORD.finditer(question))
    plain = (PLAIN if fold(question) != question else PLAIN_WITHOUT_DOTS) | ASKING.get(kind, frozenset())
    for position, token in enumerate(tokens):
        word = token.group().casefold()
        is_measure = position > 0 and tokens[position - 1].group().casefold() in ("hur", "how") and word in MEASURES
        is_place = any(place.start <= token.start() < place.end for place in places)
        is_asking = bool(_BUSY.match(question, token.start()) or _NEXT_STEP.match(question, token.start()))
        if not (is_place or is_measure or is_asking or word in plain or SIMILAR.fullmatch(word)):
            yield token
