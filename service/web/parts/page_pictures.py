"""Pages as they look in the report, where the file is a PDF: drawn when asked for, the latest kept."""

import base64
import hashlib
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from corpus.bounded import begin
from corpus.catalogue import DOCUMENTS_FOLDER
from corpus.document import Document
from corpus.errors import CorpusError, one_line
from corpus.limits import Limits
from service.errors import NotFoundError
from service.web.parts.drawn_page import draw_page

logger = logging.getLogger(__name__)

# A page takes a tenth of a second; one drawn to have no end is given up when whoever asked for it is.
MAX_SECONDS = 5.0
MAX_MEMORY_BYTES = 500_000_000
# A page that could not be drawn is not tried again before; what else the machine did may have kept it.
AGAIN_SECONDS = 300.0
MAX_REMEMBERED = 1000
# A page is about 100 kB: some hundreds of pages, whatever is turned over.
MAX_KEPT_BYTES = 32_000_000
MEDIA_TYPE = "image/webp"

Key = tuple[str, int]
# Children are asked by one thread at a time, and drawing leaves the cores to what is searched for.
_ONE_AT_A_TIME = threading.Lock()


class PagePictures:
    """Draws pages of a collection's PDF files; safe to share between threads."""

    def __init__(
        self,
        folder: Path,
        limits: Limits,
        max_kept_bytes: int = MAX_KEPT_BYTES,
        clock: Callable[[], float] = time.monotonic,
        *,
        is_off: bool = False,
    ) -> None:
        """Make one that has drawn nothing yet.

        Args:
            folder: The collection's, which holds `documents/`.
            limits: Files beyond them are not drawn; nor what takes more than is let for one page here.
            max_kept_bytes: Pictures are kept up to so much, the latest asked for.
            clock: Gives seconds.
            is_off: Draws none, where what stands in them is to be masked.
        """
        self._is_off = is_off
        self._clock = clock
        self._folder = folder / DOCUMENTS_FOLDER
        self._limits = limits.model_copy(
            update={
                "max_seconds": min(limits.max_seconds, MAX_SECONDS),
                "max_memory_bytes": min(limits.max_memory_bytes, MAX_MEMORY_BYTES),
            }
        )
        self._max_kept_bytes = max_kept_bytes
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self._known: dict[str, tuple[int, int]] = {}
        self._tried: OrderedDict[Key, float] = OrderedDict()

    def has(self, document: Document) -> bool:
        """Tell whether a document's pages can be drawn: its file is a PDF and is there."""
        is_pdf = document.file.lower().endswith(".pdf")
        return is_pdf and not self._is_off and (self._folder / document.file).is_file()

    def draw(self, document: Document, page: int) -> bytes:
        """Give a page as WebP; `page` counts from 1 as in the file.

        Raises:
            NotFoundError: The file is no PDF, is not the one that was read, or its page cannot be drawn.
        """
        if not self.has(document):
            raise NotFoundError(f"{document.id} är ingen PDF-fil som finns kvar; väntade en")
        with _ONE_AT_A_TIME:
            key = (document.sha256, page)
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            path = self._check(document)
            if self._clock() < self._tried.get(key, 0.0):
                raise _undrawable(document, page)
            try:
                picture = base64.b64decode(begin(draw_page, path, page, limits=self._limits).result())
            except (CorpusError, OSError) as error:
                logger.warning("page %d of %s cannot be drawn: %s", page, document.id, one_line(error))
                self._remember(key)
                raise _undrawable(document, page) from error
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

    def _remember(self, key: Key) -> None:
        self._tried[key] = self._clock() + AGAIN_SECONDS
        if len(self._tried) > MAX_REMEMBERED:
            self._tried.popitem(last=False)


def _undrawable(document: Document, page: int) -> NotFoundError:
    return NotFoundError(f"sidan {page} i {document.id} går inte att rita")
