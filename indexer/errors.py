"""What a caller of the indexer can get wrong."""

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

    def __init__(self, wanted: str) -> None:
        super().__init__(f"{wanted} needs the extra 'models': pip install 'insatskartan[models]'")


class TrainingDataError(ModelError):
    """The training folder lacks a file, or a line of it is not what training expects."""

    def __init__(self, path: Path, expectation: str) -> None:
        super().__init__(f"{path}: {expectation}")
        self.path = path
