"""The service over an index kept by Milvus: it says when the server is gone, and resumes by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from corpus.collection import Collection
from indexer.build import build_index
from indexer.errors import IndexServerError
from indexer.milvus import builds
from indexer.milvus.builds import HeardBuild, current_build
from indexer.milvus.index import MilvusIndex
from indexer.milvus.server import Server
from indexer.milvus.writing import write_build
from service.errors import NotReadyError, SettingsError
from service.live import LiveIndex
from service.opening import find_index, index_folder
from service.settings import IndexSettings, Settings, read_settings
from service.web.app import create_app
from tests.conftest import WordEmbedder
from tests.milvus_lite import Line, lite
from tests.service.word_reader import WordReader

PATIENT_SECONDS = 60.0


@dataclass
class Service:
    """The service as callers see it, the line to its index server, and what asks there for the build in use."""

    client: TestClient
    line: Line
    far: Server
    heard: HeardBuild

    def search(self, query: str) -> tuple[int, dict[str, object], str | None]:
        reply = self.client.get("/v1/search", params={"q": query})
        return reply.status_code, reply.json(), reply.headers.get("Retry-After")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from corpus.collection import read_collection
    from tests.conftest import DATA

    index = tmp_path_factory.mktemp("index")
    folder = build_index(read_collection(DATA / "collection"), WordEmbedder(), index, lambda *_: None)
    with lite(index / "index.db") as found:
        server = Server(found, timeout_seconds=PATIENT_SECONDS)
        write_build(server, folder, WordEmbedder(), lambda *_: None)
        server.close()
        yield found


@pytest.fixture
def service(address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    # The server is asked anew with every request.
    monkeypatch.setattr(builds, "HEARD_SECONDS", -1.0)
    line = Line(address)
    far = Server(line.address, timeout_seconds=PATIENT_SECONDS)
    heard = HeardBuild(far)
    live = LiveIndex(heard, lambda: MilvusIndex.open(far, WordEmbedder()), WordReader())
    live.backend()
    with TestClient(create_app(live, Settings(token=None))) as client:
        yield Service(client, line, far, heard)
    far.close()
    line.close()


def hurry(service: Service) -> None:
    service.far.timeout_seconds = 0.5
    # Waits for what is being asked with more time, which would be tried for as long after the line is cut.
    service.heard.ask()


def test_it_searches_and_answers(service: Service) -> None:
    status, body, _ = service.search("validering")
    assert (status, bool(body["hits"])) == (200, True)
    assert service.client.get("/readyz").json()["status"] == "ok"
    assert service.client.get("/v1/answer", params={"q": "Vilka regioner arbetar med validering?"}).status_code == 200


def test_a_server_that_stops_in_the_middle_of_a_query_gives_503_and_is_used_again_when_it_is_back(
    service: Service,
) -> None:
    assert service.search("validering")[0] == 200
    hurry(service)
    service.line.cut_at_next_request()
    status, body, retry = service.search("elkapacitet")
    assert (status, retry) == (503, "2")
    assert body["detail"] == "indexservern svarar inte; försök igen om en stund"
    service.far.timeout_seconds = PATIENT_SECONDS
    service.line.mend()
    assert service.search("elkapacitet")[0] == 200


# Passages are read ahead and remembered, so that a search may well do without the server for them.
@pytest.mark.parametrize("part", ["dense", "lexical", "word_matches"])
def test_whatever_it_is_asked_for_when_it_stops_the_query_gives_503(
    service: Service, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    asked, whole = [0], getattr(MilvusIndex, part)

    def stops(*arguments: object) -> object:
        asked[0] += 1
        service.line.cut()
        return whole(*arguments)

    hurry(service)
    with monkeypatch.context() as patched:
        patched.setattr(MilvusIndex, part, stops)
        status, body, retry = service.search("elkapacitet")
    assert asked == [1]
    assert (status, retry) == (503, "2")
    assert body["detail"] == "indexservern svarar inte; försök igen om en stund"
    service.far.timeout_seconds = PATIENT_SECONDS
    service.line.mend()
    assert service.search("elkapacitet")[0] == 200


def test_readiness_says_that_the_server_is_down_and_that_it_is_back(service: Service) -> None:
    hurry(service)
    service.line.cut()
    while service.client.get("/readyz").status_code == 200:
        pass
    reply = service.client.get("/readyz")
    assert (reply.status_code, reply.headers["Retry-After"]) == (503, "2")
    assert "indexservern svarar inte" in reply.json()["detail"]
    assert service.client.get("/livez").status_code == 200
    service.far.timeout_seconds = PATIENT_SECONDS
    service.line.mend()
    while (reply := service.client.get("/readyz")).status_code == 503:
        pass
    assert reply.json()["status"] == "ok"


def test_a_service_that_starts_without_its_server_says_so(address: str) -> None:
    line = Line(address)
    line.cut()
    far = Server(line.address, timeout_seconds=0.3)
    live = LiveIndex(HeardBuild(far), lambda: MilvusIndex.open(far, WordEmbedder()), WordReader())
    with pytest.raises(NotReadyError, match="indexet kan inte användas: indexservern svarar inte"):
        live.backend()
    line.close()


def test_the_setting_names_the_server(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSATSKARTAN_INDEX", address)
    monkeypatch.setenv("INSATSKARTAN_INDEX_TOKEN", "root:hemlig")
    monkeypatch.setenv("INSATSKARTAN_INDEX_SECONDS", "60")
    settings = read_settings()
    assert settings.index == address
    assert settings.index_token == SecretStr("root:hemlig")
    assert "hemlig" not in repr(settings)
    source = find_index(settings, None, WordEmbedder())
    server = Server(address, timeout_seconds=PATIENT_SECONDS)
    assert source.current() == current_build(server)
    assert source.open().version == source.current()
    server.close()


def test_what_needs_a_folder_refuses_a_server() -> None:
    with pytest.raises(SettingsError, match="INSATSKARTAN_INDEX är 'http://milvus:19530'; väntade en indexmapp"):
        index_folder(IndexSettings(index="http://milvus:19530"))
    assert index_folder(IndexSettings(index="/data/index")) == Path("/data/index")


def test_an_address_given_goes_before_the_setting(tmp_path: Path, collection: Collection) -> None:
    folder = build_index(collection, WordEmbedder(), tmp_path / "index", lambda *_: None)
    source = find_index(IndexSettings(index="http://milvus:19530"), str(tmp_path / "index"), WordEmbedder())
    assert source.current().startswith(folder.name)
    assert source.open().version == folder.name


def test_an_error_of_the_server_does_not_tell_where_it_stands() -> None:
    assert str(IndexServerError("svarar inte")) == "indexservern svarar inte; försök igen om en stund"
