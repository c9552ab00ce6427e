"""PDF files: their text with tables cell by cell and headings, printed page numbers, and no running headers."""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from pypdf import PageObject, PasswordType, PdfReader
from pypdf.generic import ContentStream, FloatObject, NameObject, RectangleObject

from corpus.errors import UnreadableDocumentError, one_line
from corpus.limits import Limits
from corpus.pages import PageLines
from corpus.readers.damaged import damaged
from corpus.readers.drawing import COLOURS, FORM_END, Drawing, TooSlowError
from corpus.readers.drawn import Chunk, without_controls
from corpus.readers.geometry import Box, Matrix, turned, upright
from corpus.readers.page_numbers import agreed_numbers
from corpus.readers.pdf_fields import among, filled_in
from corpus.readers.pdf_layers import forms_off, layers_off, opacity
from corpus.readers.pdf_lines import BLANK, DrawnPage, document_lines
from corpus.readers.pdf_outline import outline, page_labels
from corpus.readers.pdf_pictures import count_told, forms, shares, with_pictures
from corpus.readers.pdf_told import left_out, or_else
from corpus.readers.seen import seen, uncovered
from corpus.readers.told import told_running

_EXPECTED = "väntade en PDF-fil"
_MOVES = frozenset({b"Td", b"TD", b"Tm", b"Ts", b"Tr", b"BDC", b"BMC", b"EMC"}) | COLOURS
_NO_LAYERS: frozenset[str] = frozenset()
_NO_OPACITY: dict[str, bool] = {}
_NO_FORMS: dict[str, Matrix] = {}
_NO_CHUNKS: list[Chunk] = []
_NO_SHARES: list[float] = []


def read_pdf(path: Path, limits: Limits) -> tuple[PageLines, ...]:
    """Read a PDF, page by page.

    Lines of a table follow each other cell by cell and carry their cell; headings carry their level, by the outline
    or their size. Running headers and footers are taken out; the page number printed in them, or the file's page
    label, is the printed page. What is filled in is read where it stands. A page without text, or of a picture with
    little text over it, is read with OCR where that is installed, and noted. What headers and footers say, comments,
    attached files and other pictures are noted as not read.

    Raises:
        UnreadableDocumentError: The file is damaged, encrypted with a password that is not given, or beyond a limit.
    """
    with _quiet():
        try:
            return _read(path, limits)
        except UnreadableDocumentError:
            raise
        except TooSlowError as error:
            reason = f"tar längre än {limits.max_seconds:g} s att läsa; väntade en enklare PDF-fil"
            raise UnreadableDocumentError(path, reason) from error
        except Exception as error:  # A damaged file shows in any error that pypdf's parsing stumbles on.
            raise damaged(path, error, "PDF") from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf's warnings about small faults of a file to itself: they name objects nobody can look up."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _read(path: Path, limits: Limits) -> tuple[PageLines, ...]:
    deadline = time.monotonic() + limits.max_seconds
    reader = _open(path, limits)
    _count_pages(path, reader, limits)
    drawn, faults = _draw_pages(path, reader, limits, deadline)
    lines, found = document_lines(drawn, outline(reader)), []
    printed = {number: read.printed_page for number, read in enumerate(lines, start=1) if read.printed_page is not None}
    numbers = agreed_numbers(printed, page_labels(reader))
    covered = [_covered(page, one) for page, one in zip(reader.pages, drawn, strict=True)]
    for number, (page, read) in enumerate(zip(reader.pages, lines, strict=True), start=1):
        one = PageLines(
            page=number,
            printed_page=numbers.get(number),
            lines=read.lines,
            received=drawn[number - 1].received,
            repairs=(f"sidhuvud och sidfot: {len(read.running)}",) if read.running else (),
            notes=(f"sida {number} gick inte att läsa ({faults[number]})",) if number in faults else (),
            speaker=read.speaker,
        )
        found.append(with_pictures(one, page, covered[number - 1]))
    n_pictures = sum(count_told(shown) for page, shown in zip(found, covered, strict=True) if not page.notes)
    running = [text for read in lines for text in read.running]
    told = (*told_running(running), *left_out(reader, n_pictures, sum(one.n_covered for one in drawn)))
    return (replace(found[0], notes=(*found[0].notes, *told)), *found[1:])


def _covered(page: PageObject, drawn: DrawnPage) -> list[float]:
    return or_else(lambda: shares(page, drawn.pictures, drawn.width * drawn.height), _NO_SHARES)


def _open(path: Path, limits: Limits) -> PdfReader:
    reader = PdfReader(path)
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        given = "ett annat lösenord" if limits.pdf_password else "lösenordet"
        if not limits.pdf_password or reader.decrypt(limits.pdf_password) is PasswordType.NOT_DECRYPTED:
            raise UnreadableDocumentError(path, f"är krypterad; väntade {given} i INSATSKARTAN_PDF_PASSWORD")
    return reader


def _count_pages(path: Path, reader: PdfReader, limits: Limits) -> None:
    """Refuse a file with too many pages before they are all gathered."""
    waiting: list[Any] = [reader.root_object["/Pages"]]
    n_pages = n_nodes = 0
    while waiting:
        node = waiting.pop().get_object()
        n_nodes += 1
        children = node.get("/Kids")
        if children is None:
            n_pages += 1
        else:
            waiting += children.get_object()
        # A damaged tree may lead back to itself; a sound one has fewer branches than leaves.
        if n_pages + len(waiting) > limits.max_pages or n_nodes > 2 * limits.max_pages + 1:
            raise UnreadableDocumentError(path, f"har för många sidor; väntade högst {limits.max_pages}")
    if not n_pages:
        raise UnreadableDocumentError(path, f"har inga sidor; {_EXPECTED}")


def _draw_pages(
    path: Path, reader: PdfReader, limits: Limits, deadline: float
) -> tuple[list[DrawnPage], dict[int, str]]:
    """Give every page as drawn, and what is wrong with those that cannot be read: page, from 1, to the reason."""
    drawn: list[DrawnPage] = []
    faults: dict[int, str] = {}
    for number, page in enumerate(reader.pages, start=1):
        try:
            drawn.append(_draw(page, limits, deadline))
        except TooSlowError:
            raise
        except Exception as error:  # One damaged page costs no other.
            drawn.append(BLANK)
            faults[number] = one_line(error)
    if len(faults) == len(drawn):
        raise UnreadableDocumentError(path, f"har ingen sida som går att läsa ({faults[1]}); {_EXPECTED}")
    return drawn, faults


def _draw(page: PageObject, limits: Limits, deadline: float) -> DrawnPage:
    contents = page.get_contents()
    size = len(contents.get_data()) if contents is not None else 0
    if size > limits.max_markup_bytes:
        raise ValueError(f"{size} byte; väntade högst {limits.max_markup_bytes}")
    received, drawing = _see(page, page.rotation, deadline)
    # A page may be drawn or shown sideways: it is turned until its text stands upright.
    sideways = drawing.usual_direction()
    if sideways:
        received, drawing = _see(page, page.rotation + sideways, deadline)
    turn, box = drawing.turn, turned(drawing.turn, _shown_box(page))
    added = or_else(lambda: filled_in(page, turn), _NO_CHUNKS)
    shown: Sequence[Chunk] = or_else(lambda: uncovered(drawing.chunks, drawing.covers), drawing.chunks)
    visible = or_else(lambda: seen(shown, box, drawing.grounds), shown) if _has_room(box) else shown
    return DrawnPage(
        received="".join((without_controls(received), *(f"\n{one.text.rstrip()}" for one in added))),
        chunks=among(visible, added),
        rules=tuple(drawing.rules),
        shades=tuple(drawing.shades),
        bottom=box[1],
        width=box[2] - box[0],
        height=box[3] - box[1],
        pictures=tuple(drawing.pictures),
        n_covered=len(drawing.chunks) - len(shown),
    )


def _see(page: PageObject, rotation: int, deadline: float) -> tuple[str, Drawing]:
    """Give a page's text in the order of drawing, and what is drawn once it is turned clockwise by these degrees."""
    turn = upright(rotation, float(page.mediabox.right), float(page.mediabox.top))
    drawing = Drawing(
        deadline=deadline,
        turn=turn,
        off=or_else(lambda: layers_off(page), _NO_LAYERS),
        forms_off=or_else(lambda: forms_off(page), _NO_LAYERS),
        opacity=or_else(lambda: opacity(page), _NO_OPACITY),
        forms=or_else(lambda: forms(page), _NO_FORMS),
    )
    with _parted_moves(page):
        received = page.extract_text(visitor_text=drawing.see_text, visitor_operand_before=drawing.see_step)
    return received, drawing


def _shown_box(page: PageObject) -> Box:
    """Give the part of a page that is shown: what a printer's page is cut to, without the marks around it."""
    whole = _corners(page.mediabox)
    shown = or_else(lambda: _corners(page.cropbox), whole)
    return shown if _has_room(shown) else whole


def _corners(box: RectangleObject) -> Box:
    return float(box.left), float(box.bottom), float(box.right), float(box.top)


def _has_room(box: Box) -> bool:
    return box[0] < box[2] and box[1] < box[3]


@contextmanager
def _parted_moves(page: PageObject) -> Iterator[None]:
    """Let a page's drawing have a step that changes nothing before each move of the pen or change of its text.

    pypdf gives the text drawn since the last change of the page's matrix in one, also where the pen moved on to the
    next column of a table in between. After a form, whose drawing it walks through, too, it is told that it has ended.
    """
    key = NameObject("/Contents")
    if key not in page:
        yield
        return
    original = page.raw_get(key)
    drawn = ContentStream(original.get_object(), page.pdf, "bytes")
    drawn.operations = list(_with_steps(drawn.operations))
    page[key] = drawn
    try:
        yield
    finally:
        page[key] = original


def _with_steps(operations: Iterable[Any]) -> Iterator[Any]:
    for operands, operator in operations:
        if operator in _MOVES:
            yield [FloatObject(value) for value in (1, 0, 0, 1, 0, 0)], b"cm"
        yield operands, operator
        if operator == b"Do":
            yield [], FORM_END
