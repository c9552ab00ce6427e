"""PowerPoint files: each slide that is shown is a page, its title the heading, its tables cell by cell."""

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from corpus.errors import UnreadableDocumentError, one_line
from corpus.limits import Limits
from corpus.pages import Cell, PageLines
from corpus.readers.collector import Collector
from corpus.readers.package import check_size
from corpus.readers.told import told_pictures

# Shapes, slides and tables of python-pptx's; the library gives them no types.
_Shape = Any
_PICTURES = frozenset({MSO_SHAPE_TYPE.PICTURE, MSO_SHAPE_TYPE.CHART, MSO_SHAPE_TYPE.MEDIA})


def read_powerpoint(path: Path, limits: Limits) -> tuple[PageLines, ...]:
    """Read a PowerPoint file; what stands on a slide is read from the top, and from the left, its title first.

    Hidden slides, the speaker's notes and pictures are noted as not read.

    Raises:
        UnreadableDocumentError: The file is damaged, or unpacks to more than the limits.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            check_size(path, archive, limits)
        slides = list(Presentation(str(path)).slides)
        shown = [slide for slide in slides if slide._element.get("show") != "0"]
        reading = _Reading()
        for number, slide in enumerate(shown):
            if number:
                reading.lines.open_page()
            reading.slide(slide)
        return reading.lines.pages(_left_out(reading, len(slides) - len(shown), shown))
    except UnreadableDocumentError:
        raise
    except Exception as error:  # A damaged file shows in any error that its parsing stumbles on.
        raise UnreadableDocumentError(path, f"is damaged ({one_line(error)}); expected PowerPoint (.pptx)") from error


class _Reading:
    """The lines read so far, and how many tables and pictures."""

    def __init__(self) -> None:
        self.lines = Collector()
        self.tables = 0
        self.pictures = 0

    def slide(self, slide: Any) -> None:
        """Add what stands on a slide."""
        title = slide.shapes.title
        if title is not None:
            self.lines.add(" ".join(title.text_frame.text.split()), heading=1)
        for shape in _from_the_top(slide.shapes):
            if title is None or shape.shape_id != title.shape_id:
                self._shape(shape)

    def _shape(self, shape: _Shape) -> None:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            for part in _from_the_top(shape.shapes):
                self._shape(part)
        elif shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                self.lines.add(_text(paragraph.text))
        elif shape.has_table:
            self.tables += 1
            self._table(shape.table)
        elif shape.shape_type in _PICTURES:
            self.pictures += 1

    def _table(self, table: Any) -> None:
        for number, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row.cells, start=1):
                if not cell.is_spanned:
                    n_rows = cell.span_height if cell.is_merge_origin else 1
                    place = Cell(table=self.tables, row=number, column=column, n_rows=n_rows)
                    self.lines.add(_text(cell.text), cell=place)


def _from_the_top(shapes: Iterable[_Shape]) -> list[_Shape]:
    """Give shapes as they are read; one whose place the layout decides keeps its place in the file."""
    return sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0))


def _text(text: str) -> str:
    """Give text with its line breaks, which PowerPoint keeps as vertical tabs."""
    return text.replace("\v", "\n").strip()


def _left_out(reading: _Reading, n_hidden: int, slides: Iterable[Any]) -> Iterator[str]:
    if n_hidden:
        yield f"dolda bilder som inte läses: {n_hidden}"
    noted = [slide for slide in slides if slide.has_notes_slide]
    told = sum(bool(slide.notes_slide.notes_text_frame and slide.notes_slide.notes_text_frame.text) for slide in noted)
    if told:
        yield f"bilder med talarens anteckningar som inte läses: {told}"
    yield from told_pictures(reading.pictures, "bilder och diagram")
