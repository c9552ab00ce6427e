"""Cache of what was read in each document, under the index root: an unchanged document is not read again."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter

from corpus.catalogue import Catalogue, check_file
from corpus.collection import Begun, Collection, begin_file, read_collection, unchanged
from corpus.corrections import Corrections, load_corrections
from corpus.document import Content, Document
from corpus.errors import CorpusError, UnreadableDocumentError
from corpus.forms.model import AnyForm
from corpus.limits import Limits, load_limits
from corpus.readers.ocr import can_recognise
from indexer.folder.kept import KeptFiles
from indexer.folder.manifest import code_fingerprint
from indexer.folder.switching import only_build

READINGS_FOLDER = "readings"
# How what was read is kept.
CONTENT = TypeAdapter(Content)
_READERS = ("pypdf", "python-docx", "openpyxl", "python-pptx", "lxml")

BeginFile = Callable[[Path, Document, AnyForm, Corrections], Begun]


class Readings:
    """What was read in the documents of a catalogue, kept under an index root."""

    def __init__(self, root: Path, catalogue: Catalogue) -> None:
        self._files = KeptFiles(root / READINGS_FOLDER, CONTENT)
        self._catalogue = catalogue
        self._code = _reading_code()

    @cached_property
    def _limits(self) -> Limits:
        """Those of the environment, which are the same for every document and take long to read."""
        return load_limits()

    def key(self, document: Document) -> str:
        """Give the SHA-256 over all that decides what is read in a document.

        Raises:
            CorpusError: Its file is missing or changed, its corrections are malformed, or a limit is no number.
        """
        check_file(self._catalogue, document)
        return self.expected_key(document)

    def expected_key(self, document: Document) -> str:
        """Give the key under which the file that the catalogue describes is read, whatever lies there now.

        Raises:
            CorpusError: Its corrections are malformed, or a limit is no number.
        """
        corrections = load_corrections(self._catalogue.corrections_path(document))
        # The form whole: as an object it shows no more than the beginning of a long expression.
        form = self._catalogue.form(document).model_dump_json()
        decides = (document, form, corrections, self._limits, self._code)
        return hashlib.sha256(repr(decides).encode()).hexdigest()

    def kept(self, document: Document, key: str) -> Content | None:
        """Give what was read under this key; None where that was not kept, or is damaged."""
        return self._files.kept(document, key)

    def keep(self, document: Document, key: str, content: Content) -> None:
        """Keep what was read, whole or not at all.

        Raises:
            BuildError: It cannot be written.
        """
        self._files.keep(document, key, content)

    def forget_others(self) -> None:
        """Remove what was read in documents that have left the catalogue."""
        self._files.forget_others(self._catalogue.documents)


def read_changed(folder: Path, root: Path, begin: BeginFile = begin_file, *, keeps_former: bool = False) -> Collection:
    """Give what `read_collection` gives; a document is read only if it is not as it was the last time.

    What is read is kept under the index root, and forgotten when its document has left the catalogue. A file there
    that is damaged or of another document, or was read by other code, is written anew.

    Args:
        keeps_former: Whether a document whose file is missing, or not the one that the catalogue describes, as while
            it is copied, is given as it was read before; that it failed is told all the same.

    Raises:
        CatalogueError: The catalogue itself is missing or malformed.
        BuildError: A build is running, or the root cannot be written.
    """
    readings: Readings | None = None
    kept: list[CorpusError] = []

    def begin_document(catalogue: Catalogue, document: Document) -> Begun:
        nonlocal readings
        readings = used = readings or Readings(root, catalogue)
        key = used.expected_key(document)
        known = used.kept(document, key)
        try:
            check_file(catalogue, document)
        except UnreadableDocumentError as error:
            if known is None or not keeps_former:
                raise
            kept.append(UnreadableDocumentError(error.path, f"{error.reason}; it stays as it was read before"))
        if known is not None:
            return lambda: known
        corrections = load_corrections(catalogue.corrections_path(document))
        form = catalogue.form(document)
        begun = unchanged(begin(catalogue.path(document), document, form, corrections), catalogue, document)

        def finish() -> Content:
            content = begun()
            used.keep(document, key, content)
            return content

        return finish

    with only_build(root):
        collection = read_collection(folder, begin_document)
        (readings or Readings(root, collection.catalogue)).forget_others()
    return replace(collection, failures=(*collection.failures, *kept))


def _reading_code() -> tuple[object, ...]:
    return (code_fingerprint("corpus"), can_recognise(), *map(version, _READERS))
