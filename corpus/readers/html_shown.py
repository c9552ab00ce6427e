"""Which elements of an HTML page a reader sees: hidden ones by their attributes or the page's style rules."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

Attributes = Mapping[str, str]

_NEVER_SHOWN = frozenset(
    {"script", "style", "noscript", "template", "svg", "nav", "title", "datalist"} | {"del", "s", "strike", "rt", "rp"}
)
_HIDES = re.compile(
    r"(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|text-decoration(?:-line)?\s*:[^;]*line-through"
    r"|(?:opacity|font-size)\s*:\s*0(?:px|pt|em|%)?\s*(?:$|[;!]))",
    re.IGNORECASE,
)
_BRACE = re.compile(r"([{}])")
_SIMPLE = re.compile(r"(?P<tag>[a-z][\w-]*)?(?P<marks>(?:[.#][\w-]+)*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Selector:
    """A tag, "" for any, and the classes (`.name`) and id (`#name`) it asks for."""

    tag: str
    marks: frozenset[str]


class Styles:
    """Collects the style rules of a page while its elements pass by, but for those that are for print alone."""

    def __init__(self) -> None:
        self.sheets: list[str] = []
        self._is_open = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        self._is_open = tag == "style" and "print" not in attributes.get("media", "")
        if self._is_open:
            self.sheets.append("")

    def end(self, _tag: str) -> None:
        """Take the end of an element."""
        self._is_open = False

    def data(self, text: str) -> None:
        """Take text."""
        if self._is_open:
            self.sheets[-1] += text

    def close(self) -> "Styles":
        """End the page."""
        return self


class Shown:
    """Tells what is hidden on one page, by its own style rules and by what HTML never shows."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._selectors: defaultdict[str, set[_Selector]] = defaultdict(set)
        for one in _hiding_selectors(sheets):
            self._selectors[min(one.marks, default=one.tag)].add(one)

    def hides(self, tag: str, attributes: Attributes) -> bool:
        """Whether an element and all inside it is not seen."""
        if tag in _NEVER_SHOWN or attributes.get("hidden", "until-found") != "until-found":
            return True
        if _HIDES.search(attributes.get("style") or ""):
            return True
        if (tag == "dialog" and "open" not in attributes) or (tag == "option" and "selected" not in attributes):
            return True
        marks = {f".{name}" for name in (attributes.get("class") or "").split()} | {f"#{attributes.get('id')}"}
        found = (one for name in (tag, *marks) for one in self._selectors.get(name, ()))
        return any(one.tag in ("", tag) and one.marks <= marks for one in found)


def _hiding_selectors(sheets: Iterable[str]) -> Iterator[_Selector]:
    """Give the simple selectors of style rules that hide what they select on screen."""
    for selectors, declarations in (rule for sheet in sheets for rule in _rules(sheet)):
        if _HIDES.search(declarations):
            yield from (one for part in selectors.split(",") if (one := _selector(part.strip())))


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Give the selectors and declarations of a sheet's rules, in one pass; those of `@media` and the like are not."""
    first, *others = sheet.split("/*")
    text = first + "".join(part.partition("*/")[2] for part in others)
    opened: list[str] = []
    before = ""
    for part in _BRACE.split(text.replace("<!--", "").replace("-->", "")):
        if part == "{":
            opened.append(before.rpartition(";")[2].strip())
        elif part == "}" and opened:
            selectors = opened.pop()
            if not opened and not selectors.startswith("@"):
                yield selectors, before
        before = part


def _selector(text: str) -> _Selector | None:
    match = _SIMPLE.fullmatch(text)
    if not text or match is None:
        return None
    return _Selector((match["tag"] or "").lower(), frozenset(re.findall(r"[.#][\w-]+", match["marks"])))


_FILLED_IN = frozenset({"text", "number", "date", "email", "tel", "url", "month", "week", "time", "search"})


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
