"""Building: the same again gives the same, what has not changed is not embedded again, and a stale index is known."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pytest

from corpus.catalogue import load_catalogue
from corpus.collection import Collection, read_collection
from indexer import build
from indexer.build import build_id, build_index, collection_fingerprint, is_stale
from indexer.commands import building
from indexer.errors import BuildError
from indexer.folder import readings, switching
from indexer.folder.manifest import current_build, current_folder
from indexer.folder.store import IndexFolder
from indexer.passage import Passage
from tests.conftest import WordEmbedder
from tests.indexer.building import add, build_into, change, remove


def test_building_twice_gives_the_same_ids_vectors_rows_and_results(collection: Collection, tmp_path: Path) -> None:
    folders = [build_into(tmp_path / name, collection) for name in ("a", "b")]
    first, second = (IndexFolder.open(folder, WordEmbedder()) for folder in folders)
    assert first.version == second.version
    rows = range(first.manifest.passages)
    assert first.passages(rows) == second.passages(rows)
    assert first.known_vectors().keys() == second.known_vectors().keys()
    for id_, vector in first.known_vectors().items():
        np.testing.assert_array_equal(vector, second.known_vectors()[id_])
    for query in ("validering", "elnät och vägar", "hållbar utveckling"):
        found = [(i.dense(query, query, 20, None), i.lexical(query, 20, None)) for i in (first, second)]
        for one, other in zip(*found, strict=True):
            assert one.rows.tolist() == other.rows.tolist()
            assert one.scores.tolist() == other.scores.tolist()


def test_every_step_is_told_to_its_end(collection: Collection, tmp_path: Path) -> None:
    told: dict[str, tuple[int, int]] = {}
    build_index(collection, WordEmbedder(), tmp_path, lambda step, done, total: told.update({step: (done, total)}))
    steps = ["Delar upp i stycken", "Bäddar in stycken", "Bäddar in insatser", "Indexerar ord", "Bäddar in ord"]
    assert list(told) == steps
    assert all(done == total > 0 for done, total in told.values())


def test_only_changed_passages_are_embedded_again_and_other_ids_stay(collection_folder: Path, tmp_path: Path) -> None:
    root = tmp_path / "index"
    before = IndexFolder.open(build_into(root, read_collection(collection_folder)), WordEmbedder())
    embedder = WordEmbedder()
    after = IndexFolder.open(build_into(root, change(collection_folder), embedder), WordEmbedder())
    embedded = [text for text in embedder.embedded if len(text.split()) > 10]
    assert ["fem möten" in text for text in embedded] == [True]
    ids = [{p.id for p in index.passages(range(index.manifest.passages))} for index in (before, after)]
    assert len(ids[0] - ids[1]) == len(ids[1] - ids[0]) == 1


@pytest.mark.parametrize(("alter", "altered"), [(add, "gotland-2023"), (change, "blekinge-2023"), (remove, None)])
def test_only_passages_of_the_altered_document_are_embedded_and_ids_of_the_others_stay(
    collection_folder: Path, tmp_path: Path, alter: Callable[[Path], Collection], altered: str | None
) -> None:
    root, embedder = tmp_path / "index", WordEmbedder()
    before = passages_of(build_into(root, read_collection(collection_folder)))
    after = passages_of(build_into(root, alter(collection_folder), embedder))
    embedded = {passage.document for passage in after if passage.text in embedder.embedded}
    assert embedded == ({altered} if altered else set())
    documents = {passage.document for passage in after}
    assert documents
    for document in documents - {altered}:
        kept = [passage.id for passage in after if passage.document == document]
        assert kept == [passage.id for passage in before if passage.document == document]


def passages_of(folder: Path) -> list[Passage]:
    index = IndexFolder.open(folder, WordEmbedder())
    return index.passages(range(index.manifest.passages))


def test_vectors_of_another_model_are_not_taken_over(collection: Collection, tmp_path: Path) -> None:
    build_into(tmp_path, collection)
    embedder = WordEmbedder("other")
    build_into(tmp_path, collection, embedder)
    assert any("struktur för validering" in text for text in embedder.embedded)


def test_the_build_before_is_kept_and_older_ones_go(collection_folder: Path, tmp_path: Path) -> None:
    root = tmp_path / "index"
    names = [build_into(root, change(collection_folder, "möten", f"möten {n}")).name for n in range(3)]
    assert sorted(path.name for path in root.glob("[0-9a-f]*[0-9a-f]")) == sorted(names[1:])
    assert current_build(root) == names[2]


def test_the_same_build_again_gets_a_folder_of_its_own_and_the_same_version(
    collection: Collection, tmp_path: Path
) -> None:
    first, second, third = (build_into(tmp_path, collection) for _ in range(3))
    assert [second.name, third.name] == [f"{first.name}-2", first.name + "-3"]
    assert IndexFolder.open(third, WordEmbedder()).version == first.name


def test_an_index_is_stale_when_documents_code_or_model_change(
    collection_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, catalogue = tmp_path / "index", load_catalogue(collection_folder)
    words = WordEmbedder().fingerprint
    assert is_stale(root, catalogue, words)
    build_into(root, read_collection(collection_folder))
    assert not is_stale(root, catalogue, words)
    assert is_stale(root, catalogue, WordEmbedder("other").fingerprint)
    with monkeypatch.context() as patched:
        patched.setattr(build, "code_fingerprint", lambda: "other code")
        assert is_stale(root, catalogue, words)
    change(collection_folder)
    assert is_stale(root, load_catalogue(collection_folder), words)


def test_a_new_correction_and_a_lost_manifest_make_an_index_stale(collection_folder: Path, tmp_path: Path) -> None:
    root = tmp_path / "index"
    folder = build_into(root, read_collection(collection_folder))
    catalogue = load_catalogue(collection_folder)
    (collection_folder / "documents" / "norra-2028.corrections.toml").write_text("")
    assert is_stale(root, catalogue, WordEmbedder().fingerprint)
    (collection_folder / "documents" / "norra-2028.corrections.toml").unlink()
    assert not is_stale(root, catalogue, WordEmbedder().fingerprint)
    (folder / "manifest.json").unlink()
    assert is_stale(root, catalogue, WordEmbedder().fingerprint)


@pytest.mark.parametrize("alter", [add, change, remove])
def test_what_changes_while_documents_are_read_makes_the_index_stale_and_comes_with_the_next_build(
    collection_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alter: Callable[[Path], Collection]
) -> None:
    """As when a report is added while a watched folder is built: the build then begun must not be taken for its own."""
    root, words = tmp_path / "index", WordEmbedder()
    read = readings.read_changed

    def read_and_alter(folder: Path, under: Path, *, keeps_former: bool) -> Collection:
        collection = read(folder, under, keeps_former=keeps_former)
        monkeypatch.setattr(readings, "read_changed", read)
        alter(folder)
        return collection

    monkeypatch.setattr(readings, "read_changed", read_and_alter)
    monkeypatch.setattr(building, "embedder_kept", lambda *_: nullcontext(words))
    monkeypatch.setattr(building, "model_fingerprint", lambda _: words.fingerprint)
    for is_left_stale in (True, False):
        building.build_documents(collection_folder, root, "", 1, if_stale=True, strict=False)
        assert is_stale(root, load_catalogue(collection_folder), words.fingerprint) is is_left_stale
    documents = IndexFolder.open(current_folder(root), words).documents()
    assert documents == list(load_catalogue(collection_folder).documents)


def test_ids_differ_by_model(collection: Collection) -> None:
    received = collection_fingerprint(collection.catalogue)
    ids = {build_id(received, fingerprint) for fingerprint in ("a", "b", "a")}
    assert len(ids) == 2


def test_a_collection_without_text_is_refused(collection: Collection, tmp_path: Path) -> None:
    empty = Collection(catalogue=collection.catalogue, contents=(), failures=())
    with pytest.raises(BuildError, match="no passage to index"):
        build_into(tmp_path / "index", empty)
    assert not (tmp_path / "index").exists()


def test_a_second_build_at_the_same_time_is_refused(collection: Collection, tmp_path: Path) -> None:
    with switching.only_build(tmp_path), pytest.raises(BuildError, match="another build is running"):
        build_into(tmp_path, collection)
    build_into(tmp_path, collection)


def test_a_root_that_cannot_be_written_is_named(collection: Collection, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BuildError, match=r"file.*expected a folder that can be written"):
        build_into(tmp_path / "file" / "index", collection)


def test_passages_that_are_the_same_stop_no_build(collection_folder: Path, tmp_path: Path) -> None:
    report = collection_folder / "documents" / "norra.txt"
    told = "Regionerna prövar elflyg mellan norra Sveriges mindre flygplatser och mäter ljud, buller och kostnader."
    same = "\f".join([f" {told}\n"] * 30)
    collection = change(collection_folder, report.read_text(), same, report)
    index = IndexFolder.open(build_into(tmp_path / "index", collection), WordEmbedder())
    texts = [passage.text for passage in index.passages(range(index.manifest.passages))]
    assert max(map(texts.count, texts)) == 30


def test_a_damaged_index_is_stale(collection: Collection, tmp_path: Path) -> None:
    folder, fingerprint = build_into(tmp_path, collection), WordEmbedder().fingerprint
    assert not is_stale(tmp_path, collection.catalogue, fingerprint)
    records = folder / "records.sqlite"
    records.write_bytes(records.read_bytes().replace(b"fyra m", b"fem  m"))
    assert is_stale(tmp_path, collection.catalogue, fingerprint)
