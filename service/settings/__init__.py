"""Settings from the environment, read once when a command starts."""

import os
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.limits import Limits
from corpus.refused_values import refused_variable
from indexer.milvus.address import is_milvus
from indexer.vectors.loading import DEFAULT_MODEL
from service.errors import SettingsError
from service.settings.access import AccessSettings
from service.settings.work_limits import MAX_SECONDS, WorkLimits

PREFIX = "INSATSKARTAN_"
DEFAULT_INDEX = Path("index")
# Not by importing `corpus.collection`, which brings the readers of all formats.
DEFAULT_DOCUMENTS = Path(__file__).resolve().parents[2] / "corpus"
SECRETS = ("token", "index_token")
# What other commands read of the same environment.
OTHERS = {*Limits.model_fields, "batch_size"}
# `TOKNES` is a slip for `TOKENS`; what is further from all of ours may be somebody else's variable.
SLIP = 0.75


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def read_address(address: str | Path) -> str | Path:
    """Give where an index is kept: a folder as a path, a server as it is named."""
    return address if isinstance(address, str) and is_milvus(address) else Path(address)


class IndexSettings(BaseSettings):
    """Where the index is kept.

    Attributes:
        index: Folder that `python -m indexer build` writes; or what `python -m indexer milvus` writes to: a Milvus
            server, `http://host:19530`, or a file of Milvus Lite, which ends in `.db`.
        index_token: What the server asks for: `user:password` or an API key.
        index_seconds: Time that one question to the server may take, with all its tries; after it, 503.
    """

    index: Annotated[str | Path, BeforeValidator(read_address)] = DEFAULT_INDEX
    index_token: SecretStr | None = None
    index_seconds: float = Field(default=3.0, gt=0, le=MAX_SECONDS)


class Settings(AccessSettings, WorkLimits, IndexSettings):
    """Settings of the service; each is the environment variable of its name with INSATSKARTAN_ in front.

    Attributes:
        model: The embedding model's folder or hub name; must be the one the index was built with.
        reranker: A cross-encoder's folder or hub name, which reorders the first hits; None leaves them as they are.
        documents: Folder with the `documents/` that the index was built from; its PDF files are shown as pictures.
        feedback: SQLite file that what readers say of hits and quotes is kept in; None asks nothing of them.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", allow_inf_nan=False)

    model: str = str(DEFAULT_MODEL)
    reranker: str | None = Field(default=None, min_length=1)
    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=8000, ge=1, le=65535)
    documents: Path = DEFAULT_DOCUMENTS
    feedback: Path | None = None
    log_level: LogLevel = LogLevel.INFO


def read_settings() -> Settings:
    """Read the settings from the environment.

    Raises:
        SettingsError: A variable holds a value that its setting does not take, or has a name that is nearly one.
    """
    _refuse_slips()
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(refused_variable(error, PREFIX, SECRETS)) from error


def _refuse_slips() -> None:
    """Refuse a variable that was meant to be a setting: without the tokens it names, a service would be open."""
    known = Settings.model_fields.keys() | OTHERS
    for variable in sorted(os.environ):
        name = variable.upper().removeprefix(PREFIX).lower()
        if variable.upper().startswith(PREFIX) and name not in known:
            for near in get_close_matches(name, known, n=1, cutoff=SLIP):
                raise SettingsError(f"miljövariabeln {variable} är okänd; menade du {PREFIX}{near.upper()}?")
