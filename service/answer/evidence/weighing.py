"""Which of the passages found for a topic may be shown: how sure each is, and whether it has the topic's own words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from service.ranking import Ranking


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What is told of one passage by numbers, each 0 to 1.

    Attributes:
        owner: The region whose it is; "" where it is a group's.
        about: Probability that it is about the topic, if the collection tells of that.
        soft: How near its words come to the topic's.
    """

    owner: str
    about: float
    soft: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is looked up in the texts of passages, given by their places among those weighed.

    Attributes:
        held: What share of the topic's words each has itself, inflected or as a part of a compound.
        in_one_sentence: How near one sentence of any of them comes to all of the topic's words.
    """

    held: Callable[[Sequence[int]], Sequence[float]]
    in_one_sentence: Callable[[Sequence[int]], float]


def shown(weighed: Sequence[Weighed], topic: float, words: Words, ranking: Ranking) -> list[int]:
    """Give the places of the passages that may be shown as evidence, in their order.

    Args:
        topic: Probability that the collection tells of the topic.
    """
    about = [place for place, one in enumerate(weighed) if one.about >= ranking.about_threshold]
    if topic < ranking.topic_threshold or not about:
        return []
    best = max(weighed[place].about for place in about)
    said = max(weighed[place].soft for place in about)
    # Where not even the best is sure, and none says the whole of the topic, one part of it was found: `forskning om
    # kvantdatorer` in all that tells of research.
    if topic * best < ranking.sure_about and said < ranking.said_enough:
        return []
    if topic < ranking.sure_topic and words.in_one_sentence(_surest(weighed, about, ranking)) < ranking.said_at_once:
        return []
    # Beside a passage that is surely about the topic, none that is so by half only.
    beside = [place for place in about if weighed[place].about >= ranking.beside_best * best]
    return _beside_word(weighed, beside, words, ranking)


def _surest(weighed: Sequence[Weighed], about: Sequence[int], ranking: Ranking) -> list[int]:
    return sorted(about, key=lambda place: -weighed[place].about)[: ranking.said_depth]


def _beside_word(weighed: Sequence[Weighed], beside: Sequence[int], words: Words, ranking: Ranking) -> list[int]:
    """Leave out what has neither the topic's words nor near ones, where a few regions have the words themselves.

    A topic that many have by its words is told of in others as well.
    """
    held = dict(zip(beside, words.held(beside), strict=True))
    holders = {weighed[place].owner for place in beside if held[place] >= ranking.word_held} - {""}
    if not 0 < len(holders) <= ranking.word_holders:
        return list(beside)
    least = ranking.beside_word * max(weighed[place].about for place in beside)
    return [
        place
        for place in beside
        if held[place] >= ranking.word_held or weighed[place].soft >= ranking.word_near or weighed[place].about >= least
    ]
