"""What the environment decides, read once when a command starts."""

from enum import StrEnum
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import SettingsConfigDict

from indexer.vectors.loading import DEFAULT_MODEL
from service.access.settings import AccessSettings
from service.errors import SettingsError
from service.work_limits import WorkLimits

PREFIX = "INSATSKARTAN_"
DEFAULT_INDEX = Path("index")
# Not by importing `corpus.collection`, which brings the readers of all formats.
DEFAULT_DOCUMENTS = Path(__file__).resolve().parent.parent / "corpus"


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Settings(AccessSettings, WorkLimits):
    """Settings of the service; each is the environment variable of its name with INSATSKARTAN_ in front.

    Attributes:
        index: Folder that `python -m indexer build` writes.
        model: The embedding model's folder or hub name; must be the one the index was built with.
        reranker: A cross-encoder's folder or hub name, which reorders the first hits; None leaves them as they are.
        documents: Folder with the `documents/` that the index was built from; its PDF files are shown as pictures.
        feedback: SQLite file that what readers say of hits and quotes is kept in; None asks nothing of them.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    index: Path = DEFAULT_INDEX
    model: str = str(DEFAULT_MODEL)
    reranker: str | None = Field(default=None, min_length=1)
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    documents: Path = DEFAULT_DOCUMENTS
    feedback: Path | None = None
    log_level: LogLevel = LogLevel.INFO


def read_settings() -> Settings:
    """Read the settings from the environment.

    Raises:
        SettingsError: A variable holds a value that its setting does not take.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"{PREFIX}{first['loc'][0]}".upper()
        # A secret's value does not belong in a log.
        shown = "" if first["loc"][0] == "token" else f" är {first['input']!r}"
        raise SettingsError(f"miljövariabeln {name}{shown} går inte att använda: {first['msg']}") from error
