"""Named tokens, of which only hashes are kept, in a file that a person can read and edit."""

import hashlib
import hmac
import re
import secrets
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from service.errors import AccessError

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
SHA256 = re.compile(r"[0-9a-f]{64}")
# Told from other secrets by those who search for leaked ones.
PREFIX = "ik_"
N_BYTES = 32
HEAD = "# Nycklar till Insatskartan, som SHA-256. En nyckel görs med `python -m service token NAMN`.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token as it is kept.

    Attributes:
        name: Who or what uses it, a to z, digits and hyphens.
        sha256: Of the token, 64 hex digits. Tokens are random, so that a slow hash or a salt would add nothing.
        expires: The last day it is good for (UTC); None for one without end.
    """

    name: str
    sha256: str
    expires: date | None

    def is_good(self, today: date) -> bool:
        """Tell whether it has not expired."""
        return self.expires is None or today <= self.expires


def digest(secret: str) -> str:
    """Give what is kept of a token: its SHA-256, 64 hex digits."""
    return hashlib.sha256(secret.encode(errors="surrogateescape")).hexdigest()


def find(tokens: Sequence[Token], secret: str) -> Token | None:
    """Give the token that a secret is; all are compared, each in a time that does not tell how much of it was right."""
    given = digest(secret)
    same = [token for token in tokens if hmac.compare_digest(given, token.sha256)]
    return same[0] if same else None


def today() -> date:
    """Give today's date where no one has summer time."""
    return datetime.now(UTC).date()


class TokenFile:
    """Reads and writes the file of tokens."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> tuple[Token, ...]:
        """Give the tokens in the file's order.

        Raises:
            AccessError: The file is missing, cannot be read, or holds something else.
        """
        try:
            entries = tomllib.loads(self.path.read_text(encoding="utf-8")).get("token", [])
            tokens = tuple(self._token(entry) for entry in entries)
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise AccessError(
                f"{self.path} går inte att läsa ({error}); väntade en fil som `python -m service token NAMN` skrivit"
            ) from error
        names = [token.name for token in tokens]
        if len(set(names)) < len(names):
            raise AccessError(f"{self.path} har två nycklar med samma namn; väntade olika")
        return tokens

    def add(self, name: str, days: int | None) -> str:
        """Make a token and keep its hash; only what is returned can be used, and it cannot be read again.

        Args:
            days: How many days it is good for, today not counted; None for no end.

        Raises:
            AccessError: The name is not one that can be used, or is taken; the file cannot be read or written.
        """
        if not NAME.fullmatch(name):
            raise AccessError(f"namnet är {name!r}; väntade a-z, 0-9 och bindestreck, högst 40 tecken")
        tokens = self.read() if self.path.exists() else ()
        if any(token.name == name for token in tokens):
            raise AccessError(f"{name!r} finns redan i {self.path}; väntade ett nytt namn, eller --revoke först")
        secret = PREFIX + secrets.token_urlsafe(N_BYTES)
        expires = None if days is None else today() + timedelta(days=days)
        self._write([*tokens, Token(name=name, sha256=digest(secret), expires=expires)])
        return secret

    def remove(self, name: str) -> None:
        """Take a token away: whoever uses it is let in no more.

        Raises:
            AccessError: There is none of that name, or the file cannot be read or written.
        """
        tokens = self.read()
        kept = [token for token in tokens if token.name != name]
        if len(kept) == len(tokens):
            known = ", ".join(token.name for token in tokens) or "ingen"
            raise AccessError(f"ingen nyckel heter {name!r}; väntade en av: {known}")
        self._write(kept)

    def _token(self, entry: dict[str, object]) -> Token:
        name, sha256, expires = entry["name"], entry["sha256"], entry.get("expires")
        if not isinstance(name, str) or not NAME.fullmatch(name):
            raise ValueError(f"name {name!r}")
        if not isinstance(sha256, str) or not SHA256.fullmatch(sha256):
            raise ValueError(f"sha256 of {name!r}")
        # A datetime is a date as well, and would be compared with one in vain.
        if expires is not None and type(expires) is not date:
            raise ValueError(f"expires of {name!r}")
        return Token(name=name, sha256=sha256, expires=expires)

    def _write(self, tokens: Sequence[Token]) -> None:
        """Write all of it beside the file and put it in its place, readable by its owner alone."""
        entries = [HEAD]
        for token in tokens:
            expires = f"expires = {token.expires.isoformat()}\n" if token.expires else ""
            entries.append(f'\n[[token]]\nname = "{token.name}"\nsha256 = "{token.sha256}"\n{expires}')
        beside: Path | None = None
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile("w", dir=self.path.parent, delete=False, encoding="utf-8") as file:
                beside = Path(file.name)
                file.write("".join(entries))
            beside.replace(self.path)
        except OSError as error:
            if beside is not None:
                beside.unlink(missing_ok=True)
            raise AccessError(f"{self.path} går inte att skriva ({error.strerror})") from error
