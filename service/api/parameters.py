"""Query parameters and dependencies that the routes share."""

import re
from collections import Counter
from functools import partial
from typing import Annotated, get_origin
from urllib.parse import unquote_to_bytes

from fastapi import Depends, Path, Query, Request
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer
from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError
from starlette.concurrency import run_in_threadpool

from corpus.document import Status
from corpus.errors import MAX_SHOWN, shown
from indexer.index import Filters
from service.api.formats import Separator
from service.api.nearest import nearest
from service.api.schemas.base import MODES, UNITS
from service.errors import QueryError
from service.live import Backend, LiveIndex
from service.search.query import MAX_CHARACTERS, MAX_TURNS, NO_FILTERS, Mode, Scope, Unit, read_filters

# A database would hand these on as 64-bit integers; a larger offset is a mistake, not a place.
MAX_OFFSET = 1_000_000_000

# For callers to read; `check_text` does the refusing, in Swedish.
# `\p{L}` would say it, but not every reader of patterns knows that; Python does not. To Python the first half is all
# letters and digits there are, to JavaScript those of ASCII: the second has for it those of Latin, Greek, Cyrillic,
# Hebrew, Arabic and Persian, Thai, Ethiopic, Chinese, Japanese and Korean.
HAS_LETTER_OR_DIGIT = (
    r"[^\W_]|[ªµºÀ-ÖØ-öø-ˁΑ-ΡΣ-ώА-ҁҊ-ԯḀ-ỹ\u05D0-\u05EA\u0620-\u064A\u0660-\u0669\u0671-\u06D3\u06F0-\u06F9"
    r"\u0E01-\u0E30\u1200-\u1248\u3041-\u3096\u30A1-\u30FA\u4E00-\u9FFC\uAC00-\uD7A3]"
)
WHOLE = re.compile(r"-?[0-9]+")


def _digits(value: object) -> object:
    """Let pass what is written in digits; `1_0`, `5.0` and ` 5` would be taken for whole numbers as well."""
    if isinstance(value, str) and not WHOLE.fullmatch(value):
        raise PydanticCustomError("int_parsing", "expected a whole number")
    return value


# Last of what is said of a parameter: its bounds would be left out of the description else.
DIGITS = BeforeValidator(_digits)
SearchText = Annotated[
    str,
    Query(
        min_length=1,
        max_length=MAX_CHARACTERS,
        description="Sökord eller en fråga, med minst en bokstav eller siffra",
        json_schema_extra={"pattern": HAS_LETTER_OR_DIGIT},
        openapi_examples={"ord": {"value": "laddinfrastruktur"}, "fråga": {"value": "Vem arbetar med validering?"}},
    ),
]
ListedText = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=MAX_CHARACTERS,
        description="Bara insatser som en sökning med dessa ord hittar, bäst först; utan q alla",
        json_schema_extra={"pattern": HAS_LETTER_OR_DIGIT},
    ),
]
Limit = Annotated[int, Query(ge=1, le=100, description="Högst så många"), DIGITS]
Offset = Annotated[int, Query(ge=0, le=MAX_OFFSET, description="Så många hoppas över"), DIGITS]
Regions = Annotated[
    list[str],
    Query(
        alias="region",
        description="Namn, alias, grupp eller länskod; kan upprepas",
        openapi_examples={"namn": {"value": ["Skåne"]}, "grupp": {"value": ["Norra Mellansverige"]}},
    ),
]
Themes = Annotated[list[str], Query(alias="theme", description="Temats id eller namn; kan upprepas")]
Documents = Annotated[list[str], Query(alias="document", description="Dokumentets id; kan upprepas")]
Years = Annotated[list[Annotated[int, DIGITS]], Query(alias="year", description="Redovisningsår; kan upprepas")]
ModeChoice = Annotated[Mode, Query(description=MODES)]
UnitChoice = Annotated[Unit, Query(description=UNITS)]
ScopeChoice = Annotated[Scope, Query(description="Var det söks: other-regions (andra regioner än insatsens) eller all")]
Explain = Annotated[bool, Query(description="Ge poängens delar i explain")]
Previous = Annotated[
    list[Annotated[str, StringConstraints(min_length=1, max_length=MAX_CHARACTERS)]],
    Query(
        max_length=MAX_TURNS,
        description="Frågan före, som en kort följdfråga (Och Halland då?) läses ihop med; utan den: unclear."
        " Kan upprepas i ett samtal: frågorna före i den ordning de ställdes",
    ),
]
InitiativeIds = Annotated[
    list[str],
    Query(alias="id", description="Bara insatserna med dessa id; kan upprepas. `q` avgör då bara ordningen"),
]
DocumentIds = Annotated[list[str], Query(alias="document", description="Dokumentets id; kan upprepas")]
StatusChoice = Annotated[Status | None, Query(description="Bara redovisade (reported) eller föreslagna (proposed)")]
SeparatorChoice = Annotated[
    Separator, Query(description="Vad som skiljer celler åt i CSV: comma, eller semicolon med decimalkomma")
]
Distinct = Annotated[
    bool, Query(description="Varje insats en gång, även om en region berättar om den två gånger; med q alltid så")
]
Identifier = Annotated[str, Path(min_length=1, max_length=200, description="Id, som andra svar ger det")]
PageNumber = Annotated[int, Path(ge=1, le=MAX_OFFSET, description="Sidans nummer i filen, räknat från 1"), DIGITS]


# What follows runs in the event loop where it waits for nothing: handing it to a thread costs more than it does.


async def get_backend(request: Request) -> Backend:
    """Give what to answer with; 503 while there is no usable index."""
    live: LiveIndex = request.app.state.live
    backend = live.state().backend
    return await run_in_threadpool(live.backend) if backend is None else backend


CurrentBackend = Annotated[Backend, Depends(get_backend)]


async def get_filters(
    backend: CurrentBackend,
    region: Regions = [],  # noqa: B006  FastAPI copies the default
    theme: Themes = [],  # noqa: B006
    document: Documents = [],  # noqa: B006
    year: Years = [],  # noqa: B006
) -> Filters:
    """Give the filters the parameters stand for; 422 names an unknown value."""
    if not (region or theme or document or year):
        return NO_FILTERS
    read = partial(read_filters, backend.index, regions=region, themes=theme, documents=document, years=year)
    return await run_in_threadpool(read)


async def refuse_misread_parameters(request: Request) -> None:
    """Refuse what would be read as something else than was meant: of letters, of names and of values.

    Letters in another encoding than UTF-8, a parameter that the route does not take (the message gives the nearest
    known name), and one given twice of which only the last value would count.
    """
    try:
        unquote_to_bytes(request.scope["query_string"]).decode()
    except UnicodeDecodeError as error:
        raise QueryError("adressens parametrar är inte UTF-8; väntade till exempel å som %C3%A5") from error
    known = _known_parameters(request.scope["route"])
    for name, times in Counter(name for name, _ in request.query_params.multi_items()).items():
        if name in known and times > 1 and not known[name]:
            raise QueryError(f"{name} är angiven {times} gånger; väntade en gång", name)
        if name not in known:
            raise QueryError(f"okänd parameter {shown(name)}; {nearest(name, known)}", name[:MAX_SHOWN])


def _known_parameters(route: APIRoute) -> dict[str, bool]:
    """Give all query parameters of a route and of what it depends on, by name, and whether each may be repeated."""
    waiting, known = [route.dependant], dict[str, bool]()
    while waiting:
        dependant = waiting.pop()
        known |= {field.alias: get_origin(field.field_info.annotation) is list for field in dependant.query_params}
        waiting += dependant.dependencies
    return dict(sorted(known.items()))


CurrentFilters = Annotated[Filters, Depends(get_filters)]

# For the description; `service.api.entrance.guard` has asked for the token before any route is reached.
bearer = HTTPBearer(auto_error=False)
