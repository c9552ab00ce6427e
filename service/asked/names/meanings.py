"""Questions for what a word or an abbreviation means, and where a text explains it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from indexer.words.analysis import analyse
from service.spans import Span

_ASKS = re.compile(
    r"^vad (?:är|betyder|innebär|menas med|avses med|menar man med)(?: (?:begreppet|ordet|förkortningen|termen))?"
    r"(?: (?:en|ett|s\.k\.|så kallade?t?))? (?P<of>[^?.!]+?)(?: för (?:något|nåt))?\W*$"
    r"|^vad står (?:förkortningen )?(?P<stands>[^?.!]+?) för\W*$"
    r"|^hur definiera(?:s|des|ts) (?P<defined>[^?.!]+?)(?: (?:på|i|inom|av|enligt) [^?.!]+)?\W*$",
    re.IGNORECASE,
)
MAX_WORDS = 4
_ABBREVIATION = re.compile(r"[A-ZÅÄÖ][\wÅÄÖ&]*[A-ZÅÄÖ0-9][\w&]*")
# What follows a word that a sentence explains; `inom komvux` may stand between.
_EXPLAINS = (
    r"(?: \([^()]*\))?(?:,? (?:inom|i) \w+)? (?:är|innebär|betyder|avser|omfattar|består|kombinerar|utgör|definieras"
    r"|syftar på|handlar om)\b"
)
_OPENS = r"(?:^|(?<=[.!?:”] )|(?<=[•–] ))(?:En |Ett |Begreppet |Med )?"
# A heading that text was put behind, with its points.
_LISTS = r"(?: \([^()]*\))? •"
_BEFORE_BRACKET = re.compile(r"(?:[\w/-]+ ){1,9}$")


def asked_word(question: str) -> str | None:
    """Give the word or the few words whose meaning a question asks for; None where it asks for something else."""
    found = _ASKS.match(question)
    word = next(filter(None, found.groups())).strip(" ”\"'“") if found else ""
    return word if word and len(word.split()) <= MAX_WORDS else None


def is_abbreviation(word: str) -> bool:
    """Tell whether a word is written as an abbreviation."""
    return bool(_ABBREVIATION.fullmatch(word))


def find_meaning(text: str, abbreviation: str) -> Span | None:
    """Give where a text says what an abbreviation stands for: the words before its bracket, or in the one behind it."""
    for found in re.finditer(rf"\({re.escape(abbreviation)}\)", text):
        before = _BEFORE_BRACKET.search(text[: found.start()])
        for start in _word_starts(text, *before.span()) if before else ():
            if _stands_for(text[start : found.start()], abbreviation):
                return start, found.start() - 1
    for found in re.finditer(
        rf"\b{re.escape(abbreviation)}(?:[\w-]* \((?P<in>[^()]+)\)|,? (?P<behind>[^,.;•()]+))", text
    ):
        if _stands_for(found["in"] or found["behind"], abbreviation, by_words=found["in"] is None):
            return found.span("in" if found["in"] else "behind")
    return None


def _word_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Give where each word begins, the last one first."""
    return reversed([start + word.start() for word in re.finditer(r"\S+", text[start:end])])


def _stands_for(words: str, abbreviation: str, *, by_words: bool = False) -> bool:
    """Tell whether words hold the letters of an abbreviation in order, beginning with its first.

    Args:
        by_words: Each letter must begin a word.
    """
    letters = [letter for letter in abbreviation.casefold() if letter.isalpha()]
    told = words.casefold().split()
    if len(letters) < 2 or not told or not told[0].startswith(letters[0]):
        return False
    left = iter([word[0] for word in told] if by_words else "".join(told))
    return all(letter in left for letter in letters)


def find_explanation(text: str, word: str) -> int | None:
    """Give where a text begins to say what a word is: it opens a sentence that does, or a list of points."""
    found = _explaining(word).search(text)
    return found.start() if found else None


def is_headed_by(heading: str, word: str) -> bool:
    """Tell whether a heading is a word and no more, or announces its definition."""
    return bool(re.match(rf"(?:{_inflected(word)}\W*$|definition av {_inflected(word)})", heading, re.IGNORECASE))


@lru_cache(maxsize=64)
def _explaining(word: str) -> re.Pattern[str]:
    listed = f"{word[:1].upper()}(?i:{_inflected(word)[1:]})"
    return re.compile(rf"(?i:{_OPENS}{_inflected(word)}{_EXPLAINS})|\b{listed}{_LISTS}")


def _inflected(word: str) -> str:
    return " ".join(rf"{re.escape(term.stem)}\w{{0,4}}" for term in analyse(word))
