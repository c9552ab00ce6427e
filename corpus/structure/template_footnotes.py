"""The template's own footnotes at the end of pages, and what looks like one whose wording the form does not know."""

import re
from collections.abc import Iterator, Sequence

from corpus.forms.model import QuestionnaireForm
from corpus.pages import PageLines, collapse

_NUMBERED = re.compile(r"(?P<number>\d{1,2}) \D")
_SHOWN = 40


def footnote_mark(form: QuestionnaireForm) -> re.Pattern[str]:
    """Give how the first of a page's footnotes begins; they stand at its end."""
    return re.compile(rf"\d{{1,2}} (?:{form.footnotes.pattern})")


def told_of_footnotes(pages: Sequence[PageLines], form: QuestionnaireForm) -> Iterator[str]:
    """Tell, in Swedish, which paragraphs look like footnotes and are read as the region's words, the first of them."""
    found = [(page.page, text) for page in pages for text in _unknown(page, footnote_mark(form))]
    if found:
        pages_told = ", ".join(str(page) for page in dict.fromkeys(page for page, _ in found))
        yield (
            f"sida {pages_told}: {len(found)} stycken ser ut som fotnoter som formen inte känner och läses som "
            f"regionens egna ord, det första {found[0][1][:_SHOWN]!r}"
        )


def _unknown(page: PageLines, known: re.Pattern[str]) -> Iterator[str]:
    """Give paragraphs that begin with a number to which a word above on the page refers, as `beslutet4` does to 4."""
    above, opens_paragraph = "", True
    for text in (collapse(line.text) for line in page.lines):
        if known.match(text):
            return
        numbered = _NUMBERED.match(text) if opens_paragraph else None
        if numbered and re.search(rf"[^\W\d_][.,;:)”]?{numbered['number']}(?![\w.,:])", above):
            yield text
        opens_paragraph = not text
        above += f"{text}\n"
