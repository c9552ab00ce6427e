"""How things are worded and marked on the pages."""

import json
import re
from collections.abc import Callable, Sequence

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from corpus.pages import Page
from corpus.regions import group_by_id, region_by_code
from corpus.regions.speakers import speaker
from corpus.swedish import listed
from corpus.themes import find_theme
from indexer.passage import Passage
from service.answer.answer import ShortAnswer
from service.answer.certainty import share_label
from service.answer.references import page_label, pages_label, reference, years_label
from service.answer.wording import after_name, quotation, under_name
from service.answer.wording import years as year_spans
from service.search.hits import Highlight
from service.web.languages.words import Words

# About three lines on a screen, and how much of it may stand before the first highlight.
EXCERPT = 320
LEAD = 60
# As much of a field as is read before one decides to read on; a little more is not worth folding.
OPENING, WORTH_FOLDING = 480, 160
# A value as messages name it: 'x'.
_NAMED_VALUE = re.compile(r"(?<!\w)'([^']*)'(?!\w)")
# As many of a question's words as tell why a passage was found.
MAX_MATCHED = 6


def region_label(code: str | None) -> str:
    """Give a region's name, "" for none."""
    return region_by_code(code).name if code else ""


def group_label(group: str | None) -> str:
    """Give a group's name, "" for none."""
    return group_by_id(group).name if group else ""


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
        return Markup("{}{}").format("… " if text[cut].islower() else "", excerpt(text[cut:], moved))
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


def fill(text: str, **values: object) -> Markup:
    """Give a text with its places filled in; values are escaped unless they are markup."""
    return Markup(escape(text)).format(**values)


def sentence(text: str) -> str:
    """Give a message as a sentence: a capital first and a full stop last."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"


def told_plainly(message: str) -> str:
    """Give an error's message as officers read it: what was expected as a sentence of its own."""
    return sentence(_NAMED_VALUE.sub(r"”\1”", message.replace("; väntade ", ". Det ska vara ")))


def breakable(text: str) -> Markup:
    """Give a name, escaped, that may be broken after a slash."""
    return escape(text).replace("/", Markup("/<wbr>"))


def counted(count: int, words: Sequence[str]) -> str:
    """Give a count with its noun, of which `words` holds the singular and the plural."""
    one, many = words
    return f"{count}\N{NO-BREAK SPACE}{one if count == 1 else many}"


@pass_context
def grouped(context: Context, number: int) -> str:
    """Give a number with its thousands apart, as the page's language writes them."""
    return f"{number:,}".replace(",", str(words_of(context)["common"]["thousands"]))


def as_json(value: object) -> str:
    """Give a value as indented JSON, its letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def words_of(context: Context) -> Words:
    """Give the words of the page that is made."""
    words: Words = context["words"]
    return words


@pass_context
def spoken(context: Context, passage: Passage) -> str:
    """Give whose text it is, in the page's language."""
    return speaker(passage) or str(words_of(context)["common"]["national"])


@pass_context
def page_name(context: Context, place: Passage | Page) -> str:
    """Give a page's name in the page's language."""
    return page_label(place, words_of(context)["pages"])


@pass_context
def pages_name(context: Context, first: Passage | Page, last: Passage | Page) -> str:
    """Give the name of a stretch of pages in the page's language."""
    return pages_label(first, last, words_of(context)["pages"])


@pass_context
def theme_name(context: Context, theme: str | None) -> str:
    """Give the name, in the page's language, of a theme by its slug or label; "" for none."""
    return str(words_of(context)["themes_named"][find_theme(theme).id]) if theme else ""


@pass_context
def joined(context: Context, names: Sequence[str]) -> str:
    """Give names as a sentence lists them, in the page's language."""
    return listed(names, str(words_of(context)["common"]["and"]))


@pass_context
def percent(context: Context, share: float) -> str:
    """Give a share as the page's language writes it."""
    return share_label(share, words_of(context)["common"])


FILTERS: dict[str, Callable[..., object]] = {
    "as_json": as_json,
    "breakable": breakable,
    "counted": counted,
    "excerpt": excerpt,
    "fill": fill,
    "group_label": group_label,
    "grouped": grouped,
    "joined": joined,
    "matched": matched,
    "opening": opening,
    "owner": speaker,
    "page_label": page_name,
    "pages_label": pages_name,
    "percent": percent,
    "quoted": quoted,
    "reference": reference,
    "region_label": region_label,
    "sentence": sentence,
    "told_plainly": told_plainly,
    "speaker": spoken,
    "theme_label": theme_name,
    "spans": year_spans,
    "years_label": years_label,
}
