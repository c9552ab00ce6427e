"""The known name that an unknown one was probably meant to be."""

from collections.abc import Collection
from difflib import get_close_matches


def nearest(name: str, known: Collection[str]) -> str:
    """Say which known name is nearest to an unknown one, or where none is near, all that are known."""
    # A slip keeps more than that; at 0.5 `previous` is near `region`.
    found = get_close_matches(name.lower(), known, n=1, cutoff=0.65)
    if found:
        return f"menade du {found[0]!r}?"
    return f"väntade någon av: {', '.join(known)}" if known else "väntade ingen"
