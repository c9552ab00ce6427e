"""Parts of the country as people speak of them, under the names that the regions' groups have."""

import re

_PART = r"(?:delen av landet|landsdelen|länen)"
_CITIES = "Stockholm, Skåne och Västra Götaland"
# Only in questions: a report that speaks of `i norr` may mean the north of its county.
_CALLED = {
    rf"\b(?:(?:uppe|längst) )?i norr\b(?! om)|\bi (?:de )?norra {_PART}\b": "i Norrland",
    rf"\b(?:nere )?i söder\b(?! om)|\bi (?:de )?södra {_PART}\b": "i Sydsverige",
    r"\b(?P<only>bara|endast|enbart|från) norr\b(?! om)": r"\g<only> Norrland",
    r"\b(?P<only>bara|endast|enbart|från) söder\b(?! om)": r"\g<only> Sydsverige",
    r"\b(?:runt|kring|omkring|vid) Mälaren\b": "i Mälardalen",
    r"\b(?:de tre )?storstads(?:regionerna|länen)\b": _CITIES,
    r"\bstorstads(?P<kind>regioner|län)\b": rf"\g<kind> i {_CITIES}",
}
_PATTERNS = {re.compile(said, re.IGNORECASE): name for said, name in _CALLED.items()}


def call_by_name(question: str) -> str:
    """Give a question with the names of parts of the country in the place of what they are also called."""
    for pattern, name in _PATTERNS.items():
        question = pattern.sub(name, question)
    return question
