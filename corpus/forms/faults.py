"""Error messages for authors of forms: the key, the value found there, and what was expected."""

from collections.abc import Iterator, Sequence
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from corpus.errors import shown
from corpus.forms.model import ENGINES
from corpus.refused_values import expected

_TYPES = {
    "tuple_type": 'en lista av texter, som ["Resultat"]',
    "string_type": 'en text, som "Resultat"',
    "bool_type": "true eller false",
    "bool_parsing": "true eller false",
    "int_type": "ett heltal",
    "int_parsing": "ett heltal",
    "too_short": "minst en",
    "dict_type": "en tabell av nycklar och värden",
    "model_type": "en tabell av nycklar och värden",
    "is_instance_of": 'ett reguljärt uttryck, som "Resultat.*"',
    "pattern_type": 'ett reguljärt uttryck, som "Resultat.*"',
}
# In the place of an error stands `[key]` where it is the key that is wrong.
_KEY = "[key]"


def form_faults(error: ValidationError) -> Iterator[str]:
    """Name each fault: its key, with those it stands under, and what was expected there."""
    for fault in error.errors():
        engine, *path = fault["loc"] or ("engine",)
        place = ".".join(str(part) for part in path if part != _KEY and not isinstance(part, int))
        told = _told(fault, str(engine), path)
        if fault["type"].startswith("union_tag"):
            yield f"engine: {told}"
        else:
            yield f"{place}: {told}" if place else told


def _told(fault: ErrorDetails, engine: str, path: Sequence[str | int]) -> str:
    """Say what stands in a place and what was expected there."""
    value, context = shown(fault.get("input")), fault.get("ctx", {})
    match fault["type"]:
        case "missing":
            told = "saknas"
        case "extra_forbidden":
            told = f"okänd nyckel; väntade en av {', '.join(_keys(engine, path[:-1]))}"
        case "union_tag_not_found":
            told = f"saknas; väntade en av {', '.join(ENGINES)}"
        case "union_tag_invalid":
            told = f"{context['tag']!r}; väntade en av {', '.join(ENGINES)}"
        case "value_error":
            told = str(context["error"])
        case kind:
            told = f"{value}; väntade {_TYPES[kind]}" if kind in _TYPES else f"{value}; {expected(fault)}"
    return told


def _keys(engine: str, path: Sequence[str | int]) -> list[str]:
    """Give the keys that a form of this engine may hold in a place; a form's name is that of its file."""
    model = ENGINES[engine]
    for part in path:
        annotation = model.model_fields[str(part)].annotation
        model = next(
            one for one in (annotation, *get_args(annotation)) if isinstance(one, type) and issubclass(one, BaseModel)
        )
    keys = set(model.model_fields)
    return sorted(keys if path else {"extends", *keys} - {"name"})
