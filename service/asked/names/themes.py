"""The seven themes as questions name them."""

import re
from collections.abc import Mapping, Sequence

from service.asked.understood import Kind
from service.asked.words.telling_words import THINGS
from service.spans import Span

_WHOLE = {
    "boende-arbete-valfard": r"boende,? arbete och välfärd|boende och välfärd"
    r"|likvärdiga möjligheter(?: till boende(?:, arbete och välfärd)?)?"
    r"|housing, work and welfare",
    "kompetensforsorjning": r"kompetensförsörjning(?:en)?|kompförsörjning(?:en)?|skills supply",
    "innovation-foretagande": r"innovation och förnyelse|innovation och företagande|entreprenörskap och företagande"
    r"|innovation and (?:entrepreneurship|business)",
    "tillganglighet": r"tillgänglighet(?:en)?(?: och transport(?:er)?)?|accessibility",
    "jamstalldhet": r"jämställdhet(?:en)?|jämlikhet(?:en)? mellan (?:könen|kvinnor och män|män och kvinnor)"
    r"|gender equality",
    "integration": r"integration(?:en)?",
    "miljo-klimat": r"miljö(?:n)?(?: och |/| & |- och )klimat(?:et)?|environment and climate",
}
# What is called by a part of a theme's name may be less than the theme.
_PART = {
    "kompetensforsorjning": r"kompetensutveckling(?:en)?",
    "innovation-foretagande": r"innovation(?:er)?|företagande|entreprenörskap",
    "miljo-klimat": r"miljö(?:n)?|klimat(?:et)?|climate|environment(?:al)?",
}
# `klimatinsatser` are initiatives within the theme, `integrationsområdet` is the theme.
_INITIATIVES = r"(?:s?(?:insatser|projekt|åtgärder|initiativ|satsningar|området|arbete|frågor)(?:na|en|t)?)?"
_WHOLE_PATTERNS = {theme: re.compile(rf"(?:{names}){_INITIATIVES}", re.IGNORECASE) for theme, names in _WHOLE.items()}
_PATTERNS = {
    theme: re.compile(
        rf"(?<![\w-])(?:{'|'.join(filter(None, (names, _PART.get(theme))))}){_INITIATIVES}(?![\w-])", re.IGNORECASE
    )
    for theme, names in _WHOLE.items()
}
# The compilation has a table a theme.
_SAID = re.compile(r"\b(?:tema(?:t|n|na|område\w*)?|tabell(?:en|er|erna)?|themes?|tables?)\b", re.IGNORECASE)

# What a text says of a theme, why, or what it means, is told by its sentences: a list of initiatives does not.
_ASKS_WORDS = re.compile(
    r"\b(?:sägs|säger|sade|sagts|skriver|skrivs|skrivit|nämner|nämns|nämnts|står|varför|betyder|menas|innebär|definier\w+)\b"
    r"|^vad är\b|\b(?:says?|said|mentions?|why|means?|meant)\b",
    re.IGNORECASE,
)
_INITIATIVES_WITHIN = re.compile(
    r"\b(?:insats(?:er)?|projekt|satsning(?:ar)?|åtgärd(?:er)?|initiativ|initiatives?|projects?)(?: \w+){0,2}"
    r" (?:inom|within)\b",
    re.IGNORECASE,
)
# `Har Kalmar fler insatser inom integration än Skåne?` compares numbers of them.
_COUNTED = re.compile(
    rf"\b(?:flera?|flest|färre|färst|mera?|mest|minst|more|most|fewer|fewest)\b(?: \w+){{0,2}}? {THINGS}\b",
    re.IGNORECASE,
)
_LEADS_UP = re.compile(rf"{_SAID.pattern}\s+(?:om\s+|för\s+|on\s+)?$", re.IGNORECASE)


def find_theme_name(question: str, theme: str) -> Span | None:
    """Give where a question names a theme, the word `tema` or `tabell` before it included; None where it does not."""
    name = _PATTERNS[theme].search(question)
    if name is None:
        return None
    before = _LEADS_UP.search(question[: name.start()])
    return (before or name).start(), name.end()


def asks_of_theme(question: str) -> bool:
    """Tell whether a question names a theme, and does not ask for words that are told of it."""
    return not _ASKS_WORDS.search(question) and any(find_theme_name(question, theme) for theme in _PATTERNS)


def theme_by_name(topic: str) -> str | None:
    """Give the slug of the theme whose whole name is all of a topic; None where it is another, or less."""
    return next((theme for theme, pattern in _WHOLE_PATTERNS.items() if pattern.fullmatch(topic)), None)


def theme_by_part(text: str) -> str | None:
    """Give the slug of the theme that a text is all a name of, or of a part of one: `miljö`; None where it is none."""
    return next((theme for theme, pattern in _PATTERNS.items() if pattern.fullmatch(text)), None)


def named_themes(question: str, words: Sequence[str], kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the slugs of the themes a question names, and the topic's words without them.

    A theme is named where the word `tema` or `tabell` stands, and where its name is all the topic there is: any name in
    a question that counts, compares numbers of initiatives or sums up, its whole name in another that compares or asks
    which regions have initiatives within it. Else its name is a topic like any other.
    """
    found = {theme: hit for theme, pattern in _PATTERNS.items() if (hit := pattern.search(question))}
    if not found:
        return (), tuple(words)
    names = re.findall(r"\w+", " ".join(hit.group() for hit in found.values()).casefold())
    rest = tuple(word for word in words if word.casefold() not in names and not _SAID.fullmatch(word))
    says_theme = bool(_SAID.search(question))
    lists = kind is Kind.COMPARE or (kind is Kind.REGIONS and _INITIATIVES_WITHIN.search(question))
    counts = kind in (Kind.COUNT, Kind.OVERVIEW) or (kind is Kind.COMPARE and _COUNTED.search(question))
    is_all = counts or (lists and _names_whole(found))
    if not says_theme and (rest or not is_all):
        return (), tuple(words)
    return tuple(found), rest


def _names_whole(found: Mapping[str, re.Match[str]]) -> bool:
    return all(_WHOLE_PATTERNS[theme].fullmatch(hit.group()) for theme, hit in found.items())
