"""What the styles of an OpenDocument text do to it: hide it, strike it out or raise it above the line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# An element of lxml's tree; the library gives it no public type.
_Element = Any

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_STYLE, _TEXT = f"{{{OASIS}style:1.0}}", f"{{{OASIS}text:1.0}}"
_FORMAT = f"{{{OASIS}xsl-fo-compatible:1.0}}"
_RAISED = re.compile(r"super|[1-9]")
_LOOKED_AT = frozenset(
    {f"{_STYLE}text-position", f"{_STYLE}text-line-through-style", f"{_STYLE}text-line-through-type"}
    | {f"{_TEXT}display", f"{_FORMAT}break-before"}
)
# Properties by name.
_Form = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyles:
    """Names of styles by what they do.

    Attributes:
        left_out: Their text is not shown, or is struck out.
        raised: Their text is raised.
        on_new_pages: Their paragraphs and tables begin on a new page.
    """

    left_out: frozenset[str]
    raised: frozenset[str]
    on_new_pages: frozenset[str]


def text_styles(roots: Iterable[_Element]) -> TextStyles:
    """Read the styles of a document from its parts, also what they have from the style they are based on."""
    found = {style.get(f"{_STYLE}name", ""): style for root in roots for style in root.iter(f"{_STYLE}style")}
    told = _inherited(found)
    return TextStyles(
        left_out=frozenset(name for name, form in told.items() if _is_left_out(form)),
        raised=frozenset(name for name, form in told.items() if _RAISED.match(form.get(f"{_STYLE}text-position", ""))),
        on_new_pages=frozenset(name for name, form in told.items() if _begins_page(found[name], form)),
    )


def _begins_page(style: _Element, form: _Form) -> bool:
    """Whether a paragraph or table of a style begins on a new page: by a break, or as that page is of another kind."""
    return form.get(f"{_FORMAT}break-before") == "page" or bool(style.get(f"{_STYLE}master-page-name"))


def _inherited(styles: Mapping[str, _Element]) -> dict[str, _Form]:
    """Give the properties of each style, each read once; it has those it does not say from the style it is based on."""
    forms: dict[str, _Form] = {}
    for name in styles:
        chain: dict[str, None] = {}
        base = name
        while base in styles and base not in forms and base not in chain:
            chain[base] = None
            base = styles[base].get(f"{_STYLE}parent-style-name", "")
        form = forms.get(base, {})
        for one in reversed(chain):
            forms[one] = form = form | dict(_own(styles[one]))
    return forms


def _own(style: _Element) -> Iterator[tuple[str, str]]:
    """Give the properties that a style says itself, of those that are looked at."""
    for kind in ("text", "paragraph", "table"):
        for form in style.iterchildren(f"{_STYLE}{kind}-properties"):
            yield from ((name, value) for name, value in form.items() if name in _LOOKED_AT)


def _is_left_out(form: _Form) -> bool:
    struck = form.get(f"{_STYLE}text-line-through-style", form.get(f"{_STYLE}text-line-through-type", "none"))
    return form.get(f"{_TEXT}display") == "none" or struck != "none"
