"""Reads one file in this process: extracted by its format's reader, repaired, structured by its form's engine."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.corrections import Corrections
from corpus.document import Content, Document
from corpus.errors import InsatskartanError, UnreadableDocumentError, one_line
from corpus.forms import Forms
from corpus.forms.base import PageRule
from corpus.forms.fitting import Proposal, propose_form
from corpus.forms.flattened import FlattenedForm
from corpus.forms.model import AnyForm, CardsForm, GridForm, ProseForm, QuestionnaireForm, SlidesForm
from corpus.limits import Limits
from corpus.pages import PageLines, page_text
from corpus.readers import read_pages
from corpus.repair import plain_text, repair_pages
from corpus.structure import cards, generic, prose, slides, tables, template


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """What was read of a report with the form that fits it best."""

    content: Content
    proposal: Proposal


def read_here(path: Path, document: Document, form: AnyForm, corrections: Corrections, limits: Limits) -> Content:
    """Read a file as a document's, laid out by a form, wherever it lies and whatever its SHA-256.

    Nothing but the readers' own limits holds here; `corpus.collection.read_file` bounds time and memory as well.

    Raises:
        UnreadableDocumentError: The file is missing, damaged or beyond a limit.
        FormError: It is not laid out by that form at all.
    """
    with named(path):
        return _read_received(read_pages(path, form.pages, limits), document, form, corrections)


def read_text_here(path: Path, form: AnyForm, corrections: Corrections, limits: Limits) -> tuple[str, ...]:
    """Give the text of a file's pages, as `read_here` does; who tells what in it is not looked for.

    Raises:
        UnreadableDocumentError: The file is missing, damaged or beyond a limit.
    """
    with named(path):
        pages = repair_pages(read_pages(path, form.pages, limits), corrections)
        return tuple(page_text(page, "").text for page in pages)


def read_fitted_here(path: Path, document: Document, forms: Forms, corrections: Corrections, limits: Limits) -> Fitted:
    """Read a file as a document's with whichever of the forms fits it best.

    Raises:
        UnreadableDocumentError: The file is missing, damaged or beyond a limit.
        FormError: It is not laid out by that form after all.
    """
    with named(path):
        received = read_pages(path, PageRule.PLAIN, limits)
        proposal = propose_form(received, forms)
        form = forms[proposal.form]
        if form.pages is not PageRule.PLAIN:
            received = read_pages(path, form.pages, limits)
        content = _read_received(received, replace(document, form=form.name), form, corrections)
    return Fitted(content=content, proposal=proposal)


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Turn whatever else goes wrong with a file into an error that names it: no file may stop the others."""
    try:
        yield
    except InsatskartanError:
        raise
    except Exception as error:
        hint = "väntade en hel fil; spara den på nytt i programmet som gjorde den"
        raise UnreadableDocumentError(path, f"går inte att läsa ({one_line(error)}); {hint}") from error


def _read_received(
    received: Sequence[PageLines], document: Document, form: AnyForm, corrections: Corrections
) -> Content:
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
