"""Draws one page of a PDF file, in a child process, since a file's drawing may have no end or take all memory."""

import base64
import io
from pathlib import Path

import pypdfium2

from corpus.errors import UnreadableDocumentError
from corpus.limits import Limits

LONGEST_SIDE = 1600
QUALITY = 75


def draw_page(path: Path, page: int, limits: Limits) -> str:
    """Give a page as WebP in base64, its longest side 1,600 pixels; `page` counts from 1 as in the file.

    Raises:
        UnreadableDocumentError: There is no such page, or it cannot be drawn.
    """
    try:
        with pypdfium2.PdfDocument(path, password=limits.pdf_password or None) as file:
            drawn = file[page - 1]
            picture = drawn.render(scale=LONGEST_SIDE / max(drawn.get_size())).to_pil()
            buffer = io.BytesIO()
            picture.save(buffer, "WEBP", quality=QUALITY)
            return base64.b64encode(buffer.getvalue()).decode("ascii")
    except (pypdfium2.PdfiumError, ValueError, IndexError, OSError, ArithmeticError) as error:
        raise UnreadableDocumentError(path, str(error)) from error
