"""Commands, options and targets of make are those that the documentation tells of, and no others."""

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from tests.documentation import FLOORS, PAGES, TOP, code_in, name_of

README = (TOP / "README.md").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):.*##", (TOP / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
CALLED = re.compile(rf"python -m ({'|'.join(FLOORS)}) (.*)")


@cache
def commands_of(floor: str) -> Mapping[str, Any]:
    """Give the commands of `python -m FLOOR` by name; those within another as `train base`."""
    found: dict[str, Any] = {}
    for name, command in get_command(import_module(f"{floor}.__main__").app).commands.items():  # type: ignore[attr-defined]
        found |= {name: command} | {f"{name} {each}": one for each, one in getattr(command, "commands", {}).items()}
    return found


@pytest.mark.parametrize("floor", FLOORS)
def test_the_readme_names_every_command_of_a_floor(floor: str) -> None:
    row = next(line for line in README.splitlines() if line.startswith(f"| `{floor}/` |"))
    told = re.findall(r"`(?:python -m \w+ )?(\w+)`", row.split("|")[3])
    assert sorted(told) == sorted(name for name in commands_of(floor) if " " not in name)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_and_option_that_a_page_shows_exists(page: Path) -> None:
    for code in code_in(page):
        for floor, rest in CALLED.findall(code.split("  #")[0]):
            commands = commands_of(floor)
            words = rest.split()
            name = next((name for name in (" ".join(words[:2]), words[0]) if name in commands), None)
            assert name, code
            options = {option for one in commands[name].params for option in (*one.opts, *one.secondary_opts)} | {
                "--help"
            }
            assert {word for word in words if word.startswith("--")} <= options, code


@pytest.mark.parametrize("floor", FLOORS)
def test_help_tells_no_place_on_this_machine(floor: str) -> None:
    defaults = [
        (name, str(one.default))
        for name, command in commands_of(floor).items()
        for one in command.params
        if one.show_default is True
    ]
    assert [each for each in defaults if str(TOP) in each[1]] == []


def test_serve_tells_what_it_goes_by_where_an_option_is_left_out() -> None:
    told = {one.name: one.show_default for one in commands_of("service")["serve"].params}
    assert told["port"] == "INSATSKARTAN_PORT, annars 8000"
    assert told["host"] == "INSATSKARTAN_HOST, annars 127.0.0.1"


def test_every_target_of_make_is_told_and_exists() -> None:
    told = {
        target for page in PAGES for code in code_in(page) for target in re.findall(r"^make (?:-k )?([a-z]+)\b", code)
    }
    assert told == TARGETS
