"""Rows without a label that is understood, in the middle of a page or at its top: credited to nobody, and told."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.collection import DEFAULT_FOLDER
from corpus.document import Role
from corpus.forms import load_forms
from corpus.limits import Limits
from corpus.reading import read_here
from corpus.regions import region_by_code
from corpus.structure.grants import read_answers
from corpus.structure.lines import TableLine
from tests.corpus import made
from tests.corpus.changed import FORM, Reading, Told, before, compilation, read, wrongly_credited
from tests.corpus.mutations import chapters
from tests.corpus.mutations_layout import Lines

ANSWERS = FORM.answers


def first_of_a_region(*, at_top: bool) -> list[int]:
    """Give the lines of a theme where a region's first row begins, in the middle of a page or at the top of one."""
    text = dict(compilation()[1])
    owners = before().owners
    return [
        line
        for above, line in pairwise(sorted(before().rows))
        if owners[above][1] == owners[line][1]
        if owners[above][0] != owners[line][0]
        if text[line].startswith(" ") == at_top
    ]


def relabelled(rows: Sequence[int], label: str) -> Reading:
    owners = before().owners
    lines = []
    for line, text in compilation()[1]:
        name = region_by_code(owners[line][0]).name if line in rows else ""
        lines.append((line, re.sub(rf"^( ?){name}\s+", rf"\g<1>{label}", text) if name else text))
    return read(lines)


@pytest.mark.parametrize("label", ["", "Mälardalen "])
@pytest.mark.parametrize("at_top", [False, True])
@pytest.mark.parametrize("which", [0, 1])
def test_a_regions_first_row_without_its_label_is_nobodys(label: str, at_top: bool, which: int) -> None:
    """Half of all such labels are lost at once."""
    rows = first_of_a_region(at_top=at_top)[which::2]
    after = relabelled(rows, label)
    assert wrongly_credited(after) == []
    assert {*rows} & {*after.owners} == set()
    assert len(after.notes) >= len(rows)


# Rows whose cells do not look like another's beginning; each names its region further on.
LIKE_THE_ROW_ABOVE = (4638, 20536, 23504, 24132)


def test_a_row_that_names_the_region_that_may_follow_is_nobodys() -> None:
    after = relabelled(LIKE_THE_ROW_ABOVE, "")
    assert wrongly_credited(after) == []
    assert {*LIKE_THE_ROW_ABOVE} <= after.unsettled
    assert len(after.rows) >= len(before().rows) - 3 * len(LIKE_THE_ROW_ABOVE)


def test_a_label_in_the_middle_of_a_line_may_begin_a_row() -> None:
    rows = (4638, 16873, 21280, 23504, 24132)
    lines: list[Told] = []
    for line, text in compilation()[1]:
        if line in rows:
            while not lines[-1][1].strip():
                lines.pop()
            lines[-1] = (lines[-1][0], f"{lines[-1][1].rstrip()} {text.strip()}")
        else:
            lines.append((line, text))
    after = read(lines)
    assert wrongly_credited(after) == []
    assert after.unsettled


def test_a_row_that_begins_in_the_middle_of_a_sentence_is_nobodys() -> None:
    """Line 16867 begins Gotland's first row; without it the second line follows the end of Dalarna's last cell."""
    after = read([told for told in compilation()[1] if told[0] != 16867])
    assert wrongly_credited(after) == []
    assert 16869 in after.unsettled


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (28337, 28339),  # "alla mål" / "3 kring energi"
        (20836, 20838),  # all that is left of a row that says that nothing is reported: "tabellform."
        (23129, 23131),
        (24153, 24155),  # "Se även tabell 2." / "samhällshinder"
        (19897, 19899),  # below a line that is far too short to have been broken
    ],
)
def test_what_is_left_of_a_row_without_its_first_line_is_nobodys(first: int, second: int) -> None:
    after = read([told for told in compilation()[1] if told[0] != first])
    assert wrongly_credited(after) == []
    assert second in after.unsettled


def test_a_row_that_ends_on_the_goals_another_region_always_tells_is_nobodys() -> None:
    """Line 21626 begins Värmland's first row, below Uppsala's: "Regional utvecklingsstrategi, mål:" is Värmland's."""
    *tables, answers = [[told for told in part if told[0] != 21626] for part in chapters()]
    after = read([told for part in (*tables, answers, *tables) for told in part])
    assert wrongly_credited(after) == []
    assert 21628 in after.unsettled


def test_a_moved_page_that_begins_with_an_unknown_label_is_nobodys_between_rows_of_one_region() -> None:
    """The page with a row of Västernorrland and nothing else, its label not understood, after one of Västra Götaland.

    The same page's first row is Västra Götaland's by its place, and the regions follow the alphabet.
    """
    lines = compilation()[1]
    page = [(n, re.sub("^ Västernorrland", " Samverkan", text)) for n, text in lines if 24226 <= n < 24301]
    rest = [told for told in lines if not 24226 <= told[0] < 24302]
    place = next(n for n, told in enumerate(rest) if told[0] == 24562)
    after = read([*rest[:place], *page, *rest[place:]])
    assert wrongly_credited(after) == []
    assert {24226, 24228, 24290} <= after.unsettled
    assert 24535 in after.owners


def test_where_pages_were_moved_a_row_that_names_the_region_of_the_label_below_it_is_nobodys() -> None:
    """A page of Värmland's that has lost its first line goes on in a row of Kalmar's, and names Värmlandsstrategin."""
    lines = compilation()[1]
    page = [told for told in lines if 28224 <= told[0] < 28337]
    rest = [told for told in lines if not 28222 <= told[0] < 28337]
    place = next(n for n, told in enumerate(rest) if told[0] == 26623)
    after = read([*rest[:place], *page, *rest[place:]])
    assert wrongly_credited(after) == []
    assert {28224, 28236, 28272} <= after.unsettled


def test_a_name_cut_by_a_page_is_not_another_region_that_is_spelt_nearly_so() -> None:
    """Line 15403 begins with the second part of Västra Götaland; now a page begins there."""
    lines = [(line, f" {text.lstrip()}" if line == 15403 else text) for line, text in compilation()[1] if line != 15402]
    assert wrongly_credited(read(lines)) == []


def test_of_two_hidden_rows_the_one_in_the_middle_of_the_page_decides() -> None:
    """Kronoberg's last row, then Norrbotten's first two, the second at the top of the next page."""
    rows = {6391: "Ö ", 6422: " Länet "}
    lines = [
        (line, re.sub(r"^ ?Norrbotten\s+", rows[line], text) if line in rows else text)
        for line, text in compilation()[1]
    ]
    after = read(lines)
    assert wrongly_credited(after) == []
    assert 6391 in after.unsettled


def test_a_region_that_the_alphabet_speaks_against_takes_its_row_from_the_region_above() -> None:
    """The page with Västra Götaland's last rows and Örebro's first one stands there twice."""
    table = chapters()[4]
    start = next(n for n, (line, _) in enumerate(table) if line == 22353)
    end = next(n for n, (line, _) in enumerate(table) if line == 22466)
    parts = [*chapters()[:4], [*table[:end], *table[start:]], *chapters()[5:]]
    after = read([told for part in parts for told in part])
    assert wrongly_credited(after) == []
    assert 22463 in after.unsettled
    assert any("kan vara en annan regions rad: 'Örebro" in note for note in after.notes)


def test_a_label_alone_on_its_line_is_told_where_it_can_be_a_regions_row() -> None:
    rows = first_of_a_region(at_top=False)[::4]
    lines: list[Told] = []
    for line, text in compilation()[1]:
        name = region_by_code(before().owners[line][0]).name if line in rows else None
        lines += [(line, text)] if name is None else [(0, name), (line, text.removeprefix(name).strip())]
    after = read(lines)
    assert wrongly_credited(after) == []
    assert {*rows} <= after.unsettled | after.owners.keys()  # a name such as "Gotland Forward" is its own label
    assert after.unsettled


def answered(lines: Lines) -> Iterator[tuple[str | None, int]]:
    """Give the region that each line of the answers is credited to."""
    assert ANSWERS is not None
    told = [
        TableLine(page=1, number=line, text=text, is_joined=False, starts_page=False)
        for line, text in lines
        if text.strip()
    ]
    for answer in read_answers(told, ANSWERS, compilation()[0].regions):
        region = answer.region.code if answer.region else None
        yield from ((region, line.number) for part in answer.parts for line in part.lines)


@pytest.mark.parametrize("line", [30903, 31651, 32684])
@pytest.mark.parametrize("lost", ["name", "question", "both", "all questions"])
def test_answers_whose_region_is_lost_are_nobodys(line: int, lost: str) -> None:
    was = {number: region for region, number in answered(chapters()[-1])}
    lines = [told for told in chapters()[-1] if not (told[0] == line and lost in ("name", "both", "all questions"))]
    if lost in ("question", "both"):
        lines = without_questions(lines, line, 1)
    elif lost == "all questions":
        lines = without_questions(lines, line, 6)
    wrong = [number for region, number in answered(lines) if number in was and region not in (None, was[number])]
    assert wrong == []
    assert sum(region is not None for region, _ in answered(lines)) > 0.8 * len(was)


def without_questions(lines: Lines, line: int, count: int) -> Lines:
    """Take away the questions that begin below a line."""
    for _ in range(count):
        start = next(n for n, (number, text) in enumerate(lines) if number > line and text.startswith("Beskrivning"))
        end = next(n for n in range(start, len(lines)) if lines[n][1].rstrip().endswith("."))
        lines = [*lines[:start], *lines[end + 1 :]]
    return lines


BROKEN = (
    "Elbåtar i hamn|Båtarna köptes 3 stycken.",
    "Skog växer|Skogen växte 40 hektar.",
    "{}|Batteriet laddades 12 gånger.",
    "Lager fylls|Lagret fylldes 9 gånger.",
)


@pytest.mark.parametrize(
    "label",
    ["Västra\nGötaland Batteri laddas", "Västra\nGötalands län Batteri laddas", "Västra Batteri\nGötaland laddas"],
)
def test_a_row_before_a_region_whose_name_stands_on_two_lines_is_nobodys(tmp_path: Path, label: str) -> None:
    """A line ends before each text, since the table's columns are lost."""
    rows = [row.format(label).replace("|", "\n") for row in BROKEN]
    labels = ("Skåne ", "Värmland ", "", "Örebro ")
    head = "Region Namn på insats\nEffekter Mål som insatsen ska bidra till"
    (tmp_path / "r.txt").write_text(
        "\n".join(["5. Jämställdhet", head, *map("".join, zip(labels, rows, strict=True))]), encoding="utf-8"
    )
    document = replace(made.document("12", "17", "14", "18"), form="theme-tables")
    form = load_forms(DEFAULT_FOLDER)["theme-tables"]
    content = read_here(tmp_path / "r.txt", document, form, made.NO_CORRECTIONS, Limits())
    credited = {block.region: block.text for block in content.blocks if block.role is Role.DOES}
    assert set(credited) == {"12", "18"}
    assert any("Skog växer" in note for note in content.notes)
