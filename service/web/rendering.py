"""Templates, and how a page is made of one."""

from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from service.access.access import Access
from service.api.guard import COOKIE
from service.web import addresses, wording

STATIC = Path(__file__).parent / "static"


def _place(request: Request) -> dict[str, Any]:
    """Give what every page may need to know of where it stands: the path before its addresses, and who is signed in."""
    access: Access = request.app.state.access
    token = access.signed_in(request.cookies.get(COOKIE))
    return {"root": addresses.root_of(request), "signed_in": token is not None}


templates = Jinja2Templates(directory=Path(__file__).parent / "templates", context_processors=[_place])
templates.env.filters.update(wording.FILTERS | addresses.FILTERS)
templates.env.globals["today"] = date.today
templates.env.trim_blocks = True
templates.env.lstrip_blocks = True


def render(
    request: Request, name: str, values: dict[str, Any] | None = None, *, status: HTTPStatus = HTTPStatus.OK
) -> HTMLResponse:
    """Give a template filled in as a page."""
    return templates.TemplateResponse(request, name, values or {}, status_code=int(status))


def error_page(request: Request, status: HTTPStatus, title: str, detail: str) -> HTMLResponse:
    """Show an error as a page with the way back to the search."""
    return render(request, "error.html", {"title": title, "detail": detail}, status=status)
