"""The API's documentation page, made of its own OpenAPI document: every call, every field, limits and examples."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.api.description import EXAMPLES

Described = Mapping[str, Any]

JSON = "application/json"
KINDS = {
    "string": "text",
    "integer": "heltal",
    "number": "tal",
    "boolean": "true eller false",
    "null": "null",
    "object": "objekt",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A parameter, or a field of what is sent or given back.

    Attributes:
        place: Where a parameter stands, as OpenAPI calls it; "" of a field.
        kind: What it holds, in words.
        of: The object it holds, where it holds one or several of a kind that is described by itself.
        limits: What it may be, and what it is where it is left out; "" for anything.
    """

    name: str
    place: str
    kind: str
    of: str | None
    note: str
    limits: str
    is_required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One call: what it takes, what it gives, and how it is made."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Field, ...]
    sent: str | None
    given: str | None
    errors: tuple[str, ...]
    call: str | None
    reply: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """An object of the API with all its fields, or a text with all that it may be."""

    name: str
    fields: tuple[Field, ...]
    values: tuple[str, ...]


def operations(api: Described) -> list[Operation]:
    """Give every call of an OpenAPI document, in its order."""
    return [
        _operation(method, path, told) for path, methods in api["paths"].items() for method, told in methods.items()
    ]


def kinds(api: Described) -> list[Kind]:
    """Give every object of an OpenAPI document, by name."""
    schemas: Mapping[str, Described] = api["components"]["schemas"]
    return [
        Kind(name=name, fields=tuple(_fields(schema)), values=tuple(map(str, schema.get("enum", ()))))
        for name, schema in sorted(schemas.items())
    ]


def _operation(method: str, path: str, told: Described) -> Operation:
    sent = told.get("requestBody", {}).get("content", {}).get(JSON, {}).get("schema", {})
    given = told["responses"].get("200", {}).get("content", {}).get(JSON, {})
    return Operation(
        method=method.upper(),
        path=path,
        summary=told["summary"],
        description=told.get("description", ""),
        parameters=tuple(
            _field(each["name"], each["schema"], bool(each.get("required")), each["in"], each.get("description", ""))
            for each in told.get("parameters", ())
        ),
        sent=_named(sent),
        given=_named(given.get("schema", {})),
        errors=tuple(
            f"{status} {error['description']}" for status, error in told["responses"].items() if status != "200"
        ),
        call=_call(path, asks_for_token=bool(told.get("security"))),
        reply=given.get("example"),
    )


def _call(path: str, *, asks_for_token: bool) -> str | None:
    if path not in EXAMPLES:
        return None
    shown = EXAMPLES[path]
    curl = "curl -H 'Authorization: Bearer NYCKEL'" if asks_for_token else "curl"
    if shown.sent is not None:
        return f"{curl} -H 'Content-Type: {JSON}' -d '{shown.sent}' BAS{shown.address}"
    return f"{curl} 'BAS{shown.address}'"


def _fields(schema: Described) -> list[Field]:
    required = schema.get("required", ())
    return [_field(name, told, name in required) for name, told in schema.get("properties", {}).items()]


def _field(name: str, schema: Described, is_required: bool, place: str = "", note: str = "") -> Field:
    return Field(
        name=name,
        place=place,
        kind=_kind(schema),
        of=_named(schema),
        note=note or schema.get("description", ""),
        limits=_limits(schema),
        is_required=is_required,
    )


def _alternatives(schema: Described) -> list[Described]:
    return list(schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf") or ())


def _named(schema: Described) -> str | None:
    """Give the object that a schema is, is a list of, or may be."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    inner = [*_alternatives(schema), *([schema["items"]] if "items" in schema else [])]
    return next((name for each in inner if (name := _named(each))), None)


def _kind(schema: Described) -> str:
    if "$ref" in schema:
        return _named(schema) or ""
    if parts := _alternatives(schema):
        return " eller ".join(_kind(each) for each in parts)
    if "enum" in schema:
        return f"ett av: {', '.join(map(str, schema['enum']))}"
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        items = [schema["items"]] if "items" in schema else schema.get("prefixItems", [{}])
        return f"lista av {' eller '.join(dict.fromkeys(map(_kind, items)))}"
    return KINDS.get(schema.get("type", ""), "vad som helst")


def _limits(schema: Described) -> str:
    """Say what a value may be: of several alternatives, what the first that says anything does."""
    told = [
        _span(schema.get("minimum"), schema.get("maximum"), ""),
        _span(schema.get("minLength"), schema.get("maxLength"), " tecken"),
        _span(schema.get("minItems"), schema.get("maxItems"), " poster"),
    ]
    told += [f"på formen {schema['pattern']}"] if "pattern" in schema else []
    if not any(told):
        told += [next((limits for each in _alternatives(schema) if (limits := _limits(each))), "")]
    default = schema.get("default")
    told += [f"förval {str(default).lower()}"] if default not in (None, []) else []
    return ", ".join(filter(None, told))


def _span(least: float | None, most: float | None, unit: str) -> str:
    if least is None and most is None:
        return ""
    if most is None:
        return f"minst {least:.0f}{unit}"
    if least is None:
        return f"högst {most:.0f}{unit}"
    return f"{least:.0f}–{most:.0f}{unit}" if least < most else f"{most:.0f}{unit}"
