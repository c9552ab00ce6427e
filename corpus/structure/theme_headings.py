"""Which theme a heading names: by its words; by a number only where it reads Tabell 3 or Tema 3."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from corpus.errors import UnknownThemeError
from corpus.themes import THEMES, Theme, find_theme, theme_number

_NUMBER = re.compile(r"^(?:(?:Tabell|Tema|Fråga|Avsnitt)\s+)?\d{1,2}(?:\.\d{1,2})*[.:]?\s+(?=\S)", re.IGNORECASE)
_SAYS_THEME = re.compile(r"^Tema(?:område)?\s*:\s*", re.IGNORECASE)
_THEME_NUMBER = re.compile(r"(?:Tabell|Tema)\s+(?P<number>\d)[.:]?", re.IGNORECASE)
# What stands behind a heading that is told again over the rest of its table.
_GOES_ON = re.compile(r"\s*[(,–-]?\s*(?:forts(?:ättning)?\.?|\d+\s*(?:av|/)\s*\d+)\)?$", re.IGNORECASE)
_WORD = re.compile(r"\w+")
# A heading as like as this to a theme's is that theme's; the headings of two themes are alike to 0.6 at most.
_MIN_LIKENESS = 0.9
# So many words of a heading that takes several lines stand on its first.
_MIN_OPENING = 3


def heading_theme(title: str, themes: Mapping[str, Sequence[str]]) -> Theme | None:
    """Give the theme that a heading names, as a form or the theme itself words it, letter for letter or nearly.

    Args:
        themes: How a form's headings may read, by the theme's id.
    """
    for theme_id, wordings in themes.items():
        theme = find_theme(theme_id)
        if any(_are_alike(title, wording) for wording in (*wordings, theme.label)):
            return theme
    return None


def opens_theme(line: str, themes: Mapping[str, Sequence[str]]) -> bool:
    """Whether a line is the heading of a form's theme, or the first line of it, word for word."""
    told = _WORD.findall(line.casefold())
    wordings = (words for theme, worded in themes.items() for words in (*worded, find_theme(theme).label))
    expected = (_WORD.findall(wording.casefold()) for wording in wordings)
    return any(told == words[: len(told)] and len(told) >= min(_MIN_OPENING, len(words)) for words in expected)


def bare_title(title: str) -> str:
    """Give a heading without its number or `Tema:`, and without saying that it is told again."""
    return _GOES_ON.sub("", _NUMBER.sub("", _SAYS_THEME.sub("", title, count=1), count=1))


def titled_theme(title: str, themes: Mapping[str, Sequence[str]]) -> str | None:
    """Give the slug of the theme a heading is called by: its label, or its number as "Tabell 3" or "Tema 3"."""
    numbered = _THEME_NUMBER.fullmatch(_GOES_ON.sub("", title))
    if numbered:
        theme = theme_number(int(numbered["number"]))
        return theme.id if theme else None
    name = bare_title(title)
    named = heading_theme(name, themes)
    if named is not None:
        return named.id
    try:
        return find_theme(name).id
    except UnknownThemeError:
        return _begun_label(name)


def _begun_label(title: str) -> str | None:
    """Give the slug of the one theme whose label begins with these words: `Kompetensförsörjning`."""
    told = _WORD.findall(title.casefold())
    begun = [theme.id for theme in THEMES if told and _WORD.findall(theme.label.casefold())[: len(told)] == told]
    return begun[0] if len(begun) == 1 else None


def _are_alike(title: str, wording: str) -> bool:
    told, expected = _WORD.findall(title.casefold()), _WORD.findall(wording.casefold())
    if told == expected or abs(len(told) - len(expected)) > 1 or 2 * len({*told} & {*expected}) < len(expected) - 1:
        return told == expected
    return SequenceMatcher(None, " ".join(told), " ".join(expected)).ratio() >= _MIN_LIKENESS
