"""Which place in the order of most or least a question asks for: `flest`, `näst flest`, `tredje minst`."""

import re

from service.asked.asked import Standing

_MOST = r"(?:flest|mest|most|topp|top|(?:störst|högst)a? antal(?:et)?|fler än alla)"
_LEAST = r"(?:(?:minst|lägst)a? antal(?:et)?|färst|minst|fewest|least)"
_PLACES = {2: "näst|andra|second", 3: "tredje|third", 4: "fjärde|fourth", 5: "femte|fifth"}
_BEHIND_FIRST = {
    place: re.compile(rf"\b(?:{words})(?:[ -]?(?:{_MOST}|{_LEAST})\b| (?:plats|place)\w*)", re.IGNORECASE)
    for place, words in _PLACES.items()
}
# `Nästflest` is written in one word as well.
_OPENS = rf"\b(?:{'|'.join(_PLACES.values())})?"
_IS_MOST = re.compile(rf"{_OPENS}{_MOST}\b", re.IGNORECASE)
_IS_LEAST = re.compile(rf"{_OPENS}{_LEAST}\b", re.IGNORECASE)


def asked_standing(question: str) -> Standing | None:
    """Give the place that a question asks for; None where it asks for none."""
    place = next((place for place, pattern in _BEHIND_FIRST.items() if pattern.search(question)), 1)
    is_least = bool(_IS_LEAST.search(question))
    if place == 1 and not is_least and not _IS_MOST.search(question):
        return None
    return Standing(place=place, is_least=is_least)
