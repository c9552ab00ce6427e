"""Builds on a server: one in use, the one before it kept, a half-written one never used."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.collection import Collection
from indexer.__main__ import app
from indexer.build import build_index
from indexer.errors import BuildError, IndexServerError, MismatchedIndexError, MissingIndexError
from indexer.milvus.builds import (
    HEARD_SECONDS,
    HeardBuild,
    builds,
    collection,
    current_build,
    is_in_use,
    new_name,
    switch_in,
)
from indexer.milvus.index import MilvusIndex
from indexer.milvus.records import ServerRecords
from indexer.milvus.schema import Kept, Part
from indexer.milvus.server import Server
from indexer.milvus.writing import write_build
from tests.conftest import WordEmbedder
from tests.milvus_lite import Line, lite


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with lite(tmp_path / "index.db") as found:
        yield found


@pytest.fixture
def server(address: str) -> Iterator[Server]:
    server = Server(address, timeout_seconds=60)
    yield server
    server.close()


@pytest.fixture
def folder(collection: Collection, tmp_path: Path) -> Path:
    return build_index(collection, WordEmbedder(), tmp_path / "index", lambda *_: None)


def made(server: Server, *names: str) -> None:
    for name in names:
        server.create(collection(name, Part.PASSAGES), Kept(part=Part.PASSAGES, dim=2, n_rows=1))


def test_a_server_without_a_build_is_named(server: Server) -> None:
    with pytest.raises(MissingIndexError, match=rf"{server.uri}: no index here; expected .* indexer milvus"):
        current_build(server)


def test_the_build_before_the_one_in_use_is_kept_and_older_ones_go(server: Server) -> None:
    first, second, third = (digit * 16 for digit in "abc")
    for build in (first, second, third):
        made(server, build)
        switch_in(server, build)
        assert current_build(server) == build
    assert builds(server) == {second, third}


def test_a_build_made_anew_under_the_name_in_use_gets_another(server: Server) -> None:
    name = "a" * 16
    made(server, name)
    assert new_name(server, "b" * 16) == "b" * 16
    switch_in(server, name)
    assert new_name(server, name) == f"{name}_2"
    assert builds(server) == {name}
    assert is_in_use(server, name)
    assert not is_in_use(server, "b" * 16)


def test_what_a_build_broken_off_left_behind_is_removed_before_it_is_written_again(server: Server) -> None:
    name = "a" * 16
    made(server, name)
    assert new_name(server, name) == name
    assert builds(server) == set()


def test_collections_of_others_are_left_alone(server: Server) -> None:
    server.create("insatskartan_notes", Kept(part=Part.WORDS, dim=2, n_rows=1))
    made(server, "a" * 16)
    switch_in(server, "a" * 16)
    assert "insatskartan_notes" in server.collections()


def test_a_build_written_twice_is_the_same_and_used_at_once(server: Server, folder: Path) -> None:
    told: list[tuple[str, int, int]] = []
    for expected in (folder.name, f"{folder.name}_2"):
        assert write_build(server, folder, WordEmbedder(), lambda *step: told.append(step)) == expected
        assert MilvusIndex.open(server, WordEmbedder()).version == folder.name
    assert builds(server) == {folder.name, f"{folder.name}_2"}
    assert {step for step, _, _ in told} == {"Skriver ord", "Skriver insatser", "Skriver stycken", "Skriver poster"}
    assert all(0 < done <= total for _, done, total in told)


def test_a_build_broken_off_leaves_the_one_in_use(server: Server, folder: Path) -> None:
    write_build(server, folder, WordEmbedder(), lambda *_: None)

    def full(step: str, done: int, total: int) -> None:
        if step == "Skriver stycken":
            raise BuildError("full")

    with pytest.raises(BuildError, match="full"):
        write_build(server, folder, WordEmbedder(), full)
    assert current_build(server) == folder.name
    assert builds(server) == {folder.name, f"{folder.name}_2"}
    with pytest.raises(IndexServerError, match=f"{folder.name}_2_records"):
        MilvusIndex(server, f"{folder.name}_2", WordEmbedder())


def test_what_is_given_back_otherwise_than_written_is_not_used(
    server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ServerRecords, "sections", lambda _: [])
    with pytest.raises(BuildError, match="gives back other avsnitt; expected those of the folder"):
        write_build(server, folder, WordEmbedder(), lambda *_: None)
    with pytest.raises(MissingIndexError):
        current_build(server)


def test_an_index_of_another_model_is_refused(server: Server, folder: Path) -> None:
    write_build(server, folder, WordEmbedder(), lambda *_: None)
    with pytest.raises(MismatchedIndexError, match=r"its model is words \(0{6}\w*\), expected other"):
        MilvusIndex.open(server, WordEmbedder("other"))


def test_a_server_started_anew_is_told_to_hold_what_it_has_ready(folder: Path, tmp_path: Path) -> None:
    for is_first in (True, False):
        with lite(tmp_path / "again.db") as address:
            server = Server(address, timeout_seconds=60)
            if is_first:
                write_build(server, folder, WordEmbedder(), lambda *_: None)
            assert len(MilvusIndex.open(server, WordEmbedder()).lexical("validering", 5, None).rows)
            server.close()


def test_a_server_that_does_not_answer_is_told_within_the_time_and_found_again(
    address: str, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    made(server, "a" * 16)
    switch_in(server, "a" * 16)
    line = Line(address)
    far = Server(line.address, timeout_seconds=0.5)
    assert current_build(far) == "a" * 16
    line.cut_at_next_request()
    with caplog.at_level(logging.WARNING), pytest.raises(IndexServerError) as error:
        current_build(far)
    assert str(error.value) == "indexservern svarar inte; försök igen om en stund"
    assert line.address in caplog.text
    line.mend()
    patient = Server(line.address, timeout_seconds=60)
    assert current_build(patient) == "a" * 16
    far.close()
    patient.close()
    line.close()


def test_nobody_waits_to_hear_that_the_server_is_down(address: str, server: Server) -> None:
    made(server, "a" * 16)
    switch_in(server, "a" * 16)
    now, line = [0.0], Line(address)
    far = Server(line.address, timeout_seconds=0.2)
    heard = HeardBuild(far, lambda: now[0])
    assert heard() == "a" * 16
    line.cut()
    assert heard() == "a" * 16
    now[0] += HEARD_SECONDS + 1
    heard.ask()
    for _ in range(2):
        with pytest.raises(IndexServerError, match="svarar inte"):
            heard()
    far.close()
    line.close()


@pytest.mark.parametrize("uri", ["index", "/data/index"])
def test_the_command_names_what_is_no_server(uri: str) -> None:
    with pytest.raises(BuildError, match=f"{uri}' names no Milvus; expected http://host:19530"):
        CliRunner().invoke(app, ["milvus", uri], catch_exceptions=False)


@pytest.mark.parametrize("uri", ["http://milvus:19530", "index.db"])
def test_no_folder_is_made_of_a_servers_address(uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSATSKARTAN_INDEX", uri)
    with pytest.raises(BuildError, match="expected a folder to build an index in"):
        CliRunner().invoke(app, ["info"], catch_exceptions=False)
