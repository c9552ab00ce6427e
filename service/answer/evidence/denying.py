"""What a region tells that it has not done: `Sörmland har inte deltagit i några projekt` shows no work with them."""

import re

from indexer.chunking import sentences

_NOT = r"(?:inte|ej|icke|varken)(?! (?:bara|enbart|endast|minst|heller bara)\b)"
_TAKES_PART = (
    r"(?:arbetat|jobbat|verkat|medverkat|deltagit|drivit|bedrivit|genomfört|avsatt|beviljat|(?:med)?finansierat"
    r"|fått|haft|gett|gjort|stöttat)"
)
# At the head of its sentence: what stands behind something that is done limits that, and denies none of it.
_DENIES = re.compile(
    rf"^(?:\S+ ){{0,5}}?(?:har (?:\S+ ){{0,3}}?{_NOT} (?:\S+ ){{0,3}}?{_TAKES_PART}\b"
    rf"|(?:arbetar|jobbar|driver|bedriver|genomför|deltar|medverkar) {_NOT}\b"
    r"|(?:redovisar|genomför|driver|bedriver) (?:inga|ingen|inget)\b)",
    re.IGNORECASE,
)


def only_denies(text: str) -> bool:
    """Tell whether all of a text's sentences say that their region has not done something."""
    told = sentences(text)
    return bool(told) and all(_DENIES.match(sentence) for sentence in told)


def may_deny(text: str) -> bool:
    """Tell whether a text has a sentence that denies."""
    return any(_DENIES.match(sentence) for sentence in sentences(text))
