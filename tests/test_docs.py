"""What the documentation says of the tree is true: every path, name and link leads somewhere, every room is drawn."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from tests.documentation import FLOORS, PAGES, TOP, name_of, spans_in

# A path is told from the top, or from the room that is spoken of.
BASES = ("", "docs", "corpus", "indexer", "indexer/models", "service", "eval")
STARTS = (*FLOORS, "docs", "tests", "asked", "answer", "search", "compare", "structure")
# Made by a command, and no part of the project.
MADE = ("eval/report/", "index/")
LINK = re.compile(r"\]\(([^)\s:]+)\)")
# A module told without its folder, or a file of tests.
MODULE = re.compile(r"[a-z_]+\.py|test_[a-z_]+")


def paths_in(page: Path) -> Iterator[str]:
    """Give the paths that a page names in code or links to, those with braces once for each choice."""
    told = [*spans_in(page), *(link.split("#")[0] for link in LINK.findall(page.read_text(encoding="utf-8")))]
    for path in told:
        if re.fullmatch(r"[\w.{},-]+(?:/[\w.{},-]+)+/?", path) and path.split("/")[0] in STARTS:
            choices = [part.strip("{}").split(",") for part in re.split(r"(\{[^}]+\})", path)]
            yield from map("".join, product(*choices))


def exists(path: str, page: Path) -> bool:
    """Tell whether a path is a file, a module or a folder, from one of the places it may be told from."""
    bases = [page.parent, *(TOP / base for base in BASES)]
    return any((base / f"{path}{ending}").exists() for base in bases for ending in ("", ".py"))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    missing = [path for path in paths_in(page) if not path.startswith(MADE) and not exists(path, page)]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_to_a_page_and_a_heading_of_it(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        path, _, heading = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        assert not heading or heading in headings_of(target), link


def headings_of(page: Path) -> set[str]:
    """Give the names that a page's headings are linked by, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_module_that_a_page_names_with_dots_has_what_it_is_named_for(page: Path) -> None:
    for name in spans_in(page):
        if re.fullmatch(rf"({'|'.join(FLOORS)})(\.\w+)+", name):
            assert is_defined(name), name


def is_defined(name: str) -> bool:
    """Tell whether a dotted name is a module or a package, or a name that a module defines."""
    path = TOP.joinpath(*name.split("."))
    if path.is_dir() or path.with_suffix(".py").exists():
        return True
    module = path.parent / "__init__.py" if path.parent.is_dir() else path.parent.with_suffix(".py")
    definition = rf"^(?:(?:def|class) {path.name}\b|{path.name}\b.*=)"
    return module.exists() and re.search(definition, module.read_text(encoding="utf-8"), re.MULTILINE) is not None


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_module_that_a_page_names_without_a_folder_exists(page: Path) -> None:
    names = {name if name.endswith(".py") else f"{name}.py" for name in spans_in(page) if MODULE.fullmatch(name)}
    assert names <= {file.name for folder in (*FLOORS, "tests") for file in (TOP / folder).rglob("*.py")}


def test_every_page_is_named_on_another() -> None:
    named = {path.name for page in PAGES for path in (Path(one) for one in paths_in(page)) if path.suffix == ".md"}
    assert {page.name for page in (TOP / "docs").glob("*.md")} <= named


def test_every_room_is_drawn() -> None:
    drawn = (TOP / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [room.parent.relative_to(TOP) for floor in FLOORS for room in TOP.glob(f"{floor}/*/**/__init__.py")]
    assert not [room for room in rooms if not _is_drawn(room, drawn)]


def _is_drawn(room: Path, drawn: str) -> bool:
    """Tell whether a drawing names a room, with its floor or in the line of the room it is in."""
    lines = drawn.splitlines()
    is_within = any(f"`{room.parent.as_posix()}`" in line and f"`{room.name}`" in line for line in lines)
    return is_within or re.search(rf"\b{room.as_posix()}\b", drawn) is not None
