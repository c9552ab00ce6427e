"""Superscripts: a footnote's mark is kept apart from the word or figure that it follows."""

import re

_MARK = re.compile(r"\s*\(?(?P<numbers>\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\s*[).]?\s*")
# Square and cubic metres, and powers of ten, are no footnotes.
_TAKES_POWER = re.compile(r"(?:(?<![^\W\d_])[kcdmµ]?m|(?<![\d.,])10)\s?$")


def raised_text(before: str, raised: str) -> str:
    """Give raised text as it is written on the line: `125` and a raised `3` as `125[3]`, `m` and `2` as `m2`.

    Args:
        before: What stands before it on the line.
        raised: What is raised.
    """
    mark = _MARK.fullmatch(raised)
    if mark is None:
        return raised
    if _TAKES_POWER.search(before):
        return raised if before.rstrip()[-1:].isalpha() else f"^{raised.strip()}"
    return f"[{mark['numbers']}]{' ' if raised[-1].isspace() else ''}"
