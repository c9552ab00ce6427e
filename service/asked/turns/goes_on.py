"""Whether a question makes sense only after another."""

import re
from collections.abc import Sequence

from corpus.regions.names import Mention, find_mentions
from service.asked.turns.taking_up import (
    asks_for_more,
    ends_openly,
    is_bare,
    narrows,
    opens_as_next,
    sets_beside,
    stands_for,
    tells_other_year,
)
from service.asked.understood import Kind
from service.asked.words.plain_words import INTERJECTIONS, PLAIN
from service.asked.words.telling_words import tells_aspect

# What a short question takes up from the one before: `Och Halland då?`, `vad kostade det?`.
_TAKES_UP = re.compile(
    r"^(?:och|men|and|but|samma fråga|same question)\b"
    r"|\b(?:det|den|de|dem|dom|dessa|detta|denna|dess|samma|övriga|ovanstående|it|they|them|that|those|these|its)\b",
    re.IGNORECASE,
)
# `Vad finns det i Skåne?` stands for nothing before.
_THERE_IS = re.compile(r"\b(?:finns|fanns) det\b|\bdet (?:finns|fanns)\b", re.IGNORECASE)
_GOES_ON = re.compile(rf"(?:(?:{'|'.join(sorted(INTERJECTIONS))})\W+)?(?:och|men|and|but|samma fråga)\b", re.IGNORECASE)
# What limits the question before and asks nothing itself: `bara i Småland`, `Skåne då?`.
_ONLY = re.compile(r"(?:bara|endast|enbart|only|just)\b", re.IGNORECASE)
_THEN = re.compile(r"\bdå\W*$", re.IGNORECASE)
_ASKS = re.compile(r"(?:hur|vad|när|vem|vilk\w+|var|how|what|when|who|which|where)\b", re.IGNORECASE)
MAX_FOLLOW_UP = 12
MAX_FRAGMENT = 4


def goes_on(question: str, words: Sequence[str], mentions: Sequence[Mention], kind: Kind) -> bool:
    """Tell whether a short question takes up the one before: by a pronoun, by `och`, or by not saying of what.

    Args:
        words: Those that carry its topic.
        mentions: The places that it names.
    """
    if len(question.split()) > MAX_FOLLOW_UP:
        return False
    if kind is Kind.OUTSIDE:
        # `Vad kostar det?` and `kan jag få en kontaktperson?` are no questions to the documents without the one before.
        is_open = all(map(tells_aspect, words))
        return is_open and (bool(words) or (bool(_ASKS.match(question)) and stands_for(question) is not None))
    says_only = is_bare(question) or asks_for_more(question) or (sets_beside(question) and not words)
    if says_only or _GOES_ON.match(question) or _limits_only(question) or tells_other_year(question):
        return True
    if mentions and (words or kind is not Kind.PASSAGES):
        return False
    if words:
        # `Vad blev resultatet?` asks what about a topic and names none.
        return stands_for(question) is not None or ends_openly(question) or all(map(tells_aspect, words))
    return bool(_TAKES_UP.search(_THERE_IS.sub("", question) if mentions else question)) or ends_openly(question)


def _limits_only(question: str) -> bool:
    """Tell whether a question asks about some of those before, or says no more than `bara kultur`."""
    return narrows(question) or (bool(_ONLY.match(question)) and len(question.split()) <= MAX_FRAGMENT)


def says_nothing_itself(question: str) -> bool:
    """Tell whether a text that opens as a next question has no more than a place or plain words: `och Småland?`."""
    mentions = find_mentions(question)
    rest = re.sub(r"\W+", " ", _without(question, mentions)).casefold().split()
    return opens_as_next(question) and bool(mentions) and PLAIN.issuperset(rest)


def _without(question: str, mentions: Sequence[Mention]) -> str:
    for mention in reversed(mentions):
        question = f"{question[: mention.start]} {question[mention.end :]}"
    return question


def only_limits(question: str, mentions: Sequence[Mention], kind: Kind, *, leaves_out: bool) -> bool:
    """Tell whether a question without a topic does no more than limit the one before.

    `Bara i Småland`, `Skåne då?` and `inte Skåne` do; `finns något liknande?` does not say what it is to be like.

    Args:
        leaves_out: It leaves out places.
    """
    if kind is Kind.SIMILAR:
        return not mentions
    leaves_out_only = leaves_out and not mentions and kind is Kind.PASSAGES
    return leaves_out_only or bool(_ONLY.match(question) or (mentions and _THEN.search(question)))
