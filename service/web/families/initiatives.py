"""One initiative: its parts, where it stands, how to refer to it, and those comparable side by side."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from service.answer.references import initiative_reference
from service.api.parameters import CurrentBackend
from service.api.routes.collection import find_document, find_initiative, find_page
from service.compare.similar import find_similar, is_likely
from service.search.query import Scope
from service.web.parts.holdings import pages_of, sources, titles
from service.web.rendering import render

SIMILAR_SHOWN = 10
# As many as fit beside the initiative itself on a desk.
SIDE_BY_SIDE = 2
# As many comparable ones as are looked at; the others are folded.
CARDS_SHOWN = 3

router = APIRouter()


@router.get("/insatser/{initiative_id}", response_class=HTMLResponse)
def initiative(request: Request, backend: CurrentBackend, initiative_id: str) -> HTMLResponse:
    """An initiative with its parts and those comparable with it."""
    found = find_initiative(backend.index, initiative_id)
    similar = find_similar(backend.searcher, initiative_id, limit=SIMILAR_SHOWN, scope=Scope.OTHER_REGIONS).hits
    document = find_document(backend.index, found.document)
    first, last = (find_page(backend.index, found.document, page) for page in (found.first_page, found.last_page))
    likely = [each for each in similar if is_likely(each)]
    beside = [each for each in likely if each.hit.initiative is not None][:SIDE_BY_SIDE]
    side_by_side = [found, *(each.hit.initiative for each in beside if each.hit.initiative is not None)]
    documents = sources(backend)
    told_in = {document.years, *(documents[place.document].years for place in found.also_in)}
    values = {
        "initiative": found,
        "tellings": {place.initiative: backend.index.initiative(place.initiative) for place in found.also_in},
        "spans_years": len(told_in) > 1,
        "similar": likely[:CARDS_SHOWN],
        "further": likely[CARDS_SHOWN:],
        "less_alike": [each for each in similar if not is_likely(each)],
        "beside": beside,
        "side_by_side_of": side_by_side,
        "document": document,
        "titles": titles(backend),
        "sources": documents,
        "pages": pages_of(backend, side_by_side),
        "first": first,
        "last": last,
        "reference": initiative_reference(found, document, first, last),
    }
    return render(request, "initiative.html", values)
