"""PowerPoint files: each visible slide is a page, its title a heading, its tables cell by cell."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from corpus.errors import UnreadableDocumentError
from corpus.limits import Limits, check_cells
from corpus.pages import Cell, PageLines
from corpus.readers.collector import Collector
from corpus.readers.damaged import damaged
from corpus.readers.package import check_size, transitional, xml_parser
from corpus.readers.told import told_comments, told_pictures
from corpus.repair.raised import raised_text

# Shapes, slides and tables of python-pptx's; the library gives them no types.
_Shape = Any
_PICTURES = frozenset({MSO_SHAPE_TYPE.PICTURE, MSO_SHAPE_TYPE.CHART, MSO_SHAPE_TYPE.MEDIA})
_EMBEDDED = frozenset({MSO_SHAPE_TYPE.EMBEDDED_OLE_OBJECT, MSO_SHAPE_TYPE.LINKED_OLE_OBJECT})
# Boxes that begin within 3 mm of each other stand side by side; EMU.
_LEVEL = 108_000
# What stands on every slide.
_RUNNING = frozenset({PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER, PP_PLACEHOLDER.SLIDE_NUMBER})
# A show or a template is a presentation to python-pptx, too, once it is called so.
_KINDS = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.presentationml\.(?:slideshow|template)"
    rb"|ms-powerpoint\.(?:presentation|slideshow|template)\.macroEnabled)\.main\+xml"
)
_KIND = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_CELL, _FORM, _TEXT, _BREAK = map(qn, ("a:tc", "a:rPr", "a:t", "a:br"))
_SLIDE = re.compile(r"ppt/slides/[^/]+\.xml")
_TWO_FORMS = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_KNOWN = frozenset(map(qn, ("p:sp", "p:grpSp", "p:graphicFrame", "p:cxnSp", "p:pic"))) | {
    "{http://schemas.microsoft.com/office/drawing/2010/main}m"
}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SMART_ART = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"


def read_powerpoint(path: Path, limits: Limits) -> tuple[PageLines, ...]:
    """Read a PowerPoint file; what stands on a slide is read from the top, and from the left, its title first.

    What is hidden or struck out on a slide and its date, footer and number are left out. Hidden slides, the speaker's
    notes, comments, boxes beside the slide and pictures are noted as not read.

    Raises:
        UnreadableDocumentError: The file is damaged, has too many slides, or unpacks to more than the limits.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            check_size(path, archive, limits)
            deck = Presentation(_openable(archive))
        # Before they are made into objects: a file of 700 kB may list the same slide a million times.
        n_slides = sum(1 for _ in deck.element.iter(qn("p:sldId")))
        if n_slides > limits.max_pages:
            raise UnreadableDocumentError(path, f"har {n_slides} sidor; väntade högst {limits.max_pages}")
        slides = list(deck.slides)
        shown = [slide for slide in slides if slide._element.get("show") != "0"]
        check_cells(path, sum(1 for slide in shown for _ in slide.element.iter(_CELL)), limits)
        reading = _Reading(deck.slide_width or 0, deck.slide_height or 0)
        for number, slide in enumerate(shown):
            if number:
                reading.lines.open_page()
            reading.slide(slide)
        return reading.lines.pages(_left_out(reading, len(slides) - len(shown), shown))
    except UnreadableDocumentError:
        raise
    except Exception as error:  # A damaged file shows in any error that its parsing stumbles on.
        raise damaged(path, error, "PowerPoint (.pptx)") from error


def _openable(archive: zipfile.ZipFile) -> io.BytesIO:
    """Give a file as python-pptx knows it, whichever form and kind it was saved in."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as known:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith((".xml", ".rels")):
                data = _KINDS.sub(_KIND, transitional(data))
            known.writestr(name, _in_one_form(data) if _SLIDE.fullmatch(name) else data)
    return file


def _in_one_form(data: bytes) -> bytes:
    """Give a slide with what it holds in two forms in the first, as the program shows it, where that is known here.

    python-pptx knows neither.
    """
    if b"AlternateContent" not in data:
        return data
    root = etree.fromstring(data, xml_parser())
    for both in list(root.iter(f"{_TWO_FORMS}AlternateContent")):
        choice, fallback = both.find(f"{_TWO_FORMS}Choice"), both.find(f"{_TWO_FORMS}Fallback")
        is_known = choice is not None and all(part.tag in _KNOWN for part in choice)
        chosen = choice if is_known else fallback
        parent = both.getparent()
        if parent is not None and chosen is not None:
            parent[parent.index(both) : parent.index(both) + 1] = list(chosen)
    return bytes(etree.tostring(root))


class _Reading:
    """The lines read so far, and how many tables and pictures."""

    def __init__(self, width: int, height: int) -> None:
        self.size = width, height
        self.lines = Collector()
        self.tables = 0
        self.pictures = 0
        self.outside = 0

    def slide(self, slide: Any) -> None:
        """Add what stands on a slide."""
        title = slide.shapes.title
        if title is not None:
            self.lines.add(" ".join(title.text_frame.text.split()), heading=1)
        for shape in _from_the_top(slide.shapes):
            if self._stands_outside(shape):
                self.outside += 1
            elif title is None or shape.shape_id != title.shape_id:
                self._shape(shape)

    def _stands_outside(self, shape: _Shape) -> bool:
        """Whether nothing of a shape is on the slide, as of notes that its author put beside it."""
        if None in (shape.left, shape.top, shape.width, shape.height):
            return False
        width, height = self.size
        is_beside = shape.left >= width or shape.left + shape.width <= 0
        return bool(is_beside or shape.top >= height or shape.top + shape.height <= 0)

    def _shape(self, shape: _Shape) -> None:
        if shape._element.xpath("./*/p:cNvPr[@hidden='1' or @hidden='true']") or _is_running(shape):
            return
        if shape._element.tag == qn("p:grpSp"):  # python-pptx names no kind of a shape that draws nothing
            for part in _from_the_top(shape.shapes):
                self._shape(part)
        elif shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                self.lines.add(_text(paragraph._p))
        elif shape.has_table:
            self.tables += 1
            self._table(shape.table._tbl)
        elif shape.shape_type in _PICTURES or shape.shape_type in _EMBEDDED:
            self.pictures += 1
        else:
            boxes = list(_smart_art(shape))
            self.pictures += not boxes and shape._element.tag == qn("p:graphicFrame")
            for text in boxes:
                self.lines.add(text)

    def _table(self, table: Any) -> None:
        # Elements, not the library's objects of them, which take twenty times as long.
        for number, row in enumerate(table.tr_lst, start=1):
            for column, cell in enumerate(row.tc_lst, start=1):
                if not cell.is_spanned:
                    place = Cell(
                        table=self.tables, row=number, column=column, n_rows=cell.rowSpan, n_columns=cell.gridSpan
                    )
                    paragraphs = () if cell.txBody is None else cell.txBody.p_lst
                    self.lines.add("\n".join(map(_text, paragraphs)).strip(), cell=place)


def _from_the_top(shapes: Iterable[_Shape]) -> list[_Shape]:
    """Give shapes as they are read: rows from the top, each from the left; those as level as the eye sees are a row."""
    rows: list[list[_Shape]] = []
    for shape in sorted(shapes, key=_top):
        if rows and _top(shape) - _top(rows[-1][0]) <= _LEVEL:
            rows[-1].append(shape)
        else:
            rows.append([shape])
    return [shape for row in rows for shape in sorted(row, key=lambda one: one.left or 0)]


def _top(shape: _Shape) -> int:
    return shape.top or 0


def _is_running(shape: _Shape) -> bool:
    return shape.is_placeholder and shape.placeholder_format.type in _RUNNING


def _text(paragraph: Any) -> str:
    """Give a paragraph with its line breaks; raised figures are kept apart, what is struck out is left out."""
    text = ""
    for part in paragraph:
        form = part.find(_FORM)
        told = "\n" if part.tag == _BREAK else "".join(one.text or "" for one in part.iter(_TEXT, _MATH))
        if form is not None and form.get("strike", "noStrike") != "noStrike":
            continue
        text += raised_text(text, told) if form is not None and _is_raised(form) else told
    return text.replace("\v", "\n").strip()


def _is_raised(form: Any) -> bool:
    return re.match(r"[1-9]", form.get("baseline", "")) is not None


def _smart_art(shape: _Shape) -> Iterator[str]:
    """Give the texts of a diagram of boxes and arrows, in the order in which its author listed them."""
    for link in shape._element.iter(f"{_SMART_ART}relIds"):
        data = parse_xml(shape.part.related_part(link.get(qn("r:dm"))).blob)
        for point in data.iter(f"{_SMART_ART}pt"):
            yield "\n".join("".join(run.text or "" for run in one.iter(_TEXT)) for one in point.iter(qn("a:p")))


def _count_comments(slide: Any) -> int:
    """Count the comments on a slide, in the older or the newer form of the program."""
    parts = [link.target_part for link in slide.part.rels.values() if link.reltype.endswith("/comments")]
    return sum(sum(etree.QName(one).localname == "cm" for one in parse_xml(part.blob)) for part in parts)


def _left_out(reading: _Reading, n_hidden: int, slides: Sequence[Any]) -> Iterator[str]:
    if n_hidden:
        yield f"dolda bilder som inte läses: {n_hidden}"
    noted = [slide for slide in slides if slide.has_notes_slide]
    told = sum(bool(slide.notes_slide.notes_text_frame and slide.notes_slide.notes_text_frame.text) for slide in noted)
    if told:
        yield f"bilder med talarens anteckningar som inte läses: {told}"
    if reading.outside:
        yield f"rutor utanför bilderna som inte läses: {reading.outside}"
    yield from told_comments(sum(map(_count_comments, slides)))
    yield from told_pictures(reading.pictures, "bilder och diagram")
