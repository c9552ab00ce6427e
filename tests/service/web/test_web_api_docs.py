"""The API's documentation page: every call and every field of the OpenAPI document, and examples that work."""

import json
import shlex
from html import unescape
from urllib.parse import urlsplit

from fastapi.testclient import TestClient

from service.web.families.api_docs import kinds, operations
from tests.service.made_app import make_app
from tests.service.markup import text_of


def test_every_call_parameter_and_field_is_told(client: TestClient) -> None:
    api = client.get("/openapi.json").json()
    page = client.get("/docs").text
    text = text_of(page)
    for path, methods in api["paths"].items():
        for method, operation in methods.items():
            assert f"{method.upper()} {path}" in text
            for parameter in operation.get("parameters", ()):
                assert f"<code>{parameter['name']}</code>" in page
    for name, schema in api["components"]["schemas"].items():
        section = page.split(f'<h3 id="{name}">')
        if schema.get("properties"):
            fields = section[1].split("</section>")[0]
            assert [each for each in schema["properties"] if f"<code>{each}</code>" not in fields] == []


def test_limits_and_kinds_are_told_in_words(client: TestClient) -> None:
    api = client.get("/openapi.json").json()
    told = {kind.name: {field.name: field for field in kind.fields} for kind in kinds(api)}
    topics = told["RunRequest"]["topics"]
    assert (topics.kind, topics.of, topics.limits) == ("lista av Topic", "Topic", "1–5000 poster")
    assert told["RunRequest"]["limit"].limits == "1–1000, förval 100"
    assert told["PassageOut"]["printed_page"].kind == "heltal eller null"
    search = next(each for each in operations(api) if each.path == "/v1/search")
    limits = {field.name: field.limits for field in search.parameters}
    assert limits["limit"] == "1–100, förval 20"


def test_every_link_within_the_page_leads_to_a_place_on_it(client: TestClient) -> None:
    page = client.get("/docs").text
    targets = {unescape(part.split('"')[0]) for part in page.split('href="#')[1:]}
    missing = [target for target in targets if f'id="{target}"' not in page]
    assert len(targets) > 20
    assert missing == []


def test_the_calls_shown_can_be_made(client: TestClient) -> None:
    calls = [each.call for each in operations(client.get("/openapi.json").json()) if each.call]
    assert len(calls) > 5
    for call in calls:
        *options, address = shlex.split(call)[1:]
        asked = urlsplit(address.removeprefix("BAS"))
        path = f"{asked.path}?{asked.query}" if asked.query else asked.path
        if "-d" in options:
            reply = client.post(path, json=json.loads(options[options.index("-d") + 1]))
        else:
            reply = client.get(path)
        assert reply.status_code == 200, call


def test_where_a_token_is_asked_for_the_calls_shown_carry_one() -> None:
    token = "en-hemlig-nyckel"
    locked = TestClient(make_app(token=token), headers={"Authorization": f"Bearer {token}"})
    calls = {each.path: each.call for each in operations(locked.get("/openapi.json").json())}
    assert (calls["/v1/search"] or "").startswith("curl -H 'Authorization: Bearer NYCKEL' 'BAS/v1/search?")
    assert (calls["/v1/runs"] or "").startswith("curl -H 'Authorization: Bearer NYCKEL' -H 'Content-Type: ")
    assert "NYCKEL för den nyckel du har" in text_of(locked.get("/docs").text)
    assert "NYCKEL" not in TestClient(make_app()).get("/docs").text
