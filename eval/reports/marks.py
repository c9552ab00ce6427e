"""Parts of a file that a command fills: they lie between a begin and an end mark, which stay."""

from enum import StrEnum
from pathlib import Path

from eval.errors import EvalError


class Mark(StrEnum):
    """What stands between the marks."""

    QUALITY = "quality"
    SPEED = "speed"
    LOAD = "load"
    ABLATIONS = "ablations"


def check_marks(path: Path | None, mark: Mark) -> None:
    """See, before something long is measured, that a file which its figures are to go into can take them.

    Raises:
        EvalError: As `replace_marked` does.
    """
    if path is not None:
        _around(path, mark)


def replace_marked(path: Path, mark: Mark, text: str) -> None:
    """Put a text, which ends with a line break, between the two marks of a file.

    Raises:
        EvalError: The file cannot be read or does not hold both marks.
    """
    before, after = _around(path, mark)
    path.write_text(f"{before}\n{text}{after}", encoding="utf-8")


def _around(path: Path, mark: Mark) -> tuple[str, str]:
    """Give what stands before and after, the marks included."""
    begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    try:
        whole = path.read_text(encoding="utf-8")
    except OSError as error:
        raise EvalError(f"{path}: cannot be read ({error.strerror}); expected a Markdown file") from error
    except UnicodeDecodeError as error:
        raise EvalError(f"{path}: is not UTF-8; expected a Markdown file") from error
    before, found_begin, rest = whole.partition(begin)
    _, found_end, after = rest.partition(end)
    if not (found_begin and found_end):
        raise EvalError(f"{path}: holds no {begin} ... {end}; expected both marks, the text goes between them")
    return f"{before}{begin}", f"{end}{after}"
