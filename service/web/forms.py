"""Reads the forms that pages send, and only from the service's own pages."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from fastapi import Request

from service.api.entrance.body import read_whole
from service.errors import QueryError

MAX_FIELDS = 10
# A question, an id and the way back; a browser sends no longer address either.
MAX_BYTES = 64_000
# What browsers send of a form that is one of our own pages'.
OWN_SITES = ("same-origin", "none")


async def read_form(request: Request) -> Mapping[str, str]:
    """Give the fields of a form that was sent as one.

    Raises:
        QueryError: The body is no such form, or another site sent it.
        HTTPException: It is too large (413), or too slow in coming (408).
    """
    if not _is_from_own_page(request):
        raise QueryError("formuläret kommer från en annan webbplats; väntade någon av tjänstens egna sidor")
    try:
        return dict(parse_qsl((await read_whole(request, MAX_BYTES)).decode(), max_num_fields=MAX_FIELDS))
    except ValueError as error:
        raise QueryError(f"begäran går inte att läsa; väntade ett formulär med högst {MAX_FIELDS} fält") from error


def _is_from_own_page(request: Request) -> bool:
    """Tell by what browsers send of where a form comes from; what is no browser sends nothing and is believed."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in OWN_SITES
    # Browsers before 2023 may know only this. Proxies change the scheme, and may leave out the port.
    origin = request.headers.get("origin")
    try:
        return origin is None or urlsplit(origin).hostname == request.url.hostname
    except ValueError:  # An address that cannot be read: `http://[`.
        return False
