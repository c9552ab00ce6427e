"""A memo as a Word file: headings that Word can list, quotes with footnotes, and where it all comes from."""

import io
from datetime import date
from functools import partial

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from service.budget import check_budget
from service.exports.footnotes import Footnotes
from service.exports.hyperlinks import LINK_COLOUR, make_link
from service.exports.memo import Grid, Memo, Paragraph
from service.exports.packed import made_on, packed_alike
from service.exports.word_table import turn_page, write_grid
from service.exports.xml_text import xml_text

INK, SOFT, LINK = RGBColor(0x0D, 0x3B, 0x45), RGBColor(0x4C, 0x5E, 0x63), RGBColor.from_string(LINK_COLOUR)
FONT = "Calibri"
# A4, with margins as letters have them in Sweden.
WIDTH, HEIGHT, MARGIN = Mm(210), Mm(297), Mm(25)
HEADING_STYLE_ID = "Heading1"
HEADINGS = {"Title": Pt(20), "Heading 1": Pt(14)}
LANGUAGE = "sv-SE"
# What stands in Word as an element of its own.
BREAKS = frozenset("\t\n\r")


def write_word(memo: Memo) -> bytes:
    """Give a memo as a .docx file."""
    document = docx.Document()
    _set_up(document, memo.title)
    _set_page(document)
    if any(isinstance(part, Grid) for part in memo.parts):
        turn_page(document)
    footnotes = Footnotes(document)
    fill = partial(_fill, footnotes, memo.origin.base)
    document.add_paragraph(xml_text(memo.title), style="Title")
    for label, value in memo.origin.facts:
        _write_fact(document, label, value, is_link=value.startswith(f"{memo.origin.base}/"))
    if memo.summary:
        document.add_paragraph(xml_text(memo.summary)).paragraph_format.space_before = Pt(12)
    for part in memo.parts:
        check_budget()
        # By its id: a style that is named is looked for among all, a hundred times as long.
        document.add_paragraph(xml_text(part.heading))._p.style = HEADING_STYLE_ID
        if isinstance(part, Grid):
            write_grid(document, part, fill)
            continue
        for paragraph in part.paragraphs:
            fill(document.add_paragraph(), paragraph)
    footnotes.write()
    buffer = io.BytesIO()
    document.save(buffer)
    return packed_alike(buffer.getvalue())


def _write_fact(document: WordDocument, label: str, value: str, *, is_link: bool) -> None:
    line = document.add_paragraph()
    line.paragraph_format.space_after = Pt(0)
    named, told = line.add_run(f"{xml_text(label)}: "), line.add_run(xml_text(value))
    named.bold = True
    for run in (named, told):
        run.font.size, run.font.color.rgb = Pt(9), SOFT
    if is_link:
        told.font.color.rgb, told.underline = LINK, True
        make_link(told._r, document.part, value)


def _fill(footnotes: Footnotes, base: str, written: WordParagraph, paragraph: Paragraph) -> None:
    if paragraph.lead:
        _add_text(written, f"{xml_text(paragraph.lead)} ").bold = True
    _add_text(written, xml_text(paragraph.text))
    if paragraph.note:
        footnotes.add(written, xml_text(paragraph.note), f"{base}{paragraph.page}" if paragraph.page else "")


def _add_text(written: WordParagraph, text: str) -> Run:
    run = written.add_run()
    if BREAKS.isdisjoint(text):
        run._r.add_t(text)
    else:  # Letter by letter, which takes most of the time that a long memo takes.
        run.text = text
    return run


def _set_up(document: WordDocument, title: str) -> None:
    """Set type, language and properties, of which python-docx's template has its own."""
    properties = document.core_properties
    properties.title, properties.author, properties.comments = xml_text(title)[:255], "Insatskartan", ""
    properties.language, properties.created = LANGUAGE, made_on(date.today())
    properties.modified = properties.created
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    for name, size in HEADINGS.items():
        font = document.styles[name].font
        font.size, font.color.rgb, font.name = size, INK, FONT
        # The template's theme would go before the name.
        fonts = document.styles[name].element.rPr.rFonts
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(attribute), None)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _set_page(document: WordDocument) -> None:
    """Set the paper, of which the template has the American, and number the pages."""
    section = document.sections[0]
    section.page_width, section.page_height = WIDTH, HEIGHT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    number = section.footer.paragraphs[0].add_run()
    number.font.size, number.font.color.rgb = Pt(9), SOFT
    for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:instrText" if code else "w:fldChar")
        if code:
            element.text = code
        else:
            element.set(qn("w:fldCharType"), kind)
        number._r.append(element)
