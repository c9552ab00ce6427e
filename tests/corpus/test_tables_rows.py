"""Where rows begin in lines made up for the purpose, what a row is, and corrections that contradict the lines."""

from typing import cast

import pytest

from corpus.corrections import Action, Correction, Corrections
from corpus.document import Field, RowKind
from corpus.errors import CorrectionError
from corpus.forms import FORMS, read_form
from corpus.forms.flattened import FlattenedForm
from corpus.structure.cells import read_cells
from corpus.structure.chapters import read_chapters
from corpus.structure.clues import ColumnWords
from corpus.structure.labels import Labels
from corpus.structure.learned import LearnedTables
from corpus.structure.lines import Stretch, TableLine
from corpus.structure.links import link_rows, mark_references
from corpus.structure.row_starts import RowFinder
from corpus.structure.rows import ThemeTable, read_table

FORM = cast(FlattenedForm, read_form(FORMS / "theme-tables.toml"))
HEAD = (
    "1 Likvärdiga möjligheter till boende, arbete och välfärd i hela landet",
    "Region Namn på insats och kort beskrivning Prestationer Effekter Mål som",
    "insatsen ska bidra till",
)
NONE = Corrections(entries=())


def _lines(*texts: str, page_starts: tuple[int, ...] = ()) -> list[TableLine]:
    return [
        TableLine(page=1, number=n, text=text, is_joined=False, starts_page=n in page_starts)
        for n, text in enumerate(texts, 1)
    ]


def _table(*texts: str, corrections: Corrections = NONE) -> ThemeTable:
    [chapter] = read_chapters(_lines(*HEAD, *texts, page_starts=(1,)), FORM)
    table = read_table(chapter, FORM, _finder(corrections))
    assert table is not None
    return table


def _finder(corrections: Corrections = NONE, *expected: str) -> RowFinder:
    return RowFinder(labels=Labels({}), corrections=corrections, max_rows=5, expected=frozenset(expected))


def _starts(lines: list[TableLine], corrections: Corrections = NONE) -> list[int]:
    return [start.place for start in _finder(corrections).find(lines).starts if start.is_certain]


def _cells(table: ThemeTable, corrections: Corrections) -> dict[int, tuple[Stretch, ...]]:
    return read_cells([table], corrections, LearnedTables([table], ColumnWords.of(FORM.cells, (2023,))))


def _correct(line: int, action: Action, value: str | None = None) -> Corrections:
    return Corrections(entries=(Correction(line=line, action=action, value=value, reason="for the test"),))


def test_a_row_begins_with_a_region_and_a_capital() -> None:
    lines = _lines("Halland Nätverk", "Halland och Skåne", "Kalmar", "Jämtland Härjedalen #Vägled", "Kalmar 5 möten")
    assert _starts(lines) == [0, 3, 4]


def test_an_unfinished_sentence_goes_on() -> None:
    lines = _lines(
        "Uppsala Talangattraktion", "En rapport som kopplar an till arbetet med", "Uppsala International hub"
    )
    assert _starts(lines) == [0]


def test_at_the_top_of_a_page_a_row_begins_all_the_same() -> None:
    lines = _lines("Uppsala Nätverk", "bidrar till", "Uppsala International hub", page_starts=(3,))
    assert _starts(lines) == [0, 2]


def test_a_name_at_the_top_of_a_page_that_may_end_a_sentence_begins_no_other_regions_row() -> None:
    lines = _lines(
        "Örebro Nätet", "Nätverken i Västmanland och", "Östergötland Bygger Klimatneutralt", page_starts=(3,)
    )
    assert [(start.place, start.is_certain) for start in _finder().find(lines).starts] == [(0, True), (2, False)]


def test_regions_follow_the_alphabet() -> None:
    lines = _lines("Örebro Lyftet", "Fastighetsnätverk", "Halland Bygger", "Örebro Nätet", "Östergötland Klimat")
    assert _starts(lines) == [0, 3, 4]


def test_a_sixth_row_after_a_comma_is_none() -> None:
    lines = _lines(*[f"Stockholm Insats {n}" for n in range(5)], "Energi AB,", "Stockholm Exergi, Svenska kraftnät")
    assert _starts(lines) == [0, 1, 2, 3, 4]


def test_corrections_add_and_remove_rows() -> None:
    lines = _lines("Halland Nätverk", "Halland Bygger", "Halland och Skåne")
    removed = Correction(line=2, action=Action.NOT_ROW_START, value=None, reason="a company")
    added = Correction(line=3, action=Action.ROW_START, value=None, reason="a row")
    assert _starts(lines, Corrections(entries=(removed, added))) == [0, 2]


def test_a_row_start_needs_a_region() -> None:
    with pytest.raises(CorrectionError, match="rad 5: 'Nätverk'; väntade en region"):
        _table("Halland Nätverk", "Nätverk", corrections=_correct(5, Action.ROW_START))


def test_chapters_begin_with_the_heading_of_a_theme_whatever_its_number() -> None:
    lines = _lines(
        "inledning", "4 Integration", "Halland Nätverk", "7 Hållbar energi", "2 Jämställdhet", page_starts=(2, 4, 5)
    )
    chapters = read_chapters(lines, FORM)
    assert [(one.number, one.theme.id if one.theme else None, len(one.lines)) for one in chapters] == [
        (None, None, 1),
        (4, "integration", 3),
        (2, "jamstalldhet", 1),
    ]


def test_kinds_of_rows() -> None:
    table = _table(
        "Halland Nätverk för mat",
        "Halland Nätverk för mat",
        "Kalmar Regionen redovisar inga insatser i",
        "tabellform.",
        "Skåne Se även tabell 2.",
    )
    links = link_rows(table.rows, NONE, FORM.rows)
    assert links.kinds == {
        4: RowKind.INITIATIVE,
        5: RowKind.DUPLICATE,
        6: RowKind.FACT,
        8: RowKind.CROSS_REFERENCE,
    }
    assert links.first == {5: 4}


@pytest.mark.parametrize(
    ("corrections", "message"),
    [
        (_correct(4, Action.ROW_KIND, "rad"), "row-kind 'rad'; väntade en av: initiative"),
        (_correct(9, Action.ROW_KIND, "fact"), "rad 9: ingen rad i en tabell börjar där"),
    ],
)
def test_corrections_that_fit_no_row_are_refused(corrections: Corrections, message: str) -> None:
    with pytest.raises(CorrectionError, match=message):
        link_rows(_table("Halland Nätverk för mat").rows, corrections, FORM.rows)


def test_references_are_template_text() -> None:
    table = _table("Halland Studien Arbete i Halland se tabell 2.", "Mål: fler i arbete")
    cells = _cells(table, _correct(5, Action.FIELD, "goals"))
    parts = [(stretch.field, stretch.line.text.strip()) for stretch in mark_references(cells[4], FORM.rows)]
    assert parts == [
        (Field.NAME, "Studien Arbete i Halland"),
        (Field.TEMPLATE, "se tabell 2."),
        (Field.GOALS, "Mål: fler i arbete"),
    ]


def test_corrected_cells_take_the_order_they_are_given() -> None:
    table = _table("Uppsala APL  Arbete för alla  Material om APL", "Bättre APL")
    told = {4: ("goals: Arbete", "outputs: Material"), 5: ("effects",)}
    entries = [
        Correction(line=line, action=Action.FIELD, value=value, reason="goal first")
        for line, values in told.items()
        for value in values
    ]
    stretches = _cells(table, Corrections(entries=tuple(entries)))[4]
    assert [(stretch.field, stretch.line.text.strip()) for stretch in stretches] == [
        (Field.NAME, "APL"),
        (Field.GOALS, "Arbete för alla"),
        (Field.OUTPUTS, "Material om APL"),
        (Field.EFFECTS, "Bättre APL"),
    ]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("resultat", "line 4: field 'resultat'; expected name or one of: description, outputs, effects, goals"),
        ("goals: Klimat", "line 4: 'Klimat' does not stand there"),
    ],
)
def test_field_corrections_that_fit_no_line_are_refused(value: str, message: str) -> None:
    with pytest.raises(CorrectionError, match=message):
        _cells(_table("Halland Nätverk för mat"), _correct(4, Action.FIELD, value))


@pytest.mark.parametrize(
    "label",
    ["Gotland och Halland", "Halland, Gotland", "Gotland/Halland", "Gotland samt Region Halland", "Kalmar, Skåne"],
)
def test_a_row_that_several_regions_share_is_none_of_theirs(label: str) -> None:
    table = _table("Gotland Fårull", "Tolv kurser.", f"{label} Elbåtar", "Tre båtar.", "Skåne Betesgång", "Sju hagar.")
    assert [(row.region, row.lines[0].text) for row in table.rows] == [("09", "Fårull"), ("12", "Betesgång")]
    assert [stretch[0].text for stretch in table.unsettled] == [f"{label} Elbåtar"]
    assert any(f"kan vara en annan regions rad: '{label} Elbåtar'" in note for note in table.notes)
