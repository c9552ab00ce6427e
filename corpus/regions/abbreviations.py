"""Regions by what a narrow column makes of their names: `Sthlm`, `Reg. Jkpg`, `Västern.`, `V-botten`, `AC-län`."""

import re
from functools import lru_cache

from corpus.regions import GROUPS, REGIONS, Region, region_by_code

# Letters of the counties (länsbokstäver); one alone may be a tick (`X`) or an answer (`J`, `N`), and needs `län`.
_LETTERS = {
    **{"ab": "01", "c": "03", "d": "04", "e": "05", "f": "06", "g": "07", "h": "08", "i": "09", "k": "10", "m": "12"},
    **{"n": "13", "o": "14", "s": "17", "t": "18", "u": "19", "w": "20", "x": "21", "y": "22", "z": "23"},
    **{"ac": "24", "bd": "25"},
}
_SHORT = {"sthlm": "01", "stlm": "01", "jkpg": "06"}
_AROUND = re.compile(r"(?:reg(?:ion(?:en)?|\.)?\s+)?(?P<core>.+?)(?P<county>(?:s?\s+|-)län)?")
_BEGUN = re.compile(r"(?P<begins>[^\W\d_]{3,})\.")
_ENDED = re.compile(r"(?P<begins>[^\W\d_])[-.: ]+(?P<ends>[^\W\d_]{4,})")


def abbreviated_region(text: str) -> Region | None:
    """Give the one region that a text abbreviates and says no more; None where it may be another."""
    told = _AROUND.fullmatch(" ".join(text.casefold().split()))
    if told is None:
        return None
    core = told["core"]
    code = _SHORT.get(core)
    if code is None and (told["county"] or len(core) > 1):
        code = _LETTERS.get(core)
    return region_by_code(code) if code is not None else _cut_short(core)


def _cut_short(core: str) -> Region | None:
    cut = _BEGUN.fullmatch(core) or _ENDED.fullmatch(core)
    if cut is None:
        return None
    begins, ends = cut["begins"], cut.groupdict().get("ends", "")
    fitting = {place for name, place in _called() if name.startswith(begins) and name.endswith(ends)}
    only = fitting.pop() if len(fitting) == 1 else None
    return only if isinstance(only, Region) else None


@lru_cache(maxsize=1)
def _called() -> tuple[tuple[str, object], ...]:
    return tuple((name.casefold(), place) for place in (*REGIONS, *GROUPS) for name in (place.name, *place.aliases))
