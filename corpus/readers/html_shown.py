"""Which elements of an HTML page are visible, judged by their attributes and the page's style rules."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

Attributes = Mapping[str, str]

_NEVER_SHOWN = frozenset(
    {"script", "style", "noscript", "template", "svg", "nav", "title", "datalist"} | {"del", "s", "strike", "rt", "rp"}
)
_HIDES = re.compile(
    r"(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|text-decoration(?:-line)?\s*:[^;]*line-through"
    r"|(?:opacity|font-size)\s*:\s*0(?:px|pt|em|%)?\s*(?:$|[;!])"
    # Text for those who listen to the page is cut to nothing, or stands beside the screen.
    r"|clip\s*:\s*rect\(\s*([01])(?:px)?(?:[\s,]+\1(?:px)?){3}\s*\)|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|(?:left|top|text-indent)\s*:\s*-\d{4,}(?:px|em)?)",
    re.IGNORECASE,
)
# What such text is called where the page's styles lie in another file.
_FOR_LISTENERS = re.compile(
    r"(?:\S*[-_])?(?:sr-only|visually-?hidden|screen-reader-text|assistive-text|element-invisible)(?:-\S*)?",
    re.IGNORECASE,
)
_DISPLAY = r"(?:^|[;{\s])display\s*:\s*"
_BLOCK = re.compile(
    rf"{_DISPLAY}(?:block|list-item|flow-root|flex|grid|table(?:-row|-cell|-caption)?)\b(?!-)", re.IGNORECASE
)
_SPREADS = re.compile(rf"{_DISPLAY}(?:inline-)?(?:flex|grid)\b", re.IGNORECASE)
_BRACE = re.compile(r"([{}])")
_SIMPLE = re.compile(r"(?P<tag>[a-z][\w-]*)?(?P<marks>(?:[.#][\w-]+)*)", re.IGNORECASE)


class Effect(Enum):
    """What is done to an element's text: it is hidden, runs below the page, is set on lines of its own or apart."""

    HIDES = auto()
    RUNS = auto()
    IS_BLOCK = auto()
    SPREADS = auto()


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
    """Tells what is hidden or set apart on one page, by its own style rules and by what HTML never shows."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._selectors: defaultdict[str, set[tuple[_Selector, Effect]]] = defaultdict(set)
        for one, effect in _styled(sheets):
            self._selectors[min(one.marks, default=one.tag)].add((one, effect))

    def effects(self, tag: str, attributes: Attributes) -> set[Effect]:
        """Give what is done to an element's text; what is hidden is so with all inside it."""
        names = (attributes.get("class") or "").split()
        found = set(_effects(attributes.get("style") or ""))
        if _is_left_out(tag, attributes) or any(map(_FOR_LISTENERS.fullmatch, names)):
            found.add(Effect.HIDES)
        marks = {f".{name}" for name in names} | {f"#{attributes.get('id')}"}
        styled = (one for name in (tag, *marks) for one in self._selectors.get(name, ()))
        return found | {effect for one, effect in styled if one.tag in ("", tag) and one.marks <= marks}


def _is_left_out(tag: str, attributes: Attributes) -> bool:
    if tag in _NEVER_SHOWN or attributes.get("hidden", "until-found") != "until-found":
        return True
    return (tag == "dialog" and "open" not in attributes) or (tag == "option" and "selected" not in attributes)


def _effects(declarations: str) -> Iterator[Effect]:
    for effect, pattern in ((Effect.HIDES, _HIDES), (Effect.IS_BLOCK, _BLOCK), (Effect.SPREADS, _SPREADS)):
        if declarations and pattern.search(declarations):
            yield effect


def _styled(sheets: Iterable[str]) -> Iterator[tuple[_Selector, Effect]]:
    """Give the simple selectors of style rules that do something to what they select on screen."""
    for selectors, declarations in (rule for sheet in sheets for rule in _rules(sheet)):
        for effect in _effects(declarations):
            yield from ((one, effect) for part in selectors.split(",") if (one := _selector(part.strip())))


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


def is_footer(tag: str, attributes: Attributes) -> bool:
    """Whether an element stands below a page, or below a part of it."""
    return tag == "footer" or attributes.get("role") == "contentinfo"


def is_picture(tag: str, attributes: Attributes) -> bool:
    """Whether an element is a picture that its author did not mark as decoration."""
    return tag == "img" and attributes.get("alt", "?") != ""


def is_embedded_page(tag: str, attributes: Attributes) -> bool:
    """Whether an element shows another page, and is more than the dot that counts visitors."""
    sizes = {attributes.get(side, "").removesuffix("px") for side in ("width", "height")}
    return tag == "iframe" and bool(attributes.get("src") or attributes.get("data-src")) and not sizes & {"0", "1"}
