"""Settings that decide who can reach the service, and which parts of it."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode

ORIGIN = r"^https?://[A-Za-z0-9.-]+(:\d{1,5})?$"
HOST = r"^(\*\.)?[A-Za-z0-9.-]+$|^\[[0-9A-Fa-f:]+\]$"
SUB_PATH = re.compile(r"(/[A-Za-z0-9_-]+)*")
# What a header can carry as it is; spaces at an end are cut off on the way.
TOKEN = re.compile(r"[!-~]+")


class Shown(StrEnum):
    """Who is shown a page about the service itself."""

    OPEN = "open"
    TOKEN = "token"
    OFF = "off"


def _between_commas(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _sub_path(value: object) -> object:
    if isinstance(value, str) and not SUB_PATH.fullmatch(value.rstrip("/")):
        raise ValueError("väntade en sökväg som /insatskartan, av bokstäver, siffror, - och _")
    return value.rstrip("/") if isinstance(value, str) else value


def _sendable(value: SecretStr) -> SecretStr:
    if not TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError("väntade bokstäver, siffror och tecken ur ASCII, utan mellanslag")
    return value


class AccessSettings(BaseSettings):
    """Who may ask for what, and from where.

    Attributes:
        token: A single token that callers may send; None where there is none, or they stand in `tokens`.
        tokens: File of named tokens that `python -m service token NAME` writes.
        open: Listens on other addresses than this machine's own though no token is set.
        hosts: Names it may be asked under (the Host header), `*.` in front for all below one; empty takes any.
        origins: Origins of pages elsewhere that may call the API from a browser (CORS).
        root_path: The path that a proxy serves the pages under, and takes away before it hands requests on.
        docs: Who is shown `/docs` and `/openapi.json`.
        metrics: Who is shown `/metrics`.
        mask_contacts: Hides e-mail addresses, telephone numbers and the names of contact persons in all replies.
    """

    token: Annotated[SecretStr, Field(min_length=8), AfterValidator(_sendable)] | None = None
    tokens: Path | None = None
    open: bool = False
    hosts: Annotated[tuple[Annotated[str, Field(pattern=HOST)], ...], NoDecode, BeforeValidator(_between_commas)] = ()
    origins: Annotated[
        tuple[Annotated[str, Field(pattern=ORIGIN)], ...], NoDecode, BeforeValidator(_between_commas)
    ] = ()
    root_path: Annotated[str, BeforeValidator(_sub_path)] = ""
    docs: Shown = Shown.TOKEN
    metrics: Shown = Shown.TOKEN
    mask_contacts: bool = False

    @property
    def needs_token(self) -> bool:
        """Whether anyone who asks must show a token."""
        return self.token is not None or self.tokens is not None
