from pathlib import Path

import pytest

from corpus.document import Field
from corpus.errors import UnreadableDocumentError
from corpus.limits import Limits
from corpus.readers.html import read_html
from tests.corpus import made
from tests.corpus.html_pages import lines, write
from tests.refusals import refused


def refusal(path: Path, limits: Limits | None = None) -> str:
    return refused(UnreadableDocumentError, lambda: read_html(path, limits or Limits()))


def test_a_page_gives_the_initiatives_it_was_made_from(tmp_path: Path) -> None:
    content = made.read(made.write_html(tmp_path / "r.html"))
    assert made.told(content.initiatives) == made.expected()
    assert [section.heading for section in content.sections] == [made.THEME, "Efter tabellen"]
    assert [b.text for b in content.blocks if b.field is Field.PROSE] == [made.PROSE, "Här slutar den."]


def test_headings_paragraphs_and_lists_are_lines(tmp_path: Path) -> None:
    text = "<h2>Öar &amp; åar</h2><p>Ett<br>två</p><ul><li>tre<li>fyra</ul>fem <b>sex</b>"
    assert lines(tmp_path, text) == [
        ("Öar & åar", 2),
        ("Ett", None),
        ("två", None),
        ("• tre", None),
        ("• fyra", None),
        ("fem sex", None),
    ]


def test_scripts_styles_and_navigation_are_left_out(tmp_path: Path) -> None:
    text = "<head><title>T</title></head><nav>Meny</nav><script>var a = '<p>';</script><style>p {}</style><p>Text</p>"
    assert lines(tmp_path, text) == [("Text", None)]


def test_the_page_s_own_footer_is_told_and_is_of_no_region(tmp_path: Path) -> None:
    body = (
        "<article><h2>Region Skåne</h2><p>Tre båtar.<footer>Ägs av Malmö.</footer></article>"
        "<h2>Region Halland</h2><p>Vind."
        "<footer><nav>Start</nav><p>Tillväxtverket <b>2024</b></p><table><tr><td>1<td>2</table><p hidden>x</footer>"
    )
    (page,) = read_html(write(tmp_path, body), Limits())
    assert [line.text for line in page.lines if line.text] == [
        "Region Skåne", "Tre båtar.", "Ägs av Malmö.", "Region Halland", "Vind.",
    ]  # fmt: skip
    assert page.notes == ("sidhuvud och sidfot som inte läses: Tillväxtverket 2024 1 2",)


def test_cells_keep_their_places_under_cells_that_span(tmp_path: Path) -> None:
    text = (
        "<table><tr><th>Region<th>Insats<th>Effekter</tr>"
        "<tr><td rowspan=2>Skåne<td>Ett<td>A.</tr><tr><td>Två<td>B.</tr><tr><td>Kalmar<td colspan=2>Tre</tr></table>"
    )
    content = made.read(write(tmp_path, f"<html>{text}"))
    assert [(one.region, one.name, one.effects) for one in content.initiatives] == [
        ("12", "Ett", "A."),
        ("12", "Två", "B."),
        ("08", "Tre", ""),
    ]


def test_a_table_inside_a_cell_belongs_to_the_cell(tmp_path: Path) -> None:
    text = "<table><tr><td>Yttre<table><tr><td>inre</td></tr></table></td><td>nästa</td></tr></table>"
    (page,) = read_html(write(tmp_path, text), Limits())
    places = [(line.text, line.cell.column) for line in page.lines if line.text and line.cell is not None]
    assert places == [("Yttre", 1), ("inre", 1), ("nästa", 2)]


def test_a_definition_list_is_a_table_of_labels_and_texts(tmp_path: Path) -> None:
    text = (
        "<dl><dd>inledning</dd><div><dt>Projekt<dd>Elbåtar<dd>i hamn</div><h3>Mer</h3><dt>Mål<dd>Tyst"
        "<dl><dt>inre<dd>del</dl><table><tr><td>cell</table>åter</dl>efter<table><tr><td><dl><dt>ett<dd>två</dl></table>"
    )
    (page,) = read_html(write(tmp_path, text), Limits())
    places = [
        (line.text, line.cell and (line.cell.table, line.cell.row, line.cell.column))
        for line in page.lines
        if line.text
    ]
    assert places == [
        ("inledning", None),
        ("Projekt", (1, 1, 1)),
        ("Elbåtar", (1, 1, 2)),
        ("i hamn", (1, 1, 2)),
        ("Mer", None),
        ("Mål", (1, 2, 1)),
        ("Tyst", (1, 2, 2)),
        ("inre", (1, 2, 2)),
        ("del", (1, 2, 2)),
        ("cell", (2, 1, 1)),
        ("åter", (1, 2, 2)),
        ("efter", None),
        ("ett", (3, 1, 1)),
        ("två", (3, 1, 1)),
    ]


def test_the_declared_encoding_is_used(tmp_path: Path) -> None:
    path = write(tmp_path, '<html><meta charset="windows-1252"><p>Åtgärder – på ön</p>', "cp1252")
    assert read_html(path, Limits())[0].received == "Åtgärder – på ön\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'<html><meta charset="utf-9"><p>Text', "anger teckenkodningen 'utf-9'; väntade en känd"),
        ("<html><p>åt ".encode() + "ön".encode("cp1252"), "är inte i teckenkodningen utf-8-sig"),
        (b"<html><p>f\0r", "har en NUL-byte på plats 10; väntade HTML"),
        (b"<html><script>1</script>", "innehåller ingen text; väntade HTML med stycken eller tabeller"),
    ],
)
def test_what_is_no_html_text_is_refused_with_the_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "r.html"
    path.write_bytes(data)
    assert refusal(path).startswith(f"r.html: {reason}")


def test_a_page_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    assert refusal(write(tmp_path, "<p>" + "å" * 100), Limits(max_markup_bytes=100)) == (
        "r.html: är 203 byte; väntade högst 100"
    )


def test_a_span_of_a_billion_rows_costs_nothing_and_ends_with_the_table(tmp_path: Path) -> None:
    text = "<table><tr><td rowspan=1000000000 colspan=1000000000>Skåne<td>Ett</tr></table>"
    (page,) = read_html(write(tmp_path, text), Limits())
    assert [line.cell.n_rows for line in page.lines if line.text and line.cell is not None] == [1, 1]


@pytest.mark.parametrize("declared", ["iso-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_western_encodings_are_read_as_browsers_read_them(tmp_path: Path, declared: str) -> None:
    path = write(tmp_path, f'<meta charset="{declared}"><p>”Öns länk” – 3 000 €</p>', "cp1252")
    assert read_html(path, Limits())[0].received == "”Öns länk” – 3 000 €\n"


def test_a_page_that_declares_no_encoding_and_is_not_utf8_is_read_as_windows_1252(tmp_path: Path) -> None:
    (page,) = read_html(write(tmp_path, "<p>Åtgärder på ön</p>", "cp1252"), Limits())
    assert page.received == "Åtgärder på ön\n"
    assert page.notes == ("filen är varken UTF-8 eller säger sin teckenkodning; läst som Windows-1252",)


def test_a_byte_order_mark_says_better_than_a_declaration(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        path = write(tmp_path, '<meta charset="iso-8859-1"><p>Åtgärder</p>', encoding)
        assert read_html(path, Limits())[0].received == "Åtgärder\n"


@pytest.mark.parametrize(
    "head", ["<head><title>T</title>", "<head><meta name=a><style>p {}</style>", "<title>T</title>"]
)
@pytest.mark.parametrize("body", ["<body>", ""])
def test_tags_that_html_lets_out_hide_nothing(tmp_path: Path, head: str, body: str) -> None:
    assert lines(tmp_path, f"<!doctype html><html>{head}{body}<p>27 bryggor<nav>Meny</html>") == [("27 bryggor", None)]


def test_a_part_that_is_not_ended_ends_with_what_holds_it(tmp_path: Path) -> None:
    assert lines(tmp_path, "<div><nav><ul><li>Meny</ul></div><p>Text</p>") == [("Text", None)]
    assert lines(tmp_path, "<table><tr><td hidden>Dold<td>Syns<tr><td>Också</table>") == [
        ("Syns", None),
        ("Också", None),
    ]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('nådde 48<sup><a href="#n">2</a></sup> företag', "nådde 48[2] företag"),
        ('nådde 48<span style="vertical-align: super">2)</span> företag', "nådde 48[2] företag"),
        ("48 företag<sup>1, 2</sup>", "48 företag[1, 2]"),
        ("48 km<sup>2</sup> och 10<sup>6</sup>", "48 km2 och 10^6"),
        ("CO<sub>2</sub> den 1<sup>a</sup>", "CO2 den 1a"),
    ],
)
def test_a_raised_figure_is_kept_apart_from_the_one_before(tmp_path: Path, html: str, text: str) -> None:
    assert lines(tmp_path, f"<p>{html}</p>") == [(text, None)]


def test_filled_in_fields_are_read_and_choices_not_made_are_not(tmp_path: Path) -> None:
    text = (
        '<p>Namn: <input value="Öns mat"><input type=hidden value=x> Klar: <input type=checkbox checked> Län: '
        "<select><option>Kalmar<option selected>Gotland</select></p><textarea>32 företag</textarea>"
    )
    assert lines(tmp_path, text) == [("Namn: Öns mat Klar: ☒ Län: Gotland", None), ("32 företag", None)]


def test_pictures_are_told_and_decoration_is_not(tmp_path: Path) -> None:
    page = read_html(write(tmp_path, '<p>Text</p><img src=a.png alt="Tabell"><img src=b.png alt="">'), Limits())[0]
    assert page.notes == ("bilder vars text inte läses: 1",)
