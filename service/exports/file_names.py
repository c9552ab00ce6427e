"""Names of downloaded files: what was asked for, and the day."""

import re
import unicodedata
from datetime import date
from urllib.parse import quote

SERVICE = "insatskartan"
# As much of what was asked for as is read in a list of files.
MAX_SUBJECT = 60
_WORD = re.compile(r"[^\W_]+")


def file_name(subject: str, suffix: str, day: date) -> str:
    """Give a file's name: lower case, words and hyphens; a long subject is cut after a whole word.

    Args:
        suffix: What kind of file it is, with its full stop.
    """
    return "-".join(filter(None, (SERVICE, _shortened(subject), day.isoformat()))) + suffix


def attachment(name: str) -> str:
    """Give the Content-Disposition that has a file saved under a name (RFC 6266).

    What knows no more than ASCII is given the letters without their rings and dots.
    """
    return f"attachment; filename=\"{_plain(name)}\"; filename*=UTF-8''{quote(name, safe='')}"


def _shortened(subject: str) -> str:
    words = _WORD.findall(unicodedata.normalize("NFC", subject).casefold())
    held = "-".join(words)
    if len(held) <= MAX_SUBJECT:
        return held
    return held[: MAX_SUBJECT + 1].rpartition("-")[0] or held[:MAX_SUBJECT]


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
