"""Who does not: a question about regions that lack something, read as the one it denies."""

import re
from collections.abc import Sequence

from service.asked.limits.leaving_out import tidy
from service.asked.words.pieces import REGION, REGIONS_IN_ENGLISH

_NEGATIONS = (
    (re.compile(r"\b(?:saknar|lacks?|lacking)\b", re.IGNORECASE), "har"),
    (re.compile(r"\b(?:utan|without)(?= (?!att\b))", re.IGNORECASE), "med"),
    (re.compile(r"\b(?:do|does|did|have|has|had|is|are)(?:n[’']?t| not)\b", re.IGNORECASE), ""),
    (
        re.compile(
            r"\b(?:inte|ej|icke|aldrig|varken|ingenting|inget|ingen|inga|not|no|nothing|neither|never)\b"
            r"(?: (?:alls|ännu|yet))?"
            r"(?! (?:bara|minst|enbart|endast|längre|only)\b)",
            re.IGNORECASE,
        ),
        "",
    ),
)
_AT_ALL = re.compile(r"\b(?:alls|at all)\b", re.IGNORECASE)
# "Finns det inte någon region som ...?" expects that there is.
_RHETORICAL = re.compile(
    r"^(?:visst|nog|finns det inte|är det inte|har inte|är inte|aren.t there|isn.t there)\b", re.IGNORECASE
)
_PASSIVE = re.compile(
    r"^\s*(?:tas upp|nämns|omnämns|finns|berörs|görs|redovisas|förekommer|beskrivs|mentioned)\b", re.IGNORECASE
)


# `Vilka regioner stöttar inte film?`: the verb of the regions themselves.
_DO_NOT = re.compile(
    rf"\b(?:{REGION}|vilka|vem|(?:regioner|län) som|{REGIONS_IN_ENGLISH})\s+\w+\s*$",
    re.IGNORECASE,
)


def take_out_negation(question: str, topic_words: Sequence[str]) -> str | None:
    """Give a which-regions question without its negation; None when it has none.

    A word of denial behind the topic's first word belongs to the topic: `unga som inte studerar`.

    Args:
        topic_words: The words that carry the question's topic, those of denial not among them.
    """
    if _RHETORICAL.search(question):
        return None
    starts = [found.start() for word in topic_words[:1] for found in re.finditer(re.escape(word), question)]
    first = min(starts, default=len(question))
    for pattern, instead in _NEGATIONS:
        for found in pattern.finditer(question):
            before, after = question[: found.start()], question[found.end() :]
            is_whole = _AT_ALL.search(question) or _PASSIVE.match(after) or _DO_NOT.search(before)
            if found.start() < first or is_whole:
                rest = f"{question[: found.start()]}{instead} {question[found.end() :]}"
                return tidy(_AT_ALL.sub("", rest))
    return None
