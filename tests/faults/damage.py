"""Ways in which a file can come to harm, and the files of an index folder by what tells them apart."""

from collections.abc import Callable, Mapping
from pathlib import Path

Damage = Callable[[Path], None]

# The names of tantivy's segments are random.
INDEX_FILES = (
    "manifest.json",
    "passages.faiss",
    "initiatives.npy",
    "word-vectors/vectors.npy",
    "word-vectors/words.npy",
    "word-vectors/places.npy",
    "word-vectors/starts.npy",
    "columns/names.json",
    "columns/units.npy",
    "columns/regions.npy",
    "initiative-columns/names.json",
    "initiative-columns/status.npy",
    "records.sqlite",
    "words/meta.json",
    "words/.managed.json",
    "words/*.fast",
    "words/*.fieldnorm",
    "words/*.idx",
    "words/*.pos",
    "words/*.store",
    "words/*.term",
)


def _rewritten(change: Callable[[bytearray], bytearray]) -> Damage:
    def damage(path: Path) -> None:
        path.write_bytes(change(bytearray(path.read_bytes())))

    return damage


def _flipped(share: float, bit: int) -> Damage:
    def change(content: bytearray) -> bytearray:
        content[min(int(len(content) * share), len(content) - 1)] ^= 1 << bit
        return content

    return _rewritten(change)


def _zeroed(content: bytearray) -> bytearray:
    start, stop = len(content) // 3, 2 * len(content) // 3
    content[start:stop] = bytes(stop - start)
    return content


def _made_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES: Mapping[str, Damage] = {
    "emptied": _rewritten(lambda _: bytearray()),
    "cut in half": _rewritten(lambda content: content[: len(content) // 2]),
    "a byte short": _rewritten(lambda content: content[:-1]),
    "a byte long": _rewritten(lambda content: content + b"\n"),
    "first bit flipped": _flipped(0.0, 7),
    "a bit flipped early": _flipped(0.1, 0),
    "a bit flipped midway": _flipped(0.5, 1),
    "a bit flipped late": _flipped(0.9, 2),
    "last bit flipped": _flipped(1.0, 0),
    "a third zeroed": _rewritten(_zeroed),
    "reversed": _rewritten(lambda content: content[::-1]),
    "removed": Path.unlink,
    "made a folder": _made_a_folder,
}


def find(folder: Path, pattern: str) -> Path:
    """Give the one file of an index folder that a pattern names."""
    [path] = folder.glob(pattern)
    return path
