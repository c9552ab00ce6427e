"""Which lines of running text are headings: they begin a paragraph and end before the margin, without a full stop."""

import re
from collections.abc import Sequence
from itertools import groupby

from corpus.pages import Line, PageLines, collapse
from corpus.swedish import NEVER_LAST, YEAR

MAX_WORDS = 16
MAX_LINES = 3
# A line that ends in one of these goes on on the next, however early it ends.
_BINDING = NEVER_LAST | {"annat", "inför", "är"}
_YEAR = re.compile(rf"\b{YEAR}$")


def heading_lines(page: PageLines) -> dict[int, int]:
    """Give, for each heading on the page, the place of its first line in `page.lines` and how many lines it has."""
    found = {}
    width = max((len(line.text.rstrip()) for line in page.lines), default=0)
    for place in range(len(page.lines)):
        n_lines = _heading_length(page.lines, place, width) if _opens_paragraph(page.lines, place) else 0
        if n_lines:
            found[place] = n_lines
    return found


def marks_headings(pages: Sequence[PageLines]) -> bool:
    """Whether the file says which lines are headings."""
    return any(line.heading is not None for page in pages for line in page.lines)


def marked_titles(lines: Sequence[Line]) -> dict[int, int]:
    """Give, for each marked heading, the place of its first line and how many lines it has."""
    found: dict[int, int] = {}
    for level, run in groupby(range(len(lines)), key=lambda place: _title_level(lines[place])):
        places = list(run)
        if level is not None:
            found[places[0]] = len(places)
    return found


def _title_level(line: Line) -> int | None:
    return line.heading if line.cell is None and line.text.strip() else None


def _opens_paragraph(lines: Sequence[Line], place: int) -> bool:
    return bool(lines[place].text.strip()) and (place == 0 or not lines[place - 1].text.strip())


def _heading_length(lines: Sequence[Line], place: int, width: int) -> int:
    """How many lines the heading that begins here has; 0 when running text begins here."""
    texts = [collapse(line.text) for line in lines[place : place + MAX_LINES + 1]]
    for n_lines in range(1, min(MAX_LINES, len(texts)) + 1):
        following = texts[n_lines] if n_lines < len(texts) else ""
        if not _may_be_heading(" ".join(texts[:n_lines])):
            return 0
        if following[:1].islower() or texts[n_lines - 1].rsplit(" ", maxsplit=1)[-1] in _BINDING:
            continue
        return n_lines if _ends_early(texts[n_lines - 1], following, width) else 0
    return 0


def _may_be_heading(text: str) -> bool:
    opens = text[:1].isupper() or text[:1].isdigit()
    ends = text[-1].isalpha() or text[-1] in '”"' or _YEAR.search(text) is not None
    is_table_row = len(re.findall(r"\b\d+\b", text)) > 2
    return opens and ends and not is_table_row and text.count("(") == text.count(")") and len(text.split()) <= MAX_WORDS


def _ends_early(line: str, following: str, width: int) -> bool:
    """Whether the next line's first word would still have stood on this line: it was broken on purpose."""
    first_word = following.split(" ", maxsplit=1)[0]
    return not following or len(line) + 1 + len(first_word) < width
