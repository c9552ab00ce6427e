"""Whether a question asks for a group of regions itself: which regions it is made of, how many, or what it is."""

import re
from collections.abc import Sequence

from corpus.regions import Group, Region
from corpus.regions.names import Mention
from service.asked.asked import Expected
from service.asked.words.expected import find_answers
from service.asked.words.pieces import REGIONS, REGIONS_IN_ENGLISH
from service.asked.words.plain_words import plain_words

_ASKED_FOR = re.compile(
    r"\b(?:vilka|vilken|hur många|which|what|how many)(?: (?:är|are))?(?: (?:de|the))?(?: (?!än )\w+)??"
    rf" (?:{REGIONS}|{REGIONS_IN_ENGLISH})\b"
    r"|\b(?:vilka|vem|vad|who|what)\b"
    r"(?= (?:som )?(?:ingå|ingick|utgör|är|består|bildar|hör|tillhör|betyder|står|is|are))",
    re.IGNORECASE,
)
# Words that only say that something is part of something: with another beside them, that one is what is asked about.
_BELONGING = plain_words("""
    ingå ingår ingick är var med i av till en del hör tillhör utgör består bildar omfattar finns har hade som
    och eller samt det hela tillsammans betyder står för egentligen nu in is are of the and or to part does do belong
    belongs consist consists make makes up form forms has have that for stand mean
""")
_WORD = re.compile(r"\w+")


def asks_members(question: str, mentions: Sequence[Mention]) -> bool:
    """Tell whether nothing but groups, and who belongs to them, is asked for.

    `Vilka regioner ingår i Norra Mellansverige?` does, and `Ingår Dalarna i Norra Mellansverige?`; `Vilka regioner i
    Norra Mellansverige arbetar med validering?` asks about something else, as does `Vilka projekt ingår i ...?`.

    Args:
        mentions: The places that the question names.
    """
    kinds = {type(mention.place) for mention in mentions}
    if Group not in kinds:
        return False
    rest = question
    for mention in reversed(mentions):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    asked_for = _ASKED_FOR.search(rest)
    words = _WORD.findall(rest[asked_for.end() if asked_for else 0 :].casefold())
    belongs = asked_for or (Region in kinds and bool(words) and words[0] in _BELONGING)
    return bool(belongs) and all(word in _BELONGING or find_answers(word, Expected.NUMBER, "") for word in words)
