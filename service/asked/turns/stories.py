"""A question that a story is told before: who asks, why, and only then what.

`Vi är två kommuner i Norrbotten som vill öppna en skidfabrik. Har någon region gjort något sådant?` asks about ski
factories anywhere: whose story it is limits nothing, and what is told carries the topic where the question has none.
"""

import re
from dataclasses import dataclass, replace

from corpus.regions.names import Mention, find_mentions
from service.asked.asked import Asked
from service.asked.carrying import topic_phrase, topic_words
from service.asked.turns.taking_up import stands_for
from service.asked.understood import Kind
from service.asked.words.pieces import WORD
from service.asked.words.plain_words import ASKING, OF_ONESELF, PLAIN, plain_words
from service.asked.words.telling_words import counts_records, tells_aspect
from service.asked.words.verbs import is_supine

_SENTENCES = re.compile(r"(?<=[.!?])\s+")
# What is told by fewer words is a greeting, or a topic put before its question: `Vätgas. Vilka regioner?`.
MIN_STORY = 4
# So many words that carry a topic are few enough to be looked for together.
MAX_CARRYING = 8
_QUESTION_WORD = (
    r"(?:har|hade|finns|fanns|vilka|vilken|vilket|vem|vad|hur|var|när|är det|kan|vet|does|has|have|which|who|what|how)"
)
_ASKS = re.compile(rf"{_QUESTION_WORD}\b", re.IGNORECASE)
_SELF = re.compile(r"(?:hos oss|(?:\w+ ){0,3}?(?:vi|jag|vår|vårt|våra|min|mitt|mina|oss|we|our|my))\b", re.IGNORECASE)
_LATER = re.compile(rf",\s+(?:och\s+|men\s+|så\s+)?(?={_QUESTION_WORD}\b)", re.IGNORECASE)
# Up to what is wondered: `Vi ska ... och undrar om`, `Min chef vill veta`.
_WONDERS = re.compile(
    r"^(?P<story>.*?)[,\s]+(?:(?:och|så|men|därför)\s+)?(?:(?:jag|vi|hon|han|de)\s+)?"
    r"(?:undrar|frågar sig|(?:vill|behöver|skulle vilja|måste)(?:\s(?:jag|vi|hon|han))?(?:\s\w+)? veta)"
    r"(?:\s+(?:nu|därför))?\s+(?:om\s+)?(?P<asks>.+)$",
    re.IGNORECASE,
)
# Why it is asked, and what the answer is for.
_REASON = re.compile(
    r",\s+(?:för (?!att\b)|eftersom |därför att |då ).*$"
    r"|\s+(?:som (?:vi|jag|man) kan|att (?:titta|lära|besöka|ringa))\b.*$",
    re.IGNORECASE,
)
_CLAUSES = re.compile(
    r"[.;!?]\s+|,\s+(?:och\s+|men\s+|så\s+)?|\s+(?:och|men|så)\s+(?=(?:vi|jag|det|man|de|min|vår\w*|hon|han)\b)",
    re.IGNORECASE,
)
# Who asks, and no more: `Vi är en liten kommun`, `Jag arbetar på ett museum`.
_WHO_ASKS = re.compile(r"(?:vi|jag|we|i) (?:är|sitter|jobbar|arbetar|are|am|work)\b", re.IGNORECASE)
# What leads up to what is wished or planned; not in `skolor som vi vill fylla`, where the thing stands before.
_WISHES = re.compile(
    r"^.*(?<!som vi )(?<!som jag )(?<!som man )(?<!som de )"
    r"\b(?:om att|fundera(?:r|t)|tänk(?:er|te|t)|planera(?:r|t)?|vill|ska|skall|önskar"
    r"|uppdrag(?: \S+){0,4}? att|ta fram)\s+",
    re.IGNORECASE,
)
# Words that stand for what was told, and nothing else of the question's own.
_STANDS_IN = plain_words(
    "sådan sådant sådana sån sånt såna samma sak likadant så igång nyligen lära deltog deltagit två tre fyra fem"
)
# What is asked of the place that the story tells of.
_THERE = re.compile(r"\bdär\W*$", re.IGNORECASE)
_OWN_PLACES = re.compile(
    r"\b(?:de|dessa|alla|våra)(?: \w+)? (?:regionerna|länen)\b|\b(?:där|här|hos oss|i (?:vårt )?länet|vår region)\b",
    re.IGNORECASE,
)
# Not `vad har gjorts, och finns det andra regioner som ...`, which asks of both.
_ELSEWHERE = re.compile(
    r"^(?:(?!,? (?:och|samt) (?:finns|har|hur|vad)\b).)*?"
    r"\b(?:annan|andra|övriga|other) (?:\w+ )?(?:region\w*|län\w*|landsting\w*|håll|counties)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A text in two: what is told, which may be nothing, and what is asked."""

    story: str
    asks: str


def part_story(text: str) -> Told | None:
    """Part what a text asks from what it tells first; None where it does no more than ask."""
    sentences = _SENTENCES.split(text.strip())
    asking = [sentence for sentence in sentences if sentence.endswith("?") or _ASKS.match(sentence)]
    telling = [sentence for sentence in sentences if sentence not in asking]
    if len(sentences) > 1 and asking and _n_words(telling) >= MIN_STORY:
        return Told(story=" ".join(telling), asks=_bare(" ".join(asking)))
    return _part_sentence(sentences[0]) if len(sentences) == 1 else None


def _part_sentence(sentence: str) -> Told | None:
    if not _SELF.match(sentence):
        return None
    wonders = _WONDERS.match(sentence)
    if wonders:
        return Told(story=wonders["story"], asks=_bare(wonders["asks"]))
    later = _LATER.search(sentence)
    if later is None or _n_words([sentence[: later.start()]]) < MIN_STORY:
        return None
    return Told(story=sentence[: later.start()], asks=_bare(sentence[later.end() :]))


def _n_words(sentences: list[str]) -> int:
    return sum(len(sentence.split()) for sentence in sentences)


def _bare(asks: str) -> str:
    bare = _REASON.sub("", asks).strip(" .")
    return f"{bare[:1].upper()}{bare[1:]}"


def of_story(asked: Asked, told: Told) -> Asked:
    """Give what a question asks with what was told before it: its topic where it names none, and whose it is.

    Args:
        asked: The question, read without the story.
    """
    places = tuple(dict.fromkeys(mention.place for mention in find_mentions(told.story)))
    if _ELSEWHERE.search(told.asks):
        asked = replace(asked, excluded=tuple(dict.fromkeys((*asked.excluded, *places))))
    elif _OWN_PLACES.search(told.asks) and not asked.places:
        asked = replace(asked, places=places)
    own = () if asked.themes else tuple(word for word in asked.words if asked.topics and not _is_empty(word))
    is_whole = bool(own or asked.themes) and not (stands_for(told.asks) or _THERE.search(told.asks))
    core = "" if is_whole else _core(told.story)
    if not core:
        return replace(asked, follow_up=asked.follow_up and not asked.topics)
    words = (*topic_words(core, Kind.SIMILAR), *own)
    # `Hur många som deltog?` counts no initiatives.
    is_fact = asked.kind is Kind.COUNT and not counts_records(told.asks)
    return replace(
        asked,
        kind=Kind.FACT if is_fact else asked.kind,
        sought=f"{asked.sought.rstrip('?. ')} {core}" if is_fact else " ".join((core, *own)),
        words=words,
        topics=(" ".join((core, *own)),),
        join=None,
        follow_up=False,
    )


def _is_empty(word: str) -> bool:
    """Tell whether a question's word says nothing of a topic, but only that something is to have been done."""
    plain = word.casefold()
    return plain in PLAIN | ASKING[Kind.SIMILAR] | _STANDS_IN or is_supine(plain) or tells_aspect(plain)


def _core(story: str) -> str:
    """Give what a story tells of: what is wished or planned, and the rest where all is said in few words."""
    clauses = [clause for clause in _CLAUSES.split(story) if clause]
    others = [clause for clause in clauses if _WISHES.search(clause) or not _WHO_ASKS.match(clause)]
    told = [(phrase, bool(_WISHES.search(clause))) for clause in others or clauses if (phrase := _phrase(clause))]
    whole = ", ".join(phrase for phrase, _ in told)
    wished = ", ".join(phrase for phrase, is_wish in told if is_wish)
    return wished if wished and len(topic_words(whole, Kind.SIMILAR)) > MAX_CARRYING else whole


def _phrase(clause: str) -> str:
    """Give a clause from the first to the last word that tells more than who asks."""
    clause = _WISHES.sub("", clause)
    places = find_mentions(clause)
    carrying = [word for word in WORD.finditer(clause) if not _tells_of_oneself(word, places)]
    return topic_phrase(clause[carrying[0].start() : carrying[-1].end()], Kind.SIMILAR) if carrying else ""


def _tells_of_oneself(word: re.Match[str], places: list[Mention]) -> bool:
    plain = word.group().casefold()
    is_place = any(place.start <= word.start() < place.end for place in places)
    return is_place or plain in PLAIN | OF_ONESELF | ASKING[Kind.SIMILAR]
