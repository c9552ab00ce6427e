"""Whether two regions tell of one project, or each of its own."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from corpus.document import Initiative
from corpus.regions import Group, Region, find_mentions, members
from indexer.words.analysis import Term, analyse
from indexer.words.compounds import split_compound
from indexer.words.lexicon import lexicon
from service.asked.plain_words import PLAIN

# One project is told in like words; `International House` of two cities is a name for two different things.
MIN_LIKENESS = 0.45
# A word more common than this in Swedish public administration is no name for being written with a capital.
COMMON_WORD = 100
# With so many known words that end alike, one more is a kind of thing and no name: serviceprogram, cykelplan.
COMMON_ENDINGS = 8
# A project's own name opens what a region calls it: `ReDriv – etablering av ...`.
_OPENING_ENDS = re.compile(r"[,(–:;/|]|\s-\s|\s(?=som\s)")


def is_same_project(source: Initiative, other: Initiative, likeness: float) -> bool:
    """Tell whether two initiatives are tellings of one project.

    They are when the documents are known to tell one twice, or when what opens the name of one stands in the other's
    name, is not called after one of the regions, and is a name's own or of a group that both say they act in.

    Args:
        likeness: Cosine of what the two are compared by.
    """
    if other.id in {place.initiative for place in source.also_in}:
        return True
    if likeness < MIN_LIKENESS or _is_of_one_region(source.name) or _is_of_one_region(other.name):
        return False
    shared = _shared(source.name, other.name) or _shared(other.name, source.name)
    is_name = any(
        all(is_own_word(name_words(name)[stem], name) for name in (source.name, other.name)) for stem in shared
    )
    return is_name or (bool(shared) and not _groups(source).isdisjoint(_groups(other)))


def _shared(name: str, other: str) -> frozenset[str]:
    """Give the stems of what opens a name, where all of them stand in the other."""
    stems = frozenset(name_words(opening(name)))
    if not stems <= name_words(other).keys():
        return frozenset()
    return frozenset() if _goes_on_as_name(opening(other), stems) else stems


def _goes_on_as_name(name: str, stems: frozenset[str]) -> bool:
    """Tell whether words of a name only begin it: `International House Gothenburg` is not Sundsvall's."""
    return any(
        first.stem in stems
        and second.stem not in stems
        and name[first.end : second.start] == " "
        and name[second.start].isupper()
        and is_own_word(second, name)
        for first, second in pairwise(analyse(name))
    )


def _is_of_one_region(name: str) -> bool:
    return any(isinstance(mention.place, Region) for mention in find_mentions(opening(name)))


def opening(name: str) -> str:
    """Give what a name opens with: the project's own name, where the rest explains it."""
    return _OPENING_ENDS.split(name, maxsplit=1)[0]


@lru_cache(maxsize=10_000)
def name_words(name: str) -> Mapping[str, Term]:
    """Give the words of a name by their stems; places, numbers and plain words left out."""
    places = [(mention.start, mention.end) for mention in find_mentions(name)]
    return {
        term.stem: term
        for term in analyse(name)
        if term.word not in PLAIN
        and not any(letter.isdigit() for letter in term.word)
        and not any(start <= term.start < end for start, end in places)
    }


def is_own_word(term: Term, name: str) -> bool:
    """Tell whether a word is a name's own: unknown, or rare with a capital inside the name, and no kind of thing."""
    written = name[term.start : term.end]
    is_capitalised = any(letter.isupper() for letter in (written[1:] if term.start == 0 else written))
    count = lexicon().get(term.word, 0)
    return (not count or (is_capitalised and count < COMMON_WORD)) and not _is_kind(term.word)


@lru_cache(maxsize=10_000)
def _is_kind(word: str) -> bool:
    """Tell whether a word is a compound of an ending that many known words share."""
    parts = split_compound(word)
    start = word.rfind(parts[-1]) if parts else 0
    ending = word[start:]
    return start > 0 and sum(known.endswith(ending) and known != ending for known in lexicon()) >= COMMON_ENDINGS


def _groups(initiative: Initiative) -> frozenset[str]:
    """Give the groups that an initiative names and its region belongs to."""
    return frozenset(
        mention.place.id
        for mention in find_mentions(initiative.text)
        if isinstance(mention.place, Group) and initiative.region in members(mention.place)
    )
