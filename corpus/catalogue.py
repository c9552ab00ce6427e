"""The catalogue: the contents of `catalogue.toml`, checked against the files beside it."""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from corpus.document import YEARS, Document
from corpus.errors import (
    CatalogueError,
    ChangedDocumentError,
    FormError,
    UnknownRegionError,
    UnreadableDocumentError,
    shown,
)
from corpus.forms import Forms, broken_forms, load_forms
from corpus.forms.model import AnyForm
from corpus.ids import MOST_CHARACTERS, NAME
from corpus.regions import Group, members
from corpus.regions.names import find_place
from corpus.repair import compose

CATALOGUE_FILE = "catalogue.toml"
DOCUMENTS_FOLDER = "documents"
CORRECTIONS_SUFFIX = ".corrections.toml"
# What Windows, macOS and network drives leave in folders.
_BYSTANDERS = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx", "@eadir", "$recycle.bin"})
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The documents of a collection, the folder that holds their files, and the forms they may have."""

    folder: Path
    documents: tuple[Document, ...]
    forms: Forms

    def form(self, document: Document) -> AnyForm:
        """Give the form a document is laid out by.

        Raises:
            FormError: There is no such form, or it is malformed.
        """
        if document.form not in self.forms:
            broken = broken_forms(self.folder).get(document.form)
            if broken is not None:
                raise FormError(f"dokument {document.id!r}: {broken}")
            known = ", ".join(self.forms)
            raise FormError(f"dokument {document.id!r}: formen {document.form!r} finns inte; väntade en av {known}")
        return self.forms[document.form]

    def path(self, document: Document) -> Path:
        """Give where the document's file lies; some systems store its name with letters apart from their dots."""
        folder = self.folder / DOCUMENTS_FOLDER
        exact = folder / document.file
        if exact.exists() or not folder.is_dir():
            return exact
        return next((file for file in folder.iterdir() if compose(file.name) == compose(document.file)), exact)

    def corrections_path(self, document: Document) -> Path:
        """Give where the document's corrections lie, if it has any."""
        return self.folder / DOCUMENTS_FOLDER / f"{document.id}{CORRECTIONS_SUFFIX}"


def load_catalogue(folder: Path) -> Catalogue:
    """Read the catalogue of a collection folder.

    Raises:
        CatalogueError: The file is missing or not TOML, an entry is malformed, or a file in the documents folder
            stands in no entry.
    """
    path = folder / CATALOGUE_FILE
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("document", [])
    except FileNotFoundError as error:
        raise CatalogueError(f"{path} saknas; väntade samlingens katalog") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path} går inte att läsa som TOML: {error}") from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CatalogueError(f"{path}: document = {entries!r}; väntade poster under [[document]]")
    documents = tuple(parse_document(entry) for entry in entries)
    catalogue = Catalogue(folder=folder, documents=documents, forms=load_forms(folder))
    _refuse_doubles(catalogue)
    _refuse_unlisted(catalogue)
    return catalogue


def catalogue_or_new(folder: Path) -> Catalogue:
    """Read the catalogue of a collection folder, or give an empty one where none has been begun.

    Raises:
        CatalogueError: As by `load_catalogue`, or files lie there already that no catalogue names.
    """
    if (folder / CATALOGUE_FILE).exists():
        return load_catalogue(folder)
    catalogue = Catalogue(folder=folder, documents=(), forms=load_forms(folder))
    _refuse_unlisted(catalogue)
    return catalogue


def is_bystander(name: str) -> bool:
    """Whether a file or folder of this name lies there because a program put it beside the documents."""
    return name.startswith((".", "~$", "~WRL")) or name.casefold() in _BYSTANDERS or name.endswith("~")


def check_file(catalogue: Catalogue, document: Document) -> Path:
    """Give the path of a document's file once it is known to be the one the catalogue describes.

    Raises:
        UnreadableDocumentError: The file is missing or cannot be opened.
        ChangedDocumentError: Its SHA-256 is another.
    """
    path = catalogue.path(document)
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableDocumentError(path, f"går inte att öppna ({error.strerror}); väntade en fil") from error
    if found != document.sha256:
        reason = f"har SHA-256 {found}; katalogen anger {document.sha256}"
        raise ChangedDocumentError(path, reason)
    return path


def parse_document(entry: Mapping[str, Any]) -> Document:
    """Give the document an entry describes.

    Raises:
        CatalogueError: A key is missing or unknown, or a value malformed.
    """
    name = entry.get("id", entry)
    missing = [key for key in _KEYS if key not in entry]
    unknown = sorted(set(entry) - set(_KEYS))
    if missing or unknown:
        nearest = [found for key in unknown for found in get_close_matches(key, _KEYS, n=1)]
        hint = f"menade du {nearest[0]!r}? " if nearest else ""
        told = f"saknas {missing}, okända {unknown}; {hint}väntade {list(_KEYS)}"
        raise CatalogueError(f"dokument {shown(name)}: {told}")
    try:
        codes, group = _speaks_for(entry["regions"])
        return Document(
            id=_id(entry["id"]),
            title=_printable(entry["title"]),
            issuer=_printable(entry["issuer"]),
            years=_years(entry["years"]),
            kind=_printable(entry["kind"]),
            form=_matching(NAME, entry["form"], "namnet på en form"),
            language=str(entry["language"]),
            regions=codes,
            group=group,
            file=_plain_name(entry["file"]),
            sha256=_matching(_SHA256, entry["sha256"], "64 hexadecimala siffror i små bokstäver"),
        )
    except (ValueError, TypeError, UnknownRegionError) as error:
        raise CatalogueError(f"dokument {shown(name)}: {error}") from error


_KEYS = ("id", "title", "issuer", "years", "kind", "form", "language", "regions", "file", "sha256")


def _matching(pattern: re.Pattern[str], value: object, expected: str) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError(f"{value!r} är inte {expected}")
    return value


def _id(value: object) -> str:
    name = _matching(NAME, value, "ord i små bokstäver med bindestreck mellan")
    if len(name) > MOST_CHARACTERS:
        raise ValueError(f"dess id har {len(name)} tecken; väntade högst {MOST_CHARACTERS}")
    return name


def _printable(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError(f"{value!r} är inte en rad text")
    return compose(value)


def _years(value: object) -> tuple[int, ...]:
    first, last = YEARS
    if (
        not isinstance(value, list)
        or not value
        or not all(type(year) is int and first <= year <= last for year in value)
    ):
        raise ValueError(f"years {value!r} är inte en lista av årtal; väntade {first}-{last}")
    return tuple(value)


def _plain_name(value: object) -> str:
    if not isinstance(value, str) or Path(value).name != value:
        raise ValueError(f"file {value!r} är inte bara namnet på en fil i {DOCUMENTS_FOLDER}/")
    return value


def _speaks_for(names: list[str]) -> tuple[tuple[str, ...], str | None]:
    """Give the county codes of the regions named, and the group when one group is what is named."""
    if not isinstance(names, list) or not names:
        raise ValueError(f"regions {names!r} är inte en lista av regioner eller en grupp")
    places = [find_place(name) for name in names]
    codes = tuple(dict.fromkeys(code for place in places for code in members(place)))
    group = places[0].id if len(places) == 1 and isinstance(places[0], Group) else None
    return codes, group


def _refuse_doubles(catalogue: Catalogue) -> None:
    for key in ("id", "file"):
        values = [getattr(document, key) for document in catalogue.documents]
        doubles = sorted({value for value in values if values.count(value) > 1})
        if doubles:
            raise CatalogueError(f"{key} {doubles[0]!r} står i mer än en post; väntade det en gång")


def _refuse_unlisted(catalogue: Catalogue) -> None:
    listed = {compose(document.file) for document in catalogue.documents}
    for name in _document_files(catalogue.folder / DOCUMENTS_FOLDER):
        if compose(name) not in listed:
            hint = f"lägg till en post [[document]] i {CATALOGUE_FILE} eller ta bort filen"
            raise CatalogueError(f"{DOCUMENTS_FOLDER}/{name} står i ingen post i katalogen; {hint}")


def _document_files(folder: Path) -> Iterator[str]:
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return (f.name for f in files if not is_bystander(f.name) and not f.name.endswith(CORRECTIONS_SUFFIX))
