"""Adds a report: its file is read, copied and catalogued; where a step fails, nothing at all is changed."""

import hashlib
import os
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.adding.catalogue_text import entry_text, replace_text
from corpus.adding.likeness import Told, same_report, told
from corpus.catalogue import CATALOGUE_FILE, Catalogue, catalogue_or_new, is_bystander, parse_document
from corpus.collection import read_file, read_fitted
from corpus.corrections import load_corrections
from corpus.document import Content, Document
from corpus.drafts import discard, replaced
from corpus.errors import CatalogueError, UnreadableDocumentError
from corpus.forms import GENERIC
from corpus.forms.fitting import Proposal
from corpus.readers import FORMATS, format_by_ending
from corpus.regions import REGIONS, Region
from corpus.regions.names import find_mentions
from corpus.repair.language import detect_language

DEFAULT_LANGUAGE = "sv"
# Said in place of the names of all regions.
ALL_REGIONS = "alla"
# Of an id that is made of a file's name: it stands in addresses and in lists.
LONGEST_NAME = 80
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """What a person tells of a report; what is None or empty is taken from the file's name and content.

    Attributes:
        id: None to call it as its file is called.
        form: None for the one that fits best.
        regions: Names of the regions, or of one group, it speaks for, or ALL_REGIONS; empty to take those its issuer
            names.
    """

    id: str | None
    title: str | None
    issuer: str | None
    years: tuple[int, ...]
    kind: str
    form: str | None
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What was read of a new report.

    Attributes:
        proposal: The form that was proposed for it; None where a person named one.
        same: Id of a report that says the same, None where none does.
    """

    content: Content
    proposal: Proposal | None
    same: str | None


def report_files(paths: Sequence[Path]) -> list[Path]:
    """Give the files to add: those named, and in folders all of a kind that can be read, in order of their names."""
    return [file for path in paths for file in (_files_in(path) if path.is_dir() else [path])]


def add_document(
    file: Path, new: NewDocument, folder: Path, *, dry_run: bool = False, before: Sequence[Told] = ()
) -> Added:
    """Add a report to the collection in a folder and give what was read in it; where there is none, one is begun.

    The file is copied under the document's id; its entry goes last in the catalogue, whose text stays as it is. With
    `dry_run`, all is read and checked and nothing written; `before` are the reports that would have been added before.

    Raises:
        CatalogueError: The catalogue or what is told of the report is malformed, or id or file stand there already.
        UnreadableDocumentError: The file cannot be read; the collection is as it was.
        FormError: It is not laid out by the form that it is said to have.
    """
    catalogue = catalogue_or_new(folder)
    entry = _entry(file, new)
    document = parse_document({**entry, "form": new.form or GENERIC})
    _refuse_known(catalogue, document, [one.document for one in before])
    corrections = load_corrections(catalogue.corrections_path(document))
    if new.form:
        content, proposal = read_file(file, document, catalogue.form(document), corrections), None
    else:
        fitted = read_fitted(file, document, catalogue.forms, corrections)
        content, proposal = fitted.content, fitted.proposal
    entry["form"] = content.document.form
    document = parse_document(entry)
    document = replace(document, language=_language(content))
    content = replace(content, document=document)
    same = same_report(told(content), catalogue, before)
    if not dry_run:
        _store(file, catalogue, document, entry_text({**entry, "language": document.language}))
    return Added(content=content, proposal=proposal, same=same)


def _files_in(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(is_bystander(part) for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.suffix.lower() in FORMATS:
            yield path


def _entry(file: Path, new: NewDocument) -> dict[str, object]:
    # First of all: of a file that is not there, or that cannot be read, nothing else need be told.
    sha256 = file_sha256(file)
    format_by_ending(file)
    name = new.id if new.id is not None else _slug(file.stem)
    words = " ".join(unicodedata.normalize("NFC", file.stem).replace("_", " ").replace("-", " ").split())
    issuer = new.issuer or _issuer(words)
    return {
        "id": name,
        "title": new.title or f"{words[:1].upper()}{words[1:]}",
        "issuer": issuer,
        "years": list(new.years) or _years(file.stem),
        "kind": new.kind,
        "form": "",
        "language": DEFAULT_LANGUAGE,
        "regions": _spoken_for(new.regions) or _named(issuer),
        "file": f"{name}{file.suffix.lower()}",
        "sha256": sha256,
    }


def _slug(text: str) -> str:
    """Give a text as an id: `Återrapportering 2023 (slutlig)` as `aterrapportering-2023-slutlig`; a long one cut."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:LONGEST_NAME].strip("-") or "dokument"


def _issuer(words: str) -> str:
    place = next((mention.place for mention in find_mentions(words)), None)
    if place is None:
        raise CatalogueError(f"filens namn {words!r} nämner ingen region; väntade --issuer")
    return f"Region {place.name}" if isinstance(place, Region) else place.name


def _years(stem: str) -> list[int]:
    years = [int(year) for year in _YEAR.findall(stem)]
    if not years:
        raise CatalogueError(f"filens namn {stem!r} nämner inget år; väntade --year")
    return years


def _spoken_for(names: Sequence[str]) -> list[str]:
    return [region.name for region in REGIONS] if [name.casefold() for name in names] == [ALL_REGIONS] else list(names)


def _named(issuer: str) -> list[str]:
    names = list(dict.fromkeys(mention.place.name for mention in find_mentions(issuer)))
    if not names:
        raise CatalogueError(
            f"avsändaren {issuer!r} nämner ingen region; "
            f"väntade --region med dem den talar för, eller --region {ALL_REGIONS}"
        )
    return names


def file_sha256(file: Path) -> str:
    """Give the SHA-256 of a file, 64 hexadecimal digits.

    Raises:
        UnreadableDocumentError: It cannot be opened.
    """
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableDocumentError(file, f"går inte att öppna ({error.strerror}); väntade en fil") from error


def _refuse_known(catalogue: Catalogue, document: Document, before: Sequence[Document]) -> None:
    for known in (*catalogue.documents, *before):
        if known.id == document.id:
            raise CatalogueError(f"id {document.id!r} finns redan i katalogen; väntade ett annat --id")
        if known.sha256 == document.sha256:
            raise CatalogueError(f"samma fil finns redan i katalogen, som {known.id!r}; väntade en ny")
    if catalogue.path(document).exists():
        raise CatalogueError(f"{document.file} ligger redan i dokumentens mapp; väntade ett annat --id")


def _language(content: Content) -> str:
    found = Counter(detect_language(page.text) for page in content.pages)
    del found[None]
    return next((language for language, _ in found.most_common(1) if language), DEFAULT_LANGUAGE)


def _store(file: Path, catalogue: Catalogue, document: Document, block: str) -> None:
    """Copy the file, then put the catalogue with the new entry in place of the old one; both or neither."""
    path = catalogue.path(document)
    listing = catalogue.folder / CATALOGUE_FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A file that lies there without an entry keeps the collection from being read; half of one is never seen.
        with file.open("rb") as received, replaced(path, path.with_name(f".{path.name}.{os.getpid()}")) as draft:
            shutil.copyfileobj(received, draft)
        before = listing.read_text(encoding="utf-8").rstrip() if listing.exists() else ""
        replace_text(listing, f"{before}\n{block}".lstrip())
    except BaseException as error:
        discard(path)
        if isinstance(error, OSError):
            raise CatalogueError(
                f"{path} går inte att skriva ({error.strerror}); väntade en mapp att skriva i"
            ) from error
        raise
