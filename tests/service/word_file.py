"""Word files read back, as Word reads them, for tests."""

import io
import zipfile

import docx
from docx.oxml.ns import qn
from lxml import etree


class Read:
    """A Word file as it is read: its paragraphs, each with the text of the footnote at its end."""

    def __init__(self, content: bytes) -> None:
        self.document = docx.Document(io.BytesIO(content))
        archive = zipfile.ZipFile(io.BytesIO(content))
        self.notes = {
            note.get(qn("w:id")): "".join(text.text or "" for text in note.iter(qn("w:t"))).strip()
            for note in etree.fromstring(archive.read("word/footnotes.xml"))
        }
        self.links = {
            place: {
                rel.get("Target")
                for rel in etree.fromstring(archive.read(f"word/_rels/{place}.xml.rels"))
                if rel.get("TargetMode") == "External"
            }
            for place in ("document", "footnotes")
            if f"word/_rels/{place}.xml.rels" in archive.namelist()
        }
        self.types = archive.read("[Content_Types].xml").decode()
        self.paragraphs = [(each.style.name, each.text, self._note(each)) for each in self.document.paragraphs]

    def _note(self, paragraph: docx.text.paragraph.Paragraph) -> str:
        return "".join(self.notes[mark.get(qn("w:id"))] for mark in paragraph._p.iter(qn("w:footnoteReference")))

    def headings(self) -> list[str]:
        return [text for style, text, _ in self.paragraphs if style == "Heading 1"]
