from pathlib import Path

import pytest

from corpus.document import Field
from corpus.errors import UnreadableDocumentError
from corpus.limits import Limits
from corpus.readers.html import read_html
from tests.corpus import made


def write(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "r.html"
    path.write_bytes(text.encode(encoding))
    return path


def lines(tmp_path: Path, text: str) -> list[tuple[str, int | None]]:
    (page,) = read_html(write(tmp_path, text), Limits())
    return [(line.text, line.heading) for line in page.lines if line.text]


def refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableDocumentError) as error:
        read_html(path, limits or Limits())
    assert "\n" not in str(error.value)
    return str(error.value)


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


def test_the_declared_encoding_is_used(tmp_path: Path) -> None:
    path = write(tmp_path, '<html><meta charset="windows-1252"><p>Åtgärder – på ön</p>', "cp1252")
    assert read_html(path, Limits())[0].received == "Åtgärder – på ön\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'<html><meta charset="utf-9"><p>Text', "declares the encoding 'utf-9'; expected a known one"),
        ("<html><p>för".encode("cp1252"), "is not in the encoding utf-8-sig"),
        (b"<html><p>f\0r", "holds a NUL byte at offset 10; expected HTML"),
        (b"<html><script>1</script>", "holds no text; expected HTML with paragraphs or tables"),
    ],
)
def test_what_is_no_html_text_is_refused_with_the_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "r.html"
    path.write_bytes(data)
    assert refusal(path).startswith(f"r.html: {reason}")


def test_a_page_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    assert refusal(write(tmp_path, "<p>" + "å" * 100), Limits(max_markup_bytes=100)) == (
        "r.html: holds 203 bytes; expected at most 100"
    )


def test_a_span_of_a_billion_rows_costs_nothing(tmp_path: Path) -> None:
    text = "<table><tr><td rowspan=1000000000 colspan=1000000000>Skåne<td>Ett</tr></table>"
    (page,) = read_html(write(tmp_path, text), Limits())
    assert [line.cell.n_rows for line in page.lines if line.text and line.cell is not None] == [1000, 1]
