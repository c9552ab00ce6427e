"""Files of JSON lines, a record each; what is wrong is told with file, line, field, the value and what was expected."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from corpus.errors import shown, shown_json
from eval.errors import EvalError

Read = TypeVar("Read", bound=BaseModel)


def read_text(path: Path, expected: str, fault: type[EvalError]) -> str:
    """Read a text that somebody else's program may have written: UTF-8, with or without a byte order mark.

    Args:
        expected: What the file is to hold.
        fault: The error to raise.

    Raises:
        EvalError: Of the kind given: the file cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise fault(f"{path}: cannot be read ({error.strerror}); expected {expected}") from error
    except UnicodeDecodeError as error:
        byte = f"byte {error.start} is 0x{error.object[error.start]:02x}, which is not UTF-8"
        raise fault(f"{path}: {byte}; expected {expected} in UTF-8, not packed") from error


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Give the lines that hold something, with their numbers from 1.

    Only line breaks part them: a text within JSON may hold U+2028 or U+0085, at which `str.splitlines` breaks as well.
    """
    return ((number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip())


def read_records(path: Path, model: type[Read], fault: type[EvalError]) -> Iterator[tuple[str, Read]]:
    """Read a record from each line that is not empty.

    Args:
        fault: The error to raise.

    Returns:
        Each record with its place, `file:line`.

    Raises:
        EvalError: Of the kind given: the file cannot be read, or a line is no such record.
    """
    for number, line in lines_of(read_text(path, "JSON lines", fault)):
        place = f"{path}:{number}"
        try:
            yield place, model.model_validate_json(line)
        except ValidationError as error:
            raise fault(f"{place}: {_told(error.errors(include_url=False)[0], model)}") from error


def _told(found: ErrorDetails, model: type[BaseModel]) -> str:
    """Name the first thing that is wrong with a record."""
    field = ".".join(map(str, found["loc"])) or "the line"
    message = found["msg"].removeprefix("Value error, ").replace("Input should be", "expected")
    match found["type"]:
        case "missing":
            return f"{field}: missing; expected a value"
        case "extra_forbidden":
            known = f"; expected one of {', '.join(model.model_fields)}" if len(found["loc"]) == 1 else ""
            return f"{field}: unknown field{known}"
        case "json_invalid":
            return f"{field}: {message}; expected one JSON object, not {shown(found['input'])}"
        case "value_error":
            return f"{field}: {message}"
        case _:
            return f"{field}: {shown_json(found['input'])}; {message}"
