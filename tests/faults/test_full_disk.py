"""Building, adding, changing, judging and serving where the disk is full, or read-only: one line, and nothing is lost.

Each is tried with more and more room until it has enough, so that it fails at every step that writes.
"""

import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient

from corpus.__main__ import app
from corpus.collection import read_collection
from corpus.errors import InsatskartanError
from indexer.__main__ import main
from indexer.errors import BuildError
from indexer.folder.manifest import current_folder
from indexer.folder.store import IndexFolder
from indexer.vectors.shipped import write_shipped
from indexer.words.lexicon import write_lexicon
from service.errors import FeedbackError
from service.feedback import FeedbackStore, Verdict
from service.process.counting import counting_together
from tests import command_line
from tests.conftest import DATA, WordEmbedder
from tests.faults.asked import replies
from tests.faults.building import build, make_collections
from tests.faults.disk import Disk
from tests.service.made_app import make_app
from tests.service.processes import start, wait_until

PROSE = " Gotland 2023\n\n" + "Region Gotland har prövat vätgas i färjetrafiken tillsammans med två rederier.\n" * 150
TOLD = ("--title", "Gotland 2023", "--issuer", "Region Gotland", "--year", "2023", "--form", "prose")


def refusals(disk: Disk, step: int, act: Callable[[], object], check: Callable[[], object]) -> list[str]:
    """Do something with more and more room until it is done; give what it said each time it could not be."""
    said = []
    for n in count():
        with disk.filled(n * step):
            try:
                act()
            except InsatskartanError as error:
                said.append(str(error))
            else:
                break
        check()
    assert said
    assert not any("\n" in line for line in said)
    return said


def state(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def collection(disk: Disk) -> Path:
    """A collection on that disk, free to be changed."""
    folder = disk.path / "collection"
    for name, content in state(DATA / "collection").items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "gotland-2023.txt"
    file.write_text(PROSE, encoding="utf-8")
    return file


def test_a_build_loses_nothing_wherever_it_finds_no_room(disk: Disk, tmp_path: Path) -> None:
    one, other = make_collections(tmp_path)
    root = disk.path / "index"
    old = build(one, root)
    right = replies(IndexFolder.open(old, WordEmbedder()))

    def check() -> None:
        assert current_folder(root) == old
        assert replies(IndexFolder.open(old, WordEmbedder())) == right
        assert list(root.rglob("*.partial")) == []

    said = refusals(disk, 2, partial(build, other, root), check)
    # What was being written: what was read, what was embedded, and files of the index.
    assert {kind for kind in ("readings", "embedded", ".partial") if any(kind in line for line in said)} == {
        "readings",
        "embedded",
        ".partial",
    }
    assert current_folder(root) != old
    assert old.is_dir()


def test_a_build_that_may_not_write_loses_nothing(
    disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = make_collections(tmp_path)
    root = disk.path / "index"
    old = build(one, root)
    right = replies(IndexFolder.open(old, WordEmbedder()))
    monkeypatch.setattr(sys, "argv", ["indexer", "build", "--documents", str(other), "--index", str(root)])
    with disk.read_only():
        with pytest.raises(SystemExit) as ended:
            main()
        assert replies(IndexFolder.open(current_folder(root), WordEmbedder())) == right
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Read-only file system; expected a folder that can be written" in said


@pytest.mark.parametrize(
    "arguments",
    [("add", "{report}", *TOLD), ("replace", "blekinge-2023", "{report}"), ("remove", "blekinge-2023")],
    ids=lambda arguments: arguments[0],
)
def test_a_collection_is_changed_wholly_or_not_at_all(
    disk: Disk, collection: Path, report: Path, arguments: tuple[str, ...]
) -> None:
    before = state(collection)
    placed = [str(report) if argument == "{report}" else argument for argument in arguments]
    change = partial(command_line.run, app, *placed, "--documents", collection)

    def is_refused() -> bool:
        status, output, error = change()
        if status == 0:
            return False
        assert (status, output, error.count("\n")) == (2, "", 1)
        assert state(collection) == before
        return True

    with disk.read_only():
        assert is_refused()
    assert _rooms_refused(disk, is_refused) > 0
    assert state(collection) != before
    assert read_collection(collection).failures == ()


def _rooms_refused(disk: Disk, is_refused: Callable[[], bool]) -> int:
    """Give how many blocks were too few."""

    def tried() -> Iterator[int]:
        for blocks in count():
            with disk.filled(blocks):
                if not is_refused():
                    return
            yield blocks

    return len(list(tried()))


def test_what_was_judged_before_is_kept(disk: Disk) -> None:
    store = FeedbackStore(disk.path / "feedback.sqlite")
    add = partial(store.add, Verdict.RELEVANT, "el " * 160, "a-passage", "1")
    add()
    [before] = store.read()

    def check() -> None:
        assert list(store.read()) == [before]

    said = refusals(disk, 1, add, check)
    assert all("omdömet kunde inte sparas" in line for line in said)
    assert len(list(store.read())) == 2
    with disk.read_only():
        with pytest.raises(FeedbackError, match="omdömet kunde inte sparas"):
            add()
        assert len(list(store.read())) == 2


def test_a_reader_whose_judgement_finds_no_room_is_told_so(disk: Disk) -> None:
    client = TestClient(make_app(feedback=disk.path / "feedback.sqlite"))
    passage = client.get("/v1/search", params={"q": "validering"}).json()["hits"][0]["passage"]["id"]
    form = {"q": "validering", "omdome": f"relevant {passage}"}
    with disk.filled(0):
        reply = client.post("/omdome", data=form)
    assert (reply.status_code, reply.headers["content-type"]) == (503, "application/problem+json")
    assert "omdömet kunde inte sparas" in reply.json()["detail"]
    assert client.post("/omdome", data=form, follow_redirects=False).status_code == 303


@pytest.mark.parametrize("name", ["vectors.npz", "words.txt.gz"])
def test_files_of_a_model_are_replaced_wholly_or_not_at_all(disk: Disk, name: str) -> None:
    path = disk.path / name
    rng = np.random.default_rng(0)
    words = ["".join(letters) for letters in rng.choice(list("abcdefghij"), (900, 20))]

    def write(n_words: int) -> None:
        if name == "vectors.npz":
            write_shipped(path, WordEmbedder(), words[:n_words])
        else:
            write_lexicon(dict.fromkeys(words[:n_words], 1), path)

    write(500)
    before = path.read_bytes()

    def check() -> None:
        assert state(disk.path) == {name: before}

    assert all(str(path) in line for line in refusals(disk, 1, partial(write, 900), check))
    assert path.read_bytes() != before
    with disk.read_only(), pytest.raises(BuildError, match="Read-only file system"):
        write(500)


def test_no_room_for_what_several_processes_count_is_told_at_the_start(
    disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(disk.path))

    def count_together() -> None:
        with counting_together(2):
            pass

    def check() -> None:
        assert list(disk.path.iterdir()) == []

    said = refusals(disk, 300, count_together, check)
    assert all("No space left on device" in line and "5 lediga MB" in line for line in said)


def test_processes_go_on_serving_and_counting_when_no_temporary_file_can_grow(disk: Disk, tmp_path: Path) -> None:
    build = tmp_path / "build"
    build.write_text("made")
    bearer = {"Authorization": "Bearer en-hemlig-nyckel"}
    service = start("tests.service.forked", build, "en-hemlig-nyckel", environment={"TMPDIR": str(disk.path)})
    with service.parent, disk.filled(0):
        try:
            workers = service.workers()
            for worker in workers:
                with service.alone(worker) as client:
                    for address in (
                        "/v1/regions",
                        "/v1/themes",
                        "/v1/documents",
                        "/v1/initiatives",
                        "/docs",
                        "/readyz",
                    ):
                        assert client.get(address, headers=bearer).status_code == 200
            os.kill(min(workers), signal.SIGKILL)
            wait_until(lambda: len(service.workers() - workers) == 1)
            [new] = service.workers() - workers
            with service.alone(new) as client:
                told = client.get("/metrics", headers=bearer).text
            assert 'insatskartan_requests_total{method="GET",route="/v1/themes",status="200"} 2.0' in told
        finally:
            service.parent.kill()
