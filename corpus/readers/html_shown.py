"""Which elements of an HTML page a reader sees: hidden ones by their attributes or the page's style rules."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Attributes = Mapping[str, str | None]

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_NEVER_SHOWN = frozenset({"script", "style", "noscript", "template", "svg", "nav", "title", "del", "datalist"})
_HIDES = re.compile(
    r"(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|(?:opacity|font-size)\s*:\s*0(?:px|pt|em|%)?\s*(?:$|[;!]))",
    re.IGNORECASE,
)
_STYLE = re.compile(r"<style\b(?P<attributes>[^>]{0,500})>(?P<rules>.*?)</style", re.IGNORECASE | re.DOTALL)
# Style rules stand at the top; further down a page made to do harm could hold any number of beginnings.
_STYLES_WITHIN = 1_000_000
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE = re.compile(r"(?P<selectors>[^{}]+)\{(?P<declarations>[^{}]*)\}")
_OTHER_MEDIA = re.compile(r"@[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_SIMPLE = re.compile(r"(?P<tag>[a-z][\w-]*)?(?P<marks>(?:[.#][\w-]+)*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Selector:
    """A tag, "" for any, and the classes (`.name`) and id (`#name`) it asks for."""

    tag: str
    marks: frozenset[str]


class Shown:
    """Tells what is hidden on one page."""

    def __init__(self, page: str) -> None:
        self._selectors = tuple(_hiding_selectors(page))

    def hides(self, tag: str, attributes: Attributes) -> bool:
        """Whether an element and all inside it is not seen."""
        if tag in _NEVER_SHOWN or attributes.get("hidden", "until-found") != "until-found":
            return True
        if _HIDES.search(attributes.get("style") or ""):
            return True
        if (tag == "dialog" and "open" not in attributes) or (tag == "option" and "selected" not in attributes):
            return True
        marks = {f".{name}" for name in (attributes.get("class") or "").split()} | {f"#{attributes.get('id')}"}
        return any(one.tag in ("", tag) and one.marks <= marks for one in self._selectors)


def _hiding_selectors(page: str) -> list[_Selector]:
    """Give the simple selectors of the page's own style rules that hide what they select on screen."""
    found = []
    for sheet in _STYLE.finditer(page[:_STYLES_WITHIN]):
        if "print" in sheet["attributes"]:
            continue
        rules = _OTHER_MEDIA.sub("", _COMMENT.sub("", sheet["rules"]))
        for rule in _RULE.finditer(rules):
            if _HIDES.search(rule["declarations"]):
                found += [one for part in rule["selectors"].split(",") if (one := _selector(part.strip()))]
    return found


def _selector(text: str) -> _Selector | None:
    match = _SIMPLE.fullmatch(text)
    if not text or match is None:
        return None
    return _Selector((match["tag"] or "").lower(), frozenset(re.findall(r"[.#][\w-]+", match["marks"])))


# An element whose start ends others that are open, up to the nearest of those that hold it.
_ENDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
}
_ENDS_PARAGRAPH = frozenset(
    {"p", "div", "ul", "ol", "dl", "table", "section", "article", "aside", "blockquote", "form", "header", "footer"}
    | {"main", "nav", "pre", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "address", "figure", "fieldset", "details"}
)
_BODY_STARTS = frozenset({"body", "p", "h1", "h2", "h3", "div", "table"})
_CELL_WALLS = frozenset({"td", "th", "table"})
_TABLE_TAGS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th"})
_FILLED_IN = frozenset({"text", "number", "date", "email", "tel", "url", "month", "week", "time", "search"})


def implied_end(tag: str, opened: Sequence[str]) -> int | None:
    """Give the place of the first open element that the start of a tag ends without saying so, if there is one."""
    ends, walls = _ENDS.get(
        tag, (frozenset({"p"}), _CELL_WALLS) if tag in _ENDS_PARAGRAPH else (frozenset(), frozenset())
    )
    if tag in _BODY_STARTS and "head" in opened:
        return opened.index("head")
    found = None
    for place in range(len(opened) - 1, -1, -1):
        if opened[place] in walls:
            break
        found = place if opened[place] in ends else found
    return found


def matching_end(tag: str, opened: Sequence[str]) -> int | None:
    """Give the place of the open element that an end tag ends; one inside a cell ends nothing outside of it."""
    for place in range(len(opened) - 1, -1, -1):
        if opened[place] == tag:
            return place
        if opened[place] in _CELL_WALLS and tag not in _TABLE_TAGS:
            return None
    return None


def raises(tag: str, attributes: Attributes) -> bool:
    """Whether an element's text stands above the line."""
    return tag == "sup" or re.search(r"vertical-align\s*:\s*super", attributes.get("style") or "") is not None


def shown_value(tag: str, attributes: Attributes) -> str:
    """Give what a form's field shows that is filled in, else ""."""
    if tag != "input":
        return ""
    kind = (attributes.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "☒ " if "checked" in attributes else ""
    return f" {attributes.get('value') or ''} " if kind in _FILLED_IN else ""


def is_picture(tag: str, attributes: Attributes) -> bool:
    """Whether an element is a picture that its author did not mark as decoration."""
    return tag == "img" and attributes.get("alt", "?") != ""
