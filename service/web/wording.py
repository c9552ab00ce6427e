"""How things are worded and marked on the pages."""

import json
import re
from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from corpus.regions import group_by_id, region_by_code
from corpus.themes import find_theme
from indexer.passage import Passage
from service.answer.wording import quotation
from service.asked.telling import chips
from service.references import page_label, pages_label, reference, years_label
from service.results import Highlight, RegionStatus

# About three lines on a screen, and how much of it may stand before the first highlight.
EXCERPT = 320
LEAD = 60

STATUS_NAMES = {
    RegionStatus.EVIDENCE: "Belägg",
    RegionStatus.MENTIONED: "Bara omnämnd",
    RegionStatus.NONE: "Inget funnet",
    RegionStatus.NO_DOCUMENTS: "Inga dokument i urvalet",
}


def speaker(passage: Passage) -> str:
    """Give whose text it is: a region's, a group's or nobody's."""
    if passage.region is not None:
        return region_by_code(passage.region).name
    return group_by_id(passage.group).name if passage.group is not None else "Nationellt"


def region_label(code: str | None) -> str:
    """Give a region's name, "" for none."""
    return region_by_code(code).name if code else ""


def group_label(group: str | None) -> str:
    """Give a group's name, "" for none."""
    return group_by_id(group).name if group else ""


def theme_label(theme: str | None) -> str:
    """Give a theme's label, "" for none."""
    return find_theme(theme).label if theme else ""


def percent(share: float) -> str:
    """Give a share as whole percent, as Swedish writes it."""
    return f"{round(share * 100)}\N{NO-BREAK SPACE}%"


def highlighted(text: str, highlights: Sequence[Highlight]) -> Markup:
    """Give the text, escaped, with the highlighted stretches in <mark>."""
    parts, here = [], 0
    for mark in highlights:
        parts += [escape(text[here : mark.start]), Markup("<mark>{}</mark>").format(text[mark.start : mark.end])]
        here = mark.end
    return Markup("").join([*parts, escape(text[here:])])


def excerpt(text: str, highlights: Sequence[Highlight]) -> Markup:
    """Give the stretch of a text that holds most highlights, marked: whole words, at most 320 characters."""
    start = _start_of_excerpt(text, highlights)
    end = len(text) if len(text) <= start + EXCERPT else text.rfind(" ", start, start + EXCERPT)
    if end <= start:
        end = start + EXCERPT
    marks = [
        Highlight(start=mark.start - start, end=mark.end - start)
        for mark in highlights
        if start <= mark.start and mark.end <= end
    ]
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return Markup("{}{}{}").format(before, highlighted(text[start:end], marks), after)


def _start_of_excerpt(text: str, highlights: Sequence[Highlight]) -> int:
    reach = EXCERPT - LEAD
    held = {
        mark.start: sum(mark.start <= other.start < mark.start + reach for other in highlights) for mark in highlights
    }
    best = max(held, key=lambda start: held[start], default=0)
    return 0 if best <= LEAD else text.rfind(" ", 0, best - LEAD) + 1


def mark_passage(page: str, passage: str, start: int = 0, end: int = 0) -> Markup:
    """Give a page's text, escaped, with the passage marked wherever white space differs.

    Args:
        start: Where in the passage the quoted characters begin; only they are in <mark>, the passage around them.
        end: Where they end; 0 marks the whole passage.
    """
    words = passage.split()
    found = re.search(r"\s+".join(map(re.escape, words)), page) if words else None
    if found is None:
        return escape(page)
    before, told, after = page[: found.start()], found.group(), page[found.end() :]
    if not 0 <= start < end <= len(passage) or not passage[start:end].strip():
        return Markup('{}<mark id="passage">{}</mark>{}').format(before, told, after)
    letters = [place for place, letter in enumerate(told) if not letter.isspace()]
    first, last = letters[_n_letters(passage[:start])], letters[_n_letters(passage[:end]) - 1] + 1
    around = Markup('{}<span class="passage">{}<mark id="passage">{}</mark>{}</span>{}')
    return around.format(before, told[:first], told[first:last], told[last:], after)


def _n_letters(text: str) -> int:
    return sum(not letter.isspace() for letter in text)


def counted(count: int, one: str, many: str) -> str:
    """Give a count with its noun."""
    return f"{count}\N{NO-BREAK SPACE}{one if count == 1 else many}"


def as_json(value: object) -> str:
    """Give a value as indented JSON, its letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2)


FILTERS: dict[str, Callable[..., object]] = {
    "chips": chips,
    "quotation": quotation,
    "page_label": page_label,
    "pages_label": pages_label,
    "reference": reference,
    "speaker": speaker,
    "region_label": region_label,
    "group_label": group_label,
    "theme_label": theme_label,
    "percent": percent,
    "years_label": years_label,
    "excerpt": excerpt,
    "as_json": as_json,
    "counted": counted,
}
