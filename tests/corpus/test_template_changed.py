"""Region Örebro län's report as next year's template may have it: other chapters, order, numbers and heads."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest

from corpus.catalogue import load_catalogue
from corpus.collection import DEFAULT_FOLDER
from corpus.corrections import Corrections
from corpus.document import Content
from corpus.forms.model import QuestionnaireForm
from corpus.limits import Limits
from corpus.pages import collapse
from corpus.reading import read_here

Told = set[tuple[str, str | None, str, bool]]
IN_ORDER = range(1, 11)
_CHAPTER = re.compile(r"(?m)^ ?(\d{1,2})\. +(?=[A-ZÅÄÖO])")


@lru_cache(maxsize=1)
def parts() -> tuple[str, dict[int, str]]:
    """Give what stands before the chapters, and each chapter by its number."""
    catalogue = load_catalogue(DEFAULT_FOLDER)
    text = catalogue.path(next(one for one in catalogue.documents if one.id == "orebro-2023")).read_text(
        encoding="utf-8-sig"
    )
    starts = [found.start() for number in IN_ORDER for found in _CHAPTER.finditer(text) if int(found[1]) == number]
    cuts = [*starts, len(text)]
    return text[: cuts[0]], {n: text[a:b] for n, (a, b) in enumerate(pairwise(cuts), start=1)}


def report(order: Sequence[int] = IN_ORDER) -> str:
    before, chapters = parts()
    return before + "".join(chapters[number] for number in order)


def read(folder: Path, text: str) -> Content:
    catalogue = load_catalogue(DEFAULT_FOLDER)
    document = next(one for one in catalogue.documents if one.id == "orebro-2023")
    path = folder / "rapport.txt"
    path.write_text(text, encoding="utf-8")
    form = cast(QuestionnaireForm, catalogue.form(document))
    return read_here(path, document, form, Corrections(entries=()), Limits())


def told(content: Content) -> Told:
    """Give every line with its theme, what it says of the region, and whether it stands in an initiative."""
    themes = {section.id: section.theme for section in content.sections}
    return {
        (collapse(line), themes[block.section], block.role.value, block.initiative is not None)
        for block in content.blocks
        for line in block.text.split("\n")
    }


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return told(read(tmp_path_factory.mktemp("before"), report()))


@pytest.mark.parametrize(
    "order",
    [
        (1, 2, 3, 4, 6, 5, 7, 8, 9, 10),
        (10, 1, 2, 3, 4, 5, 6, 7, 8, 9),
        (3, 1, 7, 9, 10, 6, 2, 4, 5, 8),
        (9, 3, 2, 6, 7, 8, 4, 10, 1, 5),
    ],
)
def test_chapters_in_another_order_are_read_as_before(tmp_path: Path, before: Told, order: Sequence[int]) -> None:
    content = read(tmp_path, report(order))
    assert told(content) == before
    assert content.notes == ()


@pytest.mark.parametrize("missing", [1, 2, 7])
def test_what_a_chapter_tells_is_its_own_where_another_is_left_out(tmp_path: Path, before: Told, missing: int) -> None:
    content = read(tmp_path, report([number for number in IN_ORDER if number != missing]))
    assert told(content) < before
    assert content.notes == (("inget kapitel heter som temat 'Jämställdhet'",) if missing == 7 else ())


@pytest.mark.parametrize(
    "written", [r"\1Fråga \2.\3 \4", r"\1\2.\3. \4", r"\1\2:\3 \4", "letters"], ids=["word", "dot", "colon", "letters"]
)
def test_questions_may_be_numbered_otherwise(tmp_path: Path, before: Told, written: str) -> None:
    def lettered(found: re.Match[str]) -> str:
        return f"{found[1]}{found[2]}{'abcdefg'[int(found[3]) - 1]}) {found[4]}"

    pattern = r"(?m)^( ?)(\d+)\.(\d) ([A-ZÅÄÖ])"
    text = re.sub(pattern, lettered if written == "letters" else written, report())
    changed = told(read(tmp_path, text)) - before
    assert len(changed) == len(re.findall(pattern, report()))
    assert all(role == "none" and re.match(r"(?:Fråga )?\d+\S* [A-ZÅÄÖ]", line) for line, _, role, _ in changed)


@pytest.mark.parametrize("heading", [r"\1\2 ", r"\1Kapitel \2. ", r"\1\2) "])
def test_chapters_may_be_numbered_otherwise(tmp_path: Path, before: Told, heading: str) -> None:
    text = re.sub(r"(?m)^( ?)(\d{1,2})\. +(?=[A-ZÅÄÖO])", heading, report())
    changed = told(read(tmp_path, text)) - before
    assert len(changed) == len(IN_ORDER)
    assert {role for _, _, role, _ in changed} == {"none"}


def test_a_report_in_which_no_chapter_is_known_says_so(tmp_path: Path) -> None:
    text = re.sub(r"(?m)^ ?\d{1,2}\.(?:\d)? +", "", report())
    assert read(tmp_path, text).notes == ("inget av mallens kapitel känns igen; allt läses som mallens egna ord",)


@pytest.mark.parametrize(("old", "new"), [("Namn på insats och kort", "Insatsens namn"), ("ska bidra till.", "bidrar")])
def test_a_table_whose_head_is_not_known_is_told(tmp_path: Path, old: str, new: str) -> None:
    content = read(tmp_path, report().replace(old, new))
    assert content.initiatives == ()
    assert len(content.notes) == 7
    assert content.notes[4] == (
        "ingen tabell under 'Jämställdhet' börjar 'Namn på insats och kort' och slutar 'ska bidra till.'; "
        "insatserna där läses inte som insatser"
    )


def test_footnotes_whose_wording_is_not_known_are_told(tmp_path: Path, before: Told) -> None:
    [note] = read(tmp_path, report().replace("Villkorsbeslut 2023:", "Beslut om villkor 2023:")).notes
    assert note == (
        "sida 2, 5, 7, 8, 13, 19, 26: 7 stycken ser ut som fotnoter som formen inte känner och läses som regionens "
        "egna ord, det första '1 Beslut om villkor 2023:1.3.'"
    )
