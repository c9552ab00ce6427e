"""Arrays written in batches and mapped."""

from pathlib import Path

import numpy as np
import pytest

from indexer.arrays import ArrayWriter, let_go, map_array
from indexer.errors import BrokenIndexError
from tests.indexer.building import mapped_kilobytes


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_an_array_written_in_batches_is_the_one_numpy_writes(tmp_path: Path, size: int) -> None:
    rows = np.random.default_rng(0).normal(size=(1000, 7)).astype(np.float32)
    with ArrayWriter(tmp_path / "a.npy", np.float32, (7,)) as writer:
        for start in range(0, len(rows), size):
            writer.append(rows[start : start + size])
    np.testing.assert_array_equal(np.load(tmp_path / "a.npy"), rows)
    np.save(tmp_path / "b.npy", rows)
    assert (tmp_path / "a.npy").read_bytes() == (tmp_path / "b.npy").read_bytes()


@pytest.mark.parametrize("width", [(), (7,)])
def test_an_array_without_rows_is_mapped(tmp_path: Path, width: tuple[int, ...]) -> None:
    ArrayWriter(tmp_path / "a.npy", np.int64, width).close()
    assert map_array(tmp_path / "a.npy").shape == (0, *width)


def test_rows_of_another_width_are_refused(tmp_path: Path) -> None:
    with (
        ArrayWriter(tmp_path / "a.npy", np.float32, (7,)) as writer,
        pytest.raises(ValueError, match=r"\(8,\); expected \(7,\)"),
    ):
        writer.append(np.zeros((2, 8)))


def test_what_is_let_go_of_is_not_held_and_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.npy"
    np.save(path, np.arange(1_000_000))
    array = map_array(path)
    assert int(array.sum()) == 499_999_500_000
    assert mapped_kilobytes(path) > 7_000
    let_go(array[5:])
    assert mapped_kilobytes(path) == 0
    assert int(array.sum()) == 499_999_500_000
    let_go(np.arange(3))


def test_what_is_mapped_cannot_be_changed(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.arange(3))
    with pytest.raises(ValueError, match="read-only"):
        map_array(tmp_path / "a.npy")[0] = 1


def test_an_array_that_was_not_closed_has_no_rows(tmp_path: Path) -> None:
    writer = ArrayWriter(tmp_path / "a.npy", np.int32)
    writer.append([1, 2])
    (tmp_path / "cut.npy").write_bytes((tmp_path / "a.npy").read_bytes())
    writer.close()
    assert map_array(tmp_path / "a.npy").tolist() == [1, 2]
    with pytest.raises(BrokenIndexError, match=r"cut\.npy: expected an array"):
        map_array(tmp_path / "cut.npy")


@pytest.mark.parametrize("content", [None, b"", b"PK", b"\x93NUMPY"])
def test_a_file_that_is_no_array_is_named(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "a.npy").write_bytes(content)
    with pytest.raises(BrokenIndexError, match=r"a\.npy: expected an array of numpy"):
        map_array(tmp_path / "a.npy")
