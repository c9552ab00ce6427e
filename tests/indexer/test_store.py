"""An index folder, opened: what it finds, what it gives back, and what it refuses."""

import json
import shutil
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.collection import Collection
from corpus.document import Field
from indexer.build import build_index, collection_fingerprint
from indexer.errors import BrokenIndexError, MismatchedIndexError, MissingIndexError
from indexer.folder.manifest import MANIFEST_FILE, current_build, current_folder, read_manifest, write_manifest
from indexer.folder.store import (
    COLUMNS_FOLDER,
    INITIATIVES_FILE,
    INTERACTION_FOLDER,
    RECORDS_FILE,
    VECTORS_FILE,
    WORDS_FOLDER,
    IndexFolder,
)
from indexer.index import Filters, Index
from indexer.vectors.embedding import AROUND_WEIGHT, CONTEXT_WEIGHT
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


def test_both_signals_find_the_passage_that_tells_it(index: IndexFolder) -> None:
    query = "kapacitet räcker inte i karlshamn"
    dense = index.passages(index.dense(query, query, 1, None).rows.tolist())
    lexical = index.passages(index.lexical("elkapacitet", 1, None).rows.tolist())
    assert [passage.text[: len(ELECTRICITY)] for passage in dense + lexical] == [ELECTRICITY] * 2


def test_dense_scores_are_cosines_with_the_text_its_name_and_what_is_told_around_it(index: IndexFolder) -> None:
    found = index.dense("validering", "validering", 100, None)
    passages = index.passages(found.rows.tolist())
    assert len(passages) == index.manifest.passages
    embed = index.embedder.embed_passages
    texts, names = embed([p.text for p in passages]), embed([p.title for p in passages])
    # In the made-up collection one passage tells of each thing; the goals of one stand beside it.
    told = [next(q.text for q in passages if q.unit == p.unit and q.field is not Field.GOALS) for p in passages]
    mixed = texts + CONTEXT_WEIGHT * names + AROUND_WEIGHT * embed(told)
    cosines = (mixed / np.linalg.norm(mixed, axis=1, keepdims=True)) @ index.embedder.embed_queries(["validering"])[0]
    np.testing.assert_allclose(found.scores, cosines, atol=1e-5)


def test_a_misspelt_query_without_dots_finds_what_the_right_one_finds(index: IndexFolder) -> None:
    right, wrong = "laddinfrastrukturen vid vägarna", "laddinfrastukturen vid vagarna"
    assert index.correct(wrong).text == right
    assert index.lexical(wrong, 5, None).rows.tolist() == index.lexical(right, 5, None).rows.tolist()
    assert index.dense(wrong, wrong, 5, None).rows.tolist() == index.dense(right, right, 5, None).rows.tolist()


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        (Filters(regions=("10",)), {"blekinge-2023"}),
        (Filters(regions=("17",)), {"norra-2028"}),
        (Filters(regions=("10", "21")), {"blekinge-2023", "norra-2028"}),
        (Filters(documents=("norra-2028",)), {"norra-2028"}),
        (Filters(years=(2029,)), {"norra-2028"}),
        (Filters(years=(2023, 2028)), {"blekinge-2023", "norra-2028"}),
        (Filters(regions=("10",), years=(2029,)), set()),
        (Filters(themes=("jamstalldhet",)), set()),
    ],
)
def test_filters_of_one_side_are_alternatives_and_of_two_sides_conditions(
    index: IndexFolder, filters: Filters, documents: set[str]
) -> None:
    rows = index.allowed(filters)
    assert rows is not None
    assert {passage.document for passage in index.passages(rows.tolist())} == documents
    everything = index.passages(range(index.manifest.passages))
    assert len(rows) == sum(passage.document in documents for passage in everything)
    assert sorted(rows.tolist()) == rows.tolist()


@pytest.mark.parametrize("codes", [("10",), ("17",), ("17", "20", "21"), ("10", "17", "20", "21")])
def test_what_is_left_out_is_what_the_filter_does_not_admit(index: IndexFolder, codes: tuple[str, ...]) -> None:
    filters = Filters(without=codes)
    rows = index.allowed(filters)
    assert rows is not None
    everything = index.passages(range(index.manifest.passages))
    assert rows.tolist() == [row for row, passage in enumerate(everything) if filters.admits(passage)]
    assert all(not passage.regions or set(passage.regions) - set(codes) for passage in index.passages(rows.tolist()))


def test_without_filters_every_row_is_open(index: IndexFolder) -> None:
    assert index.allowed(Filters()) is None


def test_what_was_read_is_given_back(index: IndexFolder, collection: Collection) -> None:
    contents = collection.contents
    assert index.documents() == [content.document for content in contents]
    assert index.sections() == [section for content in contents for section in content.sections]
    assert index.initiatives() == [initiative for content in contents for initiative in content.initiatives]
    assert index.n_pages("blekinge-2023") == len(contents[0].pages) == 2
    assert index.page("blekinge-2023", 2) == contents[0].pages[1]
    first = contents[1].initiatives[0]
    assert index.initiative(first.id) == first
    (passage,) = index.passages([0])
    assert index.passage(passage.id) == passage


def test_what_is_not_there_is_none(index: IndexFolder) -> None:
    assert index.passage("nej") is None
    assert index.initiative("nej") is None
    assert index.page("blekinge-2023", 3) is None
    assert index.n_pages("nej") == 0


def test_passages_come_in_the_order_asked_for_again_and_again(index: IndexFolder) -> None:
    everything = index.passages(range(index.manifest.passages))
    for _ in range(2):
        assert index.passages([3, 0, 3]) == [everything[3], everything[0], everything[3]]
    assert index.passages([]) == []


def test_initiatives_are_compared_by_what_is_done_without_goals_and_places(index: IndexFolder) -> None:
    initiatives, vectors = index.initiatives(), index.initiative_vectors()
    assert vectors.shape == (len(initiatives), index.embedder.dim)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    name, told = index.embedder.embed_passages([initiatives[0].name, initiatives[0].description])
    expected = told + CONTEXT_WEIGHT * name
    np.testing.assert_allclose(vectors[0], expected / np.linalg.norm(expected), atol=1e-5)


def test_threads_share_an_index(index: IndexFolder) -> None:
    found: list[list[str]] = []

    def search() -> None:
        for _ in range(50):
            rows = index.lexical("validering", 3, None).rows.tolist()
            found.append([passage.id for passage in index.passages(rows)])

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 200
    assert all(ids == found[0] for ids in found)


def test_an_open_index_goes_on_when_its_folder_is_removed(index: IndexFolder, folder: Path) -> None:
    before = index.lexical("validering", 3, None).rows.tolist()
    shutil.rmtree(folder)
    assert index.lexical("validering", 3, None).rows.tolist() == before
    assert index.passages(before)[0].document == "blekinge-2023"
    assert index.initiatives()


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


def test_an_index_of_another_collection_is_refused(folder: Path, collection: Collection) -> None:
    IndexFolder.open(folder, WordEmbedder(), collection_fingerprint(collection.catalogue))
    with pytest.raises(MismatchedIndexError, match=r"SHA-256 is [0-9a-f]{64}, expected abc"):
        IndexFolder.open(folder, WordEmbedder(), "abc")


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("format", 0, "the index format is 0, expected [1-9]"),
        ("format", 3, "the index format is 3, expected 4; build it with `python -m indexer build`"),
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
