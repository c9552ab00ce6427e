"""Which theme a heading names: by its words, never by its number."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from corpus.themes import Theme, find_theme

_WORD = re.compile(r"\w+")
# A heading as like as this to a theme's is that theme's; the headings of two themes are alike to 0.6 at most.
_MIN_LIKENESS = 0.9


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


def _are_alike(title: str, wording: str) -> bool:
    told, expected = _WORD.findall(title.casefold()), _WORD.findall(wording.casefold())
    if told == expected or abs(len(told) - len(expected)) > 1 or 2 * len({*told} & {*expected}) < len(expected) - 1:
        return told == expected
    return SequenceMatcher(None, " ".join(told), " ".join(expected)).ratio() >= _MIN_LIKENESS
