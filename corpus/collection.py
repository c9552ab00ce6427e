"""Catalogue, readers and structure together: the documents of a folder, read. The one entrance to this package."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.catalogue import Catalogue, check_file, load_catalogue
from corpus.corrections import Corrections, load_corrections
from corpus.document import Content, Document
from corpus.errors import CorpusError, InsatskartanError, UnreadableDocumentError, one_line
from corpus.forms.model import (
    AnyForm,
    CardsForm,
    FlattenedForm,
    GridForm,
    PageRule,
    ProseForm,
    QuestionnaireForm,
    SlidesForm,
)
from corpus.identity import link_tellings
from corpus.limits import load_limits
from corpus.pages import PageLines
from corpus.readers import read_pages
from corpus.repair import plain_text, repair_pages
from corpus.structure import cards, generic, prose, slides, tables, template

DEFAULT_FOLDER = Path(__file__).parent

ReadDocument = Callable[[Catalogue, Document], Content]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """The documents of a folder, read; `failures` names those that could not be, with the reason."""

    catalogue: Catalogue
    contents: tuple[Content, ...]
    failures: tuple[CorpusError, ...]


def read_file(path: Path, document: Document, form: AnyForm, corrections: Corrections) -> Content:
    """Read a file as a document's, laid out by a form, wherever it lies and whatever its SHA-256.

    Raises:
        UnreadableDocumentError: The file is missing, damaged or beyond a limit.
        FormError: It is not laid out by that form at all.
        LimitError: A limit in the environment is no number, or too small.
    """
    return read_received(path, receive(path, form.pages), document, form, corrections)


def receive(path: Path, rule: PageRule) -> tuple[PageLines, ...]:
    """Give a file's pages as received; a text file's begin where the rule says.

    Raises:
        UnreadableDocumentError: The file is missing, damaged or beyond a limit.
        LimitError: A limit in the environment is no number, or too small.
    """
    limits = load_limits()
    with _named(path):
        return read_pages(path, rule, limits)


def read_received(
    path: Path, received: Sequence[PageLines], document: Document, form: AnyForm, corrections: Corrections
) -> Content:
    """Read a file's received pages as a document's.

    Raises:
        UnreadableDocumentError: Something on its pages cannot be read.
        FormError: It is not laid out by that form at all.
    """
    with _named(path):
        content = _read_structure(document, repair_pages(received, corrections), corrections, form)
    notes = [plain_text(note) for page in received for note in page.notes]
    return replace(content, notes=(*notes, *content.notes))


def _read_structure(document: Document, pages: Sequence[PageLines], corrections: Corrections, form: AnyForm) -> Content:
    """Read a document's pages with the engine that its form drives."""
    match form:
        case FlattenedForm():
            return tables.read_structure(document, pages, corrections, form)
        case QuestionnaireForm():
            return template.read_structure(document, pages, corrections, form)
        case CardsForm():
            return cards.read_structure(document, pages, corrections, form)
        case SlidesForm():
            return slides.read_structure(document, pages, corrections, form)
        case ProseForm():
            return prose.read_structure(document, pages, corrections, form)
        case GridForm():
            return generic.read_structure(document, pages, corrections, form)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Turn whatever else goes wrong with a file into an error that names it: no file may stop the others."""
    try:
        yield
    except InsatskartanError:
        raise
    except Exception as error:
        hint = "expected a file that can be read; save it anew in the program that made it"
        raise UnreadableDocumentError(path, f"cannot be read ({one_line(error)}); {hint}") from error


def read_document(catalogue: Catalogue, document: Document) -> Content:
    """Read one document: its pages, repaired, and what stands on them.

    Raises:
        CorpusError: The file is missing, changed or unreadable, or its corrections are malformed.
    """
    path = check_file(catalogue, document)
    corrections = load_corrections(catalogue.corrections_path(document))
    return read_file(path, document, catalogue.form(document), corrections)


def read_collection(folder: Path = DEFAULT_FOLDER, read: ReadDocument = read_document) -> Collection:
    """Read every document of a collection folder; one that cannot be read never stops the rest.

    An initiative that two documents tell names the other place in `also_in`. `read` is what reads each of them.

    Raises:
        CatalogueError: The catalogue itself is missing or malformed.
    """
    catalogue = load_catalogue(folder)
    contents, failures = [], []
    for document in catalogue.documents:
        try:
            with _named(catalogue.path(document)):
                contents.append(read(catalogue, document))
        except CorpusError as error:
            failures.append(error)
    return Collection(catalogue=catalogue, contents=link_tellings(contents), failures=tuple(failures))
