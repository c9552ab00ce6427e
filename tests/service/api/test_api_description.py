"""The OpenAPI description: the service keeps it, whatever is asked within it or outside it."""

import json
import re
import sys
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from pydantic import BaseModel, SecretStr
from schemathesis.generation import GenerationMode
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance, unsupported_method

from indexer.index import Index
from service.api.description import EXAMPLES, FOLDER, RUN, example, introduction
from service.api.entrance.body import MAX_BODY_BYTES
from service.api.schemas.answers import AnswerReply
from service.api.schemas.hits import SearchReply
from service.api.schemas.initiatives import SimilarReply
from service.api.schemas.system import ProblemOut
from service.errors import NotReadyError
from service.live import LiveIndex
from service.settings import Settings
from service.web.app import create_app
from tests.service.examples import asked, lasting
from tests.service.word_reader import WordReader

# Which regions, themes, documents and years are known is the collection's to say; 405 is tested in test_api_errors.py.
EXCLUDED = [positive_data_acceptance, unsupported_method]
QUICK = settings(
    max_examples=12,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def _no_index() -> Index:
    raise NotReadyError("only described", "only described")


def _no_build() -> str:
    raise NotReadyError("only described", "only described")


DESCRIBED = create_app(LiveIndex(_no_build, _no_index, WordReader()), Settings(token=None)).openapi()
OPERATIONS = {
    (path, method): operation for path, methods in DESCRIBED["paths"].items() for method, operation in methods.items()
}
CAN_BE_ASKED_WRONGLY = [
    place for place, operation in OPERATIONS.items() if operation.get("parameters") or "requestBody" in operation
]
PROBLEM = "application/problem+json"


def test_a_generated_client_calls_a_function_as_the_call_is_named() -> None:
    named = [operation["operationId"] for operation in OPERATIONS.values()]
    assert {"search", "answer", "similar", "runs", "initiatives", "initiative", "api_info"} < set(named)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)?", name) for name in named)
    assert len(set(named)) == len(named)


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


def test_every_operation_says_what_kind_of_reply_it_gives() -> None:
    assert [place for place, operation in OPERATIONS.items() if not operation["responses"]["200"].get("content")] == []


def shown_of(path: str) -> dict[str, Any]:
    [operation] = DESCRIBED["paths"][path].values()
    content: dict[str, Any] = operation["responses"]["200"]["content"]["application/json"]
    return content


@pytest.mark.parametrize(
    ("path", "reply"),
    [
        ("/v1/search", SearchReply),
        ("/v1/answer", AnswerReply),
        ("/v1/initiatives/{initiative_id}/similar", SimilarReply),
    ],
)
def test_examples_have_every_field_of_a_reply_and_no_other(path: str, reply: type[BaseModel]) -> None:
    shown = shown_of(path)["example"]
    assert shown == reply.model_validate(shown).model_dump(mode="json")


@pytest.mark.parametrize("path", EXAMPLES)
def test_an_example_is_what_its_call_gives(client: TestClient, path: str) -> None:
    # Where one is not: python -m tests.service.examples.
    assert lasting(asked(client, EXAMPLES[path])) == lasting(shown_of(path)["example"])


def test_what_is_sent_stands_beside_what_it_is_replied_to() -> None:
    sent = DESCRIBED["paths"]["/v1/runs"]["post"]["requestBody"]["content"]["application/json"]["example"]
    assert sent == json.loads(RUN)


def test_every_operation_that_gives_json_has_an_example() -> None:
    assert {path for path, _ in OPERATIONS if path.startswith("/v1/")} == EXAMPLES.keys()


def test_every_field_and_parameter_is_explained() -> None:
    fields = [
        (name, field)
        for name, schema in DESCRIBED["components"]["schemas"].items()
        for field, told in schema.get("properties", {}).items()
        if not told.get("description")
    ]
    parameters = [
        (path, parameter["name"])
        for (path, _), operation in OPERATIONS.items()
        for parameter in operation.get("parameters", ())
        if not parameter.get("description")
    ]
    assert fields + parameters == []


@pytest.mark.parametrize("path", ["/v1/search", "/v1/answer", "/v1/initiatives"])
def test_the_pattern_of_a_query_says_to_all_readers_what_is_taken(path: str) -> None:
    parameters = {told["name"]: told["schema"] for told in DESCRIBED["paths"][path]["get"]["parameters"]}
    alternatives = parameters["q"].get("anyOf", [parameters["q"]])
    pattern = parameters["q"].get("pattern") or alternatives[0]["pattern"]
    to_python = re.compile(pattern)
    # `\w` in JavaScript is that of ASCII, and the rest of the pattern is the same there.
    to_javascript = re.compile(pattern, re.ASCII)
    characters = list(map(chr, range(sys.maxunicode + 1)))
    taken = {character for character in characters if character.isalnum()}
    assert set(filter(to_python.search, characters)) == taken
    known = set(filter(to_javascript.search, characters))
    assert known <= taken
    assert set("aZ0789åÄöÉščŁøßπЖשعپ٣กሀ語ひカ한") <= known


def test_the_limits_that_are_set_are_told() -> None:
    limited = Settings(
        token=SecretStr("en-hemlig-nyckel"), search_seconds=3, queue=7, rate_per_minute=60, run_hits=4000
    )
    for told, settings_ in ((introduction(limited), limited), (DESCRIBED["info"]["description"], Settings())):
        assert f"får ta {settings_.search_seconds:g} sekunder" in told
        assert f"redan {settings_.queue} anrop" in told
        assert f"högst {settings_.run_hits:,} träffar".replace(",", "\N{NO-BREAK SPACE}") in told
        assert ("Fler än 60 anrop" in told) == ("Authorization: Bearer" in told) == (settings_ is limited)


def test_examples_of_errors_have_the_fields_of_a_problem() -> None:
    for (_path, _method), operation in OPERATIONS.items():
        for status, response in operation["responses"].items():
            if status != "200":
                assert list(response["content"]) == [PROBLEM]
                shown = ProblemOut.model_validate(response["content"][PROBLEM]["example"])
                assert shown.status == int(status)
                assert shown.detail


@pytest.mark.parametrize(
    ("status", "method", "address", "sent"),
    [
        (400, "POST", "/v1/runs", b"\xff"),
        (404, "GET", "/v1/documents/arsrapport-1999", b""),
        (406, "GET", "/v1/search?q=film", b""),
        (413, "POST", "/v1/runs", b" " * (MAX_BODY_BYTES + 1)),
        (415, "POST", "/v1/runs", b"{}"),
        (422, "GET", "/v1/search?q=film&limit=101", b""),
    ],
)
def test_an_example_of_an_error_is_what_its_call_gives(
    client: TestClient, status: int, method: str, address: str, sent: bytes
) -> None:
    headers = {
        406: {"Accept": "application/pdf"},
        415: {"Content-Type": "text/plain"},
    }.get(status, {"Content-Type": "application/json"})
    assert client.request(method, address, content=sent, headers=headers).json() == example("problems")[str(status)]


def test_no_example_stands_twice_under_one_name() -> None:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(dict(pairs)) == len(pairs)
        return dict(pairs)

    for file in FOLDER.glob("*.json"):
        json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=once)


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
    assert page.text.count("Exempel på svar") == len(EXAMPLES)
    assert "Högst så många: 1–100, förval 20" in page.text
