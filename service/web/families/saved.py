"""The reader's own list: what the address names, so that it works without scripts; the browser keeps the ids."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus.document import Initiative
from indexer.passage import Passage
from service.answer.records import page_at
from service.answer.references import initiative_reference, reference
from service.api.formats import Separator
from service.api.parameters import CurrentBackend, SeparatorChoice
from service.errors import QueryError
from service.live import Backend
from service.web.addresses import shorter_address
from service.web.parts.files import initiatives_file
from service.web.parts.holdings import pages_of, sources
from service.web.rendering import render

# The address of a longer list would not get through every proxy.
MOST = 100

router = APIRouter()

Ids = Annotated[list[str], Query(alias="id", default_factory=list)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What a list holds, in the order it was saved.

    Attributes:
        passages: Of prose, and those that were saved by themselves.
        missing: Ids that the collection has no longer.
    """

    initiatives: tuple[Initiative, ...]
    passages: tuple[Passage, ...]
    missing: tuple[str, ...]


@router.get("/min-lista", response_class=HTMLResponse)
def my_list(request: Request, backend: CurrentBackend, ids: Ids) -> Response:
    """What was saved; without any id, how to save."""
    if address := shorter_address(request):
        return RedirectResponse(address, HTTPStatus.SEE_OTHER)
    saved = _saved(backend, ids)
    known = [("id", id_) for id_ in dict.fromkeys(ids) if id_ not in saved.missing]
    values = {
        "saved": saved,
        "known": known,
        "pages": pages_of(backend, saved.initiatives),
        "sources": sources(backend),
        "references": _references(backend, saved),
    }
    return render(request, "my_list.html", values)


@router.get("/min-lista.csv")
@router.get("/min-lista.xlsx")
@router.get("/min-lista.docx")
def my_list_as_file(
    request: Request, backend: CurrentBackend, ids: Ids, separator: SeparatorChoice = Separator.COMMA
) -> Response:
    """What was saved, as a file."""
    saved = _saved(backend, ids)
    return initiatives_file(
        request,
        backend,
        saved.initiatives,
        passages=saved.passages,
        title="Min lista",
        facts=[],
        separator=separator,
    )


def _references(backend: Backend, saved: Saved) -> dict[str, str]:
    """Give the reference to each that is saved, by its id, in the list's order."""
    documents = sources(backend)
    told: dict[str, str] = {}
    for each in saved.initiatives:
        first, last = (page_at(backend.index, each.document, page) for page in (each.first_page, each.last_page))
        told[each.id] = initiative_reference(each, documents[each.document], first, last)
    return told | {each.id: reference(documents[each.document], each) for each in saved.passages}


def _saved(backend: Backend, ids: Sequence[str]) -> Saved:
    """Give what the ids of a list stand for, each once.

    Raises:
        QueryError: There are too many.
    """
    wanted = list(dict.fromkeys(ids))
    if len(wanted) > MOST:
        raise QueryError(f"listan har {len(wanted)} rader; väntade högst {MOST}")
    initiatives = {each: backend.index.initiative(each) for each in wanted}
    passages = {each: backend.index.passage(each) for each in wanted if initiatives[each] is None}
    return Saved(
        initiatives=tuple(each for each in initiatives.values() if each is not None),
        passages=tuple(each for each in passages.values() if each is not None),
        missing=tuple(id_ for id_, each in passages.items() if each is None),
    )
