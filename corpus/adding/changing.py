"""Removes a report from a collection, or replaces its file with a new version; if a step fails, nothing is changed."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.adding.adding import file_sha256
from corpus.adding.catalogue_text import replace_text, with_values, without_entry
from corpus.adding.likeness import much_shorter, read_known
from corpus.catalogue import CATALOGUE_FILE, Catalogue, load_catalogue
from corpus.collection import read_file
from corpus.corrections import Corrections, load_corrections
from corpus.document import Content, Document
from corpus.drafts import discard
from corpus.errors import CatalogueError, UnknownDocumentError


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """What was read of a new version.

    Attributes:
        corrections: How many told of lines of the old one and went with it.
        shorter: What is told, in Swedish, where it is much shorter than the old one.
    """

    content: Content
    corrections: int
    shorter: str | None


def remove_document(name: str, folder: Path, *, dry_run: bool) -> tuple[Path, ...]:
    """Take a report out of the collection in a folder: its entry, its file and its corrections.

    Returns:
        The files that are removed, or would be with `dry_run`.

    Raises:
        CatalogueError: The catalogue is malformed, or the folder cannot be written.
        UnknownDocumentError: No report has this id.
    """
    catalogue = load_catalogue(folder)
    document = _find(catalogue, name)
    files = tuple(p for p in (catalogue.path(document), catalogue.corrections_path(document)) if p.exists())
    if not dry_run:
        listing = folder / CATALOGUE_FILE
        text = without_entry(listing.read_text(encoding="utf-8-sig"), document.id)
        try:
            replace_text(listing, text)
            for file in files:
                file.unlink()
        except OSError as error:
            raise CatalogueError(
                f"{folder} går inte att skriva i ({error.strerror}); väntade en mapp att skriva i"
            ) from error
    return files


def replace_document(name: str, file: Path, folder: Path, *, dry_run: bool) -> Replaced:
    """Put a new version of a report in the place of the old one, under the same id and with the same entry.

    Corrections tell of lines of the old file; they are removed with it.

    Raises:
        CatalogueError: The catalogue is malformed, the file is the one that is there, or it cannot be written.
        UnknownDocumentError: No report has this id.
        UnreadableDocumentError: The new file cannot be read; the collection is as it was.
        FormError: It is not laid out by the report's form.
    """
    catalogue = load_catalogue(folder)
    document = _find(catalogue, name)
    new = replace(document, file=f"{document.id}{file.suffix.lower()}", sha256=file_sha256(file))
    # Not by the entry alone: one who was killed may have changed that and not the file.
    present = catalogue.path(document)
    if present.exists() and file_sha256(present) == new.sha256:
        raise CatalogueError(f"{file.name} är den fil som {document.id!r} redan har; väntade en ny version")
    content = read_file(file, new, catalogue.form(new), Corrections(entries=()))
    corrections = catalogue.corrections_path(document)
    old = read_known(catalogue, document)
    replaced = Replaced(
        content=content,
        corrections=len(load_corrections(corrections).entries),
        shorter=much_shorter(content, old) if old is not None else None,
    )
    if not dry_run:
        _store(catalogue, document, new, file)
        corrections.unlink(missing_ok=True)
    return replaced


def _find(catalogue: Catalogue, name: str) -> Document:
    document = next((one for one in catalogue.documents if one.id == name), None)
    if document is None:
        raise UnknownDocumentError(name, [one.id for one in catalogue.documents])
    return document


def _store(catalogue: Catalogue, old: Document, new: Document, file: Path) -> None:
    """Put file and entry in place, or leave both as they are."""
    listing = catalogue.folder / CATALOGUE_FILE
    before = listing.read_text(encoding="utf-8-sig")
    was, path = catalogue.path(old), catalogue.path(new)
    draft = path.with_name(f".{path.name}.new")
    try:
        shutil.copyfile(file, draft)
        replace_text(listing, with_values(before, old.id, {"file": new.file, "sha256": new.sha256}))
        draft.replace(path)
    except BaseException as error:
        discard(draft)
        if listing.read_text(encoding="utf-8-sig") != before:
            replace_text(listing, before)
        if isinstance(error, OSError):
            raise CatalogueError(
                f"{path} går inte att skriva ({error.strerror}); väntade en mapp att skriva i"
            ) from error
        raise
    if was != path:
        was.unlink(missing_ok=True)
