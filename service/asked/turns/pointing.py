"""A turn that points at what the answer before it showed: `den andra`, `jämför dem`, `var står det?`."""

import re
from dataclasses import dataclass

_ORDER = {
    "första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sista": -1,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1,
}  # fmt: skip
_SINGLE = re.compile(
    r"^\W*(?:(?:och|men|ok|and)\s+)?"
    r"(?:(?:berätta|säg|visa|beskriv|utveckla|mer|mera|ta|tell me|show(?: me)?|what|how)\s+"
    r"(?:mer\s+|more\s+)?(?:(?:om|about)\s+)?"
    r"|vad (?:är|var|gör|handlar)\s+)?"
    rf"(?:den|det|the)\s+(?P<place>{'|'.join(_ORDER)})"
    r"(?:\s+(?:insatsen|projektet|träffen|regionen|länet|exemplet|one|project|region))?"
    r"(?:\s+(?:om|då|i listan|gör))?\s*(?:[,:?]\s*(?P<rest>\S.*\S))?\W*$",
    re.IGNORECASE,
)
_COMPARE = re.compile(
    r"^\W*(?:(?:och|men|ok|and)\s+)?(?:jämför|jmf|jfr|compare)\s+(?:dem|dom|de|dessa|alla|båda|them|these|both)"
    r"(?:\s+(?:med |mot )?varandra|\s+regionerna|\s+projekten)?\W*$",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"^\W*(?:(?:och|men|and)\s+)?(?:är du (?:helt )?säker(?: på det)?|stämmer det(?: verkligen)?"
    r"|(?:vad är |vilken är )?källan?|vad har du för källa|var står det|hur vet du det"
    r"|(?:på )?vilken sida(?: står det(?: på)?)?|en gång till|(?:visa|ta det) (?:igen|en gång till)"
    r"|are you sure|what is the source|source|where does it say(?: that)?|say (?:it|that) again)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """One of those shown, by its place from 1, or -1 for the last; and what is asked of it, "" for all it tells."""

    place: int
    asked: str


def points_at(question: str) -> Pointed | None:
    """Tell which one of those shown a turn points at; None where it points at none."""
    found = _SINGLE.search(question)
    return Pointed(place=_ORDER[found["place"].casefold()], asked=found["rest"] or "") if found else None


def compares_them(question: str) -> bool:
    """Tell whether a turn sets what the one before showed side by side."""
    return bool(_COMPARE.search(question))


def asks_again(question: str) -> bool:
    """Tell whether a turn asks for the answer before once more: where it stands, or whether it is sure."""
    return bool(_AGAIN.search(question))


def asks_of_the_answer(question: str) -> bool:
    """Tell whether a turn makes sense only beside an answer."""
    return points_at(question) is not None or compares_them(question) or asks_again(question)
