"""The word lists that ship with the analysis, read once from `data/`; `#` begins a comment line."""

from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=8)
def words(name: str) -> frozenset[str]:
    """Give all words of a list."""
    return frozenset(word for line in _lines(name) for word in line.split())


@lru_cache(maxsize=1)
def irregular_forms() -> dict[str, str]:
    """Give inflected form to word, for those that no ending explains."""
    lines = [line.split() for line in _lines("irregular.txt")]
    return {form: word for word, *forms in lines for form in (word, *forms)}


def _lines(name: str) -> list[str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]
