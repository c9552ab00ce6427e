"""What was understood, sides, counts and refusals, as a caller of the API is given them."""

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service.api import schemas
from service.api.schemas.answers import AnswerReply
from service.live import LiveIndex
from service.settings import Settings
from service.web.app import create_app
from tests.service.memory_index import BUCKET_RANKING
from tests.service.plain_readers import TopicReader
from tests.service.samples import make_index


@pytest.fixture(scope="module")
def small() -> TestClient:
    """The application over the small collection."""
    live = LiveIndex(lambda: "small", make_index, TopicReader(), ranking=BUCKET_RANKING)
    return TestClient(create_app(live, Settings(token=None)))


def test_reply_says_what_was_understood(small: TestClient) -> None:
    reply = small.get("/v1/answer", params={"q": "Vilka regioner utom Skåne stöttar film?"}).json()
    assert reply["status"] == "answered"
    assert reply["understood"] == {
        "kind": "regions",
        "topics": ["stöttar film"],
        "join": None,
        "regions": [],
        "excluded_regions": ["Skåne"],
        "years": [],
        "themes": [],
        "aspect": None,
        "initiative": None,
        "negated": False,
        "language": "sv",
    }
    assert (reply["sides"], reply["count"], reply["missing"]) == ([], None, None)


def test_the_address_of_a_count_lists_as_many(small: TestClient) -> None:
    count = small.get("/v1/answer", params={"q": "Hur många insatser har Dalarna redovisat?"}).json()["count"]
    listed = small.get(count["list"]).json()
    assert count["value"] == listed["total"] == 2
    assert {item["region"] for item in listed["items"]} == {"Dalarna"}


def test_short_question_is_read_with_the_one_before(small: TestClient) -> None:
    asked = {"q": "Och Skåne då?", "previous": "Vilka regioner stöttar film?"}
    reply = small.get("/v1/answer", params=asked).json()
    assert (reply["kind"], reply["understood"]["regions"]) == ("regions", ["Skåne"])
    assert small.get("/v1/answer", params={"q": asked["q"]}).json()["status"] == "unclear"


def test_a_conversation_is_sent_oldest_first(small: TestClient) -> None:
    asked = {"q": "nej, Gävleborg", "previous": ["Vilka regioner stöttar film?", "Och Skåne då?"]}
    reply = small.get("/v1/answer", params=asked).json()
    assert (reply["kind"], reply["understood"]["regions"]) == ("regions", ["Gävleborg"])
    assert small.get("/v1/answer", params={"q": "film", "previous": ["film"] * 11}).status_code == 422
    assert small.get("/v1/answer", params={"q": "film", "previous": ["film", "å" * 501]}).status_code == 422


def test_example_of_an_answer_has_the_fields_there_are() -> None:
    example = json.loads((Path(schemas.__file__).parents[1] / "examples" / "answer.json").read_text(encoding="utf-8"))
    assert set(AnswerReply.model_fields) == set(example)
    AnswerReply.model_validate(example)


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("/v1/answer?q=film&regoin=Skåne", "menade du 'region'?"),
        ("/v1/search?q=film&limits=3", "menade du 'limit'?"),
        ("/v1/search?q=film&LIMIT=3", "menade du 'limit'?"),
        ("/v1/search?Q=film", "menade du 'q'?"),
        ("/v1/initiatives?themes=integration", "menade du 'theme'?"),
        ("/v1/themes?xyz=1", "väntade någon av: limit, offset"),
        ("/v1/search?q=film&previous=teater", "väntade någon av: document, explain"),
        ("/v1/answer?q=film&question=teater", "väntade någon av: document, previous"),
        ("/v1/api-info?xyz=1", "okänd parameter 'xyz'; väntade ingen"),
    ],
)
def test_unknown_parameter_is_refused_with_the_nearest_known_name(small: TestClient, address: str, hint: str) -> None:
    refused = small.get(address)
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    assert hint in refused.json()["detail"]


@pytest.mark.parametrize("address", ["/v1/search?q=film&q=teater", "/v1/answer.csv?q=film&separator=comma&q=teater"])
def test_a_parameter_given_twice_that_counts_once_is_refused(small: TestClient, address: str) -> None:
    refused = small.get(address)
    assert (refused.status_code, refused.json()["detail"]) == (422, "q är angiven 2 gånger; väntade en gång")


def test_a_side_may_be_given_twice(small: TestClient) -> None:
    assert small.get("/v1/search?q=film&region=Skåne&region=Dalarna").status_code == 200


@pytest.mark.parametrize("path", ["search", "answer", "search.csv", "initiatives"])
def test_swedish_letters_in_another_encoding_are_refused_and_not_searched_as_others(
    small: TestClient, path: str
) -> None:
    refused = small.get(f"/v1/{path}?q=v%E4tgas")
    assert refused.status_code == 422
    assert "väntade till exempel å som %C3%A5" in refused.json()["detail"]


def test_nearest_says_what_it_lacks(small: TestClient) -> None:
    reply = small.get("/v1/answer", params={"q": "Vad har gjorts om rymdraketer?"}).json()
    assert reply["missing"] == "Inget av det som kommer närmast nämner rymdraketer."
    assert reply["nearest"][0]["missing"] == "nämner inte rymdraketer"


@pytest.mark.parametrize(
    "question",
    [
        "Jämför Skåne och Dalarna om film",
        "Vilka regioner stöttar inte film?",
        "Hur många insatser har Dalarna redovisat?",
        "Hej!",
        "Sammanfatta Skånes insatser",
    ],
)
def test_page_shows_every_kind_of_answer(small: TestClient, question: str) -> None:
    page = small.get("/", params={"q": question}, headers={"accept": "text/html"})
    assert page.status_code == 200
    assert "Så uppfattades frågan" in page.text
