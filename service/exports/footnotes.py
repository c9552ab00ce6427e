"""Footnotes in a Word file, which python-docx reads past but does not write (ISO/IEC 29500-1, 17.11)."""

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

from service.exports.hyperlinks import LINK_COLOUR, make_link

TEXT_STYLE, MARK_STYLE = "footnote text", "footnote reference"
TEXT_STYLE_ID, MARK_STYLE_ID = "FootnoteText", "FootnoteReference"
# Word asks for the two lines that part footnotes from the text; they come before the first footnote.
SEPARATORS = {-1: ("separator", "separator"), 0: ("continuationSeparator", "continuationSeparator")}


class Footnotes:
    """Numbers footnotes from 1, each in a part of the document's file that `write` ties to it."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        # A part of its own, with relationships of its own: what its links lead to.
        self._part = XmlPart(
            PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._root, document.part.package
        )
        for number, (kind, line) in SEPARATORS.items():
            self._root.append(_separator(number, kind, line))
        self._n_notes = 0
        _add_styles(document)

    def add(self, paragraph: WordParagraph, text: str, address: str = "") -> None:
        """Put a footnote at the end of a paragraph; its text leads to an address where one is given."""
        self._n_notes += 1
        note = _note(self._n_notes, text, is_link=bool(address))
        self._root.append(note)
        if address:
            make_link(note.findall(f".//{qn('w:r')}")[-1], self._part, address)
        mark = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(self._n_notes))
        run = paragraph.add_run()._r
        # By its id: a style that is named is looked for among all, which in a long memo takes half of the time.
        run.style = MARK_STYLE_ID
        run.append(mark)

    def write(self) -> None:
        """Make the footnotes a part of the document's file."""
        self._document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        told = OxmlElement("w:footnotePr")
        for number in SEPARATORS:
            line = OxmlElement("w:footnote")
            line.set(qn("w:id"), str(number))
            told.append(line)
        # The schema orders the settings: footnotes stand before compatibility.
        self._document.settings.element.find(qn("w:compat")).addprevious(told)


def _add_styles(document: WordDocument) -> None:
    text = document.styles.add_style(TEXT_STYLE, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(0)
    mark = document.styles.add_style(MARK_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.font.superscript = True
    text.element.set(qn("w:styleId"), TEXT_STYLE_ID)
    mark.element.set(qn("w:styleId"), MARK_STYLE_ID)


def _separator(number: int, kind: str, line: str) -> etree._Element:
    xml = f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{number}"><w:p><w:r><w:{line}/></w:r></w:p></w:footnote>'
    return parse_xml(xml)


def _note(number: int, text: str, *, is_link: bool) -> etree._Element:
    look = f'<w:rPr><w:color w:val="{LINK_COLOUR}"/><w:u w:val="single"/></w:rPr>' if is_link else ""
    note = parse_xml(
        f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{TEXT_STYLE_ID}"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{MARK_STYLE_ID}"/></w:rPr><w:footnoteRef/></w:r>'
        '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
        f'<w:r>{look}<w:t xml:space="preserve"/></w:r></w:p></w:footnote>'
    )
    list(note.iter(qn("w:t")))[-1].text = text
    return note
