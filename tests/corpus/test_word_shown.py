"""A Word file is read as Word shows it: notes after their paragraph, boxes, final text, nothing hidden."""

from collections.abc import Mapping
from pathlib import Path

import docx
import pytest

from corpus.limits import Limits
from corpus.pages import collapse
from corpus.readers.word import read_word
from tests.corpus import made
from tests.corpus.packed import NOTHING, repack
from tests.corpus.word_files import W, paragraph, run, texts, write

STRICT = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}
NOTES = {
    "footnotes": '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    "<w:footnote w:id='2'><w:p><w:r><w:t>Stödet var 950 000 kronor.</w:t></w:r></w:p></w:footnote>",
    "endnotes": "<w:endnote w:id='2'><w:p><w:r><w:t>Se bilaga.</w:t></w:r></w:p></w:endnote>",
    "comments": "<w:comment w:id='1'><w:p><w:r><w:t>Stämmer det?</w:t></w:r></w:p></w:comment>",
}


def with_relation(path: Path, relation: str, added: Mapping[str, str] = NOTHING) -> Path:
    def change(name: str, data: bytes) -> bytes:
        is_listing = name == "word/_rels/document.xml.rels"
        return data.replace(b"</Relationships>", relation.encode() + b"</Relationships>") if is_listing else data

    return repack(path, change, added)


def with_notes(path: Path) -> Path:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(f'<Relationship Id="n{k}" Type="{office}/{k}" Target="{k}.xml"/>' for k in NOTES)
    parts = {f"word/{kind}.xml": f"<w:{kind} {W}>{notes}</w:{kind}>" for kind, notes in NOTES.items()}
    return with_relation(path, relations, parts)


SUPER = '<w:vertAlign w:val="superscript"/>'


def test_footnotes_and_endnotes_follow_their_paragraph_and_comments_are_told(tmp_path: Path) -> None:
    first = paragraph(run("Elva butiker fick stöd."), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    last = paragraph(run("Slut."), '<w:r><w:endnoteReference w:id="2"/><w:commentReference w:id="1"/></w:r>')
    path = with_notes(write(tmp_path, first + last))
    assert texts(path) == ["Elva butiker fick stöd.", "Stödet var 950 000 kronor.", "Slut.", "Se bilaga."]
    assert read_word(path, Limits())[0].notes == ("kommentarer i marginalen som inte läses: 1",)


def test_a_footnote_in_a_cell_belongs_to_the_cell(tmp_path: Path) -> None:
    noted = paragraph(run("Ett"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    row = f"<w:tr><w:tc>{noted}</w:tc><w:tc>{paragraph(run('Två'))}</w:tc></w:tr>"
    (page,) = read_word(with_notes(write(tmp_path, f"<w:tbl>{row}</w:tbl>")), Limits())
    found = [(collapse(line.text), line.cell.column) for line in page.lines if line.cell and collapse(line.text)]
    assert found == [("Ett", 1), ("Stödet var 950 000 kronor.", 1), ("Två", 2)]


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([run("nådde 48"), run("2", SUPER), run(" företag")], "nådde 48[2] företag"),
        ([run("nådde 48"), run("2", '<w:rStyle w:val="Hojd"/>'), run(" företag")], "nådde 48[2] företag"),
        ([run("nådde 48"), run("2", '<w:position w:val="6"/>'), run(" företag")], "nådde 48[2] företag"),
        ([run("nådde 48"), run("1", SUPER), run("2", SUPER), run(" företag")], "nådde 48[12] företag"),
        ([run("ytan 48 m"), run("2", SUPER)], "ytan 48 m2"),
        ([run("CO"), run("2", '<w:vertAlign w:val="subscript"/>')], "CO2"),
        ([run("den 1"), run("a", SUPER), run(" mars")], "den 1a mars"),
    ],
)
def test_a_raised_figure_is_kept_apart_from_the_one_before(tmp_path: Path, runs: list[str], text: str) -> None:
    style = f'<w:style w:type="character" w:styleId="Hojd"><w:name w:val="Hojd"/><w:rPr>{SUPER}</w:rPr></w:style>'
    assert texts(write(tmp_path, paragraph(*runs), style)) == [text]


@pytest.mark.parametrize("form", ["<w:vanish/>", '<w:vanish w:val="true"/>', '<w:rStyle w:val="Under"/>'])
def test_hidden_text_is_left_out(tmp_path: Path, form: str) -> None:
    base = '<w:style w:type="character" w:styleId="Dold"><w:name w:val="Dold"/><w:rPr><w:vanish/></w:rPr></w:style>'
    under = '<w:style w:type="character" w:styleId="Under"><w:name w:val="Under"/><w:basedOn w:val="Dold"/></w:style>'
    path = write(tmp_path, paragraph(run("Syns. "), run("Syns inte.", form)), base + under)
    assert texts(path) == ["Syns."]


def test_text_whose_hiding_is_turned_off_is_read(tmp_path: Path) -> None:
    assert texts(write(tmp_path, paragraph(run("Syns", '<w:vanish w:val="0"/>')))) == ["Syns"]


def test_a_box_is_read_once_after_the_paragraph_it_hangs_on(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph(run('I rutan.'))}{paragraph(run('Mer.'))}</w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>'
    )
    path = write(tmp_path, paragraph(run("Före "), f"<w:r>{both}</w:r>", run("efter.")))
    assert texts(path) == ["Före efter.", "I rutan.", "Mer."]


def test_deleted_rows_and_paragraph_ends_go_with_tracked_changes(tmp_path: Path) -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>'
    joined = f"<w:p>{mark}{run('Börjar ')}</w:p>{paragraph(run('slutar.'))}"
    deleted = '<w:trPr><w:del w:id="2" w:author="a"/></w:trPr>'
    rows = "".join(
        f"<w:tr>{form}<w:tc>{paragraph(run(text))}</w:tc></w:tr>" for form, text in ((deleted, "Struken"), ("", "Kvar"))
    )
    assert texts(write(tmp_path, f"{joined}<w:tbl>{rows}</w:tbl>")) == ["Börjar slutar.", "Kvar"]


def test_what_an_old_form_shows_is_read(tmp_path: Path) -> None:
    entries = '<w:result w:val="1"/><w:listEntry w:val="Gotland"/><w:listEntry w:val="Kalmar"/>'
    fields = ("<w:checkBox><w:checked/></w:checkBox>", f"<w:ddList>{entries}</w:ddList>")
    shown = [f"<w:r><w:fldChar w:fldCharType='begin'><w:ffData>{f}</w:ffData></w:fldChar></w:r>" for f in fields]
    assert texts(write(tmp_path, paragraph(run("Klar "), shown[0], run(" i "), shown[1]))) == ["Klar ☒ i Kalmar"]


@pytest.mark.parametrize("target", ["NULL", "../NULL", "#_Toc1", "media/saknas.png"])
def test_a_link_that_leads_nowhere_stops_nothing(tmp_path: Path, target: str) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="{target}"/>'
    assert texts(with_relation(write(tmp_path, paragraph(run("61 företag"))), relation)) == ["61 företag"]


def test_strict_open_xml_is_read(tmp_path: Path) -> None:
    def strict(name: str, data: bytes) -> bytes:
        for transitional, other in STRICT.items():
            data = data.replace(transitional, other)
        return data

    path = repack(made.write_word(tmp_path / "r.docx"), strict)
    assert made.told(made.read(path).initiatives) == made.expected()


def test_embedded_files_and_pictures_are_told(tmp_path: Path) -> None:
    picture = '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/>'
    path = write(tmp_path, paragraph(run("Se tabellen."), f"<w:r><w:drawing>{picture}</w:drawing></w:r>"))
    with_relation(path, "", {"word/embeddings/budget.xlsx": "x"})
    assert read_word(path, Limits())[0].notes == (
        "bilder vars text inte läses: 1",
        "bifogade filer som inte läses: word/embeddings/budget.xlsx; lägg till dem för sig",
    )


@pytest.mark.parametrize("form", ["<w:strike/>", "<w:dstrike/>"])
def test_text_that_is_struck_out_is_left_out(tmp_path: Path, form: str) -> None:
    assert texts(write(tmp_path, paragraph(run("Nådde "), run("12 ", form), run("14 företag")))) == ["Nådde 14 företag"]


def test_fields_not_filled_in_and_lists_of_contents_are_left_out(tmp_path: Path) -> None:
    asks = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    empty = f"<w:sdt>{asks}<w:sdtContent>{run('Klicka här')}</w:sdtContent></w:sdt>"
    block = f"<w:sdt>{asks}<w:sdtContent>{paragraph(run('Klicka här'))}</w:sdtContent></w:sdt>"
    filled = f"<w:sdt><w:sdtContent>{run('12 bryggor')}</w:sdtContent></w:sdt>"
    contents = f'<w:p><w:pPr><w:pStyle w:val="Inneh"/></w:pPr>{run("Bakgrund 3")}</w:p>'
    style = '<w:style w:type="paragraph" w:styleId="Inneh"><w:name w:val="toc 1"/></w:style>'
    path = write(tmp_path, contents + block + paragraph(run("Resultat: "), filled, empty), style)
    assert texts(path) == ["Resultat: 12 bryggor"]


def test_a_paragraph_of_the_outline_is_a_heading(tmp_path: Path) -> None:
    level = '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    style = f'<w:style w:type="paragraph" w:styleId="Kap"><w:name w:val="Kapitel"/>{level}</w:style>'
    own = f'<w:p><w:pPr><w:pStyle w:val="Kap"/></w:pPr>{run("Ett")}</w:p><w:p>{level}{run("Två")}</w:p>'
    (page,) = read_word(write(tmp_path, own + paragraph(run("Text")), style), Limits())
    assert [line.heading for line in page.lines if line.text] == [2, 2, None]


def test_what_headers_and_footers_say_is_told(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Text")
    word.sections[0].header.paragraphs[0].text = "Projektet Havsblick"
    word.sections[0].footer.paragraphs[0].text = "Sida 1 av 4"
    word.save(str(tmp_path / "r.docx"))
    assert read_word(tmp_path / "r.docx", Limits())[0].notes == (
        "sidhuvud och sidfot som inte läses: Projektet Havsblick",
    )
