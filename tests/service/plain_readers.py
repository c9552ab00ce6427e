"""Readers for tests that need no more of one than whether a passage is about the topic, or nothing at all."""

from collections.abc import Sequence

from indexer.passage import Passage
from indexer.words.analysis import analyse, terms
from service.read.reader import Reading


class TopicReader:
    """Says that a passage is about what is asked when it holds any of its words; marks nothing."""

    def read(self, asked: str, passages: Sequence[Passage]) -> list[Reading]:
        words = {term.stem for term in analyse(asked)}
        return [self._reading(words, passage) for passage in passages]

    def _reading(self, words: set[str], passage: Passage) -> Reading:
        holds = bool(words & set(terms(f"{passage.name} {passage.text}")))
        return Reading(answers=-9.0, about=12.0 if holds else -12.0, margin=-9.0, span=(0, 0))


class BlindReader:
    """Finds nothing."""

    def read(self, asked: str, passages: Sequence[Passage]) -> list[Reading]:
        return [Reading(answers=-9.0, about=-9.0, margin=-9.0, span=(0, 0)) for _ in passages]
