"""How a question's words are read: what it asks for, whom it names and which words carry its topic."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from corpus.regions import Group, Mention, Region, find_mentions, members
from corpus.repair import plain_text
from indexer.words.spelling import fold
from service.asked.plain_words import ENGLISH_ONLY, MEASURES, PLAIN, SWEDISH_ONLY
from service.results import Kind


class Expected(StrEnum):
    """What kind of words the answer to a fact question holds."""

    MONEY = "money"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query or question, read.

    Attributes:
        text: As it was asked.
        kind: What it asks for.
        expected: What a fact question's answer holds.
        language: "sv", "en" or None where no word tells.
        places: The regions and groups it names, in order.
        words: Those that carry its topic: no question words, generic words or places; all when nothing else is left.
        seeks_similar: It asks for something like what it names.
    """

    text: str
    kind: Kind
    expected: Expected
    language: str | None
    places: tuple[Region | Group, ...]
    words: tuple[str, ...]
    seeks_similar: bool

    @property
    def topic(self) -> str:
        """Its words in order, as a query."""
        return " ".join(self.words)

    @property
    def codes(self) -> tuple[str, ...]:
        """County codes of the places it names."""
        return tuple(dict.fromkeys(code for place in self.places for code in members(place)))


WORD = re.compile(r"\w+(?:[-:&./*]\w+)*")

PLAIN_WITHOUT_DOTS = PLAIN | {fold(word) for word in PLAIN}

_REGION = r"(?:regioner(?:na)?|region(?:en)?|län(?:en|et)?|landsting(?:en)?)"
_DOES = r"(?:gör|arbetar|jobbar|satsar|har|verkar|driver|bedriver|stöttar|stödjer|främjar|utvecklar|bygger)"
_WHICH_REGIONS = re.compile(
    rf"\b(?:vilka|vilken|någon|några|samtliga)(?: \w+){{0,2}} {_REGION}\b"
    # Not "hur många invånare har Region Stockholm": many regions are written as many.
    r"|\bhur många(?: \w+){0,2} (?:regioner(?:na)?|län(?:en)?|landsting(?:en)?)\b"
    r"|\b(?:which|what|any|how many)(?: \w+){0,2} (?:regions?|counties|county)\b",
    re.IGNORECASE,
)
# "Finns något liknande i någon annan region?" does not ask which.
_ASKS_WHICH = re.compile(
    r"(?:vilken|vilka|which|what)(?: \w+){0,2} (?:region|län|landsting|count)|hur många|how many", re.IGNORECASE
)
# Without a place named, who or where asks for regions; with one, it asks for a name.
_WHO_OR_WHERE = re.compile(
    rf"^(?:vem|vilka)(?: \w+)? {_DOES}\b|^var\b(?! \w* ?(?:stor|högt|lågt))"
    r"|^who (?:works?|is working|does|is doing|supports?)\b|^where\b",
    re.IGNORECASE,
)
# "Vilken region har flest" asks for one name, and so does who runs a named project.
_ONE_REGION = re.compile(
    r"\bvilken region\b.*\b(?:flest|mest|störst|högst|först|projektet|kallat|heter)\b", re.IGNORECASE
)
_LISTING = re.compile(
    r"^(?:vilka|vad för|which|what)(?: \w+){0,2} (?:insatser|projekt|satsningar|åtgärder|exempel|erfarenheter"
    r"|initiativ|aktiviteter|projects|initiatives|measures)\b",
    re.IGNORECASE,
)
_SIMILAR = re.compile(
    r"\b(?:lik(?:nar|nande|na)|jämförbar\w*|motsvar\w+|samma (?:slags?|sorts?|typ(?:s|en)?(?: av)?)"
    r"|similar|comparable|like)\b",
    re.IGNORECASE,
)
_EXPECTED = {
    Expected.MONEY: r"hur mycket (?:pengar|kosta\w*|medel|stöd|bidra\w*|medfinans\w+|satsa\w+)|vad kosta\w*"
    r"|vilke[nt](?: \w+)? (?:belopp|summa|budget|bidrag|anslag)\b"
    r"|hur stora?t?(?: \w+){0,5} (?:belopp\w*|summa\w*|budget\w*|bidrag\w*|underskott\w*|minus|anslag\w*)"
    r"|vad (?:är|var|blev)(?: \w+)? (?:budgeten|kostnaden|summan|beloppet|bidraget|anslaget)\b"
    r"|hur många (?:miljoner|miljarder|kronor)|how much (?:money|did|does|funding)"
    r"|how many (?:million|billion|kronor|euros?)\b"
    r"|(?:what|which)(?: \w+){1,3} (?:budget|amount|sum|cost|grant)\b|^what did .* cost",
    Expected.NUMBER: r"hur (?:många|mycket|stor\w*|lång\w*|länge|hög\w*|ofta|gam\w+)|vilken andel|vilket antal"
    r"|vad (?:är|var|blev)(?: \w+)? (?:andelen|antalet)\b"
    r"|how (?:many|much|large|big|long|often|high|late|old)"
    r"|(?:what|which)(?: \w+){0,2} (?:share|percentage|proportion|number|average|total)\b",
    Expected.DATE: r"^när\b|vilke[nt] (?:år|datum|årtal|månad|dag|tid)|vilka år|^(?:until |since |by )?when\b"
    r"|(?:what|which) (?:year|date|month|day)",
    Expected.NAME: r"^(?:\w+ )?(?:vem|vems|vad heter|vad kallas)\b|\bvilk(?:en|et|a) \w+|^who\b|what is the name"
    r"|^which \w+",
}
_EXPECTED_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _EXPECTED.items()}


@lru_cache(maxsize=1024)
def read_question(text: str) -> Question:
    """Read a query or question; a query of a few words is read as a search for passages."""
    question = " ".join(plain_text(text).split())
    mentions = find_mentions(question)
    expected = _expected(question)
    return Question(
        text=text,
        kind=_kind(question, expected, bool(mentions)),
        expected=expected,
        language=_language(question),
        places=tuple(dict.fromkeys(mention.place for mention in mentions)),
        words=_topic_words(question, mentions) or tuple(WORD.findall(question)),
        seeks_similar=bool(_SIMILAR.search(question)) and not _ASKS_WHICH.match(question),
    )


def _kind(question: str, expected: Expected, names_place: bool) -> Kind:
    if _ONE_REGION.search(question):
        return Kind.FACT
    if _WHICH_REGIONS.search(question) or (_WHO_OR_WHERE.search(question) and not names_place):
        return Kind.REGIONS
    if expected is Expected.ANY or _LISTING.search(question):
        return Kind.PASSAGES
    return Kind.FACT


def _expected(question: str) -> Expected:
    return next((kind for kind, pattern in _EXPECTED_PATTERNS.items() if pattern.search(question)), Expected.ANY)


def _language(question: str) -> str | None:
    words = {word.casefold() for word in WORD.findall(question)}
    swedish = len(words & SWEDISH_ONLY) + 2 * bool(re.search("[åäö]", question, re.IGNORECASE))
    english = len(words & ENGLISH_ONLY)
    if swedish == english:
        return None
    return "sv" if swedish > english else "en"


def _topic_words(question: str, mentions: list[Mention]) -> tuple[str, ...]:
    """Give the words that carry the topic; a place that is part of a longer name (Gotland Forward) stays one."""
    tokens = list(WORD.finditer(question))
    plain = PLAIN if fold(question) != question else PLAIN_WITHOUT_DOTS
    places = [mention for mention in mentions if not _is_part_of_name(question, mention)]
    words: list[str] = []
    for position, token in enumerate(tokens):
        word = token.group().casefold()
        is_measure = position > 0 and tokens[position - 1].group().casefold() in ("hur", "how") and word in MEASURES
        is_place = any(place.start <= token.start() < place.end for place in places)
        if not (is_place or is_measure or word in plain or _SIMILAR.fullmatch(word)):
            words.append(token.group())
    return tuple(dict.fromkeys(words))


def _is_part_of_name(question: str, mention: Mention) -> bool:
    """Tell whether another capitalised word stands beside a place, the word that opens the question aside."""
    before = WORD.findall(question[: mention.start].rpartition(".")[2])[1:]
    after = WORD.findall(question[mention.end :])
    neighbours = [*before[-1:], *after[:1]] if question[mention.end :].startswith(" ") else before[-1:]
    return any(word[0].isupper() and word.casefold() not in PLAIN for word in neighbours)
