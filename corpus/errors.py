"""The root of all errors that a caller can cause, and the errors of reading documents."""

import json
from pathlib import Path


def one_line(error: BaseException) -> str:
    """Give what an error says on one line; its kind where it says nothing."""
    return " ".join(str(error).split()) or type(error).__name__


# Of a value that a message names; what is longer is no value that anybody mistyped.
MAX_SHOWN = 100


def shown(value: object) -> str:
    """Give a value as a message names it, at most 100 characters of it."""
    return _cut(repr(value), len(str(value)))


def shown_json(value: object) -> str:
    """Give what was sent as JSON as a message names it, at most 100 characters of it."""
    told = json.dumps(value, ensure_ascii=False, default=str)
    return _cut(told, len(told))


def _cut(told: str, length: int) -> str:
    if len(told) <= MAX_SHOWN:
        return told
    end = f"… ({length} tecken)"
    return f"{told[: MAX_SHOWN - len(end)]}{end}"


class InsatskartanError(Exception):
    """Root of all errors of this project; the message names the value and what was expected."""

    @property
    def told(self) -> str:
        """What is told those who ask over the network: the message, where it does not say where files lie."""
        return str(self)


class CorpusError(InsatskartanError):
    """A document or the catalogue cannot be used as it is."""


class CatalogueError(CorpusError):
    """An entry of the catalogue is missing, malformed or contradicts the files beside it."""


class LimitError(CorpusError):
    """A limit in the environment is malformed."""


class UnreadableDocumentError(CorpusError):
    """A document's file cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.name}: {reason}")
        self.path = path
        self.reason = reason


class ChangedDocumentError(UnreadableDocumentError):
    """A document's file is not the one the catalogue describes."""


class UnknownRegionError(CorpusError):
    """A name that is neither a region, an alias, a county code nor a group of regions."""


class UnknownThemeError(CorpusError):
    """A name that is neither the slug nor the label of a theme."""


class CorrectionError(CorpusError):
    """An entry of a document's corrections file is malformed."""


class UnknownDocumentError(CorpusError):
    """A document id that stands in no entry of the catalogue, or whose file could not be read."""

    def __init__(self, document: str, known: list[str]) -> None:
        super().__init__(f"okänt dokument {document!r}; väntade ett av: {', '.join(known)}")


class UnknownPageError(CorpusError):
    """A page a document does not have."""

    def __init__(self, document: str, page: int, n_pages: int) -> None:
        super().__init__(f"sida {page} finns inte i {document}; väntade 1 till {n_pages}")


class FormError(CorpusError):
    """A form is malformed, or a document is not laid out as the form it is said to have."""
