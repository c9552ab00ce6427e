"""Limits on the reading of one file; a file beyond them is refused."""

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import LimitError

_PREFIX = "INSATSKARTAN_"


class Limits(BaseSettings):
    """Bounds on one document, from the environment (INSATSKARTAN_MAX_PAGES and so on) or as they are by default.

    A file beyond one of them is refused as a whole, with the bound in the message.

    Attributes:
        max_bytes: Size of the file as received.
        max_unpacked_bytes: Size of all that a packed file (Word) holds, pictures included.
        max_markup_bytes: Size of what is parsed: HTML, the text of a Word file. A PDF page drawn in more is left out.
        max_pages: Pages of one document.
        max_page_characters: Text of one page.
        max_seconds: Time to read the document.
        max_memory_bytes: Memory of the process that reads it.
        max_output_bytes: All that is read in it, written as JSON.
        pdf_password: Opens encrypted PDF files.
    """

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True)

    max_bytes: int = Field(default=200_000_000, ge=1)
    max_unpacked_bytes: int = Field(default=400_000_000, ge=1)
    max_markup_bytes: int = Field(default=50_000_000, ge=1)
    max_pages: int = Field(default=5_000, ge=1)
    max_page_characters: int = Field(default=5_000_000, ge=1)
    max_seconds: float = Field(default=300.0, gt=0)
    max_memory_bytes: int = Field(default=1_500_000_000, ge=1)
    max_output_bytes: int = Field(default=200_000_000, ge=1)
    pdf_password: str = Field(default="", repr=False)


def load_limits() -> Limits:
    """Read the limits from the environment.

    Raises:
        LimitError: One of them is no number, or too small.
    """
    try:
        return Limits()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"{_PREFIX}{first['loc'][0]}".upper()
        raise LimitError(f"{name}={first['input']}: {first['msg']}") from error
