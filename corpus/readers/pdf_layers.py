"""What shows on a PDF page: the layers that are turned off, and the ways to draw that let through what is below."""

from typing import Any

from pypdf import PageObject, PdfReader

# An entry of a PDF: whatever pypdf read there.
_Entry = Any


def layers_off(page: PageObject) -> frozenset[str]:
    """Give the names under which a page draws on layers that are off when the file is opened."""
    if not isinstance(page.pdf, PdfReader):
        return frozenset()
    off = _off(page.pdf)
    resources: _Entry = page.get("/Resources", {})
    named: _Entry = resources.get_object().get("/Properties", {}) if off else {}
    return frozenset(str(name) for name in named if _number(named.raw_get(name)) in off)


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
