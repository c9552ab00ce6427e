"""What is visible on a PDF page: which layers are off, and which graphics states let through what lies below."""

from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader

# An entry of a PDF: whatever pypdf read there.
_Entry = Any


def layers_off(page: PageObject) -> frozenset[str]:
    """Give the names under which a page draws on layers that are off when the file is opened."""
    off = _turned_off(page)
    return frozenset(name for name, layer in _entries(page, "/Properties", off) if _is_off(layer, off))


def forms_off(page: PageObject) -> frozenset[str]:
    """Give the names of a page's pictures and forms that belong to layers that are off when the file is opened."""
    off = _turned_off(page)
    found = ((name, entry.get_object()) for name, entry in _entries(page, "/XObject", off))
    return frozenset(name for name, drawn in found if "/OC" in drawn and _is_off(drawn.raw_get("/OC"), off))


def _turned_off(page: PageObject) -> frozenset[int]:
    return _off(page.pdf) if isinstance(page.pdf, PdfReader) else frozenset()


def _entries(page: PageObject, kind: str, off: frozenset[int]) -> Iterator[tuple[str, _Entry]]:
    """Give what a page names of a kind, as it is referred to; nothing where no layer is off."""
    resources: _Entry = page.get("/Resources", {})
    named: _Entry = resources.get_object().get(kind, {}) if off else {}
    yield from ((str(name), named.get_object().raw_get(name)) for name in named.get_object())


def _is_off(layer: _Entry, off: frozenset[int]) -> bool:
    """Whether a layer, or a group of layers of which one or all must be on or off, does not show."""
    told = layer.get_object()
    if told.get("/Type") != "/OCMD":
        return _number(layer) in off
    listed: _Entry = told.raw_get("/OCGs") if "/OCGs" in told else []
    held = listed.get_object()
    are_off = [_number(one) in off for one in (held if isinstance(held, list) else [listed])]
    shows = {"/AllOn": not any(are_off), "/AnyOff": any(are_off), "/AllOff": all(are_off)}
    return bool(are_off) and not shows.get(str(told.get("/P")), not all(are_off))


def opacity(page: PageObject) -> dict[str, bool]:
    """Give the names of a page's ways to draw that say how much shows through, and whether that is nothing."""
    resources: _Entry = page.get("/Resources", {})
    named: _Entry = resources.get_object().get("/ExtGState", {})
    ways = {str(name): named.get_object()[name] for name in named.get_object()}
    return {name: _is_opaque(way) for name, way in ways.items() if {"/ca", "/BM", "/SMask"} & way.keys()}


def _is_opaque(way: _Entry) -> bool:
    is_plain = way.get("/BM", "/Normal") in ("/Normal", "/Compatible") and way.get("/SMask", "/None") == "/None"
    return bool(is_plain and float(way.get("/ca", 1)) == 1)


def _off(reader: PdfReader) -> frozenset[int]:
    """Give the object numbers of the layers that are off."""
    layers: _Entry = reader.root_object.get("/OCProperties", {})
    usual: _Entry = layers.get("/D", {})
    if usual.get("/BaseState") == "/OFF":
        on = {_number(entry) for entry in usual.get("/ON", ())}
        return frozenset(map(_number, layers.get("/OCGs", ()))) - on
    return frozenset(map(_number, usual.get("/OFF", ())))


def _number(entry: _Entry) -> int:
    return int(getattr(entry, "idnum", -1))
