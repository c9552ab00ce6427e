"""Names and cell borders of 60 rows, measured against a reader's judgement made before any rule was written."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from corpus.catalogue import load_catalogue
from corpus.collection import DEFAULT_FOLDER
from corpus.document import Block, Content, Field
from corpus.pages import collapse

JUDGED = Path(__file__).parents[1] / "data" / "rows-judged.json"
FIELDS = (Field.DESCRIPTION, Field.OUTPUTS, Field.EFFECTS, Field.GOALS)


@pytest.fixture(scope="module")
def judged() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(JUDGED.read_text(encoding="utf-8"))["rows"]
    return rows


@pytest.fixture(scope="module")
def lines() -> list[str]:
    catalogue = load_catalogue(DEFAULT_FOLDER)
    return ["", *catalogue.path(catalogue.documents[0]).read_text(encoding="utf-8").split("\n")]


@pytest.fixture(scope="module")
def blocks(contents: Mapping[str, Content]) -> dict[int, list[Block]]:
    """The blocks of each row's initiative, by the row's line."""
    content = contents["villkorsrapporter-2023"]
    own: dict[str | None, list[Block]] = {}
    for block in content.blocks:
        own.setdefault(block.initiative, []).append(block)
    return {row.line: own[row.initiative] for row in content.rows if row.initiative}


def test_sample_covers_every_table_and_region(judged: list[dict[str, Any]], contents: Mapping[str, Content]) -> None:
    rows = {row.line: row for row in contents["villkorsrapporter-2023"].rows}
    sample = [rows[row["line"]] for row in judged]
    assert len(sample) == 60
    assert len({row.theme for row in sample}) == 7
    assert len({row.region for row in sample}) == 21


def test_names_are_right_for_95_percent(judged: list[dict[str, Any]], blocks: dict[int, list[Block]]) -> None:
    wrong = [row["line"] for row in judged if _name(blocks[row["line"]]) not in map(_plain, row["names"])]
    assert len(wrong) <= 0.05 * len(judged), wrong


def test_borders_are_right_for_92_percent_and_85_percent_are_set(
    judged: list[dict[str, Any]], blocks: dict[int, list[Block]], lines: list[str]
) -> None:
    there, found, right = 0, 0, 0
    for row in judged:
        for field in (field for field in FIELDS if field not in row["unclear"]):
            border = row[field]
            there += border is not None
            opening = _opening(blocks[row["line"]], field)
            found += opening is not None
            right += opening is not None and border is not None and _begins(opening, border, lines)
    assert right >= 0.92 * found, (right, found)
    assert found >= 0.85 * there, (found, there)


def test_goals_begin_on_the_right_line_for_90_percent(
    judged: list[dict[str, Any]], blocks: dict[int, list[Block]], lines: list[str]
) -> None:
    goals = {row["line"]: _opening(blocks[row["line"]], Field.GOALS) for row in judged}
    right = [row["line"] for row in judged if (o := goals[row["line"]]) and _begins(o, row["goals"], lines)]
    assert len(right) >= 0.9 * len(judged), sorted(set(goals) - set(right))


def _name(row: list[Block]) -> str:
    return _plain(" ".join(block.text for block in row if block.field is Field.NAME))


def _plain(text: str) -> str:
    return collapse(text).strip(" .,:;").casefold()


def _opening(row: list[Block], field: Field) -> str | None:
    """The text that a field begins with; None where there is none or where it is not certain that it begins there."""
    first = next((n for n, block in enumerate(row) if block.field is field), None)
    return None if first is None or row[first - 1].field is Field.ROW else row[first].text


def _begins(opening: str, border: dict[str, Any], lines: list[str]) -> bool:
    """Whether a text begins on the judged line, from the judged words on to the line's last whole word."""
    line = collapse(lines[border["line"]])
    rest = line[line.index(border["words"]) :].removesuffix("-")
    return opening.startswith(rest) or rest.startswith(opening)
