"""What the service knows of its callers: their tokens, sessions and failed attempts."""

from service.access.attempts import Attempts
from service.access.keys import Keys
from service.access.sessions import Sessions
from service.access.tokens import Token
from service.settings.access import AccessSettings


class Access:
    """Tells who asks; used by the guard in front of the application and by the sign-in page.

    Attributes:
        is_needed: Whether anyone has to show a token.
        sign_ins: Failed attempts on the sign-in page.
        calls: Failed attempts with a Bearer token; counted apart, so that a script gone wrong keeps no reader out.
    """

    def __init__(self, settings: AccessSettings) -> None:
        """Read the tokens.

        Raises:
            AccessError: The file of tokens cannot be read.
        """
        self.is_needed = settings.needs_token
        self.keys = Keys(settings)
        self.sessions = Sessions()
        self.sign_ins = Attempts()
        self.calls = Attempts()

    def signed_in(self, session: str | None) -> Token | None:
        """Give the token behind a cookie; None where the session is over or its token is one no more."""
        token = self.sessions.token_of(session) if session else None
        return self.keys.known(token) if token is not None else None
