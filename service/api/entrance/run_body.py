"""The body of an evaluation run: read only from callers who may ask, and checked within bounds."""

import json
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException

from corpus.errors import shown
from service.api.entrance.body import MAX_BODY_BYTES, read_whole
from service.api.nearest import nearest
from service.api.schemas.runs import RunRequest, Topic
from service.errors import QueryError
from service.settings.work_limits import WorkLimits

JSON = "application/json"
# No object of a run has as many; each unknown one would be an error to tell of.
MAX_FIELDS = 20


async def read_body(request: Request) -> bytes:
    """Take in the body of a request.

    Raises:
        HTTPException: It is no JSON by its type (415), larger than is read (413), or too slow in coming (408).
    """
    given = request.headers.get("content-type", JSON)
    if given.partition(";")[0].strip().lower() != JSON:
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    return await read_whole(request, MAX_BODY_BYTES)


def read_run(request: Request, body: Annotated[bytes, Depends(read_body)]) -> RunRequest:
    """Give the run that a body asks for.

    Raises:
        HTTPException: It is not UTF-8 (400).
        RequestValidationError: It is no JSON, or asks for something else than a run.
        QueryError: It asks for too much, or holds objects that no run holds.
    """
    try:
        told = json.loads(body.decode("utf-8-sig"), object_pairs_hook=_fields, parse_constant=_no_number)
        run = RunRequest.model_validate(told)
    except json.JSONDecodeError as error:
        fault = {"type": "json_invalid", "loc": ("body", error.pos), "msg": error.msg, "ctx": {"place": error.pos + 1}}
        raise RequestValidationError([fault]) from error
    except UnicodeDecodeError as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST) from error
    except RecursionError as error:
        raise QueryError("body: JSON i för många nivåer; väntade topics med id och text", "body") from error
    except ValidationError as error:
        raise RequestValidationError([_in_body(fault) for fault in error.errors(include_url=False)]) from error
    except ValueError as error:
        raise QueryError("body: ett tal är för långt; väntade topics med id och text", "body") from error
    limits: WorkLimits = request.app.state.settings
    asked = len(run.topics) * run.limit
    if asked > limits.run_hits:
        told = f"{len(run.topics)} frågor med limit {run.limit} är {asked} träffar"
        raise QueryError(f"topics och limit: {told}; väntade högst {limits.run_hits} träffar i en körning", "limit")
    return run


def _fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > MAX_FIELDS:
        raise QueryError(f"body: ett objekt har {len(pairs)} fält; väntade högst {MAX_FIELDS}", "body")
    fields: dict[str, Any] = {}
    for name, value in pairs:
        if name in fields:
            raise QueryError(f"body: fältet {shown(name)} står mer än en gång; väntade en gång", "body")
        fields[name] = value
    return fields


def _in_body(fault: ErrorDetails) -> dict[str, Any]:
    """Give what is wrong with a field as what is wrong in a body; an unknown one with the nearest that is known."""
    ctx = dict(fault.get("ctx", {}))
    if fault["type"] == "extra_forbidden":
        known = (Topic if fault["loc"][0] == "topics" else RunRequest).model_fields
        ctx["hint"] = nearest(str(fault["loc"][-1]), known)
    return {**fault, "loc": ("body", *fault["loc"]), "ctx": ctx}


def _no_number(name: str) -> None:
    """Refuse what Python takes for a number and JSON does not know (RFC 8259)."""
    raise QueryError(f"body: {name} är inte giltig JSON; väntade ett tal", "body")


RunBody = Annotated[RunRequest, Depends(read_run)]
