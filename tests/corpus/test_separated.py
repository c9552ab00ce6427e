"""A region's table as separated values: the initiatives that it was made from, or a plain line of what is wrong."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings

from corpus.errors import UnreadableDocumentError
from corpus.forms.base import PageRule
from corpus.limits import Limits
from corpus.pages import collapse
from corpus.readers import read_pages
from tests.corpus import made
from tests.corpus.generated import tables
from tests.corpus.made import HEAD, ROWS, Told


def separated(rows: Sequence[Sequence[str]], separator: str = ";", end: str = "\r\n") -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator, lineterminator=end).writerows(rows)
    return file.getvalue()


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def cells(rows: Sequence[Told] = ROWS) -> list[Sequence[str]]:
    return [HEAD, *(row.cells for row in rows)]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_a_table_is_read_however_it_is_parted_and_encoded(
    tmp_path: Path, separator: str, encoding: str, end: str
) -> None:
    path = write(tmp_path / "r.csv", separated(cells(), separator, end), encoding)
    assert made.told(made.read(path).initiatives) == made.expected(theme=None)


def test_commas_in_one_long_cell_part_no_columns(tmp_path: Path) -> None:
    row = Told("Blekinge", "Byabussen", "", "Fler turer, fler byar, fler resor, färre bilar, lägre utsläpp.", "")
    path = write(tmp_path / "r.csv", separated(cells([row])))
    assert made.told(made.read(path).initiatives) == made.expected([row], None)


def test_commas_on_the_lines_of_a_cell_in_quotation_marks_part_no_columns(tmp_path: Path) -> None:
    row = Told("Blekinge", "Byabussen", "Turer:\nmån, tis\nons, tor\nlör, sön\ni tre byar.", "Färre bilar.", "")
    path = write(tmp_path / "r.csv", separated(cells([row])))
    assert [one.outputs for one in made.read(path).initiatives] == [collapse(row.outputs)]


@settings(max_examples=25, derandomize=True, database=None)
@given(rows=tables())
def test_generated_cells_of_several_lines_with_marks_and_figures(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Told]
) -> None:
    path = write(tmp_path_factory.mktemp("csv") / "r.csv", separated(cells(rows)))
    lines = [Told(r.region, r.name, collapse(r.outputs), collapse(r.effects), r.goals) for r in rows]
    assert made.told(made.read(path).initiatives) == made.expected(lines, None)


def test_lines_above_the_table_and_what_excel_declares(tmp_path: Path) -> None:
    text = "sep=;\n" + separated(
        [["Region Gotlands insatser", "", "", "", ""], ["Utskrivet", "2024-02-01"], [], *cells()]
    )
    content = made.read(write(tmp_path / "r.csv", text))
    assert made.told(content.initiatives) == made.expected(theme=None)
    assert any(block.text == "Region Gotlands insatser" for block in content.blocks)


def test_columns_in_another_order_and_one_that_no_form_names(tmp_path: Path) -> None:
    rows = [
        ["Diarienr", "Projekt", "Utfall", "Län"],
        ["12/24", "Gröna hamnen", 'Tre kajer; en 5" ledning', "Skåne län"],
    ]
    initiative = made.read(write(tmp_path / "r.tsv", separated(rows, "\t"))).initiatives[0]
    assert (initiative.region, initiative.name, initiative.outputs) == (
        "12",
        "Gröna hamnen",
        'Tre kajer; en 5" ledning',
    )


def test_a_separator_in_a_cell_without_marks_moves_no_text_to_another_column(tmp_path: Path) -> None:
    rows = [";".join(row) for row in cells(ROWS[:3])]
    rows[2] = rows[2].replace("Språkstöd på", "Språkstöd; på")
    content = made.read(write(tmp_path / "r.csv", "\n".join(rows)))
    assert made.told(content.initiatives) == made.expected((ROWS[0], ROWS[2]), None)
    assert any("stämmer med tabellens huvud: 3;" in note for note in content.notes)


def test_a_line_that_broke_in_a_cell_without_marks_makes_no_second_initiative(tmp_path: Path) -> None:
    rows = [";".join(row) for row in cells(ROWS[:3])]
    rows[2] = rows[2].replace("från tolv", "från\ntolv")
    content = made.read(write(tmp_path / "r.csv", "\n".join(rows)))
    assert made.told(content.initiatives) == made.expected((ROWS[0], ROWS[2]), None)
    assert any("stämmer med tabellens huvud: 3, 4;" in note for note in content.notes)


def test_a_mark_that_another_cells_mark_closes_swallows_no_row(tmp_path: Path) -> None:
    rows = [";".join(row) for row in cells(ROWS[:4])]
    rows[1] = rows[1].replace("Åtta möten", '"Åtta möten')
    rows[3] = rows[3].replace("Goda livsvillkor", 'Goda" livsvillkor')
    content = made.read(write(tmp_path / "r.csv", "\n".join(rows)))
    assert made.told(content.initiatives) == made.expected((ROWS[3],), None)
    assert any("stämmer med tabellens huvud" in note for note in content.notes)


def test_rows_whose_last_cells_are_left_out_are_read(tmp_path: Path) -> None:
    rows = [";".join(row) for row in cells(ROWS[:3])]
    rows[1] = ";".join(ROWS[0].cells[:3])
    first = made.read(write(tmp_path / "r.csv", "\n".join(rows))).initiatives[0]
    assert (first.name, first.outputs, first.goals) == (ROWS[0].name, ROWS[0].outputs, "")


def test_a_table_of_figures_under_a_blank_row_is_one_of_its_own_and_further_rows_are_not(tmp_path: Path) -> None:
    told, more = separated(cells(ROWS[:2])), separated([ROWS[2].cells, ROWS[3].cells])
    path = write(tmp_path / "r.csv", f"{told}\r\n{more};;;;\r\nOrt;Belopp\r\nSlite;480 000\r\nVisby;75\r\n")
    content = made.read(path, made.document("09"))
    assert made.told(content.initiatives) == made.expected(ROWS[:4], None)
    assert "Slite 480 000 Visby 75" in " ".join(content.pages[0].text.split())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('Region;Insats;Resultat\nSkåne;"Hamn;Kaj\nGotland;Ö;Båt\n', "raden som börjar på rad 2 avslutas aldrig"),
        ("Bara en mening utan tabell.\nOch en till.\n", "innehåller ingen tabell"),
        ("Region;Insats\nSkåne;Hamn\0\n", "har en NUL-byte"),
        ("\n\n", "är tom"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=told):
        read_pages(write(tmp_path / "r.csv", text), PageRule.PLAIN, Limits())


def test_a_cell_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "r.csv", f"Region;Insats\nSkåne;{'a' * 2000}\n")
    with pytest.raises(UnreadableDocumentError, match="rad 2: field larger than"):
        read_pages(path, PageRule.PLAIN, Limits(max_page_characters=1000))


def test_commas_of_two_lines_in_a_cell_part_nothing_where_the_head_is_parted_otherwise(tmp_path: Path) -> None:
    told = Told(
        region="Blekinge",
        name="Aa aa",
        outputs="",
        effects="Aa aa, aa, aa, aa, aa, aa, aa, aa.\nAa aa, aa, aa.",
        goals="Aa aa, aa, aa, aa, aa, aa.",
    )
    path = write(tmp_path / "r.csv", separated(cells([told])))
    assert [initiative.goals for initiative in made.read(path).initiatives] == [told.goals]
