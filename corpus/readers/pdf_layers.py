"""The layers of a PDF page that are turned off: what is drawn on them is not seen."""

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
