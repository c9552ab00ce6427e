"""What the OpenAPI document says beyond what the routes declare: errors, and examples taken from real replies."""

import json
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from service.api.formats import Format
from service.api.problems import MEDIA_TYPE, TITLES
from service.api.schemas.runs import RunRequest
from service.api.schemas.system import ProblemOut

EXAMPLES = Path(__file__).parent / "examples"
EXAMPLES_OF = {
    "/v1/search": "search",
    "/v1/answer": "answer",
    "/v1/initiatives/{initiative_id}/similar": "similar",
}

Responses = dict[int | str, dict[str, Any]]


def example(name: str) -> Any:
    """Give a real reply, of the search, the answer or the comparison, or the errors by status, shortened."""
    return json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))


FILES: Responses = {
    200: {
        "description": "Svaret som JSON; som CSV, Excel eller Word med Accept, eller med .csv, .xlsx eller .docx sist "
        "i sökvägen",
        "content": {kind.value: {"schema": {"type": "string"}} for kind in Format if kind is not Format.JSON},
    }
}


RUN_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{RunRequest.__name__}"}}},
    }
}


def problems(*statuses: int) -> Responses:
    """Describe the errors of a route."""
    schema = {"$ref": f"#/components/schemas/{ProblemOut.__name__}"}
    examples = example("problems")
    return {
        status: {
            "description": TITLES[HTTPStatus(status)],
            "content": {MEDIA_TYPE: {"schema": schema, "example": examples[str(status)]}},
        }
        for status in statuses
    }


class DescribedApp(FastAPI):
    """FastAPI with what its description lacks: the schema of errors, and examples that keep their nulls."""

    def openapi(self) -> dict[str, Any]:
        described = super().openapi()
        schemas = described["components"]["schemas"]
        schemas[ProblemOut.__name__] = ProblemOut.model_json_schema()
        run = RunRequest.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= {**run.pop("$defs"), RunRequest.__name__: run}
        for path, name in EXAMPLES_OF.items():
            replies = described["paths"][path]["get"]["responses"]["200"]["content"]
            replies[Format.JSON.value]["example"] = example(name)
        return described
