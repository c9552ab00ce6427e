"""The counties' outlines, as SVG paths read once from `counties.json`."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

COUNTIES = Path(__file__).parent / "counties.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """The map's size and the path of every county by its code."""

    width: int
    height: int
    paths: dict[str, str]


@lru_cache(maxsize=1)
def read_outlines() -> Outlines:
    """Give the outlines of the 21 counties."""
    kept = json.loads(COUNTIES.read_text(encoding="utf-8"))
    return Outlines(width=kept["width"], height=kept["height"], paths=kept["paths"])
