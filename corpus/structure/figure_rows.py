"""Tables of figures in running text, a line a row: heads are years or say what is counted, amounts end the rows."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.pages import Cell, Line, PageLines, collapse
from corpus.regions import members
from corpus.regions.names import find_mentions
from corpus.swedish import AMOUNTS, YEAR, either

# A label takes so many lines at most before the line that its figures end.
MAX_LABEL_LINES = 3
_MAX_HEAD_WORDS = 10
_TOTAL = r"(?:total|summa|samtliga|hela)\w*"
_YEARS = rf"(?:år\s+)?{YEAR}(?:\s+(?:år\s+)?{YEAR})*"
_COUNTED = r"(?:belopp|kronor|kostnad(?:er)?|budget|andel|procent)"
_UNIT = rf"(?:\((?:{either(AMOUNTS)}|%)\)|%)"
# Years from left to right and perhaps what stands behind them; or words for amounts alone.
_YEAR_HEAD = re.compile(rf"(?i)(?:^|\s)(?P<years>{_YEARS})(?P<rest>(?:\s+[^\s\d.]+){{0,4}})$")
_WORD_HEAD = re.compile(rf"(?i)\s(?P<heads>(?:{_COUNTED}|{_TOTAL})(?:\s+(?:{_COUNTED}|{_TOTAL}|{_UNIT}))*)$")
_A_YEAR = re.compile(YEAR)
_A_TOTAL = re.compile(_TOTAL, re.IGNORECASE)
# An amount, or a dash where there is none, with its unit.
_FIGURE = rf"(?:[-–−]?\d+(?:[.,]\d+)*|[-–−])(?:\s?(?:%|{either(AMOUNTS)}))?"
_FIGURES = re.compile(rf"(?i)(?:^|\s+)(?P<figures>{_FIGURE}(?:\s+{_FIGURE})*)$")
_ONE_FIGURE = re.compile(rf"(?i){_FIGURE}(?!\S)")


def join_cells(page: PageLines) -> PageLines:
    """Give a page with the cells of each row of its marked tables as one line, as they stand where none are marked."""
    lines: list[Line] = []
    for line in page.lines:
        above = lines[-1] if lines else None
        if line.cell is None or above is None or above.cell is None or _row(above.cell) != _row(line.cell):
            lines.append(line)
        else:
            lines[-1] = replace(above, text=f"{above.text} {line.text}")
    return replace(page, lines=tuple(lines))


def _row(cell: Cell) -> tuple[int, int]:
    return cell.table, cell.row


def column_heads(text: str) -> tuple[str, ...]:
    """Give the heads of the columns of figures that a text ends in, from left to right; none where it ends in none.

    They are years and what stands behind them as one (`2028`, `2029`, `Summa hela perioden`), or words for amounts.
    """
    if found := _YEAR_HEAD.search(text):
        years, rest = _A_YEAR.findall(found["years"]), collapse(found["rest"])
        if len(years) > 1 or _A_TOTAL.match(rest):
            return (*years, *([rest] if rest else []))
    if found := _WORD_HEAD.search(text):
        return tuple(word for word in found["heads"].split() if not re.fullmatch(_UNIT, word, re.IGNORECASE))
    return ()


def begins_table(lines: Sequence[Line], place: int, *, in_table: bool) -> tuple[str, ...]:
    """Give the heads of the table that begins on a line: a row follows, or the page ends; none where none begins."""
    text = collapse(lines[place].text)
    heads = column_heads(text)
    years = [head for head in heads if _A_YEAR.fullmatch(head)]
    # What is counted may end any short line, and the first line of a row's label: `Indirekta kostnader`.
    if not heads or (not years and (in_table or len(text.split()) > _MAX_HEAD_WORDS)):
        return ()
    below = [told for line in lines[place + 1 :] if (told := collapse(line.text))][: MAX_LABEL_LINES + 1]
    rows = sum(ends_row(told, len(heads)) for told in below if not column_heads(told))
    return heads if rows >= (1 if years else 2) or not below else ()


def ends_row(text: str, n_columns: int) -> bool:
    """Whether a line ends in figures as a row of a table with so many columns does; an empty cell has none."""
    found = _FIGURES.search(text)
    return found is not None and sum(1 for _ in _ONE_FIGURE.finditer(found["figures"])) >= min(n_columns, 2)


def row_label(text: str) -> str:
    """Give what a row says before its figures."""
    return collapse(_FIGURES.sub("", text))


def row_subject(label: str) -> tuple[str, object]:
    """Give what a row's section is called, and what the rows of one section have in common.

    Rows whose labels begin with one region's or group's name are about it, however it is spelt and whatever follows:
    `Region Upsala 1:1 medel`. A museum or an agency that is only called after the region is another.
    """
    for mention in find_mentions(label)[:1]:
        name = label[: mention.end]
        if mention.start == 0 and (label == name or "region" in name.casefold()):
            return name, members(mention.place)
    return label, label
