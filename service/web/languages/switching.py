"""The addresses that change the language of the pages and lead back to the page they were followed from."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from service.web.addresses import START, own_page, root_of
from service.web.languages.words import COOKIE, Language

A_YEAR = 365 * 24 * 3600

router = APIRouter()


@router.get("/sv")
@router.get("/en")
def switch(request: Request, till: str = "") -> Response:
    """Remember the language that the address names, and lead to the page `till`.

    Args:
        till: Path and parameters of a page of this service; anything else leads to the first page.
    """
    language = Language(request.url.path.rpartition("/")[2])
    root = root_of(request)
    reply = RedirectResponse(root + own_page(till), HTTPStatus.SEE_OTHER)
    reply.set_cookie(
        COOKIE,
        language.value,
        max_age=A_YEAR,
        path=root or START,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return reply
