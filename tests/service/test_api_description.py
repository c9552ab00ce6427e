"""The OpenAPI description: the service keeps it, whatever is asked within it or outside it."""

from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from pydantic import BaseModel
from schemathesis.generation import GenerationMode
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance, unsupported_method

from indexer.index import Index
from service.api.app import create_app
from service.api.description import example
from service.api.schemas.answers import AnswerReply
from service.api.schemas.hits import SearchReply
from service.api.schemas.initiatives import SimilarReply
from service.api.schemas.system import ProblemOut
from service.errors import NotReadyError
from service.live import LiveIndex
from service.settings import Settings
from tests.service.word_reader import WordReader

# Which regions, themes, documents and years are known is the collection's to say; 405 is tested in test_api_errors.py.
EXCLUDED = [positive_data_acceptance, unsupported_method]
QUICK = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def _no_index() -> Index:
    raise NotReadyError("only described")


def _no_build() -> str:
    raise NotReadyError("only described")


DESCRIBED = create_app(LiveIndex(_no_build, _no_index, WordReader()), Settings(token=None)).openapi()
OPERATIONS = {
    (path, method): operation for path, methods in DESCRIBED["paths"].items() for method, operation in methods.items()
}
CAN_BE_ASKED_WRONGLY = [
    place for place, operation in OPERATIONS.items() if operation.get("parameters") or "requestBody" in operation
]
PROBLEM = "application/problem+json"


@pytest.fixture(scope="session")
def description(app: FastAPI) -> BaseSchema:
    return schemathesis.openapi.from_asgi("/openapi.json", app)


def check_replies(description: BaseSchema, path: str, method: str, mode: GenerationMode) -> None:
    @QUICK
    @given(case=description[path][method].as_strategy(generation_mode=mode))
    def call(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(excluded_checks=EXCLUDED)

    call()


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_replies_to_what_the_description_allows_conform_to_it(description: BaseSchema, path: str, method: str) -> None:
    check_replies(description, path, method, GenerationMode.POSITIVE)


@pytest.mark.parametrize(("path", "method"), CAN_BE_ASKED_WRONGLY)
def test_what_the_description_does_not_allow_is_refused(description: BaseSchema, path: str, method: str) -> None:
    check_replies(description, path, method, GenerationMode.NEGATIVE)


def test_every_route_of_the_contract_is_described() -> None:
    assert set(OPERATIONS) == {
        ("/v1/search", "get"),
        ("/v1/answer", "get"),
        ("/v1/passages/{passage_id}", "get"),
        ("/v1/initiatives", "get"),
        ("/v1/initiatives/{initiative_id}", "get"),
        ("/v1/initiatives/{initiative_id}/similar", "get"),
        ("/v1/documents", "get"),
        ("/v1/documents/{document_id}", "get"),
        ("/v1/documents/{document_id}/pages/{page}", "get"),
        ("/v1/regions", "get"),
        ("/v1/themes", "get"),
        ("/v1/api-info", "get"),
        ("/v1/runs", "post"),
        ("/livez", "get"),
        ("/readyz", "get"),
        ("/metrics", "get"),
    }


@pytest.mark.parametrize(
    ("path", "name", "reply"),
    [
        ("/v1/search", "search", SearchReply),
        ("/v1/answer", "answer", AnswerReply),
        ("/v1/initiatives/{initiative_id}/similar", "similar", SimilarReply),
    ],
)
def test_examples_have_every_field_of_a_reply_and_no_other(path: str, name: str, reply: type[BaseModel]) -> None:
    shown = DESCRIBED["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["example"]
    assert shown == example(name) == reply.model_validate(shown).model_dump(mode="json")


def test_examples_of_errors_have_the_fields_of_a_problem() -> None:
    for (_path, _method), operation in OPERATIONS.items():
        for status, response in operation["responses"].items():
            if status != "200":
                assert list(response["content"]) == [PROBLEM]
                shown = ProblemOut.model_validate(response["content"][PROBLEM]["example"])
                assert shown.status == int(status)
                assert shown.detail


def test_errors_refer_to_one_schema_that_is_there() -> None:
    schema = OPERATIONS["/v1/search", "get"]["responses"]["422"]["content"][PROBLEM]["schema"]
    assert schema == {"$ref": "#/components/schemas/ProblemOut"}
    assert {"type", "title", "status", "detail", "instance"} <= DESCRIBED["components"]["schemas"]["ProblemOut"][
        "properties"
    ].keys()


def test_the_api_is_described_on_a_page_of_our_own(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for path, _method in OPERATIONS:
        assert path in page.text
    assert page.text.count("Exempel på svar") == 3
    assert "Högst så många: 1–100, förval 20" in page.text
