"""Stretches of a text, by where they stand in it."""

# Characters `start` up to `end`, counted from 0.
Span = tuple[int, int]


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two stretches of one text share a character."""
    return one[0] < other[1] and other[0] < one[1]
