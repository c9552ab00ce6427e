"""What the styles of an OpenDocument text do to it: hide it, strike it out or raise it above the line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

# An element of lxml's tree; the library gives it no public type.
_Element = Any

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_STYLE, _TEXT = f"{{{OASIS}style:1.0}}", f"{{{OASIS}text:1.0}}"
_FORMAT = f"{{{OASIS}xsl-fo-compatible:1.0}}"
_RAISED = re.compile(r"super|[1-9]")


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
    told = {name: dict(_inherited(name, found, "text")) for name in found}
    return TextStyles(
        left_out=frozenset(name for name, form in told.items() if _is_left_out(form)),
        raised=frozenset(name for name, form in told.items() if _RAISED.match(form.get(f"{_STYLE}text-position", ""))),
        on_new_pages=frozenset(name for name in found if _begins_page(name, found)),
    )


def _begins_page(name: str, styles: dict[str, _Element]) -> bool:
    """Whether a paragraph or table of a style begins on a new page: by a break, or as that page is of another kind."""
    forms = [dict(_inherited(name, styles, kind)) for kind in ("paragraph", "table")]
    breaks = any(form.get(f"{_FORMAT}break-before") == "page" for form in forms)
    return breaks or bool(styles[name].get(f"{_STYLE}master-page-name"))


def _inherited(name: str, styles: dict[str, _Element], kind: str) -> Iterator[tuple[str, str]]:
    """Give the properties of a kind that a style has, those of the style it is based on first."""
    chain: list[str] = []
    while name in styles and name not in chain:
        chain.append(name)
        name = styles[name].get(f"{_STYLE}parent-style-name", "")
    for one in reversed(chain):
        form = styles[one].find(f"{_STYLE}{kind}-properties")
        yield from form.items() if form is not None else ()


def _is_left_out(form: dict[str, str]) -> bool:
    struck = form.get(f"{_STYLE}text-line-through-style", form.get(f"{_STYLE}text-line-through-type", "none"))
    return form.get(f"{_TEXT}display") == "none" or struck != "none"
