"""Every file of an index, damaged in every way: the index is refused, and what it says is never wrong."""

import re
from pathlib import Path

import pytest

from indexer.errors import BrokenIndexError, IndexFolderError
from indexer.folder.manifest import read_manifest
from indexer.folder.parts import RECORDS_FILE, WORDS_FOLDER
from indexer.folder.seal import damaged_files
from indexer.folder.store import IndexFolder
from indexer.words.query_terms import WeightedTerm
from indexer.words.word_index import WordIndex
from tests.conftest import WordEmbedder
from tests.faults.asked import replies
from tests.faults.damage import DAMAGES, INDEX_FILES, find

# A line break at the end of JSON tells nothing.
HARMLESS = {("manifest.json", "a byte long"), ("manifest.json", "a byte short")}


@pytest.fixture(scope="module")
def right(whole: Path) -> list[object]:
    return replies(IndexFolder.open(whole, WordEmbedder()))


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("pattern", INDEX_FILES)
def test_a_damaged_file_is_refused_or_harmless(folder: Path, right: list[object], pattern: str, damage: str) -> None:
    path = find(folder, pattern)
    before = path.read_bytes()
    DAMAGES[damage](path)
    if path.is_file() and (path.read_bytes() == before or (pattern, damage) in HARMLESS):
        assert replies(IndexFolder.open(folder, WordEmbedder())) == right
        return
    with pytest.raises(IndexFolderError, match=rf"(?:{re.escape(str(path))}|the index format)[^\n]*$"):
        IndexFolder.open(folder, WordEmbedder())


def test_no_file_of_an_index_goes_unwatched(folder: Path) -> None:
    """Those of columns are many of a kind, of which only some are damaged in every way."""
    watched = read_manifest(folder).files
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    # The manifest says its own SHA-256, and tantivy's locks are empty.
    assert {name for name in written - watched.keys() if not name.endswith(".lock")} == {"manifest.json"}
    for name in watched:
        path = folder / name
        before = path.read_bytes()
        path.write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
        assert [error.path for error in damaged_files(folder, watched)] == [path]
        path.write_bytes(before)


def test_a_changed_digit_in_the_records_is_no_quote(folder: Path) -> None:
    path = folder / RECORDS_FILE
    changed = path.read_bytes().replace(b"2023", b"2013")
    assert changed != path.read_bytes()
    path.write_bytes(changed)
    with pytest.raises(BrokenIndexError, match=r"records\.sqlite: has SHA-256 [0-9a-f]{64}, expected [0-9a-f]{64};"):
        IndexFolder.open(folder, WordEmbedder())


def test_files_of_two_builds_are_not_mixed(folder: Path, whole: Path) -> None:
    passages, initiatives = folder / "passages.faiss", folder / "initiatives.npy"
    passages.write_bytes((whole / initiatives.name).read_bytes())
    initiatives.write_bytes((whole / passages.name).read_bytes())
    damaged = list(damaged_files(folder, read_manifest(folder).files))
    assert [error.path for error in damaged] == [initiatives, passages]


@pytest.mark.parametrize("name", ["records.sqlite-journal", "records.sqlite-wal", "words/stray", "stray"])
def test_a_file_that_is_none_of_the_index_changes_nothing(folder: Path, right: list[object], name: str) -> None:
    (folder / name).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    assert replies(IndexFolder.open(folder, WordEmbedder())) == right


@pytest.mark.parametrize("damage", [name for name in DAMAGES if "bit" in name])
@pytest.mark.parametrize("pattern", [pattern for pattern in INDEX_FILES if pattern.startswith(WORDS_FOLDER)])
def test_what_tantivy_makes_of_a_damaged_file_is_an_error_of_ours(folder: Path, pattern: str, damage: str) -> None:
    DAMAGES[damage](find(folder, pattern))
    assert _search_words(folder) in (None, 0, 1, 2, 3)


def _search_words(folder: Path) -> int | None:
    """Give how many rows hold a word; None where the index is refused as it must be."""
    try:
        words = WordIndex.open(folder / WORDS_FOLDER)
        return len(words.search([WeightedTerm(term="elnät", weight=1.0)], 3).rows)
    except BrokenIndexError:
        return None
