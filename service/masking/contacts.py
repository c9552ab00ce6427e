"""Finds contact details in text and covers them, letter by letter, so that every place in it stays where it is."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from service.spans import Span

COVER = "•"
COVERED = re.compile(f"{COVER}{{3,}}")

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Swedish numbers: +46 8 123 456 78, 08-123 45 67, 070-1234567; without hyphen only as 070 123 45 67 or 08 12 34 56:
# figures of a table that stand side by side (015 1 107 566) may begin with 0 as well.
PHONE = re.compile(
    r"(?<![\w/.,:-])(?:"
    r"\+46[ -]?(?:\(0\) ?)?\d{1,3}(?:[ –-]{1,3}\d{2,7}){1,4}"
    r"|0\d{1,3} ?[–-] ?\d{2,7}(?: \d{2,4}){0,3}"
    r"|0\d{1,3}(?: \d{2,3})?(?: \d{2}){2,3}"
    r")(?![\w/:]|[.,]\d)"
)
MIN_DIGITS, MAX_DIGITS = 7, 12
NAME = r"[A-ZÅÄÖÉ][\wéü-]+"
TWO_NAMES = re.compile(rf"\b{NAME}(?:\s+{NAME}){{1,3}}")
LABELLED = re.compile(rf"\b(?:Kontaktperson(?:er)?|Kontakt|Handläggare)\s*:?\s*({NAME}(?:\s+{NAME}){{1,2}})")


def find_contacts(text: str) -> list[Span]:
    """Give where addresses, telephone numbers and persons labelled as contacts stand in a text, in its order."""
    spans = [found.span() for found in EMAIL.finditer(text)]
    spans += [found.span() for found in PHONE.finditer(text) if _is_number(found.group())]
    return sorted(spans + [found.span(1) for found in LABELLED.finditer(text)])


def is_masked(text: str) -> bool:
    """Tell whether something is covered in a text; a single mark may be a bullet of its own."""
    return bool(COVERED.search(text))


def find_names(texts: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Give the first and last names of contact persons: labelled as such, or spelt out in an e-mail address.

    Letters are compared without dots and accents, as addresses have them.
    """
    names: set[tuple[str, str]] = set()
    for text in texts:
        for address in EMAIL.findall(text):
            parts = address.partition("@")[0].split(".")
            if len(parts) == 2 and all(len(part) > 1 for part in parts):
                names.add((_plain(parts[0]), _plain(parts[1])))
        for name in LABELLED.findall(text):
            words = name.split()
            names.add((_plain(words[0]), _plain(words[-1])))
    return frozenset(names)


def mask(text: str, names: frozenset[tuple[str, str]]) -> str:
    """Cover addresses, numbers and the names given; the text keeps its length and its white space."""
    if "@" in text:
        text = EMAIL.sub(_cover, text)
    text = PHONE.sub(_cover_number, text)
    return TWO_NAMES.sub(_cover_names(names), text) if names else text


def _cover(found: re.Match[str]) -> str:
    return re.sub(r"\S", COVER, found.group())


def _cover_number(found: re.Match[str]) -> str:
    return _cover(found) if _is_number(found.group()) else found.group()


def _is_number(written: str) -> bool:
    return MIN_DIGITS <= sum(character.isdecimal() for character in written) <= MAX_DIGITS


def _cover_names(names: frozenset[tuple[str, str]]) -> Callable[[re.Match[str]], str]:
    def cover(found: re.Match[str]) -> str:
        words = re.split(r"(\s+)", found.group())
        plain = [_plain(word) for word in words]
        # Words stand at even places, what parts them between.
        for place in range(0, len(words) - 2, 2):
            if (plain[place], plain[place + 2]) in names:
                words[place], words[place + 2] = COVER * len(words[place]), COVER * len(words[place + 2])
        return "".join(words)

    return cover


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
