"""The known name that an unknown one was probably meant to be."""

from collections.abc import Collection
from difflib import get_close_matches


def nearest(name: str, known: Collection[str]) -> str:
    """Say which known name is nearest to an unknown one, or where none is near, all that are known."""
    found = get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    return f"menade du {found[0]!r}?" if found else f"väntade någon av: {', '.join(known) or 'inga'}"
