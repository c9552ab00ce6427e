"""Text to tokens: words, and numbers, amounts, dates, diary numbers and abbreviations kept whole."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.words.remembering import remembered

# A letter may be followed by the dots that belong on it, where the text is decomposed.
_WORD = r"(?:[^\W_][\u0300-\u036f]*)+"
# Digits in groups of three are one amount: 3 056 308. Letters and digits joined inside by a mark are one token at
# first: e-hälsa, 1:1, 2023-01-01, RS/2023-114, t.ex.
_TOKEN = re.compile(
    r"(?<!\d)(?<!\d[,.])\d{1,3}(?:[ \u00a0]\d{3})+(?:,\d+)?(?!\d)"
    r"|\d+,\d+(?!\w)"
    rf"|{_WORD}(?:[-./:&’']{_WORD})*"
)
# A thousand million kronor or more is told in millions; so many groups of digits are rather several amounts.
_MANY_GROUPS = 4
_SPACED = re.compile(r"[ \u00a0]")
_JOINT = re.compile(r"[-./:&’']")
_INFLECTED_ABBREVIATION = re.compile(r"([^\W_]+(?:-[^\W_]+)*)[:’'](?:s|n|t|r|en|et|er|ar|ens|ets|erna|arna|ernas|a|e)")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Token:
    """One token, from character `start` up to `end` of the text.

    Attributes:
        text: In lower case, composed (NFC), without the spaces of an amount or the ending of an abbreviation (`EU:s`).
        parts: What it consists of where it is joined by a hyphen or another mark, and the amounts that a row of four
            groups of digits or more may be; else empty.
    """

    text: str
    start: int
    end: int
    parts: tuple[str, ...] = ()


def tokenize(text: str) -> Iterator[Token]:
    """Give the tokens of a text in order; offsets count characters of the text as given."""
    for match in _TOKEN.finditer(text):
        start = match.start()
        for token in _read(match.group()):
            yield Token(token.text, start + token.start, start + token.end, token.parts)


# To read one takes ten times as long as to look it up, and most of a text has been met before.
@remembered(50_000)
def _read(raw: str) -> tuple[Token, ...]:
    """Give the tokens of what stands together, offsets counted from its beginning."""
    plain = unicodedata.normalize("NFC", raw).lower()
    inflected = _INFLECTED_ABBREVIATION.fullmatch(plain)
    word = inflected[1] if inflected else plain
    pieces = _JOINT.split(word)
    if len(pieces) == 1:
        return (Token(_SPACED.sub("", word), 0, len(raw), _amounts(word)),)
    if _is_phrase(word, pieces):
        return _pieces(raw)
    if all(_LETTERS.fullmatch(piece) for piece in pieces) and "-" in word:
        # Hyphens go: `kompetens-utveckling` is the same word as `kompetensutveckling`, `e-hälsa` as `ehälsa`.
        return (Token("".join(pieces), 0, len(raw), tuple(pieces)),)
    return (Token(word, 0, len(raw), _parts(word)),)


def _amounts(word: str) -> tuple[str, ...]:
    """Give the amounts that a long row of groups may consist of, where figures of several cells stand side by side."""
    groups = _SPACED.split(word)
    if len(groups) < _MANY_GROUPS:
        return ()
    runs = (groups[start : start + n] for n in (2, 3) for start in range(len(groups) - n + 1))
    return tuple("".join(run) for run in runs if not run[0].startswith("0"))


def _parts(word: str) -> tuple[str, ...]:
    """Give what may be asked for alone: `1:1` and `anslag` of `1:1-anslag`, `2023` of `2023-01-15`."""
    by_hyphen = word.split("-")
    pieces = by_hyphen if any(_LETTERS.fullmatch(piece) for piece in by_hyphen[1:]) else _JOINT.split(word)
    return tuple(piece for piece in pieces if len(piece) > 2)


def _is_phrase(word: str, pieces: list[str]) -> bool:
    """Whether whole words stand side by side: `och/eller`, or a full stop without the space after it."""
    return ("/" in word or "." in word) and all(_LETTERS.fullmatch(piece) and len(piece) > 2 for piece in pieces)


def _pieces(raw: str) -> tuple[Token, ...]:
    return tuple(
        Token(unicodedata.normalize("NFC", match.group()).lower(), match.start(), match.end())
        for match in re.finditer(_WORD, raw)
    )
