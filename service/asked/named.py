"""Which initiative a question names that asks for something like it."""

from collections.abc import Sequence
from functools import lru_cache

from corpus.document import Initiative
from corpus.regions import find_mentions
from indexer.words.analysis import Term, analyse
from service.asked.asked import Asked
from service.same_project import is_own_word, name_words, opening

_MARKS = tuple('#"”“»')


def find_named(question: Asked, initiatives: Sequence[Initiative]) -> Initiative | None:
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


@lru_cache(maxsize=10_000)
def _opening_stems(name: str) -> tuple[str, ...]:
    """Give the stems of what a name opens with, in order, numbers left out, which few who name a project repeat.

    There are none where that is no more than plain words and places.
    """
    start = opening(name)
    return tuple(term.stem for term in analyse(start) if not term.word.isdigit()) if name_words(start) else ()


@lru_cache(maxsize=10_000)
def _stems(name: str) -> frozenset[str]:
    return frozenset(term.stem for term in analyse(name))


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


def find_all_named(text: str, initiatives: Sequence[Initiative]) -> list[Initiative]:
    """Give the initiatives that a text calls by name, in the order it names them; one of each name.

    A name counts that is written as one: all of what opens it stands in the text, in order and together, or several
    capitalised words of it that no other name has. Where there is none, a word of a name's own will do, wherever it
    stands in the name.
    """
    found = _by_parts(text, initiatives) | _by_openings(text, initiatives) or _by_own_words(text, initiatives)
    named, end = [], 0
    for start in sorted(found):
        length, initiative = found[start]
        if start >= end:
            named.append(initiative)
            end = start + length
    return named


def _by_openings(text: str, initiatives: Sequence[Initiative]) -> dict[int, tuple[int, Initiative]]:
    """Give the longest name that begins at each word, with its number of words."""
    stems = [term.stem for term in analyse(text)]
    found: dict[int, tuple[int, Initiative]] = {}
    for initiative in initiatives:
        name = _opening_stems(initiative.name)
        if not name or name[0] not in stems:
            continue
        for start in range(len(stems) - len(name) + 1):
            if tuple(stems[start : start + len(name)]) == name and _is_written_as_name(text, frozenset(name)):
                longest = found.get(start)
                if longest is None or longest[0] < len(name):
                    found[start] = (len(name), initiative)
    return found


def _by_parts(text: str, initiatives: Sequence[Initiative]) -> dict[int, tuple[int, Initiative]]:
    """Give the initiative that each run of capitalised words calls by a part of its name, which no other has."""
    found: dict[int, tuple[int, Initiative]] = {}
    for start, part in _capitalised(text):
        holders = [i for i in initiatives if part[0] in _stems(i.name) and _holds_in_order(i.name, part)]
        if len({holder.name for holder in holders}) == 1:
            found[start] = (len(part), holders[0])
    return found


def _capitalised(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """Give the runs of two or more capitalised words behind a text's first, places aside, by their stems."""
    places = [range(mention.start, mention.end) for mention in find_mentions(text)]
    runs: list[tuple[int, tuple[str, ...]]] = []
    end = -1
    for place, term in enumerate(analyse(text)):
        is_part = term.start > 0 and text[term.start].isupper() and not any(term.start in spot for spot in places)
        if is_part and runs and text[end : term.start] == " ":
            runs[-1] = (runs[-1][0], (*runs[-1][1], term.stem))
        elif is_part:
            runs.append((place, (term.stem,)))
        end = term.end if is_part else -1
    return [(place, part) for place, part in runs if len(part) > 1]


def _holds_in_order(name: str, part: tuple[str, ...]) -> bool:
    stems = tuple(term.stem for term in analyse(name))
    return any(stems[start : start + len(part)] == part for start in range(len(stems) - len(part) + 1))


def own_words(text: str) -> frozenset[str]:
    """Give the stems of the words that a text writes as names of their own, places aside."""
    places = [range(mention.start, mention.end) for mention in find_mentions(text)]
    return frozenset(term.stem for term in analyse(text) if _is_own(term, text, places))


def _is_own(term: Term, text: str, places: Sequence[range]) -> bool:
    is_place = any(term.start in place for place in places)
    return not is_place and term.start > 0 and text[term.start].isupper() and is_own_word(term, text)


def _by_own_words(text: str, initiatives: Sequence[Initiative]) -> dict[int, tuple[int, Initiative]]:
    places = [range(mention.start, mention.end) for mention in find_mentions(text)]
    found: dict[int, tuple[int, Initiative]] = {}
    for start, term in enumerate(analyse(text)):
        if _is_own(term, text, places):
            holder = next((i for i in initiatives if term.stem in _stems(i.name)), None)
            if holder is not None:
                found[start] = (1, holder)
    return found
