"""What a text asks in company: with the question before it, and with the others that the same sentence puts."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.regions import Region
from service.answer.answer import Answer, RegionStatus
from service.asked.asked import Asked
from service.asked.names.named import called_name, find_all_named, find_sole_named
from service.asked.reading import plain_question
from service.asked.turns.follow_up import among, go_on, of_named
from service.asked.turns.parting import part_questions
from service.asked.turns.taking_up import (
    asked_first,
    called,
    narrows,
    of_other_year,
    opens_as_next,
    stands_for,
    with_name,
)
from service.asked.turns.telegraphic import whole_question
from service.asked.understood import Kind
from service.search.query import check_text
from service.search.searcher import Searcher

# What can be answered one after the other; the 21 regions of an answer, or the sides of one, cannot.
JOINABLE = (Kind.FACT, Kind.PASSAGES, Kind.COUNT, Kind.OVERVIEW)


class Conversation:
    """Reads questions over one searcher's records."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def understand(self, question: str, previous: str | None = None) -> Asked:
        """Read a question, together with the one before where it goes on from that.

        Raises:
            QueryError: A question is not 1-500 characters with a letter or digit.
        """
        check_text(question)
        asked = self._read(question)
        if previous is None or not asked.follow_up:
            return asked
        check_text(previous)
        return self._follow(asked, self._searcher.understand(previous))

    def _read(self, question: str) -> Asked:
        """Read a question by itself; few words that ask for a fact of one named initiative as what they stand for."""
        asked = self._searcher.understand(question)
        whole = whole_question(asked.text)
        named = find_all_named(whole, self._searcher.index.called(whole), asked.codes) if whole else []
        if whole is None or len(named) != 1:
            return asked
        return replace(self._searcher.understand(whole), kind=Kind.FACT, taken_up=called_name(named[0]))

    def understand_all(self, question: str, previous: str | None = None) -> Sequence[Asked]:
        """Read the questions that a text puts: one, or several of which each may go on from the one before it.

        Raises:
            QueryError: A question is not 1-500 characters with a letter or digit.
        """
        whole = self.understand(question, previous)
        parts = part_questions(plain_question(question))
        if len(parts) == 1 or whole.kind is Kind.COMPARE:
            return [whole]
        questions = [self.understand(parts[0], previous)]
        questions += [self._go_on_within(part, questions[0]) for part in parts[1:]]
        return questions if all(each.kind in JOINABLE for each in questions) else [whole]

    def needs(self, question: str, previous: str) -> bool:
        """Tell whether a question says too little without the one before it: no topic, or one of what that found.

        `Psykisk ohälsa, var görs något åt den?` has a word that may stand for something before, and a topic of its own.

        Raises:
            QueryError: A question is not 1-500 characters with a letter or digit.
        """
        check_text(question)
        asked = self._searcher.understand(part_questions(plain_question(question))[0])
        says_nothing = asked.follow_up and not asked.topics and not asked.themes
        if question == previous or not (
            says_nothing or opens_as_next(question) or narrows(question) or asked_first(question)
        ):
            return False
        check_text(previous)
        return True

    def asks_among(self, question: str, previous: str) -> bool:
        """Tell whether a question asks about some of the regions that the answer to the one before named."""
        return narrows(question) and self.understand(previous).kind is Kind.REGIONS

    def understand_among(self, question: str, previous: str, regions: Sequence[Region]) -> Asked:
        """Read a question about some of the regions that the one before found."""
        return among(self.understand(question), self.understand(previous), regions)

    def understand_first(self, previous: str, found: Answer, number: int) -> Asked | None:
        """Read a question that compares the first that the answer to the one before named; None where it named fewer.

        They are its regions, else the initiatives it cites.
        """
        before = replace(self.understand(previous), kind=Kind.COMPARE, follow_up=True)
        regions = [answer.region for answer in found.regions if answer.status is RegionStatus.EVIDENCE]
        cited = dict.fromkeys(citation.passage.initiative for citation in found.citations)
        initiatives = [initiative for initiative in cited if initiative]
        if len(regions) >= number:
            return replace(before, places=tuple(regions[:number]))
        is_enough = not regions and len(initiatives) >= number
        return replace(before, sides=tuple(initiatives[:number])) if is_enough else None

    def _follow(self, asked: Asked, before: Asked) -> Asked:
        """Ask about the initiative that the question before names, where it names one and this one no other."""
        of_year = of_other_year(asked.text, before.text)
        if of_year is not None:
            return self._searcher.understand(of_year)
        index = self._searcher.index
        name = find_sole_named(before.text, index.called(before.text))
        is_of_place = bool(asked.places) and stands_for(asked.text) is None
        is_of_other = is_of_place or find_sole_named(asked.text, index.called(asked.text)) is not None
        told = name or (called(before.topics[0]) if len(before.topics) == 1 and stands_for(asked.text) else None)
        if told is None or is_of_other or asked.kind in (Kind.COMPARE, Kind.SIMILAR):
            return go_on(asked, before)
        return of_named(self._searcher.understand(with_name(asked.text, told)), before, name)

    def _go_on_within(self, part: str, before: Asked) -> Asked:
        """Read a later part of a sentence, which is about the initiative of the first where it names nothing else."""
        asked = self._searcher.understand(part)
        named = find_sole_named(before.text, self._searcher.index.called(before.text))
        return self._follow(asked, before) if asked.follow_up or (named and not asked.places) else asked


def understood_together(asked: Sequence[Asked]) -> Asked:
    """Give several questions as what is told of them: the first, with the places and topics of all."""
    return replace(
        asked[0],
        places=tuple(dict.fromkeys(place for each in asked for place in each.places)),
        topics=tuple(dict.fromkeys(topic for each in asked for topic in each.topics)),
        words=tuple(dict.fromkeys(word for each in asked for word in each.words)),
    )
