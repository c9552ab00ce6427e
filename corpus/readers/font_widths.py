"""How wide a PDF font draws each letter, as the font itself says; what it does not say is estimated."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from corpus.pages import collapse

# An entry of a PDF: whatever pypdf read there.
_Entry = Any
LetterWidths = Mapping[str, float]

# No font has more letters; a damaged one may claim so.
_MAX_LETTERS = 65536
_MAX_BYTES = 2_000_000
_MAPS = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_CODE = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[|\])")
_ENCODINGS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}
# How far an estimated width may be off.
_ERROR = 0.15
_NARROW, _WIDE = frozenset("iljtfrI.,:;!|()[]/'- "), frozenset("mwMW@%")


def text_width(text: str, size: float, widths: LetterWidths) -> tuple[float, float]:
    """Give how wide a text is drawn and how far that may be off, in the measure of its size.

    Letters of which the font says nothing are taken as wide as a grotesque's.
    """
    letters = collapse(text)
    told = sum(widths[letter] for letter in letters if letter in widths)
    estimated = sum(_estimated(letter) for letter in letters if letter not in widths)
    return size * (told + estimated), size * _ERROR * estimated


def _estimated(letter: str) -> float:
    if letter in _NARROW:
        return 0.29
    if letter in _WIDE:
        return 0.85
    return 0.68 if letter.isupper() else 0.54


def letter_widths(font: Mapping[str, _Entry]) -> dict[str, float]:
    """Give the width of a font's letters as shares of its size; empty where it tells none."""
    descendants = font.get("/DescendantFonts")
    if descendants is not None:
        told, otherwise = _of_glyphs(descendants.get_object()[0].get_object())
    else:
        told, otherwise = _of_codes(font), 0.0
    letters = _letters(font, is_simple=descendants is None)
    found = {letter: told.get(code, otherwise) for code, letter in letters if len(letter) == 1}
    return {letter: width for letter, width in found.items() if width > 0}


def _of_codes(font: Mapping[str, _Entry]) -> dict[int, float]:
    """Give the widths of a simple font's codes; a font that is drawn letter by letter says its own measure."""
    matrix = font.get("/FontMatrix")
    unit = float(matrix.get_object()[0]) if matrix is not None else 0.001
    widths = font.get("/Widths")
    told = widths.get_object() if widths is not None else ()
    first = int(font.get("/FirstChar", 0))
    return {first + n: unit * float(width.get_object()) for n, width in enumerate(islice(told, _MAX_LETTERS))}


def _of_glyphs(font: Mapping[str, _Entry]) -> tuple[dict[int, float], float]:
    """Give the widths of a composite font's glyphs, and that of all others."""
    told = [entry.get_object() for entry in islice(_array(font.get("/W")), _MAX_LETTERS)]
    widths: dict[int, float] = {}
    place = 0
    while place + 1 < len(told):
        first, second = int(told[place]), told[place + 1]
        if isinstance(second, list):
            widths |= {first + n: 0.001 * float(width.get_object()) for n, width in enumerate(second)}
            place += 2
        else:
            last = min(int(second), first + _MAX_LETTERS)
            widths |= dict.fromkeys(range(first, last + 1), 0.001 * float(told[place + 2]))
            place += 3
        if len(widths) > _MAX_LETTERS:
            return {}, 0.0
    return widths, 0.001 * float(font.get("/DW", 1000))


def _array(entry: _Entry) -> Sequence[_Entry]:
    return () if entry is None else entry.get_object()


def _letters(font: Mapping[str, _Entry], *, is_simple: bool) -> Iterator[tuple[int, str]]:
    """Give a font's codes, each with what it writes; what the font says itself comes last."""
    if is_simple:
        encoding = font.get("/Encoding")
        told = None if encoding is None else encoding.get_object()
        base = told.get("/BaseEncoding") if isinstance(told, Mapping) else told
        codes = bytes(range(32, 256)).decode(_ENCODINGS.get(str(base), "latin-1"), "replace")
        yield from enumerate(codes, start=32)
    stream = font.get("/ToUnicode")
    data = stream.get_object().get_data() if stream is not None else b""
    yield from islice(_mapped(data[:_MAX_BYTES]), _MAX_LETTERS)


def _mapped(data: bytes) -> Iterator[tuple[int, str]]:
    """Read the map from a font's codes to letters."""
    for kind, body in _MAPS.findall(data):
        codes = [(bytes.fromhex(code.decode("ascii")), mark) for code, mark in _CODE.findall(body)]
        if kind == b"bfchar":
            for (code, _), (letter, _) in zip(codes[::2], codes[1::2], strict=False):
                yield int.from_bytes(code), _utf16(letter)
        else:
            yield from _ranges(codes)


def _ranges(codes: Sequence[tuple[bytes, bytes]]) -> Iterator[tuple[int, str]]:
    """Read ranges of codes: a first and a last, then the first letter or a list of all."""
    place = 0
    while place + 2 < len(codes):
        first, last = int.from_bytes(codes[place][0]), int.from_bytes(codes[place + 1][0])
        if codes[place + 2][1] == b"[":
            place += 3
            while place < len(codes) and not codes[place][1]:
                yield first, _utf16(codes[place][0])
                first, place = first + 1, place + 1
            place += 1
        else:
            letter = _utf16(codes[place + 2][0])
            if len(letter) == 1:
                top = min(last - first, _MAX_LETTERS, 0x10FFFF - ord(letter))
                yield from ((first + n, chr(ord(letter) + n)) for n in range(top + 1))
            place += 3


def _utf16(code: bytes) -> str:
    return code.decode("utf-16-be", "replace")
