"""Word files of paragraphs and runs as they stand in the file, and their lines as they are read."""

from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.limits import Limits
from corpus.pages import collapse
from corpus.readers.word import read_word

W = nsdecls("w")


def write(tmp_path: Path, body: str, styles: str = "") -> Path:
    """Set a Word file with this body, and these styles besides the usual ones."""
    word = docx.Document()
    for number, element in enumerate(parse_xml(f"<w:body {W}>{body}</w:body>")):
        word.element.body.insert(number, element)
    for style in parse_xml(f"<w:styles {W}>{styles}</w:styles>"):
        word.styles.element.append(style)
    word.save(str(tmp_path / "r.docx"))
    return tmp_path / "r.docx"


def texts(path: Path) -> list[str]:
    return [text for page in read_word(path, Limits()) for line in page.lines if (text := collapse(line.text))]


def run(text: str, form: str = "") -> str:
    return f'<w:r><w:rPr>{form}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"
