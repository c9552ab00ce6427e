"""Zip packages: their contents, and a check that they do not unpack to more than is allowed."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from corpus.errors import UnreadableDocumentError
from corpus.limits import Limits

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
# What an Office program puts all its parts into.
_FOLDERS = {"word/": "Word", "xl/": "Excel", "ppt/": "PowerPoint"}
# With macros, as templates and as shows they hold the same.
PACKED = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "Word"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx", ".xltm"), "Excel"),
    **dict.fromkeys((".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"), "PowerPoint"),
    **dict.fromkeys((".odt", ".ott"), "OpenDocument"),
}

# Office Open XML comes in two forms, which differ in the names of their namespaces.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a part points at inside its file: the link's id, what kind of part it leads to, and that part's name."""

    id: str
    kind: str
    part: str


def packed_format(path: Path) -> str:
    """Name the format of a packed file; one so damaged that it does not say is taken for what its ending says."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            for folder, kind in _FOLDERS.items():
                if any(name.startswith(folder) for name in names):
                    return kind
            is_text = "mimetype" in names and archive.read("mimetype").startswith(_OPEN_DOCUMENT.encode())
            return "OpenDocument" if is_text else "en packad fil"
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return PACKED.get(path.suffix.lower(), "en packad fil")


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
            raise UnreadableDocumentError(path, f"packas upp till {size} byte; väntade högst {most}")


def transitional(data: bytes) -> bytes:
    """Give a part of an Office file as the libraries know it, also where it is in the strict form."""
    return _STRICT.sub(_TRANSITIONAL, data)


def targets(archive: zipfile.ZipFile, part: str) -> Iterator[Target]:
    """Give what a part, or the package where it is "", points at inside the file."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in archive.namelist():
        return
    for one in etree.fromstring(transitional(archive.read(listing)), xml_parser()).iter(_RELATIONSHIP):
        if one.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
            yield Target(id=one.get("Id", ""), kind=posixpath.basename(one.get("Type", "")), part=target)


def xml_parser() -> Any:
    """Give a parser that opens nothing outside the file and expands nothing in it."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
