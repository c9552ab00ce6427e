"""The passages of initiatives, in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.document import Initiative
from indexer.index import Filters, Rows
from indexer.passage import Passage
from service.answer.draft import Desk
from service.answer.records import initiatives_at

# Most who ask want three of a region, or forty in all.
_AT_ONCE = 40


def passages_of_initiative(desk: Desk, initiative: Initiative) -> Sequence[Passage]:
    """Give the passages of one initiative in reading order."""
    return passages_of(desk, [initiative], Filters(documents=(initiative.document,))).get(initiative.id, ())


def passages_of(desk: Desk, initiatives: Sequence[Initiative], filters: Filters) -> dict[str, list[Passage]]:
    """Give the passages of initiatives, by the initiative's id, in reading order."""
    wanted = {initiative.id for initiative in initiatives}
    documents = tuple({initiative.document for initiative in initiatives})
    index = desk.searcher.index
    rows = index.allowed(replace(filters, documents=documents, years=()))
    found: dict[str, list[Passage]] = {}
    if rows is not None:
        for passage in index.passages(rows[index.columns.units.is_in(wanted, rows)].tolist()):
            found.setdefault(passage.unit, []).append(passage)
    return found


def each_with_passages(desk: Desk, places: Rows, filters: Filters) -> Iterator[tuple[Initiative, Sequence[Passage]]]:
    """Give the initiatives at these places, each with its passages; they are read as far as they are asked for."""
    for start in range(0, len(places), _AT_ONCE):
        initiatives = initiatives_at(desk.searcher, places[start : start + _AT_ONCE])
        passages = passages_of(desk, initiatives, filters)
        yield from ((initiative, passages.get(initiative.id, ())) for initiative in initiatives)
