"""Whether two regions tell of one project, or each of its own."""

from itertools import pairwise

from corpus.document import Initiative
from corpus.regions import Group, Region, members
from corpus.regions.names import find_mentions
from indexer.words.analysis import analyse
from service.asked.names.initiative_names import is_own_word, name_words, opening


def is_same_project(source: Initiative, other: Initiative, *, is_alike: bool) -> bool:
    """Tell whether two initiatives are tellings of one project.

    They are when the documents are known to tell one twice, or when what opens the name of one stands in the other's
    name, is not called after one of the regions, and is a name's own or of a group that both say they act in.

    Args:
        is_alike: Whether they are told in like words, as one project is: `International House` of two cities is a name
            for two different things.
    """
    if other.id in {place.initiative for place in source.also_in}:
        return True
    shared = (_shared(source.name, other.name) or _shared(other.name, source.name)) if is_alike else frozenset()
    # Few share anything, and to look for regions in every name takes longer.
    if not shared or _is_of_one_region(source.name) or _is_of_one_region(other.name):
        return False
    is_name = any(
        all(is_own_word(name_words(name)[stem], name) for name in (source.name, other.name)) for stem in shared
    )
    return is_name or not _groups(source).isdisjoint(_groups(other))


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


def _groups(initiative: Initiative) -> frozenset[str]:
    """Give the groups that an initiative names and its region belongs to."""
    return frozenset(
        mention.place.id
        for mention in find_mentions(initiative.text)
        if isinstance(mention.place, Group) and initiative.region in members(mention.place)
    )
