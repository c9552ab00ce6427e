"""What was expected where pydantic refuses a value, in Swedish: of a parameter, a field or a setting."""

import re
from collections.abc import Container, Mapping
from typing import Any

from pydantic import ValidationError

from corpus.errors import shown

EXPECTED = {
    "missing": "måste anges",
    "int_parsing": "väntade ett heltal",
    "int_parsing_size": "väntade ett heltal",
    "int_type": "väntade ett heltal",
    "int_from_float": "väntade ett heltal",
    "finite_number": "väntade ett ändligt tal",
    "float_parsing": "väntade ett tal",
    "bool_parsing": "väntade true eller false",
    "greater_than": "väntade mer än {gt}",
    "greater_than_equal": "väntade minst {ge}",
    "less_than_equal": "väntade högst {le}",
    "string_too_short": "väntade minst {min_length} tecken",
    "string_too_long": "väntade högst {max_length} tecken",
    "too_short": "väntade en längd på minst {min_length}",
    "too_long": "väntade en längd på högst {max_length}",
    "enum": "väntade {expected}",
    "literal_error": "väntade {expected}",
    "string_type": "väntade text",
    "string_unicode": "väntade text",
    "string_pattern_mismatch": "väntade text på formen {pattern}",
    "list_type": "väntade en lista",
    "json_invalid": "är inte giltig JSON från tecken {place}",
    "value_error": "{error}",
    "model_type": "väntade ett JSON-objekt",
    "extra_forbidden": "fältet är okänt; {hint}",
}
# `'debug', 'info' or 'error'`, as pydantic counts up what may be chosen.
OR = re.compile(r"(?<=') or (?=')")


def expected(fault: Mapping[str, Any]) -> str:
    """Say of one of pydantic's errors what was expected; in its own words where there are none of ours."""
    context = {name: OR.sub(" eller ", _as_set(given)) for name, given in (fault.get("ctx") or {}).items()}
    told: str = EXPECTED.get(fault["type"], fault["msg"])
    return told.format_map(_Context(context))


def refused_variable(error: ValidationError, prefix: str, secrets: Container[str] = ()) -> str:
    """Say which variable of the environment holds a value that cannot be used, and what was expected there.

    Args:
        prefix: What the names of the variables begin with.
        secrets: Settings whose value does not belong in a log.
    """
    fault = error.errors()[0]
    setting = str(fault["loc"][0])
    value = "" if setting in secrets else f", {shown(fault['input'])},"
    return f"miljövariabeln {prefix}{setting.upper()}{value} går inte att använda: {expected(fault)}"


def _as_set(given: object) -> str:
    """Give a bound as one would write it in the environment."""
    return f"{given:g}" if isinstance(given, float) else str(given)


class _Context(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"
