"""Decodes HTML files: in the encoding they declare, as browsers read it, else as UTF-8 or Windows-1252."""

import re
from pathlib import Path

from corpus.errors import UnreadableDocumentError
from corpus.limits import Limits
from corpus.readers.encoding import WESTERN_NOTE, declared_text, is_western, western_text

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})|^\s*<\?xml[^>]{0,100}encoding=["']([\w-]{1,40})""",
    re.IGNORECASE,
)
_DECLARATION_WITHIN = 4096


def decode_page(path: Path, limits: Limits) -> tuple[str, tuple[str, ...]]:
    """Give a file's text, and what is to be told of how it was decoded.

    Raises:
        UnreadableDocumentError: The file is too large, not in its encoding, or holds NUL bytes.
    """
    data = path.read_bytes()
    if len(data) > limits.max_markup_bytes:
        raise UnreadableDocumentError(path, f"är {len(data)} byte; väntade högst {limits.max_markup_bytes}")
    declared = _DECLARED.search(data[:_DECLARATION_WITHIN])
    encoding = (declared[1] or declared[2]).decode("ascii") if declared else "utf-8-sig"
    try:
        text = declared_text(data, encoding)
    except LookupError as error:
        raise UnreadableDocumentError(path, f"anger teckenkodningen {encoding!r}; väntade en känd") from error
    except UnicodeError as error:
        if encoding.lower().startswith("utf-8") and is_western(data):
            return western_text(data), (WESTERN_NOTE,)
        raise UnreadableDocumentError(path, f"är inte i teckenkodningen {encoding} ({error}); väntade HTML") from error
    if "\0" in text:
        raise UnreadableDocumentError(path, f"har en NUL-byte på plats {text.index(chr(0))}; väntade HTML")
    return text, ()
