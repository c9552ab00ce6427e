"""The manifest of an index folder: what it was built from, with which model, and how much it holds."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from indexer.errors import BrokenIndexError, MismatchedIndexError, MissingIndexError

if TYPE_CHECKING:
    from indexer.vectors.embedder import Embedder

MANIFEST_FILE = "manifest.json"
CURRENT = "current"
# Raised when the files of an index folder change in a way that older code cannot read.
FORMAT = 7

_CODE_FOLDERS = ("corpus", "indexer")
_CODE_SUFFIXES = (".py", ".toml", ".txt", ".gz")
# Where the file keeps the SHA-256 over all else that it says.
_SEAL = "sha256"
_NOT_CODE = ("documents", "models", "training")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Checked when an index is opened.

    Attributes:
        build: Id of the build: 16 hex digits of the SHA-256 over all that is found in it and the model.
        created: When it was built, RFC 3339 in UTC.
        model: Name of the embedding model; `fingerprint` is the SHA-256 of its files, `dim` the width of its vectors.
        collection: SHA-256 over the catalogue, its documents and their corrections.
        code: SHA-256 over the code and word lists that made passages and terms of them.
        documents: How many there are, and so on.
        recall: Share of the truly nearest passages that a search by vectors finds, measured when it was built; 1 where
            every vector is compared.
        files: SHA-256 of every other file of the folder, by its path in it.
    """

    format: int
    build: str
    created: str
    model: str
    fingerprint: str
    dim: int
    collection: str
    code: str
    documents: int
    pages: int
    sections: int
    initiatives: int
    passages: int
    words: int
    recall: float
    files: dict[str, str]


_ADAPTER = TypeAdapter(Manifest)


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of an index folder.

    Raises:
        MissingIndexError: There is no index folder.
        BrokenIndexError: It has no manifest, or one that is not as it was written.
        MismatchedIndexError: It was written in another format.
    """
    if not folder.is_dir():
        raise MissingIndexError(folder)
    path = folder / MANIFEST_FILE
    try:
        content = path.read_bytes()
        told = TypeAdapter(dict[str, object]).validate_json(content)
        if told.get("format") != FORMAT:
            raise MismatchedIndexError(folder, "the index format", told.get("format"), FORMAT)
        manifest = _ADAPTER.validate_python(told)
    except OSError as error:
        raise BrokenIndexError(path, f"cannot be read ({error.strerror}); expected an index's manifest") from error
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(map(str, fault["loc"])) or "the file"
        raise BrokenIndexError(path, f"{place}: {fault['msg']}; expected an index's manifest") from error
    if told.get(_SEAL) != _seal(manifest):
        raise BrokenIndexError(path, f"says SHA-256 {told.get(_SEAL)} of itself, expected {_seal(manifest)}")
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into an index folder; last of all, since a folder without one is not an index."""
    told = {**_ADAPTER.dump_python(manifest, mode="json"), _SEAL: _seal(manifest)}
    (folder / MANIFEST_FILE).write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def check_model(place: Path | str, manifest: Manifest, embedder: "Embedder") -> None:
    """See that an index was built with the model that it is to be searched with.

    Args:
        place: The index's folder or address, for the message.

    Raises:
        MismatchedIndexError: It was built with another, or with one of another width.
    """
    if manifest.fingerprint != embedder.fingerprint:
        built = f"{manifest.model} ({manifest.fingerprint[:12]})"
        raise MismatchedIndexError(place, "its model", built, f"{embedder.name} ({embedder.fingerprint[:12]})")
    if manifest.dim != embedder.dim:
        raise MismatchedIndexError(place, "the vectors' width", manifest.dim, embedder.dim)


def _seal(manifest: Manifest) -> str:
    return hashlib.sha256(_ADAPTER.dump_json(manifest)).hexdigest()


def current_folder(root: Path) -> Path:
    """Give the folder of the build in use now.

    Raises:
        MissingIndexError: Nothing has been built under this root.
    """
    try:
        name = (root / CURRENT).readlink()
    except OSError as error:
        raise MissingIndexError(root / CURRENT) from error
    return root / name


def current_build(root: Path) -> str:
    """Give the name of the build in use now; cheap enough to ask for with every request.

    Raises:
        MissingIndexError: Nothing has been built under this root.
    """
    return current_folder(root).name


def current_mark(root: Path) -> str:
    """Give what tells the build in use now from any other, also from one made anew under the same name; as cheap.

    Raises:
        MissingIndexError: Nothing has been built under this root.
    """
    folder = current_folder(root)
    try:
        written = (folder / MANIFEST_FILE).stat()
    except OSError:
        return folder.name
    return f"{folder.name}@{written.st_ino:x}-{written.st_mtime_ns:x}"


@cache
def code_fingerprint(*folders: str) -> str:
    """Give the SHA-256 over the code and word lists in these folders, as they were when first asked for.

    By default of all that decides how documents become passages, terms and vectors, the model aside.
    """
    top = Path(__file__).parents[2]
    files = [path for folder in folders or _CODE_FOLDERS for path in (top / folder).rglob("*") if _is_code(path, top)]
    return hash_files(top, files)


def hash_files(top: Path, files: list[Path]) -> str:
    """Give the SHA-256 over names, relative to a folder, and contents of files."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.relative_to(top).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _is_code(path: Path, top: Path) -> bool:
    parts = path.relative_to(top).parts
    return path.suffix in _CODE_SUFFIXES and parts[1] not in _NOT_CODE and "catalogue.toml" not in parts
