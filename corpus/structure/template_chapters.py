"""Where the chapters of a filled-in template begin, whatever their order, and which of its chapters are not there."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from corpus.forms.model import QuestionnaireForm
from corpus.pages import PageLines, collapse
from corpus.structure.template_footnotes import footnote_mark
from corpus.structure.theme_headings import heading_theme, opens_theme
from corpus.themes import find_theme

_SAID = r"(?:(?:Kapitel|Avsnitt|Fråga) )?"
CHAPTER = re.compile(rf"{_SAID}(?P<number>\d{{1,2}})(?P<mark>[.):]?) +(?P<title>[A-ZÅÄÖ].*)")
# `3.1`, `3:1`, `3.1.`, `Fråga 3.1` and `3a)`.
QUESTION = re.compile(
    rf"{_SAID}(?P<place>(?P<chapter>\d{{1,2}})(?:[.:](?P<number>\d)[.):]? \S|(?P<letter>[a-z])[.)]? [A-ZÅÄÖ]))"
)
_FOOTNOTE_MARK = re.compile(r"(?<=[a-zåäö])\d{1,2}$")


def without_mark(title: str) -> str:
    """Give a heading without the number of a footnote at its end."""
    return _FOOTNOTE_MARK.sub("", title)


def chapter_lines(pages: Sequence[PageLines], form: QuestionnaireForm) -> frozenset[int]:
    """Give the numbers of the lines on which a chapter's heading begins.

    It is followed by the chapter's first question, as `8. Integration` by `8.1`, before anything else that is numbered;
    or it names one of the form's themes once a chapter has begun. Where a chapter asks nothing, its number is the next.
    Where it begins no paragraph, as when pages were put in another order, its question must follow.
    """
    numbered = list(_numbered(pages, form))
    asked = {int(question["chapter"]) for _, text, _ in numbered if (question := _first_question(text))}
    found: list[int] = []
    last = 0
    for (line, text, opens_paragraph), (_, below, _) in pairwise([*numbered, (0, "", False)]):
        heading, first = CHAPTER.match(text), _first_question(below)
        if heading is None:
            continue
        number = int(heading["number"])
        is_asked = first is not None and int(first["chapter"]) == number
        is_theme = bool(found) and opens_theme(without_mark(heading["title"]), form.themes)
        is_next = number == last + 1 and number not in asked and bool(heading["mark"])
        if is_asked or (opens_paragraph and (is_theme or is_next)):
            found.append(line)
            last = number
    return frozenset(found)


def told_of_chapters(titles: Sequence[str], tabled: Collection[str], form: QuestionnaireForm) -> Iterator[str]:
    """Tell, in Swedish, which of the form's themes no chapter is headed by, and whose chapter has none of its tables.

    Args:
        titles: Headings of the chapters that were found.
        tabled: Those of them under which the head of a table stands.
    """
    if not titles:
        yield "inget av mallens kapitel känns igen; allt läses som mallens egna ord"
        return
    themed = [(title, theme) for title in titles if (theme := heading_theme(title, form.themes)) is not None]
    for wanted in form.themes:
        if wanted not in {of_chapter.id for _, of_chapter in themed}:
            yield f"inget kapitel heter som temat {find_theme(wanted).label!r}"
    head = f"{form.table.head_begins!r} och slutar {form.table.head_ends!r}"
    for title, _ in themed:
        if title not in tabled:
            yield f"ingen tabell under {title!r} börjar {head}; insatserna där läses inte som insatser"


def _first_question(text: str) -> re.Match[str] | None:
    found = QUESTION.match(text)
    return found if found is not None and "1" in (found["number"], _counted(found["letter"])) else None


def _counted(letter: str | None) -> str:
    return str(ord(letter) - ord("a") + 1) if letter else ""


def _numbered(pages: Sequence[PageLines], form: QuestionnaireForm) -> Iterator[tuple[int, str, bool]]:
    """Give the number and text of each line that may head a chapter or ask, and whether it begins a paragraph."""
    footnote = footnote_mark(form)
    for page in pages:
        is_blank = True
        for line in page.lines:
            text = collapse(line.text)
            if footnote.match(text):
                break
            if CHAPTER.match(text) or (is_blank and QUESTION.match(text)):
                yield line.number, text, is_blank
            is_blank = not text
