"""What readers say: asked for only where it is switched on, checked, and kept with the question and the time."""

import re
import sqlite3
from contextlib import closing
from contextvars import copy_context
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.budget import Budget, set_budget
from service.errors import BusyError, FeedbackError, OverBudgetError
from service.feedback import LOCKED_SECONDS, FeedbackStore, Verdict
from service.live import LiveIndex
from service.settings import Settings
from service.settings.work_limits import WorkLimits
from service.web.app import create_app
from tests.service.memory_index import BUCKET_RANKING
from tests.service.samples import make_index
from tests.service.word_reader import WordReader

QUESTION = "Vilka regioner arbetar med validering?"


@pytest.fixture(scope="module")
def small() -> LiveIndex:
    index = make_index()
    return LiveIndex(lambda: "small", lambda: index, WordReader(), ranking=BUCKET_RANKING)


@pytest.fixture
def store(tmp_path: Path) -> FeedbackStore:
    return FeedbackStore(tmp_path / "new" / "feedback.sqlite")


@pytest.fixture
def asking(small: LiveIndex, store: FeedbackStore) -> TestClient:
    return TestClient(create_app(small, Settings(token=None, feedback=store.path)))


def test_nothing_is_asked_where_it_is_not_switched_on(small: LiveIndex) -> None:
    silent = TestClient(create_app(small, Settings(token=None)))
    page = silent.get("/", params={"q": QUESTION}).text
    assert "omdome" not in page
    reply = silent.post("/omdome", data={"q": QUESTION, "omdome": "relevant x"})
    assert reply.status_code == 404
    assert "sparas omdömet" not in silent.get("/om").text


def test_what_is_said_of_hits_and_quotes_is_kept(asking: TestClient, store: FeedbackStore) -> None:
    page = asking.get("/", params={"q": QUESTION}).text
    hidden = dict(re.findall(r'<input type="hidden" name="(q|fran)" value="([^"]*)">', page))
    said = [unescape(value) for value in re.findall(r'form="omdome" name="omdome" value="([^"]+)"', page)]
    by_verdict = {verdict: next(value for value in said if value.startswith(verdict)) for verdict in Verdict}
    for value in by_verdict.values():
        form = {**{name: unescape(held) for name, held in hidden.items()}, "omdome": value}
        reply = asking.post("/omdome", data=form, follow_redirects=False)
        assert reply.status_code == 303
    thanks = asking.get(reply.headers["location"])
    assert "Omdömet är sparat." in thanks.text
    [back] = re.findall(r'<a href="(/\?[^"]+)">Tillbaka till träffarna', thanks.text)
    assert asking.get(unescape(back)).text == page
    kept = list(store.read())
    assert [f"{each.verdict} {each.passage}" for each in kept] == list(by_verdict.values())
    assert {(each.question, each.index_version) for each in kept} == {(QUESTION, "test")}
    age = datetime.now(UTC) - datetime.fromisoformat(kept[0].said)
    assert 0 <= age.total_seconds() < 60
    assert "sparas omdömet" in asking.get("/om").text


@pytest.mark.parametrize(
    ("form", "headers", "status", "named"),
    [
        ({"omdome": "bra x"}, {}, 422, "'bra'"),
        ({"omdome": "relevant okand"}, {}, 404, "'okand'"),
        ({"omdome": "relevant {passage}", "q": "?!"}, {}, 422, "minst en bokstav"),
        ({"omdome": "relevant {passage}", "q": "å" * 501}, {}, 422, "501 tecken"),
        ({"omdome": "relevant {passage}"}, {"Sec-Fetch-Site": "cross-site"}, 422, "annan webbplats"),
        ({str(n): "x" for n in range(11)}, {}, 422, "högst 10 fält"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    asking: TestClient, store: FeedbackStore, form: dict[str, str], headers: dict[str, str], status: int, named: str
) -> None:
    passage = asking.get("/v1/search", params={"q": "validering"}).json()["hits"][0]["passage"]["id"]
    filled = {name: value.format(passage=passage) for name, value in {"q": QUESTION, **form}.items()}
    reply = asking.post("/omdome", data=filled, headers=headers)
    assert reply.status_code == status
    assert named in reply.json()["detail"]
    assert not store.path.exists()


def test_the_way_back_leads_nowhere_else(asking: TestClient) -> None:
    for hostile in ("//evil.example", '"><script>alert(1)</script>', "javascript:alert(1)"):
        page = asking.get("/omdome", params={"fran": hostile}).text
        assert all(
            link.startswith(("/?", "/", "#")) and not link.startswith("//")
            for link in re.findall(r'href="([^"]*)"', page)
        )
        assert "<script>alert" not in page


def test_what_could_not_be_kept_is_logged_and_told_without_the_files_place(
    asking: TestClient, store: FeedbackStore, caplog: pytest.LogCaptureFixture
) -> None:
    store.path.parent.mkdir(exist_ok=True)
    store.path.write_text("inte SQLite" * 100, encoding="utf-8")
    passage = asking.get("/v1/search?q=validering").json()["hits"][0]["passage"]["id"]
    reply = asking.post("/omdome", data={"q": "validering", "omdome": f"relevant {passage}"})
    assert (reply.status_code, "omdömet kunde inte sparas" in reply.json()["detail"]) == (503, True)
    # To try again is of no use before someone has mended it.
    assert "retry-after" not in reply.headers
    assert str(store.path.parent) not in reply.text
    assert ["FeedbackError: omdömet kunde inte sparas" in record.message for record in caplog.records] == [True]


def test_a_folder_that_cannot_be_made_is_told_without_its_name(tmp_path: Path) -> None:
    (tmp_path / "hemlig").write_text("", encoding="utf-8")
    with pytest.raises(FeedbackError) as error:
        FeedbackStore(tmp_path / "hemlig" / "f.db").add(Verdict.RELEVANT, "el", "a", "1")
    assert "hemlig" not in str(error.value)


def test_a_file_that_another_program_holds_is_not_waited_for_longer_than_a_request_has(store: FeedbackStore) -> None:
    assert WorkLimits().answer_seconds > LOCKED_SECONDS
    store.prepare()
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BusyError, match="ett annat program håller i filen"):
            store.add(Verdict.RELEVANT, "el", "a", "1")
        other.execute("ROLLBACK")
    store.add(Verdict.RELEVANT, "el", "b", "1")
    assert [each.passage for each in store.read()] == ["b"]


def test_a_reader_is_told_to_try_again_while_another_program_holds_the_file(
    asking: TestClient, store: FeedbackStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.feedback.LOCKED_SECONDS", 0)
    store.prepare()
    passage = asking.get("/v1/search?q=validering").json()["hits"][0]["passage"]["id"]
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        reply = asking.post("/omdome", data={"q": "validering", "omdome": f"relevant {passage}"})
    assert (reply.status_code, reply.headers["retry-after"]) == (503, "2")
    assert "ett annat program håller i filen" in reply.json()["detail"]
    assert list(store.read()) == []


def test_what_nobody_waits_for_any_more_is_not_kept(store: FeedbackStore) -> None:
    store.prepare()

    def late() -> None:
        set_budget(Budget(0))
        store.add(Verdict.RELEVANT, "el", "a", "1")

    with pytest.raises(OverBudgetError):
        copy_context().run(late)
    assert list(store.read()) == []


@pytest.mark.parametrize(
    ("as_it_is", "told"), [("query_only = ON", "går bara att läsa"), ("max_page_count = 2", "disken är full")]
)
def test_a_file_that_takes_no_more_is_told_plainly_and_keeps_what_it_has(
    store: FeedbackStore, monkeypatch: pytest.MonkeyPatch, as_it_is: str, told: str
) -> None:
    store.add(Verdict.RELEVANT, "el", "a", "1")
    real = sqlite3.connect

    def connect(*args: Any, **named: Any) -> sqlite3.Connection:
        file: sqlite3.Connection = real(*args, **named)
        file.execute(f"PRAGMA {as_it_is}")
        return file

    with monkeypatch.context() as patched:
        patched.setattr("sqlite3.connect", connect)
        with pytest.raises(FeedbackError, match=told):
            store.add(Verdict.RELEVANT, "el" * 5_000, "b", "1")
    assert [each.passage for each in store.read()] == ["a"]


def test_a_full_file_takes_no_more(store: FeedbackStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.feedback.MOST", 1)
    store.add(Verdict.RELEVANT, "el", "a", "1")
    with pytest.raises(FeedbackError, match="är full"):
        store.add(Verdict.RELEVANT, "el", "b", "1")


def test_a_file_that_is_missing_or_something_else_is_named(store: FeedbackStore) -> None:
    with pytest.raises(FeedbackError, match="finns inte"):
        list(store.read())
    store.path.parent.mkdir()
    store.path.write_text("inte SQLite" * 100, encoding="utf-8")
    with pytest.raises(FeedbackError, match="går inte att läsa"):
        list(store.read())
    with pytest.raises(FeedbackError, match="kunde inte sparas"):
        store.add(Verdict.RELEVANT, "el", "a", "1")
    with pytest.raises(FeedbackError, match="går inte att spara omdömen i"):
        store.prepare()


@pytest.mark.parametrize("name", ["omdömen 50%20.sqlite", "vad?.sqlite", "nr #1.sqlite"])
def test_what_is_said_is_read_again_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    store = FeedbackStore(tmp_path / name)
    store.add(Verdict.RELEVANT, "el", "a", "1")
    assert [said.passage for said in store.read()] == ["a"]


def test_a_verdict_of_another_program_is_named(store: FeedbackStore) -> None:
    store.add(Verdict.RELEVANT, "el", "a", "1")
    with closing(sqlite3.connect(store.path)) as file, file:
        file.execute("UPDATE feedback SET verdict = 'bra'")
    with pytest.raises(FeedbackError, match="omdömet är 'bra'; väntade ett av: relevant, "):
        list(store.read())


def test_what_is_prepared_can_be_written_and_keeps_what_it_held(store: FeedbackStore) -> None:
    store.prepare()
    assert list(store.read()) == []
    store.add(Verdict.RELEVANT, "el", "a", "1")
    store.prepare()
    assert [each.passage for each in store.read()] == ["a"]
