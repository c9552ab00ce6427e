"""How deep a count is coloured: five levels of equal width from the smallest count to the largest."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

LEVELS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """What the levels stand for; level 0 is none at all.

    Attributes:
        least: The smallest count, none aside.
        bounds: The largest count that each level takes, from the palest.
        has_none: Whether any count is none.
    """

    least: int
    bounds: tuple[int, ...]
    has_none: bool

    @classmethod
    def of(cls, counts: Iterable[int]) -> "Heat":
        """Give the levels of these counts; fewer than five where the counts are small."""
        held = list(counts)
        least, most = min(filter(None, held), default=0), max(held, default=0)
        width = (most - least + 1) / LEVELS
        bounds = {least - 1 + math.ceil(width * step) for step in range(1, LEVELS + 1)} if most else set()
        return cls(least=least, bounds=tuple(sorted(bounds)), has_none=0 in held)

    def level(self, count: int) -> int:
        """Give a count's level, the deepest for the largest."""
        if not count:
            return 0
        return LEVELS - sum(count <= bound for bound in self.bounds) + 1

    def legend(self) -> list[tuple[int, str]]:
        """Give every level in use from none up, with the counts it stands for."""
        lows = (self.least, *(bound + 1 for bound in self.bounds))
        spans = [
            (self.level(high), str(high) if low == high else f"{low}–{high}")
            for low, high in zip(lows, self.bounds, strict=False)
        ]
        return [(0, "0"), *spans] if self.has_none else spans
