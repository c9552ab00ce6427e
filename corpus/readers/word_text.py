"""The text of a Word paragraph as Word shows it: final, without hidden text, superscripts kept apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from docx.oxml.ns import qn

from corpus.readers.word_signs import shown_sign
from corpus.repair.raised import raised_text

Element = Any

PAGE = "\f"
PARAGRAPH = qn("w:p")
RENDERED_BREAK = qn("w:lastRenderedPageBreak")
BOX = qn("w:txbxContent")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted text, field codes, formats, and the second of two forms of the same drawing.
_NOT_TEXT = {qn(f"w:{name}") for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "rt")} | {_FALLBACK}
_TEXTS = {qn("w:t"), "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
_SIGNS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_OFF = ("0", "false", "off", "none")
_RUN = qn("w:r")
_FORM_FIELD = qn("w:ffData")
_FIELD_MARK = qn("w:fldChar")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStyles:
    """Ids of the styles whose text is hidden, and of those whose text is raised."""

    hidden: frozenset[str]
    raised: frozenset[str]


def run_styles(styles: Element) -> RunStyles:
    """Read from the document's styles which hide or raise text, also by the style they are based on."""
    formats = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}

    def holding(test: Any) -> frozenset[str]:
        told: dict[str, bool] = {}
        for name in formats:
            _tell(name, formats, test, told)
        return frozenset(name for name, holds in told.items() if holds)

    return RunStyles(hidden=holding(_hides), raised=holding(_raises))


def _tell(name: str, formats: dict[str, Element], test: Any, told: dict[str, bool]) -> None:
    """Add what holds of a style and of those it is based on, each of which is looked at once."""
    chain: list[str] = []
    holds: bool | None = None
    while name in formats and name not in told and holds is None:
        told[name] = False  # where styles are based on each other in a circle
        chain.append(name)
        holds = test(formats[name].find(qn("w:rPr")))
        base = formats[name].find(qn("w:basedOn"))
        name = "" if base is None else base.get(qn("w:val"), "")
    told |= dict.fromkeys(chain, told.get(name, False) if holds is None else bool(holds))


def paragraph_text(element: Element, styles: RunStyles, *, with_breaks: bool) -> str:
    """Give the text of a paragraph without its text boxes, a form feed where a page begins.

    Args:
        with_breaks: Whether breaks that the author set begin pages, besides those that Word noted.
    """
    text = ""
    is_hidden = _style_of(element.find(qn("w:pPr")), "w:pStyle") in styles.hidden
    codes = frozenset(_inside_codes(element))
    # A mark of two digits may be set in two runs.
    for kind, group in groupby(_pieces(element, styles, codes, is_hidden=is_hidden), key=lambda found: found[0]):
        pieces = [piece for _, piece in group]
        if kind == "break":
            text += "".join(PAGE if with_breaks or piece else "" for piece in pieces)
        else:
            text += raised_text(text, "".join(pieces)) if kind == "raised" else "".join(pieces)
    return text


def _inside_codes(paragraph: Element) -> Iterator[Element]:
    """Give the text in the codes of a paragraph's fields: what fields within them say, of which they make their own."""
    open_fields: list[list[Element] | None] = []  # Text in a field's code so far; None once its result has begun.
    for element in paragraph.iter(_FIELD_MARK, *_TEXTS):
        if element.tag != _FIELD_MARK:
            for code in open_fields:
                if code is not None:
                    code.append(element)
            continue
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            open_fields.append([])
        elif open_fields:
            yield from open_fields.pop() or ()
            if kind == "separate":
                open_fields.append(None)


def _pieces(
    element: Element, styles: RunStyles, codes: frozenset[Element], *, is_hidden: bool
) -> Iterator[tuple[str, str]]:
    """Give stretches of text, raised ones as one each, and page breaks; "noted" for one that Word noted."""
    for child in element.iterchildren():
        if child.tag in _NOT_TEXT or child.tag == BOX or child in codes or asks_for_text(child):
            continue
        if child.tag == _RUN:
            yield from _run(child, styles, codes, is_hidden=is_hidden)
        elif not isinstance(child.tag, str):
            continue
        else:
            yield from _leaf(child, is_hidden=is_hidden)
            yield from _pieces(child, styles, codes, is_hidden=is_hidden)


def _run(run: Element, styles: RunStyles, codes: frozenset[Element], *, is_hidden: bool) -> Iterator[tuple[str, str]]:
    form = run.find(qn("w:rPr"))
    style = _style_of(form, "w:rStyle")
    told = _hides(form)
    is_hidden = told if told is not None else (is_hidden or style in styles.hidden)
    told = _raises(form)
    is_raised = told if told is not None else style in styles.raised
    pieces = list(_pieces(run, styles, codes, is_hidden=is_hidden))
    if is_raised and all(kind == "text" for kind, _ in pieces):
        yield "raised", "".join(piece for _, piece in pieces)
    else:
        yield from pieces


def _leaf(child: Element, *, is_hidden: bool) -> Iterator[tuple[str, str]]:
    if child.tag == RENDERED_BREAK:
        yield "break", "noted"
    elif child.tag == qn("w:br") and child.get(qn("w:type")) == "page":
        yield "break", ""
    elif is_hidden:
        return
    elif child.tag in _TEXTS:
        yield "text", child.text or ""
    elif child.tag in _SIGNS:
        yield "text", _SIGNS[child.tag]
    elif child.tag == qn("w:sym"):
        yield "text", shown_sign(child)
    elif child.tag == _FORM_FIELD:
        yield "text", _form_value(child)


def _form_value(field: Element) -> str:
    """Give what an old form's box or list shows, which stands in no run."""
    box, choices = field.find(qn("w:checkBox")), field.find(qn("w:ddList"))
    if box is not None:
        checked = box.find(qn("w:checked"))
        if checked is None:
            checked = box.find(qn("w:default"))
        return "☒" if checked is not None and is_on(checked) else "☐"
    if choices is not None:
        entries = [entry.get(qn("w:val"), "") for entry in choices.findall(qn("w:listEntry"))]
        chosen = choices.find(qn("w:result"))
        place = chosen.get(qn("w:val"), "0") if chosen is not None else "0"
        return entries[int(place)] if place.isdecimal() and int(place) < len(entries) else ""
    return ""


def asks_for_text(element: Element) -> bool:
    """Whether an element is a form's field that nobody has filled in."""
    asking = element.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")
    return asking is not None and is_on(asking)


def is_on(element: Element) -> bool:
    """Whether a switch such as <w:vanish/> is on: it is unless it says otherwise."""
    return element.get(qn("w:val"), "1").lower() not in _OFF


def _hides(form: Element) -> bool | None:
    """Whether a format hides or strikes out its text; None where it does not say."""
    found = [] if form is None else [form.find(qn(f"w:{name}")) for name in ("vanish", "strike", "dstrike")]
    switches = [is_on(switch) for switch in found if switch is not None]
    return any(switches) if switches else None


def _raises(form: Element) -> bool | None:
    if form is None:
        return None
    align, lift = form.find(qn("w:vertAlign")), form.find(qn("w:position"))
    if align is not None:
        return bool(align.get(qn("w:val")) == "superscript")
    points = re.match(r"-?\d+", lift.get(qn("w:val"), "")) if lift is not None else None
    return int(points.group()) > 0 if points else None


def _style_of(form: Element, kind: str) -> str | None:
    named = None if form is None else form.find(qn(kind))
    return None if named is None else named.get(qn("w:val"))


def shown(element: Element, tags: set[str]) -> Iterator[Element]:
    """Give the elements of these kinds inside a paragraph, in order, that are neither deleted nor told twice."""
    for child in element.iterchildren():
        if child.tag in tags:
            yield child
        elif child.tag not in _NOT_TEXT:
            yield from shown(child, tags)


def note_references(paragraph: Element) -> list[tuple[str, str]]:
    """Give the notes a paragraph refers to, outside its boxes: footnotes or endnotes, and the note's id."""
    return [
        (_NOTES[found.tag], found.get(qn("w:id"), ""))
        for found in shown(paragraph, {*_NOTES, BOX})
        if found.tag in _NOTES
    ]
