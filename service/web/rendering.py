"""Templates, and how a page is made of one."""

import logging
from collections.abc import Callable, Iterator
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, StreamingResponse
from fastapi.templating import Jinja2Templates
from markupsafe import Markup

from corpus.errors import MAX_SHOWN
from service.access.access import Access
from service.api.entrance.guard import COOKIE
from service.errors import OverBudgetError
from service.web import addresses, marking, wording
from service.web.languages.words import Language, language_of, words_in

logger = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "static"

# A longer address that is refused is nothing to come back to, and not repeated.
MAX_REFUSED_ADDRESS = 1_000
# Stands in a page where what is made late belongs. No text of a page holds it: all of them are escaped.
LATE = Markup("<!--late-->")


templates = Jinja2Templates(directory=Path(__file__).parent / "templates")
templates.env.filters.update(wording.FILTERS | marking.FILTERS | addresses.FILTERS)
templates.env.globals.update(today=date.today, late=LATE)
templates.env.trim_blocks = True
templates.env.lstrip_blocks = True


def compile_templates() -> Iterator[None]:
    """Read the templates before a page is asked for, one a step."""
    for name in templates.env.list_templates():
        templates.env.get_template(name)
        yield


def page_values(request: Request) -> dict[str, Any]:
    """Give what every page is made with: its language and the words of it, the path before its addresses, the way back
    to the hits, and whether its reader is signed in.
    """
    language = language_of(request)
    access: Access = request.app.state.access
    return {
        "root": addresses.root_of(request),
        "own_address": addresses.own_address(request),
        # On paper nobody goes back.
        "full_address": str(request.url.remove_query_params("fran")),
        "back": addresses.way_back(request),
        "signed_in": access.signed_in(request.cookies.get(COOKIE)) is not None,
        "language": language,
        "words": words_in(language),
        # Of what is written in Swedish whatever the language of the page is.
        "sv": Markup(' lang="sv"') if language is not Language.SWEDISH else "",
    }


def render(
    request: Request, name: str, values: dict[str, Any] | None = None, *, status: HTTPStatus = HTTPStatus.OK
) -> HTMLResponse:
    """Give a template filled in as a page, in the language the reader has chosen."""
    told = page_values(request) | (values or {})
    if status >= HTTPStatus.BAD_REQUEST and len(told["own_address"]) > MAX_REFUSED_ADDRESS:
        told |= {"own_address": addresses.START, "full_address": f"{told['full_address'][:MAX_SHOWN]}…"}
    return templates.TemplateResponse(request, name, told, status_code=int(status), headers=headers_of(request))


def render_late(
    request: Request, name: str, values: dict[str, Any], late_name: str, late: Callable[[], dict[str, Any]]
) -> StreamingResponse:
    """Give a page whose beginning is sent at once, and what takes time to make as soon as it is made.

    What can be refused is refused before: once the beginning is sent, the status is 200.

    Args:
        name: Template of the whole page, with `{{ late }}` where the late part belongs.
        late_name: Template of the late part; where it cannot be made, `late_failed.html` takes its place.
        late: Gives the values of the late part.
    """
    told = page_values(request) | {"request": request}
    before, after = templates.get_template(name).render(told | values).split(LATE, 1)

    def parts() -> Iterator[str]:
        yield before
        try:
            yield templates.get_template(late_name).render(told | late())
        except OverBudgetError:
            yield templates.get_template("late_failed.html").render(told | {"is_slow": True})
        except Exception:
            logger.exception("the late part of %s failed", name)
            yield templates.get_template("late_failed.html").render(told)
        yield after

    return StreamingResponse(parts(), media_type="text/html", headers=headers_of(request))


def headers_of(request: Request) -> dict[str, str]:
    """Give what a page tells of its language."""
    return {"Content-Language": language_of(request).value, "Vary": "Cookie"}


def error_page(request: Request, status: HTTPStatus, title: str, detail: str) -> HTMLResponse:
    """Show an error as a page with the ways on from it."""
    values = {
        "title": title,
        "detail": detail,
        "missing": status is HTTPStatus.NOT_FOUND,
        "refused": status is HTTPStatus.UNPROCESSABLE_ENTITY,
    }
    return render(request, "error.html", values, status=status)
