"""A cache of one file for each document: what is made of an unchanged document is not made again."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from corpus.document import Document
from indexer.replacing import replaced

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seal:
    """The first line of a file: the SHA-256 over all that decides what was made, and that of the second line."""

    key: str
    sha256: str


_SEAL = TypeAdapter(_Seal)


class KeptFiles(Generic[Made]):
    """One thing a document, with the key that decided it; a file that is damaged or of another key is none."""

    def __init__(self, folder: Path, adapter: TypeAdapter[Made]) -> None:
        self._folder, self._adapter = folder, adapter

    def kept(self, document: Document, key: str) -> Made | None:
        """Give what was made of a document under this key; None where that was not kept, or is damaged."""
        try:
            first, _, told = self._path(document).read_bytes().partition(b"\n")
            seal = _SEAL.validate_json(first)
            is_whole = seal.key == key and seal.sha256 == _sha256(told)
            return self._adapter.validate_json(told) if is_whole else None
        except (FileNotFoundError, ValidationError):
            return None

    def keep(self, document: Document, key: str, made: Made) -> None:
        """Keep what was made of a document in place of what was kept of it before, whole or not at all.

        Raises:
            BuildError: It cannot be written, which is no fault of its document.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        told = self._adapter.dump_json(made)
        with replaced(self._path(document)) as file:
            file.write(_SEAL.dump_json(_Seal(key=key, sha256=_sha256(told))) + b"\n" + told)

    def forget_others(self, documents: Iterable[Document]) -> None:
        """Remove what was made of any other documents, and whatever else lies there."""
        if self._folder.is_dir():
            known = {self._path(document) for document in documents}
            for path in self._folder.iterdir():
                if path not in known:
                    path.unlink()

    def _path(self, document: Document) -> Path:
        return self._folder / f"{document.id}.jsonl"


def _sha256(told: bytes) -> str:
    return hashlib.sha256(told).hexdigest()
