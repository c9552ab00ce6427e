"""How a file that is damaged is refused: by its name and what is broken in it, in words of ours."""

import zipfile
import zlib
from pathlib import Path

from lxml import etree

from corpus.errors import UnreadableDocumentError

_CUT = "det packade innehållet är avklippt eller ändrat"


def damaged(path: Path, error: Exception, kind: str) -> UnreadableDocumentError:
    """Give the refusal of a file that a library stumbled on.

    Args:
        kind: What the file was taken for, as `Word (.docx)`.
    """
    expected = f"väntade {kind}; öppna filen i programmet som gjorde den och spara den på nytt"
    return UnreadableDocumentError(path, f"är skadad: {_broken(error)}; {expected}")


def _broken(error: Exception) -> str:
    match error:
        case zipfile.BadZipFile() | zlib.error() | EOFError():
            return _CUT
        case etree.XMLSyntaxError():
            return f"uppmärkningen inuti går inte att tolka från rad {error.lineno}"
        case KeyError():
            return "en del saknas i den"
        case RecursionError():
            return "delar ligger i varandra för djupt"
        case _:
            return "innehållet hänger inte ihop"
