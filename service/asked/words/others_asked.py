"""Who else than a region a question is asked of: an organisation, a municipality, a law. Its own words are not here."""

import re
from itertools import pairwise

from corpus.regions.municipalities import LocalPlace, find_local_place, local_names
from corpus.regions.names import find_mentions
from service.asked.limits.parts_of_country import call_by_name
from service.asked.words.pieces import DOES
from service.spans import overlap

_VERB = (
    rf"(?:{DOES}|görs|gjordes|gjorde|hände(?:r)?|finns|säger|sägs|tycker|anser|kräver|menar|föreslår|vill|ser|tänker)"
)
_DONE = r"(?:\s+(?:gjort|gjorts|hänt|sagt|sagts|satsat|satsats))?"
_LEADING = r"(?:\s+(?:man|det|de|den|på|sig|i|inom|från|hos|av|för|region(?:en)?|kommunen|staden))*"
# An abbreviation, all in capitals, a text may spell out.
_NAME = r"(?-i:(?P<name>(?![A-ZÅÄÖ]+\b)[A-ZÅÄÖÆØ][^\W\d_]{2,}))"
# Laws and who makes them are written small: neither what is granted (anslagen) nor companies (bolagen).
_OFFICIAL = (
    r"(?:\w+-\s+(?:och|eller)\s+)?(?P<official>[\w-]*(?:departementet|balken|(?<!s)(?<!bo)(?<!under)lagen|förordningen"
    r"|direktivet|riksdagen|regeringen))"
)
_ASKS = r"^\W*(?:vad|hur|vilka(?:\s+\w+)?|vilken\s+\w+|vilket\s+\w+)\s+"
_ASKED_OF = re.compile(rf"{_ASKS}{_VERB}{_LEADING}{_DONE}{_LEADING}\s+(?:{_NAME}|{_OFFICIAL})\b", re.IGNORECASE)
# Where it is told of, at the end: `vad görs för klimatet i Lund?`.
_ASKED_IN = re.compile(rf"{_ASKS}{_VERB}\b.*\s(?:i|från|hos)\s+{_NAME}(?:\s+(?:kommun|stad))?\W*$", re.IGNORECASE)
# A municipality or a part of a county is told of wherever it stands: `insatser runt Borlänge`, `projekt i gällivare`.
_IN_PLACE = re.compile(
    r"\b(?:i|på|runt|kring|omkring|utanför|nära|från|för|in|around|near)\s+(?:och\s+)?"
    rf"(?P<name>{local_names()})(?!\w|-\w|(?-i: [A-ZÅÄÖ]))",
    re.IGNORECASE,
)
_MUNICIPALITY = re.compile(rf"(?<!\w)(?P<name>{local_names()})s?\s+(?:kommun(?:en|s)?|stad)\b", re.IGNORECASE)
# Of these all regions are a part.
_WHOLE = frozenset({"Sverige", "Norden", "Europa"})
_CALLED_REGION = re.compile(r"\bregion(?:en)?\s+(?-i:(?P<name>[A-ZÅÄÖÆØ][\w-]+))", re.IGNORECASE)
_COMPARES = re.compile(r"^\W*(?:jämför\w*|vad (?:är )?skil\w+|hur skil\w+|skillnad\w*|compare)\b", re.IGNORECASE)
_WRITTEN_AS_NAME = re.compile(rf"{_NAME}(?:\s+(?-i:[A-ZÅÄÖÆØ][\w-]+)){{0,2}}")
# Between two that are set side by side.
_JOINS = re.compile(
    r"s?\s*(?:,|\b(?:och|o|med|mot|kontra|vs|samt|eller)\b)\s*(?:region(?:en)?\s+|i\s+)?", re.IGNORECASE
)
# `Lunds och Malmös arbete`: what is theirs is compared.
_OF_THEM = re.compile(r"\s+(?:\w+\s+)?(?:arbete|insatser|satsningar|projekt|sätt)\b", re.IGNORECASE)


def other_asked(question: str) -> str | None:
    """Give the name of whom a question is asked of who is no region; None where it is asked of one, or of none."""
    if find_mentions(question):
        return None
    place = local_place_asked(question)
    if place is not None:
        return place.name
    told = (pattern.search(question) for pattern in (_ASKED_OF, _ASKED_IN))
    names = (name for found in told if found for name in found.groupdict().values() if name)
    return next((name for name in names if name not in _WHOLE), None)


def local_place_asked(question: str) -> LocalPlace | None:
    """Give the municipality, or the part of a county, that a question is asked of; None where it is asked of none."""
    found = _local_place(question)
    return find_local_place(found["name"]) if found else None


def without_local_place(question: str) -> str:
    """Give a question without the words that say of which municipality it is asked: `runt Borlänge`."""
    found = _local_place(question)
    return f"{question[: found.start()]} {question[found.end() :]}" if found else question


def _local_place(question: str) -> re.Match[str] | None:
    return _MUNICIPALITY.search(question) or _IN_PLACE.search(question)


def unknown_region(question: str) -> str | None:
    """Give what a question calls a region and is none of the 21: `Region Sjælland`."""
    known = {place.start for place in find_mentions(question)}
    found = _CALLED_REGION.finditer(question)
    return next((region["name"] for region in found if not {region.start(), region.start("name")} & known), None)


def others_compared(question: str) -> tuple[str, ...]:
    """Give the names, of no region or group, that a comparison sets beside each other or beside a place."""
    question = call_by_name(question)
    start = _COMPARES.search(question)
    places = [(place.start, place.end) for place in find_mentions(question)]
    written = [found.span() for found in _WRITTEN_AS_NAME.finditer(question, start.end() if start else len(question))]
    names = [span for span in written if not any(overlap(span, place) for place in places)]
    sides = sorted([*places, *names])
    joined = {span for pair in pairwise(sides) if _JOINS.fullmatch(question[pair[0][1] : pair[1][0]]) for span in pair}
    is_theirs = bool(sides) and _OF_THEM.match(question, max(sides)[1]) is not None
    told = (re.sub(r"^[Rr]egion\s+", "", question[slice(*span)]) for span in names if span in joined)
    return tuple(name.removesuffix("s") if is_theirs else name for name in told)
