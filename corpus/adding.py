"""Adding a report: its file is read, copied and catalogued, or nothing is changed at all."""

import hashlib
import json
import os
import re
import shutil
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.catalogue import CATALOGUE_FILE, Catalogue, load_catalogue, parse_document
from corpus.collection import read_file
from corpus.corrections import load_corrections
from corpus.document import Content, Document
from corpus.errors import CatalogueError, UnreadableDocumentError
from corpus.language import detect_language
from corpus.regions import find_mentions

DEFAULT_LANGUAGE = "sv"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """What a person tells of a report.

    Attributes:
        id: None to call it as its file is called.
        regions: Names of the regions, or of one group, it speaks for; empty to take those its issuer names.
    """

    id: str | None
    title: str
    issuer: str
    years: tuple[int, ...]
    kind: str
    form: str
    regions: tuple[str, ...]


def add_document(file: Path, new: NewDocument, folder: Path) -> Content:
    """Add a report to the collection in a folder and give what was read in it.

    The file is copied under the document's id; its entry goes last in the catalogue, whose text stays as it is.

    Raises:
        CatalogueError: The catalogue or what is told of the report is malformed, or id or file stand there already.
        UnreadableDocumentError: The file cannot be read; the collection is as it was.
    """
    catalogue = load_catalogue(folder)
    entry = _entry(file, new)
    document = parse_document(entry)
    _refuse_known(catalogue, document)
    corrections = load_corrections(catalogue.corrections_path(document))
    content = read_file(file, document, catalogue.form(document), corrections)
    document = replace(document, language=_language(content))
    _store(file, catalogue, document, _block({**entry, "language": document.language}))
    return replace(content, document=document)


def _entry(file: Path, new: NewDocument) -> dict[str, object]:
    name = new.id if new.id is not None else _slug(file.stem)
    return {
        "id": name,
        "title": new.title,
        "issuer": new.issuer,
        "years": list(new.years),
        "kind": new.kind,
        "form": new.form,
        "language": DEFAULT_LANGUAGE,
        "regions": list(new.regions) or _named(new.issuer),
        "file": f"{name}{file.suffix.lower()}",
        "sha256": _sha256(file),
    }


def _slug(text: str) -> str:
    """Give a text as an id: `Återrapportering 2023 (slutlig)` as `aterrapportering-2023-slutlig`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower())) or "dokument"


def _named(issuer: str) -> list[str]:
    names = list(dict.fromkeys(mention.place.name for mention in find_mentions(issuer)))
    if not names:
        raise CatalogueError(f"issuer {issuer!r} names no region; expected --region with the regions it speaks for")
    return names


def _sha256(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableDocumentError(file, f"cannot be opened ({error.strerror}); expected a file") from error


def _refuse_known(catalogue: Catalogue, document: Document) -> None:
    for known in catalogue.documents:
        if known.id == document.id:
            raise CatalogueError(f"id {document.id!r} stands in the catalogue already; expected another --id")
        if known.sha256 == document.sha256:
            raise CatalogueError(f"the same file stands in the catalogue already, as {known.id!r}; expected a new one")
    if catalogue.path(document).exists():
        raise CatalogueError(f"{document.file} lies in the documents folder already; expected another --id")


def _language(content: Content) -> str:
    found = Counter(detect_language(page.text) for page in content.pages)
    del found[None]
    return next((language for language, _ in found.most_common(1) if language), DEFAULT_LANGUAGE)


def _block(entry: dict[str, object]) -> str:
    """Give an entry as TOML; its strings, numbers and lists are written as in JSON."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items()]
    return "\n".join(["", "[[document]]", *lines, ""])


def _store(file: Path, catalogue: Catalogue, document: Document, block: str) -> None:
    """Copy the file, then put the catalogue with the new entry in place of the old one; both or neither."""
    path = catalogue.path(document)
    listing = catalogue.folder / CATALOGUE_FILE
    try:
        path.parent.mkdir(exist_ok=True)
        shutil.copyfile(file, path)
        _replace(listing, f"{listing.read_text(encoding='utf-8').rstrip()}\n{block}")
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise CatalogueError(f"{path} cannot be written ({error.strerror}); expected a writable folder") from error
        raise


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
