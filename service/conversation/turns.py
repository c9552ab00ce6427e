"""Reads the turns of a conversation one after the other, with what the answers between them showed."""

from collections.abc import Callable, Sequence

from indexer.index import Filters
from service.answer.answer import Answer
from service.asked.asked import Asked
from service.asked.turns.pointing import compares_them, points_at
from service.asked.turns.taking_up import asked_first, narrows
from service.asked.understood import Kind
from service.conversation.shown import shown_regions
from service.conversation.together import Conversation, carries
from service.search.query import check_text

Answering = Callable[[str, Filters, tuple[str, ...]], Answer]


def turns(previous: Sequence[str]) -> tuple[str | None, tuple[str, ...]]:
    """Give the question before, None where there is none, and those before that one, as an answer is asked for.

    Raises:
        QueryError: One is not 1-500 characters with a letter or digit.
    """
    for each in previous:
        check_text(each, "previous")
    return (previous[-1], tuple(previous[:-1])) if previous else (None, ())


class Turns:
    """Reads what is asked after what was asked before; an answer before is made only where a turn points at it."""

    def __init__(self, conversation: Conversation, answering: Answering) -> None:
        """Args: answering: Gives the answer to a question after those before it, oldest first."""
        self._conversation = conversation
        self._answering = answering

    def read(self, question: str, filters: Filters, turns: tuple[str, ...]) -> tuple[Sequence[Asked], bool]:
        """Read the questions that a text puts.

        Args:
            turns: What was asked before, oldest first.

        Returns:
            The questions, and whether there is one before that they may go on from.

        Raises:
            QueryError: A question is not 1-500 characters with a letter or digit.
        """
        turns, before = self._before(filters, turns)
        if before is None:
            return self._conversation.understand_all(question), False
        pointed = self._pointed(question, filters, turns, before)
        if pointed is not None:
            return [pointed], True
        if points_at(question) or compares_them(question):
            # Fewer were shown: there is none that it could be read as.
            return self._conversation.understand_all(question), False
        return self._conversation.understand_all(question, before), True

    def _before(self, filters: Filters, turns: tuple[str, ...]) -> tuple[tuple[str, ...], Asked | None]:
        """Give the last turn that a question can go on from, read, and all turns up to it; None where none can be."""
        while turns:
            questions, goes_on = self.read(turns[-1], filters, turns[:-1])
            if carries(questions[0], goes_on=goes_on):
                return turns, questions[0] if len(questions) == 1 else self._conversation.understand(turns[-1])
            turns = turns[:-1]
        return (), None

    def _pointed(self, question: str, filters: Filters, turns: tuple[str, ...], before: Asked) -> Asked | None:
        """Read a question about what the answer before showed; None where it is about nothing of that."""
        number, single = asked_first(question), points_at(question)
        is_among = narrows(question) and before.kind is Kind.REGIONS
        if not (number or single or is_among or compares_them(question)):
            return None
        found = self._answering(turns[-1], filters, turns[:-1])
        if number:
            return self._conversation.understand_first(before, found, number)
        if single:
            return self._conversation.understand_pointed(question, before, found, single)
        if compares_them(question):
            return self._conversation.understand_them(question, before, found)
        regions = shown_regions(found)
        return self._conversation.understand_among(question, before, regions) if regions else None
