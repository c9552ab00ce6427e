"""Amounts of a table's row: told apart by their sum, and the one that a question asks for."""

from dataclasses import replace

import pytest

from service.answer.fact.table_rows import _RUN, asked_column, asked_row, column_amounts
from service.asked.reading import read_question
from tests.service.samples import make_passages

COLUMNS = ("2023", "2024", "2025", "2026", "2027", "Totalt")
STAFF = "Egen personal (inkl. lönebikost.) 731 264 4 405 133 4 510 855 4 619 117 3 925 943 18 192 312"
TWO_ROWS = (
    "Region Sörmland 1:1 medel 78 332 471 873 483 198 494 795 420 543 1 948 742 "
    "Region Sörmland Övriga medel 44 520 268 189 274 625 281 216 239 015 1 107 566"
)
BUDGET = replace(make_passages()[0], text=STAFF, columns=COLUMNS)


PROPOSAL = "Förslag till beslut: Kompetenslyft Bergslagen (KOLIBRI)"


def amounts(text: str, n_columns: int = len(COLUMNS)) -> list[list[str] | None]:
    found = [column_amounts(run, n_columns) for run in _RUN.finditer(text)]
    return [None if spans is None else [text[slice(*span)] for span in spans] for spans in found]


def test_amounts_are_told_apart_by_their_sum() -> None:
    assert amounts(STAFF) == [["731 264", "4 405 133", "4 510 855", "4 619 117", "3 925 943", "18 192 312"]]
    assert amounts(TWO_ROWS) == [
        ["78 332", "471 873", "483 198", "494 795", "420 543", "1 948 742"],
        ["44 520", "268 189", "274 625", "281 216", "239 015", "1 107 566"],
    ]


@pytest.mark.parametrize("text", ["Summa 1 000 2 000 3 001 9 999", "Summa 100 200", "Tel 08 123 45 67"])
def test_what_does_not_add_up_is_not_parted(text: str) -> None:
    assert all(found is None for found in amounts(text, 4))


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("Vad kostar personalen totalt?", "18 192 312"),
        ("Vad kostar personalen?", "18 192 312"),
        ("Hur stor del av kostnaden är personal?", None),
        ("Hur mycket kostar personalen 2025?", "4 510 855"),
        ("Hur mycket kostar personalen 2031?", "18 192 312"),
        ("Vem betalar personalen?", None),
    ],
)
def test_the_amount_of_the_year_or_else_the_total_is_given(question: str, amount: str | None) -> None:
    span = asked_column(read_question(question), BUDGET, near=(0, 0))
    assert (span and STAFF[slice(*span)]) == amount


def test_of_several_rows_the_one_the_reader_marked_is_taken_and_none_where_it_marked_none() -> None:
    passage = replace(BUDGET, text=TWO_ROWS)
    question = read_question("Vad kostar personalen?")
    place = TWO_ROWS.index("274 625")
    span = asked_column(question, passage, near=(place, place + 7))
    assert span is not None
    assert TWO_ROWS[slice(*span)] == "1 107 566"
    assert asked_column(question, passage, near=(0, 6)) is None


@pytest.mark.parametrize("spelt", ["Region Sörmland 1:1", "Region Södermanland 1:1"])
def test_rows_that_are_asked_for_alike_are_all_told_whichever_the_reader_marked(spelt: str) -> None:
    text = TWO_ROWS.replace("Region Sörmland 1:1", spelt)
    question = read_question("Hur mycket bidrar Region Sörmland med?")
    span = asked_column(question, replace(BUDGET, text=text), near=(len(text) - 9, len(text)))
    assert span == (0, len(text))
    third = f"Almi {STAFF.partition(')')[2]} {text}"
    span = asked_column(question, replace(BUDGET, text=third), near=(5, 9))
    assert span is not None
    assert third[slice(*span)] == text


@pytest.mark.parametrize(
    ("question", "amount"),
    [
        ("Hur mycket betalar Region Sörmland i 1:1-medel?", "1 948 742"),
        ("Hur mycket betalar Region Sörmland i övriga medel 2024?", "268 189"),
        ("Hur mycket betalar Region Sörmland av andra pengar än 1:1 2024?", "268 189"),
        ("Vad betalar Region Sörmland utöver 1:1-medlen?", "1 107 566"),
    ],
)
def test_of_several_rows_the_one_whose_label_is_asked_for_is_taken_wherever_the_reader_marked(
    question: str, amount: str
) -> None:
    passage = replace(BUDGET, text=TWO_ROWS)
    for near in ((0, 6), (TWO_ROWS.index(" 78 332"), TWO_ROWS.index(" 471")), (len(TWO_ROWS) - 9, len(TWO_ROWS))):
        span = asked_column(read_question(question), passage, near=near)
        assert span is not None
        assert TWO_ROWS[slice(*span)] == amount


def test_the_row_is_the_marked_one_also_where_the_mark_begins_with_the_blank_before_it() -> None:
    passage = replace(BUDGET, text=TWO_ROWS)
    place = TWO_ROWS.index(" 78 332")
    span = asked_column(read_question("Vad kostar personalen?"), passage, near=(place, place + 7))
    assert span is not None
    assert TWO_ROWS[slice(*span)] == "1 948 742"


def test_a_text_without_columns_is_left_to_the_reader() -> None:
    assert asked_column(read_question("Vad kostar personalen?"), replace(BUDGET, columns=()), near=(0, 0)) is None


@pytest.mark.parametrize(
    ("question", "row", "asked"),
    [
        ("Vad kostar KOLIBRI totalt?", "Summa kostnader", 1),
        ("Vad kostar KOLIBRI?", "Total finansiering", 1),
        ("Hur stor är finansieringen av KOLIBRI 2024?", "Total finansiering", 1),
        # What one of them pays is no total.
        ("Hur stor är Vinnovas finansiering av KOLIBRI?", "Total finansiering", 0),
        ("Vem leder KOLIBRI?", "Summa kostnader", 0),
        ("Vad kostar personalen i KOLIBRI?", "Egen personal", 2),
        ("Hur mycket bidrar Tillväxtverket med till KOLIBRI?", "Tillväxtverket ERUF", 2),
        ("Hur mycket bidrar Vinnova med till KOLIBRI?", "Tillväxtverket ERUF", 0),
        # Asked for as a part of a compound; the total is no part.
        ("Vad är personalkostnaden i KOLIBRI?", "Egen personal", 2),
        ("Vad är lönekostnaden i KOLIBRI?", "Summa kostnader", 0),
        ("Vad är personalkostnaden i KOLIBRI?", "Indirekta kostnader", 0),
        # However the region is spelt.
        ("Vad skjuter Uppsala till i KOLIBRI?", "Region Upsala", 2),
        ("Vad skjuter Gävleborg till i KOLIBRI?", "Region Upsala", 0),
        # No row of figures tells a date or a name.
        ("När anställs personalen i KOLIBRI?", "Egen personal", 0),
        ("Vem anställer personalen i KOLIBRI?", "Egen personal", 0),
        # Nor does it tell a share.
        ("Hur stor del av kostnaden för KOLIBRI söks?", "Summa kostnader", 0),
        # Another project's total is not this one's.
        ("Vad kostar Solrosen totalt?", "Summa kostnader", 0),
    ],
)
def test_a_row_is_asked_for_by_its_label_or_as_the_total_of_what_is_named(question: str, row: str, asked: int) -> None:
    passage = replace(BUDGET, subject=PROPOSAL, heading=f"Budget: {row}")
    assert asked_row(read_question(question), passage) == asked
    assert asked_row(read_question(question), replace(passage, columns=())) == 0
