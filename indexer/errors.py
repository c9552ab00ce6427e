"""Errors that a caller of the indexer can cause."""

from pathlib import Path

from corpus.errors import InsatskartanError


class IndexerError(InsatskartanError):
    """An index or a model cannot be built or used as it is."""


class ModelError(IndexerError):
    """An embedding model cannot be loaded or trained."""


class UnusableModelError(ModelError):
    """A folder or hub name does not hold the model that was asked for."""

    def __init__(self, name_or_path: str | Path, expectation: str) -> None:
        super().__init__(f"{name_or_path}: {expectation}")
        self.name_or_path = str(name_or_path)


class MissingExtraError(ModelError):
    """A package outside the core is needed."""

    def __init__(self, wanted: str, extra: str = "models") -> None:
        super().__init__(f"{wanted} needs the extra {extra!r}: pip install 'insatskartan[{extra}]'")


class TrainingDataError(ModelError):
    """The training folder lacks a file, or a line of it is not what training expects."""

    def __init__(self, path: Path, expectation: str) -> None:
        super().__init__(f"{path}: {expectation}")
        self.path = path


class IndexFolderError(IndexerError):
    """An index folder cannot be used as it is; what is told of it over the network is Swedish."""

    @property
    def told(self) -> str:
        return "indexet går inte att använda"


class MissingIndexError(IndexFolderError):
    """There is no index where one was expected."""

    @property
    def told(self) -> str:
        return "det finns inget index; väntade ett som `python -m indexer build` har byggt"

    def __init__(self, path: Path | str, written: str = "a folder that `python -m indexer build` has written") -> None:
        super().__init__(f"{path}: no index here; expected {written}")
        self.path = path


class BrokenIndexError(IndexFolderError):
    """A file of an index is missing, half-written or not what its manifest says."""

    def __init__(self, path: Path, expectation: str) -> None:
        super().__init__(f"{path}: {expectation}; build it again with `python -m indexer build`")
        self.path = path

    @property
    def told(self) -> str:
        """The file's name alone."""
        return f"{self.path.name} är inte som den skrevs"


class MismatchedIndexError(IndexFolderError):
    """An index was built with another model, from another collection or in another format than is asked for."""

    @property
    def told(self) -> str:
        return "indexet är byggt med en annan modell, av en annan samling eller i ett annat format"

    def __init__(self, path: Path | str, what: str, found: object, expected: object) -> None:
        super().__init__(f"{path}: {what} is {found}, expected {expected}; build it with `python -m indexer build`")
        self.path = path


class DimensionMismatchError(IndexerError):
    """Vectors are not as wide as those they are compared with."""

    def __init__(self, shape: tuple[int, ...], dim: int) -> None:
        super().__init__(f"vectors have shape {shape}; expected (n, {dim})")


class BuildError(IndexerError):
    """An index cannot be built here and now."""


class IndexServerError(IndexerError):
    """The server that keeps an index does not answer, or refuses; the service answers 503.

    The message is Swedish, since officers read it, and does not tell where the server stands.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"indexservern {reason}; försök igen om en stund")
