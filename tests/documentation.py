"""The pages of the documentation, and what stands in them as code."""

import re
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).parents[1]
FLOORS = ("corpus", "indexer", "service", "eval")
PAGES = sorted(
    page
    for folder in (".", "docs", "docs/decisions", *(f"{floor}/**" for floor in FLOORS))
    for page in TOP.glob(f"{folder}/*.md")
)
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def name_of(page: Path) -> str:
    """Give a page as it is named from the top."""
    return page.relative_to(TOP).as_posix()


def spans_in(page: Path) -> list[str]:
    """Give what stands between single backticks in a page's prose."""
    return re.findall(r"`([^`\n]+)`", _FENCED.sub("", page.read_text(encoding="utf-8")))


def code_in(page: Path) -> Iterator[str]:
    """Give all that stands in a page as code: spans of its prose, and lines of its examples."""
    text = page.read_text(encoding="utf-8")
    yield from spans_in(page)
    for block in _FENCED.findall(text):
        yield from block.splitlines()[1:-1]
    yield from re.findall(r"^ {4,}(\S.*)$", text, re.MULTILINE)
