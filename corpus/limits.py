"""Limits on the reading of one file; a file beyond them is refused."""

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import LimitError, UnreadableDocumentError
from corpus.refused_values import refused_variable

_PREFIX = "INSATSKARTAN_"
# A petabyte and a day: more than any machine has, and still what the operating system can be told.
_MOST_BYTES, _MOST_SECONDS = 10**15, 86_400


class Limits(BaseSettings):
    """Bounds on one document, from the environment (INSATSKARTAN_MAX_PAGES and so on) or as they are by default.

    A file beyond one of them is refused as a whole, with the bound in the message.

    Attributes:
        max_bytes: Size of the file as received.
        max_unpacked_bytes: Size of all that a packed file (Word) holds, pictures included.
        max_markup_bytes: Size of what is parsed: HTML, the text of a Word file. A PDF page drawn in more is left out.
        max_pages: Pages of one document.
        max_page_characters: Text of one page.
        max_cells: Cells of all its tables together, empty ones left out where the format tells them.
        max_seconds: Time to read the document.
        max_memory_bytes: Memory of the process that reads it.
        max_output_bytes: All that is read in it, written as JSON.
        pdf_password: Opens encrypted PDF files.
    """

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True, allow_inf_nan=False)

    max_bytes: int = Field(default=200_000_000, ge=1, le=_MOST_BYTES)
    max_unpacked_bytes: int = Field(default=400_000_000, ge=1, le=_MOST_BYTES)
    max_markup_bytes: int = Field(default=50_000_000, ge=1, le=_MOST_BYTES)
    max_pages: int = Field(default=5_000, ge=1)
    max_page_characters: int = Field(default=5_000_000, ge=1)
    max_cells: int = Field(default=500_000, ge=1)
    max_seconds: float = Field(default=300.0, gt=0, le=_MOST_SECONDS)
    max_memory_bytes: int = Field(default=1_500_000_000, ge=1, le=_MOST_BYTES)
    max_output_bytes: int = Field(default=200_000_000, ge=1, le=_MOST_BYTES)
    pdf_password: str = Field(default="", repr=False)


def load_limits() -> Limits:
    """Read the limits from the environment.

    Raises:
        LimitError: One of them is no number, or out of range.
    """
    try:
        return Limits()
    except ValidationError as error:
        raise LimitError(refused_variable(error, _PREFIX)) from error


def check_cells(path: Path, n_cells: int, limits: Limits) -> None:
    """Refuse a file with too many cells in its tables, before they are read.

    Raises:
        UnreadableDocumentError: There are more than the limits let be read.
    """
    if n_cells > limits.max_cells:
        raise UnreadableDocumentError(path, f"har {n_cells} tabellceller; väntade högst {limits.max_cells}")
