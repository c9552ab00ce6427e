"""How wide text was printed: which lines broke because they were full, and which because something ended.

Tables reach us as lines without their columns. A column's lines break where the next word no longer fits: knowing the
letters' widths, the column's width shows as the one value that nearly all breaks inside sentences agree on.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

# Advance widths of Calibri in 1/2048 em. On 664 breaks inside sentences of the compilation's prose they name one
# column width that contradicts 10; Helvetica's widths contradict 85.
_ADVANCES = {
    452: "'", 463: " ", 470: "il’‘", 490: "j", 511: ",", 516: "I", 517: ".", 548: ":;", 621: "()", 625: "f", 627: "-",
    653: "J", 667: "!", 686: "t", 714: "r", 791: "/", 801: "s", 809: "z", 821: "”“\"", 861: "L", 866: "c", 887: "x",
    925: "v", 927: "y", 931: "k", 941: "FS", 949: "?", 959: "Z", 964: "g", 981: "aåä", 998: "TY", 1000: "E",
    1019: "eé", 1020: "–•+=", 1058: "P", 1063: "X", 1064: "K", 1076: "bdhnpquü", 1080: "oö", 1092: "C", 1112: "R",
    1114: "B", 1162: "V", 1185: "AÅÄ", 1260: "D", 1276: "H", 1292: "G", 1314: "U", 1322: "N", 1356: "OÖ", 1378: "Q",
    1397: "&", 1464: "w%", 1636: "m", 1751: "M", 1822: "W",
}  # fmt: skip
_UNITS = 2048
_OTHER = 1038  # A digit's width.
_BY_CHARACTER = defaultdict(lambda: _OTHER, {c: advance for advance, text in _ADVANCES.items() for c in text})
_UNBROKEN = re.compile(r"\S+?[-–](?=\w)|\S+")
_SECOND_SHARE = 0.05  # A second width must settle at least this share of breaks; chance settles 1 to 3 %.
_MIN_GAP = 0.3  # em


@lru_cache(maxsize=65536)
def text_width(text: str) -> float:
    """Give the width of a text set on one line, in em."""
    return sum(map(_BY_CHARACTER.__getitem__, text)) / _UNITS


def fills(line: str, following: str, widths: Iterable[float]) -> bool:
    """Whether a line broke because it was full: the next line's first word would not have fitted any more."""
    word = _UNBROKEN.match(following)
    wanted = f"{line} {word[0] if word else following}"
    return any(text_width(line) <= width < text_width(wanted) for width in widths)


def column_widths(lines: Sequence[str]) -> tuple[float, ...]:
    """Find how wide the columns of a table are from its lines in order: one width in em, or two.

    Only breaks inside a sentence count, where a line without a stop goes on in lower case.
    """
    breaks = []
    for line, following in pairwise(lines):
        if line and following and line[-1] not in ".:;!?" and following[0].islower():
            breaks.append((text_width(line), text_width(f"{line} {following.split()[0]}")))
    first = _agreed(breaks, 0)
    unsettled = [(low, high) for low, high in breaks if not low <= first < high]
    second = _agreed(unsettled, first + _MIN_GAP)
    settled = sum(low <= second < high for low, high in unsettled)
    return (first, second) if settled > _SECOND_SHARE * len(breaks) else (first,)


def _agreed(breaks: Sequence[tuple[float, float]], above: float) -> float:
    """The width above a limit that most breaks allow: at least the line's, less than with one word more."""
    events = sorted([(low, -1) for low, _ in breaks] + [(high, 1) for _, high in breaks])
    best, best_count, count = 0.0, 0, 0
    for width, change in events:
        count -= change
        if width > above and count > best_count:
            best, best_count = width, count
    return best
