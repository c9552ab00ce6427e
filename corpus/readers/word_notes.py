"""Footnotes and endnotes of a Word file, and what it holds that is not read."""

from collections.abc import Iterator, Mapping

from docx.oxml.ns import qn

from corpus.readers.told import told_comments, told_files, told_pictures, told_running
from corpus.readers.word_package import Element, WordPackage
from corpus.readers.word_text import PAGE, PARAGRAPH, paragraph_text, run_styles, shown

# Lines that part notes from the text, which Word keeps among the notes.
_NO_NOTE = ("separator", "continuationSeparator", "continuationNotice")
_RUNNING = (qn("w:headerReference"), qn("w:footerReference"))
_PICTURES = {
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{urn:schemas-microsoft-com:vml}imagedata",
}
_DIAGRAMS = {
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
}


class WordNotes:
    """The notes of a document, each told once, where it is first referred to."""

    def __init__(self, parts: Mapping[str, Element]) -> None:
        self._notes = {
            (kind, note.get(qn("w:id"), "")): note
            for kind in ("footnotes", "endnotes")
            if kind in parts
            for note in parts[kind]
            if isinstance(note.tag, str) and note.get(qn("w:type")) not in _NO_NOTE
        }

    def take(self, kind: str, note: str) -> Iterator[Element]:
        """Give a note of a kind, unless it has been taken before."""
        found = self._notes.pop((kind, note), None)
        if found is not None:
            yield found


def _running_texts(package: WordPackage) -> Iterator[str]:
    """Give the text of each paragraph of the headers and footers."""
    for root in package.running.values():
        yield from _paragraphs(package, root)


def _paragraphs(package: WordPackage, root: Element) -> Iterator[str]:
    styles = run_styles(package.document.styles.element)
    for paragraph in root.iter(PARAGRAPH):
        yield " ".join(paragraph_text(paragraph, styles, with_breaks=False).replace(PAGE, " ").split())


def section_texts(package: WordPackage) -> list[list[str]]:
    """Give for each section what runs above and below most of its pages; one without its own has that before it."""
    found, used = [], dict[str, str]()
    for section in package.document.element.body.iter(qn("w:sectPr")):
        if section.getparent().tag == qn("w:sectPrChange"):
            continue
        for reference in section.iterchildren(*_RUNNING):
            if reference.get(qn("w:type"), "default") == "default":
                used[reference.tag] = reference.get(qn("r:id"), "")
        roots = (package.running[name] for name in used.values() if name in package.running)
        found.append([text for root in roots for text in _paragraphs(package, root)])
    return found


def left_out(package: WordPackage) -> Iterator[str]:
    """Say, in Swedish, what a document holds that is not read."""
    body = package.document.element.body
    yield from told_running(_running_texts(package))
    comments = package.parts.get("comments")
    yield from told_comments(len(comments.findall(qn("w:comment"))) if comments is not None else 0)
    yield from told_pictures(len(list(shown(body, _PICTURES))), "bilder")
    yield from told_pictures(len(list(shown(body, _DIAGRAMS))), "diagram")
    yield from told_files(package.attached)
    pasted = len(list(body.iter(qn("w:altChunk"))))
    if pasted:
        yield f"infogade dokument som inte läses: {pasted}; öppna filen i Word och spara den på nytt"
