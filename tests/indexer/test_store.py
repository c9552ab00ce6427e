"""An index folder, opened: what it finds, what it gives back, and what it refuses."""

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.collection import Collection
from indexer.build import build_index, collection_fingerprint
from indexer.columns import Columns
from indexer.errors import BrokenIndexError, MismatchedIndexError, MissingIndexError
from indexer.folder import records, store
from indexer.folder.manifest import MANIFEST_FILE, current_build, current_folder, read_manifest, write_manifest
from indexer.folder.parts import (
    COLUMNS_FOLDER,
    INITIATIVES_FILE,
    INTERACTION_FOLDER,
    RECORDS_FILE,
    VECTORS_FILE,
    WORDS_FOLDER,
    open_parts,
)
from indexer.folder.store import IndexFolder
from indexer.index import Index
from indexer.vectors.interaction import WordVectors
from indexer.words.analysis import analyse
from indexer.words.spelling import Correction, Vocabulary
from indexer.words.word_index import WordIndex
from tests.conftest import WordEmbedder

FILES = [MANIFEST_FILE, VECTORS_FILE, INITIATIVES_FILE, RECORDS_FILE]
ELECTRICITY = "Elnätets kapacitet räcker inte i Karlshamn."


@pytest.fixture
def folder(collection: Collection, tmp_path: Path) -> Path:
    return build_index(collection, WordEmbedder(), tmp_path / "index", lambda *_: None)


@pytest.fixture
def index(folder: Path) -> IndexFolder:
    return IndexFolder.open(folder, WordEmbedder())


def test_it_keeps_the_protocol(index: IndexFolder) -> None:
    kept: Index = index
    assert kept.version == index.manifest.build


def test_an_open_index_goes_on_when_its_folder_is_removed(index: IndexFolder, folder: Path) -> None:
    before = index.lexical("validering", 3, None).rows.tolist()
    shutil.rmtree(folder)
    assert index.lexical("validering", 3, None).rows.tolist() == before
    assert index.passages(before)[0].document == "blekinge-2023"
    assert index.initiatives()


# Of processes with threads, as this one may have.
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells what a process has open")
def test_a_forked_process_opens_the_records_for_itself(index: IndexFolder) -> None:
    """Else both would move one place in the file, and read what the other looked for."""
    before = _times_open(RECORDS_FILE)
    process = os.fork()
    if not process:
        try:
            index.page("blekinge-2023", 1)
        finally:
            os._exit(_times_open(RECORDS_FILE))
    _, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) == before + 1


def _times_open(name: str) -> int:
    """Give how often this process has a file of this name open."""
    links = [link for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    return sum(link.readlink().name == name for link in links if link.is_symlink())


@pytest.mark.parametrize(
    ("kind", "name"),
    [(WordIndex, WORDS_FOLDER), (WordVectors, INTERACTION_FOLDER), (Columns, COLUMNS_FOLDER)],
)
def test_a_part_of_fewer_rows_than_the_others_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, kind: type, name: str
) -> None:
    manifest = read_manifest(folder)
    monkeypatch.setattr(kind, "__len__", lambda _: manifest.passages - 1)
    with pytest.raises(BrokenIndexError, match=f"{name}: holds {manifest.passages - 1} rows"):
        open_parts(folder, manifest)


def test_a_question_among_a_thousand_is_corrected_once_however_often_it_is_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corrected: list[str] = []
    correct = Vocabulary.correct

    def watched(self: Vocabulary, query: str) -> Correction:
        corrected.append(query)
        return correct(self, query)

    monkeypatch.setattr(Vocabulary, "correct", watched)
    index = IndexFolder.open(folder, WordEmbedder())
    corrected.clear()
    questions = [f"validering {number}" for number in range(1000)]
    for question in (*questions, *questions):
        index.correct(question)
    assert corrected == questions


def test_a_year_is_looked_up_once_whatever_a_search_is_narrowed_to(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = IndexFolder.open(folder, WordEmbedder())
    first = index.naming(2023, None).tolist()
    monkeypatch.setattr(IndexFolder, "lexical", None)
    assert index.naming(2023, np.array(first[:1])).tolist() == first[:1]
    assert index.naming(2023, None).tolist() == first != []


def test_a_root_without_an_index_is_named(tmp_path: Path) -> None:
    for ask in (current_folder, current_build):
        with pytest.raises(MissingIndexError, match=r"nowhere/current: no index here; expected a folder"):
            ask(tmp_path / "nowhere")
    with pytest.raises(MissingIndexError, match="nowhere"):
        IndexFolder.open(tmp_path / "nowhere", WordEmbedder())


@pytest.mark.parametrize("file", [*FILES, WORDS_FOLDER, INTERACTION_FOLDER, COLUMNS_FOLDER])
def test_a_half_written_index_is_refused_and_the_file_named(folder: Path, file: str) -> None:
    path = folder / file
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(BrokenIndexError, match=file):
        IndexFolder.open(folder, WordEmbedder())


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("kept", [0, 100])
def test_a_cut_off_file_is_refused_and_named(folder: Path, file: str, kept: int) -> None:
    path = folder / file
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(BrokenIndexError, match=file):
        IndexFolder.open(folder, WordEmbedder())


def test_an_index_of_another_model_is_refused(folder: Path) -> None:
    with pytest.raises(MismatchedIndexError, match=r"its model is words \(0{6}\w*\), expected other"):
        IndexFolder.open(folder, WordEmbedder("other"))


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("format", 0, "the index format is 0, expected [1-9]"),
        ("format", 6, "the index format is 6, expected 7; build it with `python -m indexer build`"),
        ("dim", "wide", "dim: .*valid integer"),
        ("build", None, "build: .*valid string"),
        ("build", "0" * 16, "says SHA-256 [0-9a-f]{64} of itself, expected"),
        ("created", "2020-01-01T00:00:00Z", "says SHA-256 [0-9a-f]{64} of itself, expected"),
        ("sha256", "0" * 64, "says SHA-256 0{64} of itself, expected"),
    ],
)
def test_a_manifest_that_is_not_as_it_was_written_is_refused(
    folder: Path, key: str, value: object, message: str
) -> None:
    manifest = json.loads((folder / MANIFEST_FILE).read_text())
    (folder / MANIFEST_FILE).write_text(json.dumps({**manifest, key: value}))
    with pytest.raises((BrokenIndexError, MismatchedIndexError), match=message):
        IndexFolder.open(folder, WordEmbedder())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"passages": 1000}, "holds 7 rows, expected 1000"),
        ({"initiatives": 1000}, "holds 2 rows, expected 1000"),
        ({"dim": 65}, "width is 65, expected 64"),
    ],
)
def test_files_that_belong_to_another_manifest_are_refused(folder: Path, change: dict[str, Any], message: str) -> None:
    write_manifest(folder, replace(read_manifest(folder), **change))
    with pytest.raises((BrokenIndexError, MismatchedIndexError), match=message):
        IndexFolder.open(folder, WordEmbedder())


def test_the_manifest_says_what_was_built(folder: Path, collection: Collection) -> None:
    manifest = read_manifest(folder)
    assert (manifest.documents, manifest.pages, manifest.initiatives) == (2, 3, 2)
    assert (manifest.model, manifest.dim) == ("words", 64)
    assert manifest.collection == collection_fingerprint(collection.catalogue)
    assert manifest.build == current_build(folder.parent) == folder.name


class TestCalled:
    @pytest.fixture
    def many(self, index: IndexFolder, monkeypatch: pytest.MonkeyPatch) -> IndexFolder:
        monkeypatch.setattr(store, "_FEW_INITIATIVES", 1)
        return index

    def test_of_few_initiatives_all_are_gone_through(self, index: IndexFolder) -> None:
        assert index.called("vad som helst") == index.initiatives()

    def test_of_many_those_with_a_word_of_the_text_in_their_name(self, many: IndexFolder) -> None:
        for initiative in many.initiatives():
            assert initiative in many.called(f"Vad kostar {initiative.name}?")
        assert many.called("Vad kostar akvedukten?") == []

    def test_a_name_of_stop_words_alone_may_be_called_by_any_text(
        self, collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(store, "_FEW_INITIATIVES", 1)
        named = [
            replace(content, initiatives=tuple(replace(each, name="Till och från") for each in content.initiatives))
            for content in collection.contents
        ]
        changed = replace(collection, contents=tuple(named))
        folder = build_index(changed, WordEmbedder(), tmp_path / "named", lambda *_: None)
        index = IndexFolder.open(folder, WordEmbedder())
        assert index.called("validering") == index.initiatives()

    def test_a_word_of_too_many_names_calls_none_and_a_rarer_one_does(
        self, many: IndexFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first, second = many.initiatives()
        stems = [{term.stem for term in analyse(each.name)} for each in (first, second)]
        monkeypatch.setattr(records, "MAX_CALLED", 1)
        assert many.called(first.name) == ([first] if stems[0] - stems[1] else [])
        monkeypatch.setattr(records, "MAX_CALLED", 0)
        assert many.called(first.name) == []
