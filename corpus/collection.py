"""Reads all documents of a folder, with catalogue, readers and structure: the one entrance to this package."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.bounded import begin
from corpus.catalogue import Catalogue, check_file, load_catalogue
from corpus.corrections import Corrections, load_corrections
from corpus.document import Content, Document
from corpus.errors import CorpusError
from corpus.forms import Forms
from corpus.forms.model import AnyForm
from corpus.identity import link_tellings
from corpus.limits import load_limits
from corpus.reading import Fitted, named, read_fitted_here, read_here, read_text_here

DEFAULT_FOLDER = Path(__file__).parent
# What commands call it, wherever the program lies.
OWN_FOLDER = "samlingen som följer med, corpus/"

# Gives what a reading that has begun comes to.
Begun = Callable[[], Content]
BeginDocument = Callable[[Catalogue, Document], Begun]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """The documents of a folder, read; `failures` names those that could not be, with the reason.

    `contents` may be more than can be held at once, each made when it is looked at: they are gone through in order.
    """

    catalogue: Catalogue
    contents: Sequence[Content]
    failures: tuple[CorpusError, ...]


def begin_file(path: Path, document: Document, form: AnyForm, corrections: Corrections) -> Begun:
    """Begin to read a file as a document's, in a process of its own: others can be begun before this one has ended.

    The file may lie anywhere and have any SHA-256. What the reading comes to is raised as by `read_file`.

    Raises:
        LimitError: A limit in the environment is no number, or out of range.
    """
    return begin(read_here, path, document, form, corrections, limits=load_limits()).result


def read_file(path: Path, document: Document, form: AnyForm, corrections: Corrections) -> Content:
    """Read a file as a document's, laid out by a form, wherever it lies and whatever its SHA-256.

    Raises:
        UnreadableDocumentError: The file is missing, damaged or beyond a limit.
        FormError: It is not laid out by that form at all.
        LimitError: A limit in the environment is no number, or out of range.
    """
    return begin_file(path, document, form, corrections)()


def read_text(catalogue: Catalogue, document: Document) -> tuple[str, ...]:
    """Give the text of a document's pages, in a fraction of the time that it takes to read who tells what in it.

    Raises:
        CorpusError: The file is missing or changed, or its corrections are malformed.
    """
    path = check_file(catalogue, document)
    corrections = load_corrections(catalogue.corrections_path(document))
    return begin(read_text_here, path, catalogue.form(document), corrections, limits=load_limits()).result()


def read_fitted(path: Path, document: Document, forms: Forms, corrections: Corrections) -> Fitted:
    """Read a file as a document's with whichever of the forms fits it best.

    Raises:
        UnreadableDocumentError: The file is missing, damaged or beyond a limit.
        FormError: It is not laid out by that form after all.
        LimitError: A limit in the environment is no number, or out of range.
    """
    return begin(read_fitted_here, path, document, forms, corrections, limits=load_limits()).result()


def begin_document(catalogue: Catalogue, document: Document) -> Begun:
    """Begin to read one document: its pages, repaired, and what stands on them.

    Raises:
        CorpusError: The file is missing or changed, also while it was read, or its corrections are malformed.
    """
    path = check_file(catalogue, document)
    corrections = load_corrections(catalogue.corrections_path(document))
    return unchanged(begin_file(path, document, catalogue.form(document), corrections), catalogue, document)


def unchanged(begun: Begun, catalogue: Catalogue, document: Document) -> Begun:
    """Give what a reading comes to where its document's file is still the one that the catalogue describes.

    It may be replaced by another after it was looked at and before it is opened, or while it is read.
    """

    def finish() -> Content:
        content = begun()
        check_file(catalogue, document)
        return content

    return finish


def read_collection(folder: Path = DEFAULT_FOLDER, begin_one: BeginDocument = begin_document) -> Collection:
    """Read every document of a collection folder; one that cannot be read never stops the rest.

    As many are read at a time as the machine has processors. An initiative that two documents tell names the other
    place in `also_in`. `begin_one` is what begins to read each of them.

    Raises:
        CatalogueError: The catalogue itself is missing or malformed.
    """
    catalogue = load_catalogue(folder)
    begun = [(document, _begun(begin_one, catalogue, document)) for document in catalogue.documents]
    contents, failures = [], []
    for document, outcome in begun:
        try:
            with named(catalogue.path(document)):
                contents.append(outcome())
        except CorpusError as error:
            failures.append(error)
    return Collection(catalogue=catalogue, contents=link_tellings(contents), failures=tuple(failures))


def _begun(begin_one: BeginDocument, catalogue: Catalogue, document: Document) -> Begun:
    """Begin to read a document; what stops it is told in its turn."""
    try:
        with named(catalogue.path(document)):
            return begin_one(catalogue, document)
    except CorpusError as error:
        failure = error

    def fail() -> Content:
        raise failure

    return fail
