"""The words that pages are made with, by language; what the documents say stays as it is written."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request

from corpus.themes import THEMES
from service.answer.references import SWEDISH_PAGES
from service.asked.telling import SWEDISH_CHIPS

COOKIE = "insatskartan-sprak"

# Sections of words and, within them, texts, pairs of a singular and a plural, or further sections.
Words = Mapping[str, Any]

# What is told in Swedish outside the pages too, and therefore has its words where that is done.
SWEDISH: Words = {
    "chips": SWEDISH_CHIPS,
    "pages": SWEDISH_PAGES,
    "themes_named": {theme.id: theme.label for theme in THEMES},
}


class Language(StrEnum):
    """A language that the pages can be read in."""

    SWEDISH = "sv"
    ENGLISH = "en"

    @property
    def other(self) -> "Language":
        """The language to change to."""
        return Language.ENGLISH if self is Language.SWEDISH else Language.SWEDISH


@cache
def words_in(language: Language) -> Words:
    """Give the words of a language, by section and key."""
    path = Path(__file__).with_name(f"{language.value}.toml")
    told: Words = tomllib.loads(path.read_text(encoding="utf-8"))
    return {**SWEDISH, **told}


def language_of(request: Request) -> Language:
    """Give the language a reader has chosen; Swedish until then.

    What the browser prefers is not asked: many who read Swedish have it set to English.
    """
    chosen = request.cookies.get(COOKIE, "")
    return Language(chosen) if chosen in list(Language) else Language.SWEDISH


def words_of(request: Request) -> Words:
    """Give the words of the language a reader has chosen."""
    return words_in(language_of(request))
