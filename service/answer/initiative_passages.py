"""The passages of initiatives, in reading order."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Initiative
from indexer.index import Filters
from indexer.passage import Passage
from service.answer.draft import Desk


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
    for passage in index.passages(rows.tolist() if rows is not None else []):
        if passage.initiative in wanted and passage.initiative is not None:
            found.setdefault(passage.initiative, []).append(passage)
    return found
