"""A question read with what the collection knows: its vector, the names in its records, and what they tell of."""

from collections.abc import Callable

from indexer.index import Index
from service.asked.asked import Asked
from service.asked.classifier import classifier
from service.asked.kind_asked import asks_elsewhere
from service.asked.names.named import find_all_named, without_years_of_names
from service.asked.names.spelt_out import find_opened
from service.asked.reading import plain_question, read_question
from service.asked.turns.stories import of_story, part_story
from service.asked.understood import Kind
from service.ranking import Ranking

TellsOf = Callable[[Asked], bool]


def understand(index: Index, text: str, ranking: Ranking, *, tells_of: TellsOf) -> Asked:
    """Read a question, in whole or, where it tells a story before it asks, its last part.

    Args:
        tells_of: Tells whether the collection tells of a question in its own words.
    """
    told = part_story(plain_question(text))
    asked = _read(index, told.asks, ranking, tells_of) if told else None
    # What asks nothing by itself may still do so with what was told: `Vi söker ... Kan du hjälpa oss?`
    if told is None or asked is None or asked.kind is Kind.OUTSIDE:
        return _read(index, text, ranking, tells_of)
    return of_story(asked, told)


def _read(index: Index, text: str, ranking: Ranking, tells_of: TellsOf) -> Asked:
    vector = index.query_vector(plain_question(text), classifier().model)
    asked = without_years_of_names(read_question(text, vector, ranking), index.called)
    if asked.kind is not Kind.OUTSIDE:
        return asked
    # Whatever is asked of an initiative in the records, or in words that they tell of, is asked of these documents.
    inside = read_question(text, vector, ranking, is_inside=True)
    is_theirs = _names_initiative(index, asked.text) or (not asks_elsewhere(asked.text) and tells_of(inside))
    return inside if is_theirs else asked


def _names_initiative(index: Index, text: str) -> bool:
    called = index.called(text)
    return bool(find_all_named(text, called) or find_opened(text, called))
