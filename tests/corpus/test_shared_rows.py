"""Several initiatives in one row: each listed name is one, with its own of what is listed beside it."""

from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest

from corpus.document import Field
from tests.corpus import made
from tests.corpus.html_tables import read, table
from tests.corpus.written_tables import as_excel, as_html, as_word

HEAD = ("Region", "Projekt", "Resultat")
LAST = ("Halland", "Vind", "12 möten")
BY_FOUR = (*HEAD, "Effekter")


def write_html(folder: Path, rows: Sequence[Sequence[str]]) -> Path:
    return as_html(folder, [[text.replace("\n", "<br>") for text in row] for row in rows])


def write_word(folder: Path, rows: Sequence[Sequence[str]]) -> Path:
    """Set what is told on several lines as paragraphs of its cell."""
    path = as_word(folder, rows)
    word = docx.Document(str(path))
    for cell in (cell for row in word.tables[0].rows for cell in row.cells):
        first, *others = cell.text.split("\n")
        cell.text = first
        for text in others:
            cell.add_paragraph(text)
    word.save(str(path))
    return path


@pytest.mark.parametrize("write", [write_html, as_excel, write_word])
def test_names_in_paragraphs_have_what_stands_in_as_many_beside_them(
    tmp_path: Path, write: Callable[[Path, Sequence[Sequence[str]]], Path]
) -> None:
    rows = (BY_FOUR, ("Skåne", "Elbåtar\nUllverket", "3 båtar\n9 jobb", "Tyst\nVarmt"), (*LAST, "Ljust"))
    content = made.read(write(tmp_path, rows))
    assert [(one.region, one.name, one.outputs, one.effects) for one in content.initiatives] == [
        ("12", "Elbåtar", "3 båtar", "Tyst"),
        ("12", "Ullverket", "9 jobb", "Varmt"),
        ("13", "Vind", "12 möten", "Ljust"),
    ]
    assert content.notes == ()


@pytest.mark.parametrize(
    "names", ["<ul><li>Elbåtar<li>Ullverket</ul>", "1. Elbåtar<br>2. Ullverket", "- Elbåtar<br>- Ullverket"]
)
def test_what_stands_beside_a_list_of_names_is_told_of_each(tmp_path: Path, names: str) -> None:
    content = read(tmp_path, table(HEAD, ("Skåne", names, "3 båtar och 9 jobb<br>Alla är i drift"), LAST))
    assert [(one.region, one.name, one.text) for one in content.initiatives] == [
        ("12", "Elbåtar", "Elbåtar 3 båtar och 9 jobb Alla är i drift"),
        ("12", "Ullverket", "Ullverket 3 båtar och 9 jobb Alla är i drift"),
        ("13", "Vind", "Vind 12 möten"),
    ]
    outputs = [(block.text, block.is_repeat) for block in content.blocks if block.field is Field.OUTPUTS]
    assert outputs[:2] == [
        ("3 båtar och 9 jobb\nAlla är i drift", False),
        ("3 båtar och 9 jobb\nAlla är i drift", True),
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Elbåtar; Ullverket", "Elbåtar; Ullverket"),
        ("Elbåtar<br>Ullverket", "Elbåtar Ullverket"),
        ("1. Elbåtar 2. Ullverket", "1. Elbåtar 2. Ullverket"),
    ],
)
def test_what_may_be_several_names_is_read_as_one_and_told(tmp_path: Path, name: str, told: str) -> None:
    content = read(tmp_path, table(HEAD, ("Skåne", name, "3 båtar och 9 jobb"), LAST))
    assert [one.name for one in content.initiatives] == [told, "Vind"]
    assert content.notes == (f"sida 1, tabell 1, rad 2: kanske flera insatser i {told!r}; de läses som en",)


def test_as_many_paragraphs_in_one_cell_beside_are_no_list(tmp_path: Path) -> None:
    content = read(tmp_path, table(HEAD, ("Skåne", "Elbåtar<br>I hamn", "3 båtar<br>Alla är sålda"), LAST))
    assert [one.name for one in content.initiatives] == ["Elbåtar I hamn", "Vind"]


@pytest.mark.parametrize("name", ["Elbåtar i<br>hamn", "1. Elbåtar", "Skåne samverkar; ny plattform"])
def test_one_name_is_one_initiative(tmp_path: Path, name: str) -> None:
    content = read(tmp_path, table(HEAD, ("Skåne", name, "3 båtar<br>såldes"), LAST))
    assert len(content.initiatives) == 2
