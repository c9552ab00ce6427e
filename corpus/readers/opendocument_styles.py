"""What the styles of an OpenDocument text do to it: hide it, strike it out or raise it above the line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

# An element of lxml's tree; the library gives it no public type.
_Element = Any

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_STYLE, _TEXT = f"{{{OASIS}style:1.0}}", f"{{{OASIS}text:1.0}}"
_RAISED = re.compile(r"super|[1-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyles:
    """Names of the styles whose text is not shown or is struck out, and of those whose text is raised."""

    left_out: frozenset[str]
    raised: frozenset[str]


def text_styles(roots: Iterable[_Element]) -> TextStyles:
    """Read the styles of a document from its parts, also what they have from the style they are based on."""
    found = {style.get(f"{_STYLE}name", ""): style for root in roots for style in root.iter(f"{_STYLE}style")}
    told = {name: dict(_inherited(name, found)) for name in found}
    return TextStyles(
        left_out=frozenset(name for name, form in told.items() if _is_left_out(form)),
        raised=frozenset(name for name, form in told.items() if _RAISED.match(form.get(f"{_STYLE}text-position", ""))),
    )


def _inherited(name: str, styles: dict[str, _Element]) -> Iterator[tuple[str, str]]:
    """Give the properties of a style's text, those of the style it is based on first."""
    chain: list[str] = []
    while name in styles and name not in chain:
        chain.append(name)
        name = styles[name].get(f"{_STYLE}parent-style-name", "")
    for one in reversed(chain):
        form = styles[one].find(f"{_STYLE}text-properties")
        yield from form.items() if form is not None else ()


def _is_left_out(form: dict[str, str]) -> bool:
    struck = form.get(f"{_STYLE}text-line-through-style", form.get(f"{_STYLE}text-line-through-type", "none"))
    return form.get(f"{_TEXT}display") == "none" or struck != "none"
