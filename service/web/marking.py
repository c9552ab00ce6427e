"""How texts of the reports are cut and marked on the pages."""

import re
from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from service.answer.answer import ShortAnswer
from service.answer.wording import after_name, quotation, under_name
from service.search.hits import Highlight

# About three lines on a screen, and how much of it may stand before the first highlight.
EXCERPT = 320
# What is left out is told on the line that it is left out of.
BEFORE, AFTER = "…\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}…"
LEAD = 60
# As much of a field as is read before one decides to read on; a little more is not worth folding.
OPENING, WORTH_FOLDING = 480, 160
# As many of a question's words as tell why a passage was found.
MAX_MATCHED = 6


def highlighted(text: str, highlights: Sequence[Highlight]) -> Markup:
    """Give the text, escaped, with the highlighted stretches in <mark>."""
    parts, here = [], 0
    for mark in highlights:
        parts += [escape(text[here : mark.start]), Markup("<mark>{}</mark>").format(text[mark.start : mark.end])]
        here = mark.end
    return Markup("").join([*parts, escape(text[here:])])


def excerpt(text: str, highlights: Sequence[Highlight], name: str = "") -> Markup:
    """Give the stretch of a text that holds most highlights, marked: whole words, at most 320 characters.

    Args:
        name: What stands above the text; where the text opens with it, it is not told again.
    """
    if cut := after_name(text, name):
        kept = [mark for mark in highlights if mark.start >= cut]
        moved = [Highlight(start=mark.start - cut, end=mark.end - cut) for mark in kept]
        return Markup("{}{}").format(BEFORE if text[cut].islower() else "", excerpt(text[cut:], moved))
    start = _start_of_excerpt(text, highlights)
    end = len(text) if len(text) <= start + EXCERPT else text.rfind(" ", start, start + EXCERPT)
    if end <= start:
        end = start + EXCERPT
    marks = [
        Highlight(start=mark.start - start, end=mark.end - start)
        for mark in highlights
        if start <= mark.start and mark.end <= end
    ]
    told = highlighted(text[start:end], marks)
    return Markup("{}{}{}").format(BEFORE if start else "", told, AFTER if end < len(text) else "")


def quoted(quote: str, name: str = "", answer: ShortAnswer | None = None) -> Markup:
    """Give a quote in quotation marks, the words that answer marked.

    Args:
        name: What stands above the quote; where the quote opens with it and goes on, it is not told again.
    """
    cut = under_name(quote, name)
    if answer is not None and answer.start < cut:
        cut = 0
    shown = quote[cut:]
    marks = [Highlight(start=answer.start - cut, end=answer.end - cut)] if answer else []
    opened, _, closed = quotation(shown, name).partition(shown)
    return Markup("{}{}{}").format(opened, highlighted(shown, marks), closed)


def _start_of_excerpt(text: str, highlights: Sequence[Highlight]) -> int:
    reach = EXCERPT - LEAD
    held = {
        mark.start: sum(mark.start <= other.start < mark.start + reach for other in highlights) for mark in highlights
    }
    best = max(held, key=lambda start: held[start], default=0)
    return 0 if best <= LEAD else text.rfind(" ", 0, best - LEAD) + 1


def opening(text: str) -> tuple[str, str]:
    """Give what is shown of a long text at first, and the rest: whole sentences where one ends in reach.

    Returns:
        begun: About 480 characters, or the whole text where little would be left.
        rest: "" where nothing is folded.
    """
    if len(text) <= OPENING + WORTH_FOLDING:
        return text, ""
    reach = text[:OPENING]
    ends = [reach.rfind(end) for end in (". ", ".\n", "\n")]
    cut = max(ends) + 1 if max(ends) >= OPENING // 2 else reach.rfind(" ") + 1
    cut = cut or OPENING
    return text[:cut].rstrip(), text[cut:].lstrip()


def matched(text: str, highlights: Sequence[Highlight]) -> tuple[str, ...]:
    """Give the words of a text that match the question, each once, in the order they stand; at most six."""
    found: dict[str, str] = {}
    for mark in highlights:
        word = text[mark.start : mark.end]
        found.setdefault(word.casefold(), word)
    return tuple(found.values())[:MAX_MATCHED]


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


FILTERS: dict[str, Callable[..., object]] = {
    "excerpt": excerpt,
    "matched": matched,
    "opening": opening,
    "quoted": quoted,
}
