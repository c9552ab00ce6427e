"""Forms that a page sends: read as one, and only from the service's own pages."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from fastapi import Request

from service.errors import QueryError

MAX_FIELDS = 10
# What browsers send of a form that is one of our own pages'.
OWN_SITES = ("same-origin", "none")


async def read_form(request: Request) -> Mapping[str, str]:
    """Give the fields of a form that was sent as one.

    Raises:
        QueryError: The body is no such form, or another site sent it.
    """
    site = request.headers.get("sec-fetch-site", "none")
    if site not in OWN_SITES:
        raise QueryError("formuläret kommer från en annan webbplats; väntade någon av tjänstens egna sidor")
    try:
        return dict(parse_qsl((await request.body()).decode(), max_num_fields=MAX_FIELDS))
    except ValueError as error:
        raise QueryError(f"begäran går inte att läsa; väntade ett formulär med högst {MAX_FIELDS} fält") from error
