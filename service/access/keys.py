"""The tokens in force: that of the environment, and those in the token file as it is now."""

import logging

from service.access.tokens import Token, TokenFile, digest, find, today
from service.errors import AccessError
from service.settings.access import AccessSettings

logger = logging.getLogger(__name__)

FROM_ENVIRONMENT = "environment"

Stamp = tuple[int, int, int]


class Keys:
    """Tells whose token one is. A token added to the file or taken out of it counts from the next request on."""

    def __init__(self, settings: AccessSettings) -> None:
        """Read the tokens.

        Raises:
            AccessError: The file of tokens cannot be read.
        """
        secret = settings.token
        self._own = (
            (Token(name=FROM_ENVIRONMENT, sha256=digest(secret.get_secret_value()), expires=None),) if secret else ()
        )
        self._file = TokenFile(settings.tokens) if settings.tokens else None
        self._kept = self._file.read() if self._file else ()
        self._stamp = self._look()

    def holder(self, secret: str) -> Token | None:
        """Give the token that a secret is; None where it is none, or one that has expired."""
        found = find(self._all(), secret)
        return found if found is not None and found.is_good(today()) else None

    def known(self, sha256: str) -> Token | None:
        """Give the token found before by its hash; None where it is one no more."""
        found = next((token for token in self._all() if token.sha256 == sha256), None)
        return found if found is not None and found.is_good(today()) else None

    def _all(self) -> tuple[Token, ...]:
        stamp = self._look()
        if self._file is not None and stamp != self._stamp:
            self._stamp = stamp
            try:
                self._kept = self._file.read()
            except AccessError as error:
                # To go on with the tokens read before could let in one that was just taken out.
                logger.error("the file of tokens lets no one in: %s", error)
                self._kept = ()
        return self._own + self._kept

    def _look(self) -> Stamp | None:
        if self._file is None:
            return None
        try:
            found = self._file.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
