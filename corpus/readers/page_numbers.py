"""Which numbers may be printed page numbers: rules that hold for every format."""

from collections import Counter
from collections.abc import Mapping

# No report's pages are counted from so far ahead of the file's, while years and amounts are.
MAX_AHEAD = 1000


def may_number(number: int, page: int) -> bool:
    """Whether a number can be the one printed on the page with this place in the file."""
    return number > 0 and -page < number - page < MAX_AHEAD


def without_doubles(numbers: Mapping[int, int]) -> dict[int, int]:
    """Give page to printed number without numbers that more than one page would have: they name no page."""
    counts = Counter(numbers.values())
    return {page: number for page, number in numbers.items() if counts[number] == 1}
