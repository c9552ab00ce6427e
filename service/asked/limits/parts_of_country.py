"""Parts of the country as people speak of them, under the names that the regions' groups have."""

import re

_PART = r"(?:delen av landet|landsdelen|länen)"
_CITIES = "Stockholm, Skåne och Västra Götaland"
# What is told of a part of the country by an adjective: `norrländska län`, `skånska insatser`.
_ADJECTIVES = {
    "norrländska": "Norrland",
    "småländska": "Småland",
    "mälardalska": "Mälardalen",
    "sydsvenska": "Sydsverige",
    "blekingska": "Blekinge",
    "gotländska": "Gotland",
    "halländska": "Halland",
    "jämtländska": "Jämtland",
    "norrbottniska": "Norrbotten",
    "skånska": "Skåne",
    "sörmländska": "Sörmland",
    "uppländska": "Uppsala",
    "värmländska": "Värmland",
    "västerbottniska": "Västerbotten",
    "västmanländska": "Västmanland",
    "örebroiska": "Örebro",
    "östgötska": "Östergötland",
}
_OF_PLACES = (
    r"(?P<kind>(?:regioner|län|landsting|insatser|projekt|satsningar|initiativ|åtgärder|exempel)(?:na|en)?"
    r"(?!\w))"
)
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
_CALLED |= {rf"\b{adjective} {_OF_PLACES}": rf"\g<kind> i {place}" for adjective, place in _ADJECTIVES.items()}
_PATTERNS = {re.compile(said, re.IGNORECASE): name for said, name in _CALLED.items()}


def call_by_name(question: str) -> str:
    """Give a question with the names of parts of the country in the place of what they are also called."""
    for pattern, name in _PATTERNS.items():
        question = pattern.sub(name, question)
    return question
