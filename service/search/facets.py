"""Facets: how many candidates have each value that they can be narrowed to."""

from collections.abc import Callable, Mapping

from corpus.regions import region_by_code
from corpus.themes import find_theme
from indexer.columns import Columns
from indexer.index import Rows
from service.search.hits import Facet, Facets


def count_facets(columns: Columns, rows: Rows, title: Callable[[str], str]) -> Facets:
    """Count the values of the passages at these rows.

    Args:
        title: Gives the title of a document by its id.
    """
    return Facets(
        region=_facets(columns.regions.counts(rows), lambda code: region_by_code(code).name, named=True),
        theme=_facets(columns.themes.counts(rows), lambda slug: find_theme(slug).label),
        document=_facets(columns.documents.counts(rows), title),
        year=_facets(columns.years.counts(rows), str),
    )


def _facets(counts: Mapping[str, int], label: Callable[[str], str], *, named: bool = False) -> tuple[Facet, ...]:
    """Give counted values as facets, the most frequent first.

    Args:
        named: A value is told by its label.
    """
    facets = [
        Facet(value=label(value) if named else value, label=label(value), count=count)
        for value, count in counts.items()
    ]
    return tuple(sorted(facets, key=lambda facet: (-facet.count, facet.value)))
