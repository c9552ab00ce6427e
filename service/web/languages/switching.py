"""The addresses that change the language of the pages and lead back to the page they were followed from."""

import re
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from service.web.languages.words import COOKIE, Language

A_YEAR = 365 * 24 * 3600
# A path of this service and nothing else: browsers take //name and /\name for another site.
_OWN_PAGE = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")

router = APIRouter()


@router.get("/sv")
@router.get("/en")
def switch(request: Request, till: str = "") -> Response:
    """Remember the language that the address names, and lead to the page `till`.

    Args:
        till: Path and parameters of a page of this service; anything else leads to the first page.
    """
    language = Language(request.url.path.rpartition("/")[2])
    root = request.scope.get("root_path", "")
    reply = RedirectResponse(till if _OWN_PAGE.fullmatch(till) else f"{root}/", HTTPStatus.SEE_OTHER)
    reply.set_cookie(
        COOKIE,
        language.value,
        max_age=A_YEAR,
        path=root or "/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return reply
