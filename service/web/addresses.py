"""Addresses of pages: short, without empty parameters, and the same for the same choice."""

import re
from collections.abc import Callable, Sequence
from urllib.parse import parse_qsl, urlencode

from fastapi import Request

from corpus.regions import region_by_code
from indexer.passage import Passage

Parameters = Sequence[tuple[str, str]]

START = "/"
# A path of ours and nothing else: browsers take //name and /\name for another site.
_OWN_PAGE = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
# Where pages show what the API lists.
_LIST_PAGES = {"/v1/initiatives": "/insatser", "/v1/documents": "/dokument"}
# As long as a question with those before it and its choices; a longer way back would be repeated in every link.
MAX_WAY_BACK = 4_000
_PLAIN = str.maketrans("åäö ", "aao-")


def slug(name: str) -> str:
    """Give a name as it stands in an address: lower case, a to z and hyphens."""
    return name.lower().translate(_PLAIN)


def root_of(request: Request) -> str:
    """Give the path that all addresses of the pages begin with; "" where no proxy puts one in front."""
    root: str = request.app.state.settings.root_path
    return root


def region_address(code: str) -> str:
    """Give the address of a region's page."""
    return f"/regioner/{slug(region_by_code(code).name)}"


def own_address(request: Request) -> str:
    """Give the path of the page asked for, without the one that all addresses begin with, and its parameters."""
    path = request.url.path.removeprefix(root_of(request)) or START
    return path + (f"?{request.url.query}" if request.url.query else "")


def own_page(address: str) -> str:
    """Give an address when it is a page of this service, else the first page."""
    return address if _OWN_PAGE.fullmatch(address) else START


def way_back(request: Request) -> str:
    """Give the parameters of the hits that a reader came from, whose path is always `/`; "" where there are none."""
    told = request.query_params.get("fran", "")
    return urlencode(parse_qsl(told)) if len(told) <= MAX_WAY_BACK else ""


def with_way_back(address: str, back: str) -> str:
    """Give an address of ours that keeps the way back to the hits; as it is where there is none."""
    if not back:
        return address
    page, mark, place = address.partition("#")
    return f"{page}{'&' if '?' in page else '?'}{urlencode({'fran': back})}{mark}{place}"


def without_empty(parameters: Parameters) -> list[tuple[str, str]]:
    """Give an address's parameters without those left blank in the form, and without the page's own offset."""
    return [(name, value) for name, value in parameters if value.strip() and name != "offset"]


def shorter_address(request: Request) -> str | None:
    """Give the address of a page without fields left blank or told twice; None where it has none of them."""
    asked = request.query_params.multi_items()
    kept = [(name, value) for name, value in dict.fromkeys(asked) if value.strip()]
    if kept == asked:
        return None
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path


def address_without(request: Request, name: str) -> str:
    """Give the address of a page without one of its parameters."""
    kept = [(other, value) for other, value in request.query_params.multi_items() if other != name]
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path


def with_offset(parameters: Parameters, offset: int) -> list[tuple[str, str]]:
    """Give an address's parameters for another page of hits."""
    kept = without_empty(parameters)
    return [*kept, ("offset", str(offset))] if offset else kept


def without(parameters: Parameters, name: str, value: str) -> list[tuple[str, str]]:
    """Give an address's parameters with one choice taken away, from the first page on."""
    return [pair for pair in without_empty(parameters) if pair != (name, value)]


def only(parameters: Parameters, *names: str) -> list[tuple[str, str]]:
    """Give those of an address's parameters that have one of these names."""
    return [(name, value) for name, value in without_empty(parameters) if name in names]


def as_previous(turns: Sequence[str]) -> list[tuple[str, str]]:
    """Give the parameters that carry what was asked before, oldest first."""
    return [("previous", turn) for turn in turns]


def passage_address(passage: Passage, quote: str = "") -> str:
    """Give where a passage stands on its page, the quote marked in it.

    Args:
        quote: A substring of the passage's text; its offsets stand in the address.
    """
    start = passage.text.find(quote) if quote else -1
    marked = [("start", str(start)), ("end", str(start + len(quote)))] if start >= 0 else []
    asked = [("passage", passage.id), *marked]
    return f"/dokument/{passage.document}/sidor/{passage.page}?{urlencode(asked)}#passage"


def list_page(address: str) -> str:
    """Give the page that shows what an address of the API lists.

    Pages list each once without being asked to, and by the question rather than by what was found for it; that of the
    documents shows them all.
    """
    path, _, asked = address.partition("?")
    kept = [(name, value) for name, value in parse_qsl(asked) if name not in ("distinct", "id")]
    kept = [] if path == "/v1/documents" else kept
    return _LIST_PAGES[path] + (f"?{urlencode(kept)}" if kept else "")


FILTERS: dict[str, Callable[..., object]] = {
    "slug": slug,
    "region_address": region_address,
    "with_way_back": with_way_back,
    "without_empty": without_empty,
    "with_offset": with_offset,
    "without": without,
    "only": only,
    "as_previous": as_previous,
    "passage_address": passage_address,
    "list_page": list_page,
}
