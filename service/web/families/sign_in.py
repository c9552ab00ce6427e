"""Signing in on the page with a token, and out again; works without scripts."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from service.access.access import Access
from service.access.attempts import client_of
from service.access.sessions import SESSION_SECONDS
from service.api.entrance.guard import COOKIE, SIGN_IN, SIGN_OUT
from service.errors import NotFoundError
from service.web.addresses import START, own_page, root_of
from service.web.forms import read_form
from service.web.languages.words import words_of
from service.web.rendering import render

router = APIRouter()

Form = Annotated[Mapping[str, str], Depends(read_form)]


def get_access(request: Request) -> Access:
    """Give what is known of those who ask.

    Raises:
        NotFoundError: The service is open, so that there is nothing to sign in to.
    """
    access: Access = request.app.state.access
    if not access.is_needed:
        raise NotFoundError("ingen inloggning behövs här")
    return access


CurrentAccess = Annotated[Access, Depends(get_access)]


@router.get(SIGN_IN, response_class=HTMLResponse, dependencies=[Depends(get_access)])
async def sign_in_page(request: Request, till: str = START) -> HTMLResponse:
    """Ask for the token; `till` is the page to show then."""
    return _page(request, own_page(till))


@router.post(SIGN_IN)
async def sign_in(request: Request, access: CurrentAccess, form: Form) -> Response:
    """Start a session and lead to the page that was asked for; else say what was wrong."""
    page = own_page(form.get("till", START))
    client = client_of(request.client.host if request.client else None)
    if seconds := access.sign_ins.wait(client):
        error = words_of(request)["sign_in"]["wait"].format(seconds=seconds)
        refused = _page(request, page, error, HTTPStatus.TOO_MANY_REQUESTS)
        refused.headers["Retry-After"] = str(seconds)
        return refused
    token = access.keys.holder(form.get("nyckel", "").strip())
    if token is None:
        access.sign_ins.fail(client)
        return _page(request, page, words_of(request)["sign_in"]["wrong"], HTTPStatus.UNAUTHORIZED)
    reply = RedirectResponse(root_of(request) + page, HTTPStatus.SEE_OTHER)
    reply.set_cookie(
        COOKIE,
        access.sessions.start(token),
        max_age=SESSION_SECONDS,
        path=root_of(request) or START,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return reply


@router.post(SIGN_OUT, dependencies=[Depends(read_form)])
async def sign_out(request: Request, access: CurrentAccess) -> Response:
    """End the session and show the sign-in page."""
    access.sessions.end(request.cookies.get(COOKIE, ""))
    reply = RedirectResponse(root_of(request) + SIGN_IN, HTTPStatus.SEE_OTHER)
    reply.delete_cookie(COOKIE, path=root_of(request) or START)
    return reply


def _page(request: Request, page: str, error: str = "", status: HTTPStatus = HTTPStatus.OK) -> HTMLResponse:
    reply = render(request, "sign_in.html", {"page": page, "error": error}, status=status)
    reply.headers["Cache-Control"] = "no-store"
    return reply
