"""Symbols that Word takes from symbol fonts, in which the code of a letter stands for another sign."""

from typing import Any

from docx.oxml.ns import qn

# Codes as these fonts count them; Word adds 0xF000. A box that is ticked or crossed is ☒, as in forms.
_WINGDINGS = {
    **dict.fromkeys((0x6F, 0x71, 0x72, 0xA8), "☐"),
    **dict.fromkeys((0xFD, 0xFE), "☒"),
    **dict.fromkeys((0x6C, 0x6E, 0x77, 0x9F, 0xA7, 0xD8), "•"),
    **{0xFB: "✗", 0xFC: "✓", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "→", 0xF0: "→"},
}
_WINGDINGS_2 = {
    **dict.fromkeys((0x30, 0xA3), "☐"),
    **dict.fromkeys((0x51, 0x52, 0x53, 0x54), "☒"),
    0x4F: "✗",
    0x50: "✓",
}
_SYMBOL = {
    **{0x2D: "−", 0x61: "α", 0x62: "β", 0x44: "Δ", 0x6D: "µ", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×"},
    **{0xB7: "•", 0xB8: "÷", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD7: "·"},
}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PRIVATE = range(0xE000, 0xF900)


def shown_sign(element: Any) -> str:
    """Give the sign that a `w:sym` shows; "" where its font is not known here and says nothing in another."""
    try:
        code = int(element.get(qn("w:char"), ""), 16)
    except ValueError:
        return ""
    signs = _FONTS.get(element.get(qn("w:font"), "").lower())
    if signs is not None:
        return signs.get(code & 0xFF, "")
    return chr(code) if code not in _PRIVATE and 0x20 <= code < 0xD800 else ""
