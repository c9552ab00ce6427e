"""Themes by regions: how many initiatives each cell holds, all of them or those about a query."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from corpus.regions import Region
from corpus.themes import THEMES, Theme
from indexer.column import count_together
from service.api.formats import Separator, origin_of, table, wanted
from service.api.parameters import CurrentBackend, SeparatorChoice
from service.errors import QueryError
from service.exports.sheet import Row
from service.live import Backend
from service.web.languages.words import Language, Words, words_in, words_of
from service.web.parts.choices import NO_THEME, Choices
from service.web.parts.heat import Heat
from service.web.parts.holdings import regions_in_order
from service.web.parts.listed import listed
from service.web.rendering import render
from service.web.wording import short_theme, with_soft_hyphens

router = APIRouter()

Counts = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A theme, or what stands outside the themes, by its short name.

    Attributes:
        heading: The name with places where it may be broken.
        address: The theme's page; None for what has none.
    """

    id: str
    label: str
    heading: str
    address: str | None


def _columns(words: Words) -> list[Column]:
    """Give a column a theme."""
    return [_column(theme, short_theme(theme, words)) for theme in THEMES]


def _column(theme: Theme, label: str) -> Column:
    return Column(id=theme.id, label=label, heading=with_soft_hyphens(label), address=f"/teman/{theme.id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How many initiatives a region has in a column, and the address of their list."""

    column: Column
    count: int
    level: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One region's cells, one a theme, and what it has in all themes."""

    region: Region
    cells: tuple[Cell, ...]

    @property
    def total(self) -> int:
        """The sum of the row."""
        return sum(cell.count for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """All cells, with their sums.

    Attributes:
        totals: By column.
        outside: How many initiatives a group of regions stands for, which no row holds.
        legend: What each colour stands for.
    """

    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]
    totals: Mapping[str, int]
    total: int
    outside: int
    legend: tuple[tuple[int, str], ...]


@router.get("/matris", response_class=HTMLResponse)
def matrix(request: Request, backend: CurrentBackend, q: str = "") -> HTMLResponse:
    """The matrix as a table whose cells are coloured by their count."""
    try:
        found = _count(backend, q.strip(), words_of(request))
    except QueryError as error:
        refused = {"q": q.strip(), "error": str(error)}
        return render(request, "matrix.html", refused, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return render(request, "matrix.html", {"q": q.strip(), "matrix": found})


@router.get("/matris.csv")
@router.get("/matris.xlsx")
def matrix_as_file(
    request: Request, backend: CurrentBackend, q: str = "", separator: SeparatorChoice = Separator.COMMA
) -> Response:
    """The matrix as a file; in Excel each count leads to its list."""
    query = q.strip()
    words = words_in(Language.SWEDISH)
    found, of_all = _count(backend, query, words), words["common"]["all_themes"]
    rows: list[Row] = [
        {"Region": row.region.name, **{cell.column.label: cell.count for cell in row.cells}, of_all: row.total}
        for row in found.rows
    ]
    sums = {column.label: found.totals[column.id] for column in found.columns}
    rows.append({"Region": words["common"]["all_regions"], **sums, of_all: found.total})
    links = [{cell.column.label: cell.address for cell in row.cells if cell.count} for row in found.rows]
    told = [("Handlar om", query), ("Antal insatser", str(found.total)), ("Därtill för grupper", str(found.outside))]
    origin = origin_of(request, backend.index.version, told)
    subject = f"teman och regioner {query}".strip()
    columns = ("Region", *sums, of_all)
    return table(rows, columns, wanted(request), subject, links=[*links, {}], origin=origin, separator=separator)


def _count(backend: Backend, query: str, words: Words) -> Matrix:
    """Count the initiatives of every region and theme, all of them or those about a query.

    Raises:
        QueryError: The query cannot be searched for.
    """
    found = listed(backend, Choices(q=query))
    columns_held = backend.index.initiative_columns
    pairs = count_together([columns_held.region, columns_held.themes], found)
    counts = Counter({(region, theme or NO_THEME): n for (region, theme), n in pairs.items() if region is not None})
    columns = _columns(words)
    if any(slug == NO_THEME for _, slug in counts):
        without = words["common"]["without_theme"]
        columns.append(Column(id=NO_THEME, label=without, heading=without, address=None))
    heat = Heat.of(counts[region.code, column.id] for region in regions_in_order() for column in columns)
    return Matrix(
        columns=tuple(columns),
        rows=tuple(_row(region, columns, counts, heat, query) for region in regions_in_order()),
        totals=_by_theme(counts),
        total=counts.total(),
        outside=len(found) - counts.total(),
        legend=tuple(heat.legend()),
    )


def _by_theme(counts: Counts) -> Counter[str]:
    totals: Counter[str] = Counter()
    for (_, slug), count in counts.items():
        totals[slug] += count
    return totals


def _row(region: Region, columns: Sequence[Column], counts: Counts, heat: Heat, query: str) -> MatrixRow:
    return MatrixRow(
        region=region,
        cells=tuple(
            Cell(
                column=column,
                count=counts[region.code, column.id],
                level=heat.level(counts[region.code, column.id]),
                address=_list_address(region, column, query),
            )
            for column in columns
        ),
    )


def _list_address(region: Region, column: Column, query: str) -> str:
    asked = {"q": query, "region": region.name, "theme": column.id}
    return f"/insatser?{urlencode({name: value for name, value in asked.items() if value})}"
