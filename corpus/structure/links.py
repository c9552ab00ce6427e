"""What kind of row a theme table's row is, and which rows report the same initiative of the same region."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.corrections import Action, Corrections
from corpus.document import Field, RowKind
from corpus.errors import CorrectionError
from corpus.forms.flattened import RowWords
from corpus.structure.lines import Stretch, join_lines
from corpus.structure.rows import RegionRow

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What each row is and where its initiative is told first; rows are named by their line.

    Attributes:
        kinds: Every row's kind.
        first: For a duplicate or a cross-reference whose target was found, the row that tells its initiative.
    """

    kinds: Mapping[int, RowKind]
    first: Mapping[int, int]


def link_rows(rows: Sequence[RegionRow], corrections: Corrections, words: RowWords) -> Links:
    """Tell initiatives, cross-references, duplicates and facts apart, and find what the two middle ones repeat.

    Raises:
        CorrectionError: A correction names a kind or a line that does not exist.
    """
    texts = {row.number: join_lines(row.lines) for row in rows}
    corrected = _checked(corrections.values(Action.ROW_KIND), texts)
    repeated = {row.number: line for row in rows if (line := _told_before(row, rows, texts, words)) is not None}
    kinds = {
        row.number: _kind(texts[row.number], corrected.get(row.number), row.number in repeated, words) for row in rows
    }
    pointing = [row for row in rows if kinds[row.number] is RowKind.CROSS_REFERENCE]
    references = {row.number: _target(row, rows, texts, words) for row in pointing}
    found = {line: to for line, to in references.items() if to is not None}
    return Links(kinds=kinds, first=repeated | found)


def _checked(values: Mapping[int, str], texts: Mapping[int, str]) -> Mapping[int, str]:
    unknown = sorted(set(values) - set(texts))
    if unknown:
        raise CorrectionError(f"rad {unknown[0]}: ingen rad i en tabell börjar där; väntade den första raden i en")
    return values


def mark_references(stretches: Sequence[Stretch], words: RowWords) -> tuple[Stretch, ...]:
    """Make references to other tables and chapters template text; a row that opens with one is all template text."""
    if stretches and words.reference.match(stretches[0].line.text.strip()):
        return tuple(replace(stretch, field=Field.TEMPLATE) for stretch in stretches)
    return tuple(part for stretch in stretches for part in _cut_references(stretch, words))


def _cut_references(stretch: Stretch, words: RowWords) -> Iterator[Stretch]:
    text, end = stretch.line.text, 0
    for match in words.reference.finditer(text):
        yield from _part(stretch, stretch.field, text[end : match.start()])
        yield from _part(stretch, Field.TEMPLATE, match.group())
        end = match.end()
    yield from _part(stretch, stretch.field, text[end:])


def _part(stretch: Stretch, field: Field, text: str) -> Iterator[Stretch]:
    if text.strip():
        yield Stretch(field=field, line=replace(stretch.line, text=text))


def _kind(text: str, corrected: str | None, is_repeated: bool, words: RowWords) -> RowKind:
    if corrected is not None:
        return _row_kind(corrected)
    if words.nothing.search(text):
        return RowKind.FACT
    match = words.reference.search(text)
    if match and (match["more"] or len(_WORD.findall(text)) <= words.reference_words):
        return RowKind.CROSS_REFERENCE
    return RowKind.DUPLICATE if is_repeated else RowKind.INITIATIVE


def _row_kind(value: str) -> RowKind:
    try:
        return RowKind(value)
    except ValueError as error:
        raise CorrectionError(f"row-kind {value!r}; väntade en av: {', '.join(RowKind)}") from error


def _told_before(row: RegionRow, rows: Sequence[RegionRow], texts: Mapping[int, str], words: RowWords) -> int | None:
    """The row above, of the same region, with word for word the same text."""
    same = (r.number for r in rows if r.region == row.region and texts[r.number] == texts[row.number])
    earliest = min(same)
    return None if earliest == row.number or words.nothing.search(texts[row.number]) else earliest


def _target(row: RegionRow, rows: Sequence[RegionRow], texts: Mapping[int, str], words: RowWords) -> int | None:
    """The row of the same region, in the table referred to, whose name begins as this one's does."""
    match = words.reference.search(texts[row.number])
    if match is None or match["table"] is None:
        return None
    name = _words(texts[row.number][: match.start()])
    there = [r for r in rows if r.region == row.region and r.table == int(match["table"])]
    scores = {r.number: _common(name, _words(texts[r.number])) for r in there}
    best = max(scores, key=lambda line: scores[line], default=None)
    return best if best is not None and scores[best] >= min(2, len(name)) > 0 else None


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _common(name: Sequence[str], words: Sequence[str]) -> int:
    """Count the words of a name that a text begins with; an ending may differ (studie, studien)."""
    return sum(a[:5] == b[:5] for a, b in zip(name, words, strict=False))
