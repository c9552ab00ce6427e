"""Which numbers may be printed page numbers: rules that hold for every format."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from corpus.swedish import YEAR

# No report's pages are counted from so far ahead of the file's, while years and amounts are.
MAX_AHEAD = 1000

_NUMBER = re.compile(r"(?<![\d.,:])\d{1,4}(?![\d.,:]\d)")
# What stands around a page number: nothing but marks, the word for page before it, how many pages there are after it,
# or a mark or a wide gap between it and the report's name.
_MARKS = r"[\s|•·–—/()\[\]-]*"
_NOTHING = re.compile(_MARKS)
_PAGE_WORD = re.compile(r"(?:.*\W)?(?:sid(?:a|an|nr)?|page|p|s|blad)\.?:?\s*", re.IGNORECASE | re.DOTALL)
_OF_SO_MANY = re.compile(r"\s*(?:\(\d{1,4}\)|/\s*\d{1,4}|(?:av|of)\s+\d{1,4})\s*")
# A year that ends the report's name stands before a page number as a mark does: "Rapport 2023 7".
_PARTED_BEFORE = re.compile(rf".*(?:[|•·–—]|\s{{3}}|\s-|\w\s+{YEAR}\s)\s*", re.DOTALL)
_PARTED_AFTER = re.compile(r"\s*(?:[|•·–—]|\s{3}|-\s).*", re.DOTALL)


# What can be nothing but a page's number, also where there is no other page to compare it with.
_COUNTED = re.compile(
    r"\W*(?:sid(?:a|an)?|page)\.?\s*(?P<number>\d{1,4})\s*(?:av|of|/)\s*(?P<last>\d{1,4})\W*", re.IGNORECASE
)
_ROMAN = re.compile(rf"{_MARKS}(?P<number>[ivxl]+|[IVXL]+){_MARKS}")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


def roman_number(text: str) -> int | None:
    """Give the value of a Roman numeral that a line holds alone, as pages before the first chapter are numbered."""
    match = _ROMAN.fullmatch(text)
    if match is None:
        return None
    values = [_ROMAN_VALUES[letter] for letter in match["number"].lower()]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))


def counts_pages(text: str) -> bool:
    """Whether a line says nothing but which page of how many it stands on."""
    match = _COUNTED.fullmatch(text)
    return match is not None and int(match["number"]) <= int(match["last"])


def page_numbers(text: str) -> Iterator[tuple[int, str]]:
    """Give each number of a line that stands as page numbers do, and the line with that number masked."""
    for match in _NUMBER.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if _stands_as_page_number(before, after):
            yield int(match.group()), " ".join(f"{before}#{after}".split())


def _stands_as_page_number(before: str, after: str) -> bool:
    is_alone_before, is_alone_after = _NOTHING.fullmatch(before), _NOTHING.fullmatch(after)
    if is_alone_before and is_alone_after:
        return True
    if _PAGE_WORD.fullmatch(before) or (_OF_SO_MANY.fullmatch(after) and not before.strip()):
        return True
    ends_line = _PARTED_BEFORE.fullmatch(before) and (is_alone_after or _OF_SO_MANY.fullmatch(after))
    return bool(ends_line or (is_alone_before and _PARTED_AFTER.fullmatch(after)))


def may_number(number: int, page: int) -> bool:
    """Whether a number can be the one printed on the page with this place in the file."""
    return number > 0 and -page < number - page < MAX_AHEAD


def rising_offsets(pages: Mapping[int, Sequence[int]]) -> list[int]:
    """Give how far numbers are ahead of the file's pages, from its first page to its last.

    It is what most pages say. Where pages were taken out of a file, those after them are further ahead: so may others
    be that hold for pages after all of its, and those before all of its less far.

    Args:
        pages: Offset to the pages, in order, that say it.
    """
    kept: list[int] = []
    for offset in sorted(pages, key=lambda one: (-len(pages[one]), abs(one))):
        order = sorted((*kept, offset))
        if all(pages[one][-1] < pages[other][0] for one, other in pairwise(order)):
            kept = order
    return kept


def without_doubles(numbers: Mapping[int, int]) -> dict[int, int]:
    """Give page to printed number without numbers that more than one page would have: they name no page."""
    counts = Counter(numbers.values())
    return {page: number for page, number in numbers.items() if counts[number] == 1}


def agreed_numbers(printed: Mapping[int, int], labels: Mapping[int, int]) -> dict[int, int]:
    """Give page to number from what is printed, and from the file's labels where they nowhere say otherwise."""
    agree = all(labels.get(page, number) == number for page, number in printed.items())
    return without_doubles({**labels, **printed} if agree else printed)
