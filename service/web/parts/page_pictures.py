"""Pages as they look in the report, where the file is a PDF: drawn when asked for, the latest kept."""

import hashlib
import io
import threading
from collections import OrderedDict
from pathlib import Path

from corpus.catalogue import DOCUMENTS_FOLDER
from corpus.document import Document
from corpus.limits import Limits
from service.errors import NotFoundError

LONGEST_SIDE = 1600
QUALITY = 75
# A page is about 100 kB: some hundreds of pages, whatever is turned over.
MAX_KEPT_BYTES = 32_000_000
MEDIA_TYPE = "image/webp"

Key = tuple[str, int]


class PagePictures:
    """Draws pages of a collection's PDF files; safe to share between threads."""

    def __init__(
        self, folder: Path, limits: Limits, max_kept_bytes: int = MAX_KEPT_BYTES, *, is_off: bool = False
    ) -> None:
        """Make one that has drawn nothing yet.

        Args:
            folder: The collection's, which holds `documents/`.
            limits: Files beyond them are not drawn.
            max_kept_bytes: Pictures are kept up to so much, the latest asked for.
            is_off: Draws none, where what stands in them is to be masked.
        """
        self._is_off = is_off
        self._folder = folder / DOCUMENTS_FOLDER
        self._limits = limits
        self._max_kept_bytes = max_kept_bytes
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self._known: dict[str, tuple[int, int]] = {}
        # PDFium may be used by one thread at a time.
        self._lock = threading.Lock()

    def has(self, document: Document) -> bool:
        """Tell whether a document's pages can be drawn: its file is a PDF and is there."""
        is_pdf = document.file.lower().endswith(".pdf")
        return is_pdf and not self._is_off and (self._folder / document.file).is_file()

    def draw(self, document: Document, page: int) -> bytes:
        """Give a page as WebP, its longest side 1,600 pixels; `page` counts from 1 as in the file.

        Raises:
            NotFoundError: The file is no PDF, is not the one that was read, or its page cannot be drawn.
        """
        if not self.has(document):
            raise NotFoundError(f"{document.id} är ingen PDF-fil som finns kvar; väntade en")
        with self._lock:
            key = (document.sha256, page)
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            path = self._check(document)
            try:
                picture = _draw(path, page, self._limits.pdf_password)
            except (ValueError, IndexError, OSError, MemoryError) as error:
                raise NotFoundError(f"sidan {page} i {document.id} går inte att rita ({error})") from error
            self._keep(key, picture)
            return picture

    def _check(self, document: Document) -> Path:
        """Give the path of a document's file, known to be the one that was read; one that has changed is read anew."""
        path = self._folder / document.file
        told = path.stat()
        state = (told.st_mtime_ns, told.st_size)
        if told.st_size > self._limits.max_bytes:
            raise NotFoundError(f"{document.id} är {told.st_size} byte; väntade högst {self._limits.max_bytes}")
        if self._known.get(document.sha256) != state:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
            if found != document.sha256:
                raise NotFoundError(f"filen till {document.id} är en annan än den som lästes; väntade samma fil")
            self._known[document.sha256] = state
        return path

    def _keep(self, key: Key, picture: bytes) -> None:
        self._kept[key] = picture
        while sum(map(len, self._kept.values())) > self._max_kept_bytes:
            self._kept.popitem(last=False)


def _draw(path: Path, page: int, password: str) -> bytes:
    # Only who looks at a page needs this package.
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path, password=password or None) as file:
            drawn = file[page - 1]
            scale = LONGEST_SIDE / max(drawn.get_size())
            picture = drawn.render(scale=scale).to_pil()
            buffer = io.BytesIO()
            picture.save(buffer, "WEBP", quality=QUALITY)
            return buffer.getvalue()
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
