"""What the OpenAPI document says beyond what the routes declare: errors, and examples taken from real replies."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from fastapi import FastAPI

from service.api.entrance.body import MAX_BODY_BYTES
from service.api.formats import Format
from service.api.problems import MEDIA_TYPE, TITLES
from service.api.schemas.runs import RunRequest
from service.api.schemas.system import ProblemOut
from service.settings import Settings

FOLDER = Path(__file__).parent / "examples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A call of one operation, and the name under which its reply of the project's own five reports is kept.

    Attributes:
        address: Path and parameters.
        sent: The body, where there is one.
    """

    name: str
    address: str
    sent: str | None = None


_ASKED = quote_plus("Vilka regioner arbetar med validering?")
_GROUP = quote_plus("Norra Mellansverige")
_INITIATIVE = "/v1/initiatives/villkorsrapporter-2023-28ea662e9679-1"
RUN = '{"topics": [{"id": "1", "text": "laddinfrastruktur"}], "limit": 2, "mode": "hybrid", "unit": "initiative"}'

EXAMPLES: Mapping[str, Example] = {
    "/v1/search": Example(name="search", address="/v1/search?q=laddinfrastruktur&region=Dalarna&limit=1&explain=true"),
    "/v1/answer": Example(name="answer", address=f"/v1/answer?q={_ASKED}&region={_GROUP}"),
    "/v1/initiatives/{initiative_id}/similar": Example(name="similar", address=f"{_INITIATIVE}/similar?limit=1"),
    "/v1/runs": Example(name="run", address="/v1/runs", sent=RUN),
    "/v1/initiatives": Example(name="initiatives", address="/v1/initiatives?theme=jamstalldhet&region=Dalarna&limit=1"),
    "/v1/initiatives/{initiative_id}": Example(name="initiative", address=_INITIATIVE),
    "/v1/passages/{passage_id}": Example(name="passage", address="/v1/passages/villkorsrapporter-2023-0a62c4ec508f-1"),
    "/v1/documents": Example(name="documents", address="/v1/documents?year=2020"),
    "/v1/documents/{document_id}": Example(name="document", address="/v1/documents/nms-dialog-2020"),
    "/v1/documents/{document_id}/pages/{page}": Example(name="page", address="/v1/documents/nms-dialog-2020/pages/2"),
    "/v1/regions": Example(name="regions", address="/v1/regions?limit=1"),
    "/v1/themes": Example(name="themes", address="/v1/themes?limit=2"),
    "/v1/api-info": Example(name="api-info", address="/v1/api-info"),
}

Responses = dict[int | str, dict[str, Any]]


def example(name: str) -> Any:
    """Give the reply that is kept under a name, or the errors by status."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


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


def introduction(settings: Settings) -> str:
    """Give what the whole API has in common, and its limits as they are set; paragraphs are parted by an empty line."""
    told = [
        "Sök och få svar i Sveriges regioners rapporter om regional utveckling. Svar ges per region och består bara av",
        "citat med sida. Står svaret inte i dokumenten får man veta det.",
        *(["Anrop ska ha Authorization: Bearer och en nyckel; utan den ges 401."] if settings.needs_token else []),
        "\n\nDet som finns i flera delar ges från offset, högst limit åt gången; total säger hur många som finns, och",
        "bortom slutet inga. Fel ges som problem+json (RFC 9457) på svenska. En parameter som inte finns, ett okänt",
        "eller för stort värde, och en som anges två gånger fast den räknas en, ger 422 med vad som väntades.",
        f"\n\nEn sökning eller lista får ta {settings.search_seconds:g} sekunder, ett svar, liknande insatser",
        f"eller en fil {settings.answer_seconds:g}, och en körning {settings.run_seconds:g}, räknat från anropet.",
        f"Tar det längre tid, eller väntar redan {settings.queue} anrop, ges 503 med Retry-After. En körning får",
        f"skickas som högst {_in_thousands(MAX_BODY_BYTES)} byte, och be om högst",
        f"{_in_thousands(settings.run_hits)} träffar (antalet topics gånger limit).",
        *([f"Fler än {settings.rate_per_minute} anrop i minuten får 429."] if settings.rate_per_minute else []),
        "\n\nSvar om dokument, sidor, passager, insatser, regioner och teman har ETag; If-None-Match med den ger 304.",
        "Den som anger Accept-Encoding: gzip får svar från 1 000 byte komprimerade.",
    ]
    return " ".join(told).replace(" \n\n", "\n\n")


class DescribedApp(FastAPI):
    """FastAPI with what its description lacks: the schema of errors, and examples that keep their nulls."""

    def openapi(self) -> dict[str, Any]:
        described = super().openapi()
        schemas = described["components"]["schemas"]
        problem = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= {**problem.pop("$defs"), ProblemOut.__name__: problem}
        run = RunRequest.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= {**run.pop("$defs"), RunRequest.__name__: run}
        for path, shown in EXAMPLES.items():
            operation = described["paths"][path]["get" if shown.sent is None else "post"]
            operation["responses"]["200"]["content"][Format.JSON.value]["example"] = example(shown.name)
            if shown.sent is not None:
                operation["requestBody"]["content"][Format.JSON.value]["example"] = json.loads(shown.sent)
        return described


def _in_thousands(number: int) -> str:
    """Give a number as Swedish writes it: 5 000 000."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")
