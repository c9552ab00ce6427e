"""What a reader has chosen on a page: the question, and several values a side to narrow it to."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Query

from corpus.document import Status
from corpus.errors import shown
from indexer.index import Filters
from service.api.parameters import DIGITS, MAX_OFFSET
from service.errors import QueryError, UnknownFilterError
from service.live import Backend
from service.search.query import MAX_TURNS, read_filters
from service.web.parts.year_spans import years_of

# Initiatives of reports that do not follow the themes; a list can be narrowed to them, a search cannot.
NO_THEME = "utan-tema"
SIDES = ("region", "theme", "document", "year", "status")


class Sort(StrEnum):
    """The order of hits."""

    BEST = ""
    REGION = "region"
    YEAR = "ar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The question and the values chosen, as they stand in the address, blanks left out.

    Attributes:
        previous: The questions before, oldest first, which a short one goes on from; none where it stands by itself.
    """

    q: str
    previous: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    sort: str = ""
    offset: int = 0

    def values(self, side: str) -> tuple[str, ...]:
        """Give the values chosen on one side."""
        chosen: tuple[str, ...] = getattr(self, side)
        return chosen

    @property
    def n_chosen(self) -> int:
        """How many values are chosen, on all sides."""
        return sum(len(self.values(side)) for side in SIDES)

    @property
    def is_narrowed(self) -> bool:
        """Whether any side is chosen."""
        return self.n_chosen > 0

    def filters(self, backend: Backend, *, leaving_open: str = "") -> Filters:
        """Give the filters that the choices stand for; one side may be left open.

        Raises:
            QueryError: The collection has no such value.
        """
        kept = {side: () if side == leaving_open else self.values(side) for side in SIDES}
        return read_filters(
            backend.index,
            regions=kept["region"],
            themes=kept["theme"],
            documents=kept["document"],
            years=[year for value in kept["year"] for year in years_of(value, backend.searcher.years)],
        )

    def as_parameters(self, backend: Backend) -> list[tuple[str, str]]:
        """Give what narrows a search as the API takes it: a span of years one by one.

        Raises:
            QueryError: As `filters`.
        """
        years = [str(year) for value in self.year for year in years_of(value, backend.searcher.years)]
        sides = {"region": self.region, "theme": self.theme, "document": self.document, "year": years}
        return [(side, value) for side, values in sides.items() for value in dict.fromkeys(values)]

    @property
    def statuses(self) -> frozenset[Status]:
        """The statuses chosen; empty leaves all.

        Raises:
            UnknownFilterError: There is no such status.
        """
        known = [status.value for status in Status]
        for value in self.status:
            if value not in known:
                raise UnknownFilterError(f"okänd status {shown(value)}; väntade en av: {', '.join(known)}")
        return frozenset(Status(value) for value in self.status)

    @property
    def order(self) -> Sort:
        """The order chosen.

        Raises:
            QueryError: There is no such order.
        """
        if self.sort not in list(Sort):
            raise QueryError(f"okänd sortering {shown(self.sort)}; väntade en av: {', '.join(filter(None, Sort))}")
        return Sort(self.sort)


def read_choices(
    q: str = "",
    previous: Annotated[list[str], Query()] = [],  # noqa: B006  FastAPI copies the default
    region: Annotated[list[str], Query()] = [],  # noqa: B006
    theme: Annotated[list[str], Query()] = [],  # noqa: B006
    document: Annotated[list[str], Query()] = [],  # noqa: B006
    year: Annotated[list[str], Query()] = [],  # noqa: B006
    status: Annotated[list[str], Query()] = [],  # noqa: B006
    sort: str = "",
    offset: Annotated[int, Query(ge=0, le=MAX_OFFSET), DIGITS] = 0,
) -> Choices:
    """Give what the address says is chosen."""
    return Choices(
        q=q.strip(),
        previous=_before(previous, q.strip())[-MAX_TURNS:],
        region=_filled(region),
        theme=_filled(theme),
        document=_filled(document),
        year=_filled(year),
        status=_filled(status),
        sort=sort.strip(),
        offset=offset,
    )


def _before(turns: Sequence[str], question: str) -> tuple[str, ...]:
    """Give the turns before a question, which is sent as the last of them where only its hits are chosen anew."""
    told = [text.strip() for text in turns if text.strip()]
    while told and told[-1] == question:
        told.pop()
    return tuple(told)


def _filled(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))


CurrentChoices = Annotated[Choices, Depends(read_choices)]
