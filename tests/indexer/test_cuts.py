"""Building again: only what is not as it was is cut into passages, and the index is the one built from nothing."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.collection import Collection, read_collection
from corpus.document import Content, Place
from corpus.forms.model import AnyForm
from indexer.build import build_index
from indexer.chunking import Language
from indexer.cutting import Cut, cut
from indexer.folder import cuts
from indexer.folder.cuts import CUTS_FOLDER
from indexer.folder.manifest import read_manifest
from indexer.folder.parts import RECORDS_FILE
from indexer.folder.seal import hash_folder
from indexer.folder.store import IndexFolder
from tests.conftest import WordEmbedder
from tests.indexer.building import add, build_into, change, remove

BLEKINGE, NORRA, GOTLAND = "blekinge-2023", "norra-2028", "gotland-2023"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the documents that have been cut."""
    ids: list[str] = []

    def counting(content: Content, form: AnyForm, language: Language) -> Cut:
        ids.append(content.document.id)
        return cut(content, form, language)

    monkeypatch.setattr(cuts, "cut", counting)
    return ids


def files(root: Path) -> list[str]:
    return sorted(path.name for path in (root / CUTS_FOLDER).iterdir())


def written(folder: Path) -> dict[str, object]:
    """Give all that an index folder holds; what SQLite and tantivy write at random places, by what it says."""
    hashes = {name: hash_ for name, hash_ in hash_folder(folder).items() if name.endswith((".npy", ".faiss"))}
    with sqlite3.connect(folder / RECORDS_FILE) as records:
        told = sorted(records.iterdump())
    index = IndexFolder.open(folder, WordEmbedder())
    found = [index.lexical(query, 50, None) for query in ("validering", "elnät och vägar", "vätgas", "Blekinge möten")]
    index.close()
    manifest = replace(read_manifest(folder), created="", files={})
    words = [(scored.rows.tolist(), scored.scores.tolist()) for scored in found]
    return {**hashes, "records": told, "words": words, "manifest": manifest}


@pytest.mark.parametrize(
    ("alter", "cut_again", "kept"),
    [
        (add, [GOTLAND], [BLEKINGE, GOTLAND, NORRA]),
        (change, [BLEKINGE], [BLEKINGE, NORRA]),
        (remove, [], [BLEKINGE]),
    ],
)
def test_an_index_built_on_what_was_kept_is_the_one_built_from_nothing(
    collection_folder: Path, tmp_path: Path, made: list[str], alter: Callable[[Path], Collection],
    cut_again: list[str], kept: list[str],
) -> None:  # fmt: skip
    build_into(tmp_path / "root", read_collection(collection_folder))
    assert made == [BLEKINGE, NORRA]
    altered = alter(collection_folder)
    del made[:]
    again = build_into(tmp_path / "root", altered)
    assert made == cut_again
    assert files(tmp_path / "root") == [f"{document}.jsonl" for document in kept]
    assert written(again) == written(build_into(tmp_path / "nothing", altered))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-10]),
        lambda path: path.write_bytes(path.read_bytes() + b" "),
        lambda path: path.write_bytes(path.read_bytes().replace("möten".encode(), "mötet".encode())),
        lambda path: path.write_bytes(path.with_name(f"{NORRA}.jsonl").read_bytes()),
    ],
    ids=["gone", "empty", "cut off", "longer", "another word", "another document's"],
)
def test_a_kept_file_that_is_damaged_is_made_anew(
    collection: Collection, tmp_path: Path, made: list[str], spoil: Callable[[Path], object]
) -> None:
    first = written(build_into(tmp_path, collection))
    kept = tmp_path / CUTS_FOLDER / f"{BLEKINGE}.jsonl"
    whole = kept.read_bytes()
    spoil(kept)
    del made[:]
    assert written(build_into(tmp_path, collection)) == first
    assert made == [BLEKINGE]
    assert kept.read_bytes() == whole


def test_what_lies_beside_them_is_removed(collection: Collection, tmp_path: Path) -> None:
    build_into(tmp_path, collection)
    for name in (f"{BLEKINGE}.jsonl.partial", "gone-2020.jsonl", "older.json"):
        (tmp_path / CUTS_FOLDER / name).write_bytes(b"{}")
    build_into(tmp_path, collection)
    assert files(tmp_path) == [f"{BLEKINGE}.jsonl", f"{NORRA}.jsonl"]


def _told_elsewhere(content: Content) -> Content:
    place = Place(document="annan", page=3, initiative="annan-1")
    return replace(content, initiatives=tuple(replace(one, also_in=(place,)) for one in content.initiatives))


def _of_another_year(content: Content) -> Content:
    return replace(content, document=replace(content.document, years=(2024,)))


@pytest.mark.parametrize(("alter", "cut_again"), [(_told_elsewhere, []), (_of_another_year, [BLEKINGE, NORRA])])
def test_what_another_document_tells_has_nothing_cut_again_and_another_year_has(
    collection: Collection, tmp_path: Path, made: list[str], alter: Callable[[Content], Content], cut_again: list[str]
) -> None:
    altered = replace(collection, contents=tuple(map(alter, collection.contents)))
    assert altered != collection
    build_into(tmp_path, collection)
    del made[:]
    assert written(build_into(tmp_path, altered)) == written(build_into(tmp_path / "nothing", altered))
    assert made == [*cut_again, BLEKINGE, NORRA]


def _foreign(_: str) -> str:
    return "en"


def test_another_language_and_other_code_have_all_cut_again(
    collection: Collection, tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build_into(tmp_path, collection)
    del made[:]
    build_index(collection, WordEmbedder(), tmp_path, lambda *_: None, language=_foreign)
    assert made == [BLEKINGE, NORRA]
    monkeypatch.setattr(cuts, "code_fingerprint", lambda: "other code")
    build_index(collection, WordEmbedder(), tmp_path, lambda *_: None, language=_foreign)
    assert made == [BLEKINGE, NORRA] * 2
