"""Files made to hang a reader or to take all memory: each is read, or refused in one line that says what to do.

Most are read in a time that grows with the file, and their text is what stands in them; what grows beyond any bound is
ended at the limit.
"""

import copy
import io
import zipfile
import zlib
from pathlib import Path

import pypdf
import pytest
from openpyxl import Workbook
from pptx import Presentation
from pypdf.generic import ArrayObject, EncodedStreamObject, NameObject

from corpus.bounded import begin
from corpus.collection import DEFAULT_FOLDER
from corpus.document import Content
from corpus.forms import GENERIC, load_forms
from corpus.limits import Limits
from corpus.reading import read_here
from tests.corpus import made
from tests.corpus.attacked import SECONDS, USUAL, refusal, texts


def content(path: Path, data: bytes) -> Content:
    path.write_bytes(data)
    form = load_forms(DEFAULT_FOLDER)[GENERIC]
    return begin(read_here, path, made.document(), form, made.NO_CORRECTIONS, limits=USUAL).result()


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(path: Path, body: str, styles: str | None = None) -> Path:
    """Put another body, and other styles if any, into a sound Word file."""
    parts = {"word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>"}
    if styles is not None:
        parts["word/styles.xml"] = f"<w:styles {WORD}>{styles}</w:styles>"
    source = io.BytesIO(made.write_word(path).read_bytes())
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, parts.get(entry.filename, old.read(entry)))
    return path


def test_styles_of_word_that_are_based_on_each_other_in_a_circle_end(tmp_path: Path) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/></w:style>'
        for name, base in ("AB", "BA")
    )
    body = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>27 bryggor</w:t></w:r></w:p>'
    assert texts(word(tmp_path / "r.docx", body, styles)) == ["27 bryggor"]


def test_styles_of_word_that_are_based_on_each_other_in_a_long_chain_are_each_read_once(tmp_path: Path) -> None:
    made_of = '<w:style w:type="paragraph" w:styleId="s{}"><w:name w:val="s{}"/>{}</w:style>'
    chain = "".join(made_of.format(n, n, f'<w:basedOn w:val="s{n + 1}"/>') for n in range(30_000))
    last = made_of.format(30_000, 30_000, "<w:rPr><w:vanish/></w:rPr>")
    hidden = '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>dold</w:t></w:r></w:p>'
    # A file need not have a style for what names none.
    shown = "<w:p><w:r><w:t>syns</w:t></w:r></w:p>"
    assert texts(word(tmp_path / "r.docx", hidden + shown, chain + last)) == ["syns"]


def test_empty_paragraphs_of_word_without_end_meet_the_limit_on_memory(tmp_path: Path) -> None:
    path = word(tmp_path / "r.docx", "<w:p/>" * 150_000)
    assert path.stat().st_size < 100_000
    assert refusal(path, Limits(max_seconds=SECONDS, max_memory_bytes=80_000_000)) == (
        "r.docx: kräver mer än 80000000 byte minne att läsa; dela upp filen, spara filen på nytt i programmet som "
        "gjorde den eller höj gränsen INSATSKARTAN_MAX_MEMORY_BYTES"
    )


@pytest.mark.parametrize("word", ["a", "a-", "aö", "å."], ids=["letters", "hyphens", "pairs", "stops"])
def test_one_word_of_a_million_letters_is_parted_and_told(tmp_path: Path, word: str) -> None:
    size = 1_000_000
    read = content(tmp_path / "r.txt", f"Början {word * (size // len(word))}\nNästa rad\n".encode())
    words = read.pages[0].text.split()
    assert max(map(len, words)) == 200
    assert "".join(words) == f"Början{word * (size // len(word))}Nästarad"
    assert "för långa ord delade: 1" in read.pages[0].repairs


@pytest.mark.parametrize("ending", ["html", "txt"])
def test_a_megabyte_of_short_words_between_hyphens_is_read(tmp_path: Path, ending: str) -> None:
    read = content(tmp_path / f"r.{ending}", b"<html><p>" * (ending == "html") + b"a- " * 300_000)
    assert len(read.pages[0].text.split()) == 300_000


def test_a_page_of_very_many_lines_is_read(tmp_path: Path) -> None:
    read = content(tmp_path / "r.txt", b"rad\n" * 200_000)
    assert len(read.pages[0].text.split()) == 200_000


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<a b=" * 20_000, None),
        ("<svg><p>dold</p></svg><p>syns" * 10_000, "syns\n" * 9_999 + "syns"),
        ("<svg><p>" * 20_000 + "</p></svg>" * 20_000 + "<p>syns", "syns"),
        ("<table><tr>" + "<td colspan=1000>c" * 10_000, "c\n" * 9_999 + "c"),
        ("<table>" + "<tr><td rowspan=1000 colspan=1000>c" * 5_000, "c\n" * 4_999 + "c"),
        ("<p>1" + "<sup>2</sup> 1" * 50_000, "1" + "[2] 1" * 50_000),
        ("<style>" + "a{" * 50_000 + "/*" * 50_000 + "@media" * 50_000 + "</style><p>syns", "syns"),
        ("<style>" * 50_000 + "</style><p>syns", "syns"),
        ("<!--" * 50_000 + "--><p>syns", "syns"),
        ("<div><b>" * 20_000 + "syns", "syns"),
    ],
    ids=["attributes", "drawings", "inside", "spans", "spans-down", "raised", "rules", "styles", "comments", "depth"],
)
def test_a_page_made_to_be_slow_is_read_as_any_other(tmp_path: Path, page: str, text: str | None) -> None:
    path = tmp_path / "r.html"
    path.write_text(f"<html><body><p>början</p>{page}", encoding="utf-8")
    assert texts(path) == ["början" if text is None else f"början\n{text}"]


@pytest.mark.parametrize("merged", [["A1:XFD1048576"], [f"A1:XFD{last}" for last in range(1_000_000, 1_000_300)]])
def test_merged_cells_cost_what_is_stored_and_not_what_they_cover(tmp_path: Path, merged: list[str]) -> None:
    book = Workbook()
    book.active["A1"], book.active["B2"], book.active["B3"] = "Region Skåne", "täckt", "också täckt"
    for cells in merged:
        book.active.merged_cells.add(cells)
    book.save(tmp_path / "r.xlsx")
    assert texts(tmp_path / "r.xlsx") == ["Sheet\nRegion Skåne"]


def test_a_slide_listed_without_end_is_refused_before_it_is_read(tmp_path: Path) -> None:
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[6])
    listed = deck.slides._sldIdLst
    for number in range(30_000):
        listed.append(copy.copy(listed[0]))
        listed[-1].set("id", str(1000 + number))
    deck.save(str(tmp_path / "r.pptx"))
    assert refusal(tmp_path / "r.pptx", Limits(max_seconds=SECONDS)) == "r.pptx: har 30001 sidor; väntade högst 5000"


def test_a_stream_of_a_pdf_that_is_slow_to_unpack_meets_the_limit_on_time(tmp_path: Path) -> None:
    """Twenty million signs of ASCII85 in 20 kB: nothing is drawn while they are unpacked."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(width=100, height=100)
    stream = EncodedStreamObject()
    stream._data = zlib.compress(b"z" * 20_000_000 + b"~>")
    stream[NameObject("/Filter")] = ArrayObject([NameObject("/FlateDecode"), NameObject("/ASCII85Decode")])
    page[NameObject("/Contents")] = writer._add_object(stream)
    writer.write(tmp_path / "r.pdf")
    assert (tmp_path / "r.pdf").stat().st_size < 30_000
    assert refusal(tmp_path / "r.pdf", Limits(max_seconds=0.5)) == (
        "r.pdf: tar längre än 0.5 s att läsa; dela upp filen, spara filen på nytt i programmet som gjorde den eller "
        "höj gränsen INSATSKARTAN_MAX_SECONDS"
    )
