"""Facets: how many candidates have each value that they can be narrowed to."""

from collections.abc import Callable, Mapping

from corpus.regions import region_by_code
from corpus.themes import THEMES
from indexer.columns import Columns
from indexer.index import Rows
from service.search.hits import Facet, Facets

_THEME_LABELS = {theme.id: theme.label for theme in THEMES}


def count_facets(columns: Columns, rows: Rows, title: Callable[[str], str]) -> Facets:
    """Count the values of the passages at these rows.

    Args:
        title: Gives the title of a document by its id.
    """
    return Facets(
        region=_facets(columns.regions.counts(rows), lambda code: region_by_code(code).name, named=True),
        theme=_facets(columns.themes.counts(rows), _THEME_LABELS.__getitem__),
        document=_facets(columns.documents.counts(rows), title),
        year=_facets(columns.years.counts(rows), str),
    )


def _facets(counts: Mapping[str, int], label: Callable[[str], str], *, named: bool = False) -> tuple[Facet, ...]:
    """Give counted values as facets, the most frequent first.

    Args:
        named: A value is told by its label.
    """
    told = ((value, label(value), count) for value, count in counts.items())
    facets = [Facet(value=name if named else value, label=name, count=count) for value, name, count in told]
    return tuple(sorted(facets, key=lambda facet: (-facet.count, facet.value)))
