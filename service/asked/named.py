"""Which initiative a question names that asks for something like it."""

from collections.abc import Sequence

from corpus.document import Initiative
from indexer.words.analysis import analyse
from service.asked.reading import Question
from service.same_project import is_own_word, name_words, opening

_MARKS = tuple('#"”“»')


def find_named(question: Question, initiatives: Sequence[Initiative]) -> Initiative | None:
    """Give the initiative whose name is all that a question is about, if the question names one clearly.

    It does when the name is written as one, with a capital inside the question or a mark before it, or has a word of
    its own. Of several of one name, that of a region or group which the question names is taken, else the first.
    """
    topic = frozenset(name_words(question.topic))
    if not topic or not _is_written_as_name(question.text, topic):
        return None
    named = [initiative for initiative in initiatives if topic in _namings(initiative.name)]
    owners = {getattr(place, "code", None) or getattr(place, "id", None) for place in question.places}
    return next((i for i in named if (i.region or i.group) in owners), next(iter(named), None))


def _namings(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the stems of a name, and of what it opens with."""
    return frozenset(name_words(name)), frozenset(name_words(opening(name)))


def _is_written_as_name(text: str, topic: frozenset[str]) -> bool:
    terms = [term for term in analyse(text) if term.stem in topic]
    return any(
        is_own_word(term, text)
        or (term.start > 0 and text[term.start].isupper())
        or text[: term.start].endswith(_MARKS)
        for term in terms
    )
