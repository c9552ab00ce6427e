"""Decodes text and HTML files: by byte order mark, by declared encoding, else as UTF-8 or Windows-1252."""

import codecs
import re

# What browsers read as Windows-1252, of which these are parts (WHATWG Encoding Standard).
_WESTERN = frozenset({"iso8859-1", "ascii", "cp1252", "latin-1"})
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# A character of two bytes or more that is sound UTF-8: what holds one besides others is mixed, not Windows-1252.
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
# Swedish letters, quotation marks, dashes, the euro, the section sign and what else Swedish text takes from there.
_USUAL = re.compile(
    rb"[\xe5\xe4\xf6\xc5\xc4\xd6\xe9\xc9\xe8\xfc\xdc\x80\x84\x85\x91-\x97\xa0\xa7\xb0\xb2\xb4\xb7\xbd\xab\xbb]"
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_MIN_USUAL = 0.9


def declared_text(data: bytes, encoding: str) -> str:
    """Decode bytes in the encoding they declare; a byte order mark at their start says better.

    Raises:
        LookupError: There is no such encoding.
        UnicodeError: They are not in it.
    """
    marked = marked_text(data)
    if marked is not None:
        return marked
    name = codecs.lookup(encoding).name
    if name in _WESTERN:
        return _sound_utf8(data) or western_text(data)
    # A declaration that can be read as ASCII is not in UTF-16.
    return data.decode("utf-8" if name.startswith("utf-16") else encoding)


def _sound_utf8(data: bytes) -> str | None:
    """Decode bytes that are UTF-8 beyond ASCII whatever they declare: a server said better, and the page was saved."""
    if not _UTF8.search(data):
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def marked_text(data: bytes) -> str | None:
    """Decode bytes that begin with a byte order mark; None where they do not.

    Raises:
        UnicodeError: They are not in the encoding it stands for.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding)
    return None


def western_text(data: bytes) -> str:
    """Decode Windows-1252; the five bytes that it does not know go."""
    return data.decode("cp1252", errors="ignore")


def is_western(data: bytes) -> bool:
    """Whether bytes that are not UTF-8 are Swedish text in Windows-1252, and not mixed or no text at all."""
    high = len(_HIGH.findall(data))
    if not high or _UTF8.search(data) or _CONTROLS.search(data):
        return False
    return len(_USUAL.findall(data)) >= _MIN_USUAL * high


WESTERN_NOTE = "filen är varken UTF-8 eller säger sin teckenkodning; läst som Windows-1252"
