"""An OpenDocument text is read as it is shown: nothing hidden or struck out, raised figures kept apart."""

import zipfile
from pathlib import Path

import pytest

from corpus.limits import Limits
from corpus.readers.opendocument import read_opendocument
from tests.corpus import made

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(f'xmlns:{name}="{OASIS}{name}:1.0"' for name in ("office", "text", "table", "style"))
NAMESPACES += "".join(
    f' xmlns:{short}="{OASIS}{name}:1.0"'
    for short, name in (("draw", "drawing"), ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible"))
)
STYLES = "".join(
    f'<style:style style:name="{name}" style:parent-style-name="{base}"><style:text-properties {form}/></style:style>'
    for name, base, form in (
        ("Hojd", "", 'style:text-position="super 58%"'),
        ("Under", "Hojd", ""),
        ("Dold", "", 'text:display="none"'),
        ("Struken", "", 'style:text-line-through-style="solid"'),
    )
)
STYLES += "".join(
    f'<style:style style:name="{name}" {base}><style:{kind}-properties fo:break-before="{where}"/></style:style>'
    for name, base, kind, where in (
        ("Ny", "", "paragraph", "page"),
        ("Kvar", 'style:parent-style-name="Ny"', "paragraph", "auto"),
        ("Tabell", "", "table", "page"),
        ("Liggande", 'style:master-page-name="Landscape"', "paragraph", "auto"),
    )
)


def write(tmp_path: Path, body: str, masters: str = "") -> Path:
    with zipfile.ZipFile(tmp_path / "r.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, text in (
            ("content.xml", f"<office:body><office:text>{body}</office:text></office:body>"),
            ("styles.xml", f"<office:styles>{STYLES}</office:styles>{masters}"),
        ):
            archive.writestr(name, f"<office:document {NAMESPACES}>{text}</office:document>")
    return tmp_path / "r.odt"


def texts(tmp_path: Path, body: str) -> list[str]:
    return [
        line.text for page in read_opendocument(write(tmp_path, body), Limits()) for line in page.lines if line.text
    ]


def span(style: str, text: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def row(*cells: str, form: str = "") -> str:
    told = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
    return f"<table:table-row {form}>{told}</table:table-row>"


@pytest.mark.parametrize("style", ["Hojd", "Under"])
def test_a_raised_figure_is_kept_apart_from_the_one_before(tmp_path: Path, style: str) -> None:
    assert texts(tmp_path, f"<text:p>nådde 125{span(style, '3')} företag</text:p>") == ["nådde 125[3] företag"]


@pytest.mark.parametrize(
    "hidden",
    [
        f"<text:p>{span('Dold', 'Dolt')}</text:p>",
        f"<text:p>{span('Struken', 'Dolt')}</text:p>",
        '<text:p text:style-name="Dold">Dolt</text:p>',
        '<text:section text:display="none"><text:p>Dolt</text:p></text:section>',
        '<text:p><text:hidden-paragraph text:is-hidden="true"/>Dolt</text:p>',
        '<text:p><text:variable-set text:name="x" text:display="none">Dolt</text:variable-set></text:p>',
        "<text:p><text:placeholder>Dolt</text:placeholder></text:p>",
        "<text:p><draw:frame><draw:image/><svg:title>Dolt</svg:title><svg:desc>Dolt</svg:desc></draw:frame></text:p>",
        "<text:alphabetical-index><text:index-body><text:p>Dolt 3</text:p></text:index-body></text:alphabetical-index>",
        '<table:table><table:table-row table:visibility="collapse"><table:table-cell><text:p>Dolt</text:p>'
        "</table:table-cell></table:table-row></table:table>",
    ],
)
def test_what_is_hidden_or_struck_out_is_left_out(tmp_path: Path, hidden: str) -> None:
    assert texts(tmp_path, f"{hidden}<text:p>Syns</text:p>") == ["Syns"]


def test_the_text_of_a_shape_follows_its_paragraph(tmp_path: Path) -> None:
    shape = "<draw:custom-shape><text:p>I formen</text:p></draw:custom-shape>"
    assert texts(tmp_path, f"<text:p>Före{shape} efter</text:p>") == ["Före efter", "I formen"]


def test_cells_and_rows_that_are_repeated_are_read_as_often(tmp_path: Path) -> None:
    again = 'table:number-rows-repeated="2"'
    twice = row("12").replace("<table:table-cell>", '<table:table-cell table:number-columns-repeated="2">')
    body = f"<table:table>{row('Ett', form=again)}{twice}</table:table>"
    (page,) = read_opendocument(write(tmp_path, body), Limits())
    assert [(line.text, line.cell.row, line.cell.column) for line in page.lines if line.text and line.cell] == [
        ("Ett", 1, 1),
        ("Ett", 2, 1),
        ("12", 3, 1),
        ("12", 3, 2),
    ]


def test_a_cell_that_spans_rows_tells_each_of_their_initiatives(tmp_path: Path) -> None:
    first = row("Skåne", "Elbåtar", "Tyst.").replace("cell><text:p>Tyst", "cell SPAN><text:p>Tyst")
    rows = f"{row('Region', 'Insats', 'Effekter')}{first}{row('Kalmar', 'Segel')}"
    body = f"<table:table>{rows}</table:table>".replace("SPAN", 'table:number-rows-spanned="2"')
    initiatives = made.read(write(tmp_path, body)).initiatives
    assert [(one.region, one.effects) for one in initiatives] == [("12", "Tyst."), ("08", "Tyst.")]


def test_what_stands_above_and_below_all_pages_is_told(tmp_path: Path) -> None:
    masters = (
        "<office:master-styles><style:master-page><style:header><text:p>Region Gotland, utkast</text:p></style:header>"
        "<style:footer><text:p>Sida <text:page-number>1</text:page-number></text:p></style:footer></style:master-page>"
        "</office:master-styles>"
    )
    (page,) = read_opendocument(write(tmp_path, "<text:p>Syns</text:p>", masters), Limits())
    assert page.notes == ("sidhuvud och sidfot som inte läses: Region Gotland, utkast",)


def test_pages_begin_where_a_style_says_so(tmp_path: Path) -> None:
    styles = ("Ny", "Ny", "Kvar", "Liggande")
    body = "".join(f'<text:p text:style-name="{style}">{n}</text:p>' for n, style in enumerate(styles, start=1))
    table = f'<table:table table:style-name="Tabell">{row("5", "6")}</table:table>'
    pages = read_opendocument(write(tmp_path, f"{body}{table}"), Limits())
    found = [[line.text for line in page.lines if line.text] for page in pages]
    assert found == [["1"], ["2", "3"], ["4"], ["5", "6"]]


def test_what_is_embedded_is_told(tmp_path: Path) -> None:
    frame = "<draw:frame><draw:object/><draw:image/></draw:frame>"
    (page,) = read_opendocument(write(tmp_path, f"<text:p>Syns{frame}</text:p>"), Limits())
    assert page.notes == (
        "bilder vars text inte läses: 1",
        "infogade diagram, formler och tabeller vars text inte läses: 1",
    )
