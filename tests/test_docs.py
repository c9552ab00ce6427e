"""What the documentation says of the tree is true: every path it names exists, and every room is drawn."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
FLOORS = ("corpus", "indexer", "service", "eval")
PAGES = sorted(
    page
    for folder in (".", "docs", "docs/decisions", *(f"{floor}/**" for floor in FLOORS))
    for page in TOP.glob(f"{folder}/*.md")
)
# A path is told from the top, or from the room that is spoken of.
BASES = ("", "docs", "corpus", "indexer", "indexer/models", "service", "eval")
STARTS = (*FLOORS, "docs", "tests", "asked", "answer", "search", "compare", "structure")
# Made by a command, and no part of the project.
MADE = ("eval/report/", "index/")


def paths_in(page: Path) -> Iterator[str]:
    """Give the paths that a page names in code or links to, those with braces once for each choice."""
    text = page.read_text(encoding="utf-8")
    told = re.findall(r"`([^`\n]+)`", text) + re.findall(r"\]\(([^)#\s:]+)\)", text)
    for path in told:
        if re.fullmatch(r"[\w.{},-]+(?:/[\w.{},-]+)+/?", path) and path.split("/")[0] in STARTS:
            choices = [part.strip("{}").split(",") for part in re.split(r"(\{[^}]+\})", path)]
            yield from map("".join, product(*choices))


def exists(path: str, page: Path) -> bool:
    """Tell whether a path is a file, a module or a folder, from one of the places it may be told from."""
    bases = [page.parent, *(TOP / base for base in BASES)]
    return any((base / f"{path}{ending}").exists() for base in bases for ending in ("", ".py"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(TOP).as_posix())
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    missing = [path for path in paths_in(page) if not path.startswith(MADE) and not exists(path, page)]
    assert not missing


def test_every_room_is_drawn() -> None:
    drawn = (TOP / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [room.parent.relative_to(TOP) for floor in FLOORS for room in TOP.glob(f"{floor}/*/**/__init__.py")]
    assert not [room for room in rooms if not _is_drawn(room, drawn)]


def _is_drawn(room: Path, drawn: str) -> bool:
    """Tell whether a drawing names a room, with its floor or in the line of the room it is in."""
    lines = drawn.splitlines()
    is_within = any(f"`{room.parent.as_posix()}`" in line and f"`{room.name}`" in line for line in lines)
    return is_within or re.search(rf"\b{room.as_posix()}\b", drawn) is not None
