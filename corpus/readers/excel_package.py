"""Prepares an Excel file for openpyxl: in the kind of Office Open XML that it knows, without drawings and charts."""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from lxml import etree

from corpus.readers.excel_merged import Merged, without_merged
from corpus.readers.package import targets, transitional, xml_parser

# An element of lxml's tree; the library gives it no public type.
_Element = Any

_WORKBOOK = "xl/workbook.xml"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# What openpyxl stumbles on where it is unusual; texts in drawings are read here.
_LEFT_CLOSED = ("xl/drawings/", "xl/charts/", "xl/media/", "xl/chartsheets/", "xl/printerSettings/", "xl/embeddings/")
_CELL = re.compile(rb"<(?:[\w.-]+:)?c(?:[\s/][^<>]*)?>")
_EMPTY = re.compile(rb"<(?:[\w.-]+:)?c\s[^<>]*/>")
_PLACED = re.compile(rb"\sr\s*=")
_LINKED = ("drawing", "image", "chart", "oleObject", "package", "printerSettings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What is drawn on a sheet: the texts of its boxes, and how many pictures and diagrams."""

    texts: tuple[str, ...]
    n_pictures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcelPackage:
    """An opened Excel file.

    Attributes:
        file: For openpyxl.
        drawn: Title of a sheet to what is drawn on it, where anything is.
        merged: Title of a sheet to its merged cells, of which openpyxl is told nothing.
        n_diagrams: Sheets that hold a diagram and no cells.
        n_cells: Cells of all sheets that hold something.
    """

    file: io.BytesIO
    drawn: dict[str, Drawn]
    merged: dict[str, tuple[Merged, ...]]
    n_diagrams: int
    n_cells: int


def open_workbook(archive: zipfile.ZipFile) -> ExcelPackage:
    """Open an Excel file, whichever of the two forms of Office Open XML it was saved in."""
    file = io.BytesIO()
    sheets = dict(_sheets(archive))
    titles = {part: title for title, part in sheets.items()}
    merged: dict[str, tuple[Merged, ...]] = {}
    n_cells = 0
    with zipfile.ZipFile(file, "w") as kept:
        for name in archive.namelist():
            if not name.startswith(_LEFT_CLOSED):
                data = _openable(name, transitional(archive.read(name)))
                if name in titles:
                    data, merged[titles[name]] = without_merged(_without_empty(data))
                    n_cells += sum(1 for _ in _CELL.finditer(data))
                kept.writestr(name, data)
    drawn = {title: _drawn(archive, part) for title, part in sheets.items()}
    return ExcelPackage(
        file=file,
        drawn={title: found for title, found in drawn.items() if found.texts or found.n_pictures},
        merged=merged,
        n_cells=n_cells,
        n_diagrams=sum(part.startswith("xl/chartsheets/") for part in sheets.values()),
    )


def _without_empty(sheet: bytes) -> bytes:
    """Give a sheet without cells that only have a format, of which openpyxl would make an object each.

    One whose cells do not all say where they stand is given as it is: those after an empty one stand beside it.
    """
    is_placed = all(_PLACED.search(cell[0]) for cell in _CELL.finditer(sheet))
    return _EMPTY.sub(b"", sheet) if is_placed else sheet


def _openable(name: str, data: bytes) -> bytes:
    """Give a sheet's links without those to what is left closed, any other part as it is."""
    if not name.startswith("xl/worksheets/_rels/"):
        return data
    root = etree.fromstring(data, xml_parser())
    for link in list(root):
        if posixpath.basename(link.get("Type", "")) in _LINKED:
            root.remove(link)
    return bytes(etree.tostring(root))


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Give the title and the part of each sheet that has one."""
    if _WORKBOOK not in archive.namelist():
        return []
    parts = {one.id: one.part for one in targets(archive, _WORKBOOK)}
    root = etree.fromstring(transitional(archive.read(_WORKBOOK)), xml_parser())
    return [(sheet.get("name", ""), parts.get(sheet.get(_ID), "")) for sheet in root.iter(_SHEET)]


def _drawn(archive: zipfile.ZipFile, sheet: str) -> Drawn:
    names = set(archive.namelist())
    parts = [one.part for one in targets(archive, sheet) if one.kind == "drawing" and one.part in names]
    roots = [etree.fromstring(transitional(archive.read(part)), xml_parser()) for part in parts]
    shapes = [shape for root in roots for shape in root.iter(f"{_DRAWN}sp")]
    pictures = (root.iter(f"{_DRAWN}pic", f"{_DRAWN}graphicFrame") for root in roots)
    return Drawn(texts=tuple(map(_shape_text, shapes)), n_pictures=sum(sum(1 for _ in found) for found in pictures))


def _shape_text(shape: _Element) -> str:
    """Give the paragraphs of a box, a line each."""
    paragraphs = ("".join(run.text or "" for run in one.iter(f"{_TEXT}t")) for one in shape.iter(f"{_TEXT}p"))
    return "\n".join(text for text in paragraphs if text.strip())
