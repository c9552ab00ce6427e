"""Places that are part of a longer name: `Gotland Forward`, `REAL ÖMS`."""

from collections.abc import Sequence

from corpus.regions import Group, Region
from corpus.regions.names import Mention, find_mentions
from service.asked.words.pieces import WORD
from service.asked.words.plain_words import PLAIN


def asked_mentions(question: str) -> list[Mention]:
    """Give the places that a question is asked of.

    A group in a name beside a region is none of them: what `Örebro` pays to `REAL ÖMS` is asked of one place.
    """
    mentions = find_mentions(question)
    if not any(isinstance(mention.place, Region) for mention in mentions):
        return mentions
    whole = whole_places(question, mentions)
    return [mention for mention in mentions if not isinstance(mention.place, Group) or mention in whole]


def whole_places(question: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Give the places that are no part of a longer name."""
    return [mention for mention in mentions if not _is_part_of_name(question, mention, mentions)]


def _is_part_of_name(question: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Tell whether another capitalised word stands beside a place, another place and the opening word aside."""
    shown = question
    for other in mentions:
        if other is not mention:
            shown = f"{shown[: other.start]}{'x' * (other.end - other.start)}{shown[other.end :]}"
    before = WORD.findall(shown[: mention.start].rpartition(".")[2])[1:]
    after = WORD.findall(shown[mention.end :])
    neighbours = [*before[-1:], *after[:1]] if shown[mention.end :].startswith(" ") else before[-1:]
    return any(word[0].isupper() and word.casefold() not in PLAIN for word in neighbours)
