"""What `docs/api-profile.md` says of the description, demand by demand."""

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.service.made_app import make_app

SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
PROFILE = (Path(__file__).parents[3] / "docs" / "api-profile.md").read_text(encoding="utf-8")
README = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
# Named in the document: few enough to come all at once.
ALL_AT_ONCE = ("/v1/regions", "/v1/themes")


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    client = TestClient(make_app(token="en-hemlig-nyckel"))
    described: dict[str, Any] = client.get("/openapi.json", headers={"Authorization": "Bearer en-hemlig-nyckel"}).json()
    return described


def operations(described: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(path, operation) for path, methods in described["paths"].items() for operation in methods.values()]


def parameters(described: dict[str, Any], place: str) -> list[tuple[str, dict[str, Any]]]:
    return [
        (path, parameter)
        for path, operation in operations(described)
        for parameter in operation.get("parameters", [])
        if parameter["in"] == place
    ]


def test_dok_03_and_17_title_version_description_licence_and_openapi_3_1(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    assert {"title", "version", "description", "license"} <= described["info"].keys()


def test_dok_01_the_readme_lists_every_operation(described: dict[str, Any]) -> None:
    told = re.findall(r"`([A-Z]+) (/[^`]+)`", README)
    expected = [(method.upper(), path) for path, methods in described["paths"].items() for method in methods]
    assert sorted(told) == sorted(expected)


def test_dok_19_and_20_every_operation_and_status_is_described(described: dict[str, Any]) -> None:
    for path, operation in operations(described):
        assert operation["description"], path
        assert operation["summary"], path
        assert all(reply["description"] for reply in operation["responses"].values()), path


def test_ufn_07_and_08_paths_are_lower_case_with_hyphens(described: dict[str, Any]) -> None:
    for path in described["paths"]:
        fixed = [part for part in path.split("/") if part and not part.startswith("{")]
        assert all(re.fullmatch(r"[a-z0-9-]+", part) for part in fixed), path


def test_ame_04_and_05_fields_are_in_snake_case(described: dict[str, Any]) -> None:
    for name, schema in described["components"]["schemas"].items():
        assert all(SNAKE_CASE.fullmatch(field) for field in schema.get("properties", {})), name


def test_fns_parameters_are_in_snake_case_and_paging_is_limit_and_offset(described: dict[str, Any]) -> None:
    queried = parameters(described, "query")
    assert all(SNAKE_CASE.fullmatch(parameter["name"]) for _, parameter in queried)
    required = {(path, parameter["name"]) for path, parameter in queried if parameter.get("required")}
    assert required == {("/v1/search", "q"), ("/v1/answer", "q")}
    limits = {path: parameter["schema"]["default"] for path, parameter in queried if parameter["name"] == "limit"}
    assert {path for path, parameter in queried if parameter["name"] == "offset"} <= limits.keys()
    assert {path for path, default in limits.items() if default != 20} == set(ALL_AT_ONCE)


def test_fel_every_error_is_a_problem_with_its_five_members(described: dict[str, Any]) -> None:
    problem = described["components"]["schemas"]["ProblemOut"]["properties"]
    assert {"type", "title", "status", "detail", "instance"} <= problem.keys()
    for path, operation in operations(described):
        for status, reply in operation["responses"].items():
            if int(status) >= 400:
                assert list(reply["content"]) == ["application/problem+json"], (path, status)


def test_sak_bearer_alone(described: dict[str, Any]) -> None:
    schemes = described["components"]["securitySchemes"].values()
    assert [scheme["scheme"] for scheme in schemes] == ["bearer"]


def test_ver_06_api_info_stands_under_the_root_of_the_api() -> None:
    told = TestClient(make_app()).get("/v1/api-info").json()
    assert (told["api_name"], told["api_status"]) == ("Insatskartan", "active")


@pytest.mark.parametrize("status", [401, 404, 406, 413, 415, 422, 429, 503])
def test_every_status_described_stands_in_the_document(described: dict[str, Any], status: int) -> None:
    told = {code for _, operation in operations(described) for code in operation["responses"]}
    assert str(status) in told
    assert f"| {status} |" in PROFILE
