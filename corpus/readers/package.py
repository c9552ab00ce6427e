"""Packed files: what one holds, and that it does not unpack to more than is allowed."""

import zipfile
from pathlib import Path

from corpus.errors import UnreadableDocumentError
from corpus.limits import Limits

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
# What an Office program puts all its parts into.
_FOLDERS = {"word/": "Word", "xl/": "Excel", "ppt/": "PowerPoint"}
_ENDINGS = {".docx": "Word", ".xlsx": "Excel", ".pptx": "PowerPoint", ".odt": "OpenDocument"}


def packed_format(path: Path) -> str:
    """Name the format of a packed file; one so damaged that it does not say is taken for what its ending says."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            for folder, kind in _FOLDERS.items():
                if any(name.startswith(folder) for name in names):
                    return kind
            is_text = "mimetype" in names and archive.read("mimetype").startswith(_OPEN_DOCUMENT.encode())
            return "OpenDocument" if is_text else "a packed file"
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return _ENDINGS.get(path.suffix.lower(), "a packed file")


def check_size(path: Path, archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse a file that unpacks to too much, before it is unpacked.

    Raises:
        UnreadableDocumentError: All it holds, or the markup in it, is beyond the limits.
    """
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    markup = sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels")))
    for size, most in ((unpacked, limits.max_unpacked_bytes), (markup, limits.max_markup_bytes)):
        if size > most:
            raise UnreadableDocumentError(path, f"unpacks to {size} bytes; expected at most {most}")
