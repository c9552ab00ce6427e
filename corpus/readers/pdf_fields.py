"""Text on a PDF page outside its drawing: filled-in form fields, and annotations typed onto the page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pypdf import PageObject
from pypdf.generic import DictionaryObject

from corpus.pages import collapse
from corpus.readers.drawn import Chunk, without_controls
from corpus.readers.font_widths import text_width
from corpus.readers.geometry import Matrix, turned

# An entry of a PDF: whatever pypdf read there.
_Entry = Any

# Flags of an annotation (ISO 32000-1, table 165): hidden, not shown on screen.
_HIDDEN, _NO_VIEW = 2, 32
# A password field's text is nobody's business (table 228).
_PASSWORD = 1 << 13
_USUAL_SIZE = 11.0
_COMMENTS = frozenset(
    {"/Text", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret", "/Ink", "/Square", "/Circle", "/Line"}
)


def annotations(page: DictionaryObject) -> Iterator[DictionaryObject]:
    """Give what is laid over a page and shown; a damaged entry costs only itself."""
    listed = page.get("/Annots")
    for entry in (listed.get_object() or ()) if listed is not None else ():
        found = entry.get_object()
        if isinstance(found, DictionaryObject) and not _number(found.get("/F")) & (_HIDDEN | _NO_VIEW):
            yield found


def count_comments(page: DictionaryObject) -> int:
    """Count the comments on a page that say something."""
    return sum(one.get("/Subtype") in _COMMENTS and bool(_text(one.get("/Contents"))) for one in annotations(page))


def attached_to(page: DictionaryObject) -> list[str]:
    """Name the files that are pinned to a page."""
    pinned = (one for one in annotations(page) if one.get("/Subtype") == "/FileAttachment")
    return [_file_name(one.get("/FS")) for one in pinned]


def associated_with(root: DictionaryObject) -> list[str]:
    """Name the files that a document says belong to it (PDF 2.0 and PDF/A-3), which need not be attached otherwise."""
    listed: _Entry = root.get("/AF", ())
    return [_file_name(one) for one in listed.get_object()] if listed else []


def filled_in(page: PageObject, turn: Matrix) -> list[Chunk]:
    """Give the text of a page's filled-in fields and what was typed onto it, where it stands."""
    found: list[Chunk] = []
    for one in annotations(page):
        text = _shown_text(one) or _drawn_text(page, one)
        if text.strip():
            found += _chunks(text, one, turn)
    return found


def among(drawn: Sequence[Chunk], added: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """Put added text after the drawn text that it stands to the right of or below, so that it is read there."""
    order = list(drawn)
    for chunk in sorted(added, key=lambda one: (-one.y, one.x)):
        order.insert(_place(order, chunk), chunk)
    return tuple(order)


def _place(chunks: Sequence[Chunk], added: Chunk) -> int:
    beside = [n for n, one in enumerate(chunks) if abs(one.y - added.y) < added.size and one.x <= added.x]
    if beside:
        return max(beside, key=lambda n: (chunks[n].x, n)) + 1
    above = [n for n, one in enumerate(chunks) if one.y >= added.y]
    if not above:
        return 0
    lowest = min(chunks[n].y for n in above)
    return max(n for n in above if chunks[n].y < lowest + added.size) + 1


def _shown_text(one: DictionaryObject) -> str:
    if one.get("/Subtype") == "/FreeText":
        return _text(one.get("/Contents"))
    if one.get("/Subtype") != "/Widget":
        return ""
    kind, value = _inherited(one, "/FT"), _inherited(one, "/V")
    if kind == "/Btn":
        state = one.get("/AS", value)
        is_button = _number(_inherited(one, "/Ff")) & 1 << 16
        return "☒" if not is_button and state is not None and str(state) != "/Off" else ""
    if kind == "/Tx" and _number(_inherited(one, "/Ff")) & _PASSWORD:
        return ""
    if kind == "/Ch":
        return _chosen(value, _inherited(one, "/Opt"))
    return _text(value) if kind == "/Tx" else ""


def _drawn_text(page: PageObject, one: DictionaryObject) -> str:
    """Give what is drawn for text that is laid over a page where it is told nowhere else, and in a stamp."""
    is_field = one.get("/Subtype") == "/Widget" and _inherited(one, "/FT") in ("/Tx", "/Ch")
    if not is_field and one.get("/Subtype") not in ("/FreeText", "/Stamp"):
        return ""
    if is_field and _number(_inherited(one, "/Ff")) & _PASSWORD:
        return ""
    try:
        drawn: _Entry = one.get("/AP", DictionaryObject()).get_object().get("/N", DictionaryObject()).get_object()
        return without_controls(page.extract_xform_text(drawn)) if hasattr(drawn, "get_data") else ""
    except Exception:  # A damaged drawing costs no more than itself.
        return ""


def _chosen(value: _Entry, options: _Entry) -> str:
    """Give what is chosen as the form shows it: an option may be kept as a code, beside its words."""
    pairs = [one.get_object() for one in options or ()]
    shown = {_text(pair[0]): _text(pair[1]) for pair in pairs if isinstance(pair, list) and len(pair) == 2}
    values = value if isinstance(value, list) else [value]
    return ", ".join(shown.get(one, one) for one in map(_text, values) if one)


def _inherited(one: DictionaryObject, key: str) -> _Entry:
    """Give an entry of a field, or of the field it is part of."""
    node: _Entry = one
    for _ in range(32):  # A damaged file may lead in a circle.
        if not isinstance(node, DictionaryObject):
            return None
        if key in node:
            return node[key]
        parent = node.get("/Parent")
        node = None if parent is None else parent.get_object()
    return None


def _text(value: _Entry) -> str:
    if value is None:
        return ""
    value = value.get_object() if hasattr(value, "get_object") else value
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    if hasattr(value, "get_data"):
        value = value.get_data()
    if isinstance(value, bytes):
        value = value.decode("utf-16" if value[:2] in (b"\xfe\xff", b"\xff\xfe") else "cp1252", errors="ignore")
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else ""


def _number(value: _Entry) -> int:
    return int(value) if isinstance(value, int | float) else 0


def _file_name(entry: _Entry) -> str:
    told = entry.get_object() if entry is not None else {}
    return collapse(_text(told.get("/UF", told.get("/F")))) or "utan namn" if isinstance(told, dict) else "utan namn"


def _chunks(text: str, one: DictionaryObject, turn: Matrix) -> Iterator[Chunk]:
    """Set a text line by line into the box it belongs to."""
    rectangle: _Entry = one["/Rect"]
    left, bottom, right, top = map(float, rectangle)
    left, bottom, right, top = turned(turn, (left, bottom, right, top))
    lines = [line for line in text.split("\n") if line.strip()]
    size = min(_USUAL_SIZE, max((top - bottom) / len(lines), 1.0))
    first = Chunk(
        text="",
        x=left,
        y=top - size,
        size=size,
        width=0.0,
        error=0.0,
        is_bold=False,
        is_invisible=False,
        is_white=False,
        is_in_form=False,
        direction=0,
        pen=-1,
    )
    if len(lines) == 1:
        first = replace(first, y=(top + bottom) / 2 - 0.3 * size)
    for number, line in enumerate(lines):
        width, error = text_width(line, size, {})
        yield replace(first, text=f"{line}\n", width=width, error=error, y=first.y - number * size)
