"""Separated values (.csv, .tsv): one table, its cells separated by semicolons, tabs, commas or vertical bars."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise, takewhile
from pathlib import Path

from corpus.errors import UnreadableDocumentError
from corpus.limits import Limits, check_cells
from corpus.pages import Cell, PageLines
from corpus.readers.blocks import begins_table
from corpus.readers.collector import Collector
from corpus.readers.text import decode

# In the order in which they are tried: Swedish Excel parts by semicolons, since a comma stands in its figures.
_SEPARATORS = (";", "\t", ",", "|")
# What Excel may write first into a file: how it is parted.
_DECLARED = re.compile(r"sep=(?P<separator>.)\n", re.IGNORECASE)
# A cell in quotation marks: what stands in it parts nothing, whichever of the separators is the file's.
_QUOTED = re.compile(r'(?:(?<=[;\t,|\n])|\A)"[^"]*+(?:""[^"]*+)*+"(?=[;\t,|\n]|\Z)')
# So many records are looked at to see what parts them.
_LOOKED_AT = 200
_SHOWN = 5
# A record of its own after the last one: where it is part of another, a quotation mark was never closed.
_END = "\0"

_Record = list[str]


def read_separated(path: Path, limits: Limits) -> tuple[PageLines, ...]:
    """Read separated values as a table that begins with the first record of as many cells as most; else paragraphs.

    A cell in quotation marks may hold separators, lines, and marks that are doubled. A record whose cells cannot be
    told apart, since it has more of them than the head or a line broke it, is running text, and noted.

    Raises:
        UnreadableDocumentError: The file is in no known encoding, nothing parts it, a quotation mark is never closed,
            or a cell is beyond the limits.
    """
    text, notes = decode(path)
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    separator = declared["separator"] if declared else _separator(text)
    if separator is None:
        reason = "innehåller ingen tabell; väntade celler åtskilda av semikolon, tabbar eller komman"
        raise UnreadableDocumentError(path, reason)
    records = _records(path, text, separator, limits)
    n_cells = _usual_cells(records)
    head = next((n for n, record in enumerate(records) if _filled_to(record) >= n_cells), len(records))
    unsure = _unsure(records[head:], separator)
    check_cells(path, sum(bool(cell.strip()) for record in records for cell in record), limits)
    lines = Collector()
    table, filled = 1, set[int]()
    for number, record in enumerate(records, start=1):
        in_table = number > head and number - head not in unsure
        is_parted = number > head + 1 and not _filled_to(records[number - 2])
        if is_parted and begins_table([*_block(records, number)], filled):
            table, filled = table + 1, set()
        for column, cell in enumerate(record, start=1):
            if in_table and cell.strip():
                filled.add(column)
            lines.add(cell.strip(), cell=Cell(table=table, row=number, column=column, n_rows=1) if in_table else None)
    return lines.pages((*notes, *_told([head + n for n in sorted(unsure)])))


def _block(records: Sequence[_Record], number: int) -> Iterator[dict[int, str]]:
    """Give the records from this one, from 1, to the next that is blank: column to text, without empty cells."""
    for record in takewhile(_filled_to, islice(records, number - 1, None)):
        yield {column: cell.strip() for column, cell in enumerate(record, start=1) if cell.strip()}


def _separator(text: str) -> str | None:
    """Give what parts most records into the same number of cells, two or more; None where nothing does.

    Of several that part as many it is one that parts the first record too: commas stand in what is told, not in heads.
    """
    found: dict[str, tuple[int, bool, int]] = {}
    bare = _QUOTED.sub("x", text)
    for separator in _SEPARATORS:
        records = list(_sample(bare, separator))
        # Programs write out a row's empty last cells, and people leave them away.
        times, size = max(_usual(map(len, records)), _usual(map(_filled_to, records)))
        found[separator] = times, len(records[0]) > 1 if records else False, size
    best = max(found, key=lambda separator: found[separator])
    return best if found[best][0] else None


def _sample(text: str, separator: str) -> Iterator[_Record]:
    try:
        yield from islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), _LOOKED_AT)
    except csv.Error:
        return


def _records(path: Path, text: str, separator: str, limits: Limits) -> list[_Record]:
    reader = csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=separator)
    records: list[_Record] = []
    before = csv.field_size_limit(min(limits.max_page_characters, 2**31 - 1))
    start = line = 0
    try:
        for record in reader:
            records.append(record)
            start, line = line + 1, reader.line_num
    except csv.Error as error:
        reason = f"rad {line + 1}: {error}; väntade åtskilda värden i celler på högst "
        raise UnreadableDocumentError(path, f"{reason}{limits.max_page_characters} tecken") from error
    finally:
        csv.field_size_limit(before)
    if records.pop() != [_END]:
        reason = f"ett citattecken i raden som börjar på rad {start} avslutas aldrig"
        raise UnreadableDocumentError(path, f"{reason}; väntade ett där cellen slutar, eller två för ett inne i den")
    return records


def _unsure(records: Sequence[_Record], separator: str) -> set[int]:
    """Give the records, from 1, whose cells may stand in other columns than the head's."""
    n_head = _filled_to(records[0]) if records else 0
    unsure = {
        n
        for n, record in enumerate(records, start=1)
        if _filled_to(record) > n_head or any(_holds_row(cell, separator, n_head) for cell in record)
    }
    for n, (record, following) in enumerate(pairwise(records), start=1):
        # A line that broke inside a cell without quotation marks makes two records of one.
        if 0 < len(record) < n_head and len(record) + len(following) == n_head + 1:
            unsure |= {n, n + 1}
    return unsure


def _holds_row(cell: str, separator: str, n_cells: int) -> bool:
    """Whether one of a cell's further lines is a row, so that a mark that opened it was closed by another cell's."""
    return any(line.count(separator) >= n_cells - 1 for line in cell.split("\n")[1:])


def _usual_cells(records: Sequence[_Record]) -> int:
    """Count the cells that most records of several are filled to; 1 where none has several."""
    return _usual(map(_filled_to, records))[1] or 1


def _usual(sizes: Iterable[int]) -> tuple[int, int]:
    """Give how many records of several cells have the same number of them, and that number; 0 and 0 where none has."""
    counts = Counter(size for size in sizes if size > 1)
    size, times = counts.most_common(1)[0] if counts else (0, 0)
    return times, size


def _filled_to(record: Sequence[str]) -> int:
    """Count the cells of a record up to the last that is filled."""
    return max((place for place, text in enumerate(record, start=1) if text.strip()), default=0)


def _told(rows: Sequence[int]) -> Iterator[str]:
    if rows:
        more = f" och {len(rows) - _SHOWN} till" if len(rows) > _SHOWN else ""
        yield (
            f"rader vars celler inte stämmer med tabellens huvud: {', '.join(map(str, rows[:_SHOWN]))}{more}; "
            "de läses som löptext (saknas citattecken om en cell?)"
        )
