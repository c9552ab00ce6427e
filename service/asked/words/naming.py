"""What a question asks to be named: `vilka regioner nämner Vinnova?` asks who names it, and not who works with it."""

import re
from dataclasses import dataclass

from service.asked.words.pieces import REGION, REGIONS, REGIONS_IN_ENGLISH

# `Vilka mål nämns?` asks for no regions.
_WHO = (
    rf"^\W*(?:(?:i|hos|bland) )?(?:(?:vilka|vilken)(?:(?: \w+){{0,2}}? (?:{REGION}|regioners|läns))?|vem|var|who|where"
    rf"|hur många(?: av)? {REGIONS}|(?:which|how many)(?: \w+)? {REGIONS_IN_ENGLISH})\b"
)
_NAMES = r"(?:(?:om)?nämner|(?:om)?nämnt|namnger|namngett|mentions?|mentioned|names?)"
# What is written as a name is named in these ways too; a topic is told of: `tar upp klimatet`.
_TAKES_UP = r"(?:tar upp|tagit upp|hänvisar till|refererar till|åberopar|refers? to)\s+(?-i:(?=[A-ZÅÄÖ]))"
_NAMED = r"(?:(?:om)?nämn(?:s|des|ts)|namnges|förekommer|förekom|står (?:ordet|namnet|begreppet))"
_NOT = r"(?P<denied>(?:inte|ej|aldrig|not|never)\s+)?"
# Between who is asked for and the verb: `vilka regioner i Norrland har nämnt`, `i vilka regioners texter nämns`.
_BETWEEN = r"(?:\s+(?:har|texter|rapporter|dokument|have|(?:i|in)(?:\s+\w+){1,3}))*"
_ASKED = re.compile(
    rf"{_WHO}{_BETWEEN}\s+(?:(?:{_NAMES}|{_NAMED})\s+{_NOT}|{_TAKES_UP})(?P<name>\S.*?)\W*$", re.IGNORECASE
)
# Where it is to be named: in the reports, which is all there is.
_WHERE = re.compile(
    r"\s+(?:i|inom|in) (?:(?:sina?|sitt|deras|någon av|their) )?"
    r"(?:rapport|text|dokument|återrapportering|underlag|report)\w*\W*$",
    re.IGNORECASE,
)
_WORD_FOR = re.compile(r"^(?:ordet|orden|namnet|begreppet|uttrycket|the word|the name)\s+", re.IGNORECASE)

_BOTH = re.compile(r"^(?:både|antingen|both|either)\s+", re.IGNORECASE)
_EITHER = re.compile(r"\b(?:eller|or)\b", re.IGNORECASE)
_JOINS = re.compile(r"\s*,\s*|\s+(?:och|samt|eller|and|or)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameAsked:
    """A name or word that is to be named, or, where that is denied, not to be.

    Attributes:
        parts: The names that it may be several of: `Almi och Vinnova`; none where it is one.
        is_all: Each of them is to be named, and not only any.
    """

    name: str
    is_denied: bool
    parts: tuple[str, ...]
    is_all: bool


def asked_name(question: str) -> NameAsked | None:
    """Give what a question for regions asks to be named; None where it asks for something else."""
    found = _ASKED.search(question)
    if found is None:
        return None
    name = _WORD_FOR.sub("", _WHERE.sub("", found["name"])).strip(" \"'”“»«?.,!")
    if not name:
        return None
    plain = _BOTH.sub("", name)
    parts = tuple(_JOINS.split(plain))
    return NameAsked(
        name=plain,
        is_denied=found["denied"] is not None,
        parts=parts if len(parts) > 1 else (),
        is_all=not _EITHER.search(name),
    )
