"""When the files of an index are read to check them, and when it is enough that nothing has written to them."""

import os
import shutil
from pathlib import Path

import pytest

from indexer.errors import BrokenIndexError
from indexer.folder.seal import SEEN_FILE, check_files, damaged_files, hash_folder

Expected = dict[str, str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "build"
    (made / "words").mkdir(parents=True)
    (made / "records").write_bytes(b"r" * 600)
    (made / "words" / "terms").write_bytes(b"t" * 600)
    return made


@pytest.fixture
def expected(folder: Path) -> Expected:
    return hash_folder(folder)


def change_unseen(path: Path) -> None:
    """Change a byte as a decaying disk would: nothing that the system tells of the file changes."""
    before = path.stat()
    path.write_bytes(b"x" + path.read_bytes()[1:])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_a_small_index_is_read_whenever_it_is_checked(folder: Path, expected: Expected) -> None:
    check_files(folder, expected)
    assert not (folder / SEEN_FILE).exists()
    change_unseen(folder / "records")
    with pytest.raises(BrokenIndexError, match="records: has SHA-256"):
        check_files(folder, expected)


def test_an_index_is_large_beyond_the_bound(folder: Path, expected: Expected) -> None:
    """The two files have 1,200 bytes together."""
    check_files(folder, expected, read_always=1_200)
    assert not (folder / SEEN_FILE).exists()
    check_files(folder, expected, read_always=1_199)
    assert (folder / SEEN_FILE).exists()


def test_every_file_that_is_damaged_is_told_in_order(folder: Path, expected: Expected) -> None:
    (folder / "records").unlink()
    change_unseen(folder / "words" / "terms")
    assert [error.path for error in damaged_files(folder, expected)] == [folder / "records", folder / "words" / "terms"]


def test_a_large_index_that_was_found_whole_is_not_read_again(
    folder: Path, expected: Expected, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_files(folder, expected, read_always=1_000)
    monkeypatch.setattr("indexer.folder.seal._sha256", _not_to_be_read)
    check_files(folder, expected, read_always=1_000)


def test_a_small_index_is_read_also_where_it_was_once_found_whole_as_a_large_one(
    folder: Path, expected: Expected, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_files(folder, expected, read_always=1_000)
    monkeypatch.setattr("indexer.folder.seal._sha256", _not_to_be_read)
    with pytest.raises(AssertionError, match="records was read"):
        check_files(folder, expected)


def _not_to_be_read(path: Path) -> str:
    raise AssertionError(f"{path} was read")


@pytest.mark.parametrize("file", ["records", "words/terms"])
def test_a_large_index_that_was_written_to_is_read(folder: Path, expected: Expected, file: str) -> None:
    check_files(folder, expected, read_always=1_000)
    # Even with its time of change put back: the system keeps one that cannot be.
    change_unseen(folder / file)
    with pytest.raises(BrokenIndexError, match=f"{file}: has SHA-256"):
        check_files(folder, expected, read_always=1_000)


def test_a_large_index_that_lacks_a_file_is_refused(folder: Path, expected: Expected) -> None:
    check_files(folder, expected, read_always=1_000)
    (folder / "records").unlink()
    with pytest.raises(BrokenIndexError, match="records: cannot be read"):
        check_files(folder, expected, read_always=1_000)


def test_a_damaged_copy_is_read_however_it_was_copied(folder: Path, expected: Expected, tmp_path: Path) -> None:
    check_files(folder, expected, read_always=1_000)
    copy = shutil.copytree(folder, tmp_path / "copy")
    change_unseen(copy / "records")
    with pytest.raises(BrokenIndexError, match="records: has SHA-256"):
        check_files(copy, expected, read_always=1_000)


def test_what_was_seen_whole_of_another_build_counts_for_nothing(folder: Path, expected: Expected) -> None:
    check_files(folder, expected, read_always=1_000)
    with pytest.raises(BrokenIndexError, match="records: has SHA-256"):
        check_files(folder, {**expected, "records": "0" * 64}, read_always=1_000)


def test_a_folder_that_cannot_be_written_is_read_every_time(
    folder: Path, expected: Expected, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "write_bytes", refuse)
    check_files(folder, expected, read_always=1_000)
    monkeypatch.undo()
    change_unseen(folder / "records")
    with pytest.raises(BrokenIndexError, match="records: has SHA-256"):
        check_files(folder, expected, read_always=1_000)


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]"])
def test_a_damaged_note_of_what_was_seen_has_all_read(folder: Path, expected: Expected, content: bytes) -> None:
    check_files(folder, expected, read_always=1_000)
    (folder / SEEN_FILE).write_bytes(content)
    change_unseen(folder / "records")
    with pytest.raises(BrokenIndexError, match="records: has SHA-256"):
        check_files(folder, expected, read_always=1_000)


def test_what_is_asked_for_outright_is_always_read(folder: Path, expected: Expected) -> None:
    check_files(folder, expected, read_always=1_000)
    change_unseen(folder / "words" / "terms")
    assert [error.path for error in damaged_files(folder, expected)] == [folder / "words" / "terms"]
