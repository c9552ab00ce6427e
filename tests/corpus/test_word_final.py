"""What a Word file keeps beside its text: codes of fields, signs of fonts, lists of contents, where pages begin."""

from pathlib import Path

import pytest

from corpus.limits import Limits
from corpus.readers.word import read_word
from tests.corpus.word_files import paragraph, run, texts, write


def field(code: str, *result: str) -> str:
    """Give a field's runs: its code, which may hold fields, and what it shows."""
    mark = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>".format
    return f"{mark('begin')}{code}{mark('separate')}{''.join(result)}{mark('end')}"


def test_what_fields_in_a_fields_code_say_is_no_text(tmp_path: Path) -> None:
    word = "<w:r><w:instrText>{}</w:instrText></w:r>".format
    inner = field(word("MERGEFIELD stöd"), run("75 000"))
    text = paragraph(run("Stöd: "), field(word("IF ") + inner + word(" > 0"), run("bevil"), run("jat")), run(" i maj"))
    assert texts(write(tmp_path, text)) == ["Stöd: beviljat i maj"]
    begun = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
    assert texts(write(tmp_path, paragraph(begun, run("Ett fält som aldrig slutar")))) == ["Ett fält som aldrig slutar"]


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        *(
            ("Wingdings", "F0FE", "☒"),
            ("Wingdings", "F0A8", "☐"),
            ("Wingdings 2", "F053", "☒"),
            ("Symbol", "F02D", "−"),
        ),
        *(("Wingdings", "F028", ""), ("Arial", "00B1", "±"), ("Arial", "F0FE", ""), ("Wingdings", "x", "")),
    ],
)
def test_signs_from_fonts_of_signs_are_read(tmp_path: Path, font: str, code: str, shown: str) -> None:
    sign = f"<w:r><w:sym w:font='{font}' w:char='{code}'/></w:r>"
    assert texts(write(tmp_path, paragraph(sign, run("Ja")))) == [f"{shown}Ja"]


def test_a_list_of_contents_that_is_kept_as_one_is_left_out_whatever_its_style(tmp_path: Path) -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="{}"/></w:docPartObj></w:sdtPr>'.format
    kept = [
        f"<w:sdt>{gallery(kind)}<w:sdtContent>{paragraph(run(kind))}</w:sdtContent></w:sdt>"
        for kind in ("Table of Contents", "Cover Pages")
    ]
    assert texts(write(tmp_path, "".join(kept))) == ["Cover Pages"]


def test_number_0_takes_a_paragraph_out_of_a_list_and_a_style_may_put_it_into_one(tmp_path: Path) -> None:
    style = "<w:style w:type='paragraph' w:styleId='Punkt'><w:name w:val='Regionens punkt'/><w:pPr><w:numPr>\
<w:numId w:val='3'/></w:numPr></w:pPr></w:style>"
    forms = ("", "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='0'/></w:numPr>")
    items = [f"<w:p><w:pPr><w:pStyle w:val='Punkt'/>{form}</w:pPr>{run('Hamn')}</w:p>" for form in forms]
    assert texts(write(tmp_path, "".join(items), style)) == ["• Hamn", "Hamn"]


def test_a_cell_deleted_in_tracked_changes_is_left_out(tmp_path: Path) -> None:
    cells = "".join(
        f"<w:tc><w:tcPr>{form}</w:tcPr>{paragraph(run(text))}</w:tc>"
        for form, text in (("", "Kvar"), ("<w:cellDel w:id='1'/>", "Struket"), ("", "Mer"))
    )
    assert texts(write(tmp_path, f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>")) == ["Kvar", "Mer"]


def test_pages_begin_where_a_paragraph_or_a_section_says_so_in_a_file_word_never_laid_out(tmp_path: Path) -> None:
    def section(text: str, kind: str) -> str:
        return f"<w:p><w:pPr><w:sectPr><w:type w:val='{kind}'/></w:sectPr></w:pPr>{run(text)}</w:p>"

    before = f"<w:p><w:pPr><w:pageBreakBefore/></w:pPr>{run('Två')}</w:p>"
    body = before.replace("Två", "Ett") + before + section("också två", "nextPage") + section("Två igen", "continuous")
    pages = read_word(write(tmp_path, body + paragraph(run("Tre"))), Limits())
    found = [[line.text for line in page.lines if line.text] for page in pages]
    assert found == [["Ett"], ["Två", "också två", "Två igen"], ["Tre"]]
