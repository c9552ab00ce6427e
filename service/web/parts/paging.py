"""Which part of a long list a page shows, and the way to the other parts."""

from dataclasses import dataclass

# How many page numbers stand on each side of the one shown.
NEIGHBOURS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """A part of a list; `offset` counts from 0."""

    total: int
    limit: int
    offset: int

    @property
    def span(self) -> str:
        """Which items are shown, counted from 1: `11–20`."""
        last = min(self.offset + self.limit, self.total)
        return f"{self.offset + 1}–{last}" if last > self.offset + 1 else str(last)

    @property
    def page(self) -> int:
        """The number of the page shown, from 1."""
        return self.offset // self.limit + 1

    @property
    def n_pages(self) -> int:
        """How many pages the list has."""
        return -(-self.total // self.limit)

    @property
    def previous(self) -> int | None:
        """The offset of the page before, where there is one."""
        return max(self.offset - self.limit, 0) if self.offset else None

    @property
    def next(self) -> int | None:
        """The offset of the page after, where there is one."""
        return self.offset + self.limit if self.offset + self.limit < self.total else None

    @property
    def numbers(self) -> list[int | None]:
        """The numbers of the pages to choose from: the first, the last and those near; None where some are left out."""
        near = range(self.page - NEIGHBOURS, self.page + NEIGHBOURS + 1)
        shown = sorted({1, self.n_pages, *(number for number in near if 1 <= number <= self.n_pages)})
        gaps: list[int | None] = []
        for number in shown:
            before = gaps[-1] if gaps else None
            if before is not None and number > before + 1:
                gaps.append(None)
            gaps.append(number)
        return gaps

    def offset_of(self, page: int) -> int:
        """Give the offset of a page by its number."""
        return (page - 1) * self.limit
