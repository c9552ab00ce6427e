"""The fields that a passage is searched in by its words, and what a match in each counts."""

from collections.abc import Iterable, Sequence

from corpus.document import Field
from indexer.passage import Passage
from indexer.words.analysis import Term

# What a match in a field counts; goals are mostly boilerplate. That a part of a compound counts less than a whole word
# is settled in the query. On the tune half goals at 0 to 0.4 come out alike, and 0.003 above goals at 1.
FIELD_WEIGHTS = {
    "text": 1.0,
    "name": 1.0,
    "goals": 0.4,
    "text_parts": 1.0,
    "name_parts": 1.0,
    "goals_parts": 0.2,
}
# Of the fields that hold a term the best counts in full, the others this much.
OTHER_FIELDS = 0.3


def searched_fields(passage: Passage, text: Sequence[Term], title: Sequence[Term]) -> dict[str, str]:
    """Give the terms of a passage by the field of `FIELD_WEIGHTS` they are searched in, joined by spaces.

    Args:
        text, title: The passage's text and title, analysed.
    """
    body = "goals" if passage.field is Field.GOALS else "text"
    return {
        body: _stems(text),
        f"{body}_parts": _parts(text),
        "name": _stems(title),
        "name_parts": _parts(title),
    }


def _stems(terms: Iterable[Term]) -> str:
    return " ".join(term.stem for term in terms)


def _parts(terms: Iterable[Term]) -> str:
    return " ".join(part for term in terms for part in term.parts)
