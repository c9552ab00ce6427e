"""Tables of HTML pages: those that only place text are none, and those made of other elements are."""

from pathlib import Path

import pytest

from corpus.limits import Limits
from corpus.readers.html import read_html
from tests.corpus import made

DATA = "<table><tr><th>Region<th>Insats<th>Effekter</tr><tr><td>Skåne<td>Elbåtar<td>Tyst.</tr></table>"
SECTION = "<h2>Havsblick</h2><p>Nådde 44 fiskare.</p>"


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "r.html"
    path.write_text(f"<!doctype html><html>{text}</html>", encoding="utf-8")
    return path


def lines(tmp_path: Path, text: str) -> list[tuple[str, int | None, bool]]:
    (page,) = read_html(write(tmp_path, text), Limits())
    return [(line.text, line.heading, line.cell is not None) for line in page.lines if line.text]


def told(tmp_path: Path, text: str) -> list[tuple[str | None, str, str]]:
    return [(one.region, one.name, one.effects) for one in made.read(write(tmp_path, text)).initiatives]


@pytest.mark.parametrize(
    "table",
    [
        f"<table role=presentation><tr><td>{SECTION}</table>",
        f"<table width=600><tr><td colspan=2>{SECTION}<tr><td>Slut<td>Kontakt</table>",
        f"<table><tr><td>Hem<td>Nytt<td>Sök<tr><td>Meny<td>{SECTION}</table>",
        f"<table><tr><td>Meny<td><table><tr><td>{SECTION}</table></table>",
    ],
)
def test_a_table_that_places_sections_is_none(tmp_path: Path, table: str) -> None:
    found = lines(tmp_path, table)
    assert [line for line in found if line[0] == "Havsblick" or line[0].startswith("Nådde")] == [
        ("Havsblick", 2, False),
        ("Nådde 44 fiskare.", None, False),
    ]
    assert not any(in_cell for _, _, in_cell in found)


@pytest.mark.parametrize("attributes", ["role=none", "width=600", "border=0 cellpadding=4"])
def test_a_table_of_data_inside_one_that_places_is_read(tmp_path: Path, attributes: str) -> None:
    page = f"<table {attributes}><tr><td>Meny<td><h1>Rapport</h1>{DATA}<h2>Efter</h2></table>"
    assert told(tmp_path, page) == [("12", "Elbåtar", "Tyst.")]
    assert ("Efter", 2, False) in lines(tmp_path, page)


@pytest.mark.parametrize("more", ["I hamn.", "<table><tr><td>a<td>b<tr><td>c<td>d</table>"])
def test_sections_in_the_cells_of_a_table_with_named_columns_stay_in_them(tmp_path: Path, more: str) -> None:
    rows = f"<tr><td>Region<td>Effekter<td>Insats<tr><td>Skåne<td>Tyst.<td><h4>Elbåtar</h4>{more}"
    ((region, told_name, effects),) = told(tmp_path, f"<table>{rows}</table>")
    assert (region, effects) == ("12", "Tyst.")
    assert told_name.startswith("Elbåtar ")


def test_elements_that_say_they_are_a_table_are_one(tmp_path: Path) -> None:
    def row(kind: str, *cells: str) -> str:
        return "<div role=row>" + "".join(f"<span role={kind}>{cell}</span>" for cell in cells) + "</div>"

    head = f"<div role=rowgroup>{row('columnheader', 'Region', 'Insats', 'Effekter')}</div>"
    spanning = "<div role=row><span role=cell>Kalmar</span><span role=cell>Segel</span></div>"
    first = row("cell", "Skåne", "Elbåtar", "Tyst.").replace("role=cell>Tyst", "role=cell aria-rowspan=2>Tyst")
    assert told(tmp_path, f"<div role=table>{head}<div role=rowgroup>{first}{spanning}</div></div>") == [
        ("12", "Elbåtar", "Tyst."),
        ("08", "Segel", "Tyst."),
    ]


def test_an_element_that_says_it_is_a_heading_is_one(tmp_path: Path) -> None:
    assert lines(tmp_path, "<div role=heading aria-level=3>Mål</div><p role=heading>Mer</p>Text") == [
        ("Mål", 3, False),
        ("Mer", 2, False),
        ("Text", None, False),
    ]


def test_a_span_ends_with_its_group_of_rows(tmp_path: Path) -> None:
    head = "<thead><tr><th rowspan=3>Region<th>Insats<th>Effekter</thead>"
    rows = "<tr><td rowspan=0>Skåne<td>Elbåtar<td>Tyst.<tr><td>Segel<td>Rent."
    assert told(tmp_path, f"<table>{head}<tbody>{rows}</tbody><tbody><tr><td>Kalmar<td>Bi<td>Fler.</table>") == [
        ("12", "Elbåtar", "Tyst."),
        ("12", "Segel", "Rent."),
        ("08", "Bi", "Fler."),
    ]


def test_hidden_cells_take_no_place(tmp_path: Path) -> None:
    hidden = "<tr hidden><td rowspan=2>Halland<td>Hemligt<td>Dolt."
    rows = f"<tr><th>Region<th>Insats<th>Effekter{hidden}<tr><td>Skåne<td hidden>1<td>Elbåtar<td>Tyst."
    assert told(tmp_path, f"<table>{rows}</table>") == [("12", "Elbåtar", "Tyst.")]


@pytest.mark.parametrize("tag", ["pre", "textarea"])
def test_preformatted_text_keeps_its_lines(tmp_path: Path, tag: str) -> None:
    (page,) = read_html(write(tmp_path, f"<{tag}>Ett\nTvå\n\nTre</{tag}>fyra"), Limits())
    assert page.received == "Ett\nTvå\n\nTre\n\nfyra\n"
