"""Prepares a Word file for python-docx: only the parts that are read, in the kind of Office Open XML that it knows."""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml

from corpus.errors import UnreadableDocumentError
from corpus.limits import Limits
from corpus.readers.damaged import damaged
from corpus.readers.package import check_size, targets, transitional

# An element of python-docx's tree; the library gives it no public type.
Element = Any

EXPECTED = "väntade en Word-fil (.docx)"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DOCUMENT = "word/document.xml"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# What reading needs besides the document itself; pictures, themes and links that lead nowhere are left closed.
_NOTES = ("footnotes", "endnotes", "comments")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPackage:
    """An opened Word file.

    Attributes:
        document: As python-docx opens it.
        parts: The roots of its footnotes, endnotes and comments, by those names, where it has them.
        attached: Names of the files that are embedded in it.
        running: The roots of its headers and footers, by the id that sections name them by.
    """

    document: Any
    parts: dict[str, Element]
    attached: tuple[str, ...]
    running: dict[str, Element]


def open_package(path: Path, limits: Limits) -> WordPackage:
    """Open a Word file, whichever of the two forms of Office Open XML it was saved in.

    Raises:
        UnreadableDocumentError: It is no Word file, is damaged, or unpacks to more than the limits.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            main = _check_archive(path, archive, limits)
            attached = tuple(name for name in archive.namelist() if "/embeddings/" in name and not name.endswith("/"))
            sources = _read_parts(archive, main)
            running = [one for one in targets(archive, main) if one.kind in ("header", "footer")]
            present = set(archive.namelist())
            heads = {one.id: transitional(archive.read(one.part)) for one in running if one.part in present}
    except UnreadableDocumentError:
        raise
    except Exception as error:  # A damaged file shows in any error that its unpacking stumbles on.
        raise damaged(path, error, "Word (.docx)") from error
    try:
        document = docx.Document(_minimal(sources))
        roots = {kind: parse_xml(xml) for kind, xml in sources.items() if kind in _NOTES}
        running_roots = {name: parse_xml(xml) for name, xml in heads.items()}
    except Exception as error:
        raise damaged(path, error, "Word (.docx)") from error
    return WordPackage(document=document, parts=roots, attached=attached, running=running_roots)


def _check_archive(path: Path, archive: zipfile.ZipFile, limits: Limits) -> str:
    """Give the name of the document's part; refuse what has none or unpacks to too much, before it is unpacked."""
    check_size(path, archive, limits)
    names = set(archive.namelist())
    main = _DOCUMENT if _DOCUMENT in names else _targets(archive, "").get("officeDocument")
    if main not in names or main is None:
        raise UnreadableDocumentError(path, f"är en packad fil utan {_DOCUMENT}; {EXPECTED}")
    return main


def _read_parts(archive: zipfile.ZipFile, main: str) -> dict[str, bytes]:
    """Give the parts that are read, by their kind."""
    names = set(archive.namelist())
    parts = {"document": main, **_targets(archive, main)}
    return {
        kind: transitional(archive.read(parts[kind]))
        for kind in ("document", "styles", *_NOTES)
        if parts.get(kind) in names
    }


def _targets(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Give what a part, or the package where it is "", points at inside the file: kind to the first of its name."""
    found: dict[str, str] = {}
    for one in targets(archive, part):
        found.setdefault(one.kind, one.part)
    return found


def _minimal(parts: dict[str, bytes]) -> io.BytesIO:
    """Give a Word file of the document and its styles alone: what else it names cannot be in the way."""
    kept = [kind for kind in ("document", "styles") if kind in parts]
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_CONTENT}.{_type(kind)}+xml"/>' for kind in kept
    )
    relation = '<Relationship Id="r1" Type="{}/{}" Target="{}"/>'
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{namespace}">{default}{types}</Types>')
        archive.writestr("_rels/.rels", rels.format(relation.format(_OFFICE, "officeDocument", _DOCUMENT)))
        if "styles" in parts:
            styles = relation.format(_OFFICE, "styles", "styles.xml")
            archive.writestr("word/_rels/document.xml.rels", rels.format(styles))
        for kind in kept:
            archive.writestr(f"word/{kind}.xml", parts[kind])
    return packed


def _type(kind: str) -> str:
    return "document.main" if kind == "document" else kind
