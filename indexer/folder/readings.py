"""What was read in each document, kept under the index root: one that is as it was need not be read again."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from corpus.catalogue import Catalogue, check_file
from corpus.collection import Begun, Collection, begin_file, read_collection
from corpus.corrections import Corrections, load_corrections
from corpus.document import Content, Document
from corpus.forms.model import AnyForm
from corpus.limits import load_limits
from corpus.readers.ocr import can_recognise
from indexer.errors import BuildError
from indexer.folder.manifest import code_fingerprint
from indexer.folder.switching import PARTIAL, only_build

READINGS_FOLDER = "readings"
_READERS = ("pypdf", "python-docx", "openpyxl", "python-pptx", "lxml")

BeginFile = Callable[[Path, Document, AnyForm, Corrections], Begun]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What was read, the SHA-256 over all that decides it, and that over what was read."""

    key: str
    sha256: str
    content: Content


_READING = TypeAdapter(_Reading)
_CONTENT = TypeAdapter(Content)


def read_changed(folder: Path, root: Path, begin: BeginFile = begin_file) -> Collection:
    """Give what `read_collection` gives; a document is read only if it is not as it was the last time.

    What is read is kept under the index root, and forgotten when its document has left the catalogue. A file there
    that is damaged or of another document, or was read by other code, is written anew.

    Raises:
        CatalogueError: The catalogue itself is missing or malformed.
        BuildError: A build is running, or the root cannot be written.
    """
    readings = root / READINGS_FOLDER
    code = _reading_code()

    def begin_document(catalogue: Catalogue, document: Document) -> Begun:
        path = check_file(catalogue, document)
        corrections = load_corrections(catalogue.corrections_path(document))
        form = catalogue.form(document)
        key = hashlib.sha256(repr((document, form, corrections, load_limits(), code)).encode()).hexdigest()
        kept = _path(readings, document)
        known = _kept(kept, key)
        if known is not None:
            return lambda: known
        begun = begin(path, document, form, corrections)

        def finish() -> Content:
            content = begun()
            _keep(kept, _Reading(key=key, sha256=_sha256(content), content=content))
            return content

        return finish

    with only_build(root):
        readings.mkdir(exist_ok=True)
        collection = read_collection(folder, begin_document)
        _forget_others(readings, collection.catalogue.documents)
    return collection


def _reading_code() -> tuple[object, ...]:
    return (code_fingerprint("corpus"), can_recognise(), *map(version, _READERS))


def _path(readings: Path, document: Document) -> Path:
    return readings / f"{document.id}.json"


def _kept(path: Path, key: str) -> Content | None:
    try:
        reading = _READING.validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
    is_whole = reading.sha256 == _sha256(reading.content)
    return reading.content if reading.key == key and is_whole else None


def _sha256(content: Content) -> str:
    return hashlib.sha256(_CONTENT.dump_json(content)).hexdigest()


def _keep(path: Path, reading: _Reading) -> None:
    """Write a file whole or not at all.

    Raises:
        BuildError: It cannot be written, which is no fault of its document.
    """
    partial = path.with_name(f"{path.name}{PARTIAL}")
    content = _READING.dump_json(reading)
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BuildError(f"{path}: {reason}; expected a folder that can be written") from error


def _forget_others(readings: Path, documents: Iterable[Document]) -> None:
    known = {_path(readings, document) for document in documents}
    for path in readings.iterdir():
        if path not in known:
            path.unlink()
