"""What readers say of hits and quotes, taken from the page where the settings have a file for it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus.errors import shown
from service.api.parameters import CurrentBackend
from service.errors import NotFoundError, QueryError
from service.feedback import FeedbackStore, Verdict
from service.search.query import check_text
from service.settings import Settings
from service.web.addresses import root_of
from service.web.forms import read_form
from service.web.rendering import render

router = APIRouter()


@router.post("/omdome")
def judge(
    request: Request, form: Annotated[Mapping[str, str], Depends(read_form)], backend: CurrentBackend
) -> Response:
    """Keep what a reader says, and lead to the thanks; a form that has not come takes no thread."""
    settings: Settings = request.app.state.settings
    if settings.feedback is None:
        raise NotFoundError("omdömen tas inte emot här")
    verdict, _, passage = form.get("omdome", "").partition(" ")
    if verdict not in list(Verdict):
        raise QueryError(f"omdömet är {shown(verdict)}; väntade ett av: {', '.join(Verdict)}")
    if backend.index.passage(passage) is None:
        raise NotFoundError(f"ingen passage har id {shown(passage)}")
    question = form.get("q", "").strip()
    check_text(question)
    FeedbackStore(settings.feedback).add(Verdict(verdict), question, passage, backend.index.version)
    back = urlencode({"fran": form.get("fran", "")})
    return RedirectResponse(f"{root_of(request)}/omdome?{back}", HTTPStatus.SEE_OTHER)


@router.get("/omdome", response_class=HTMLResponse)
def thanks(request: Request) -> HTMLResponse:
    """Thank, with the way back."""
    return render(request, "thanks.html")
