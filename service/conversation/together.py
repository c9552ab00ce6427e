"""Reads a text in context: with the question before it, and with the other questions in the same sentence."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.regions import Region
from service.answer.answer import Answer
from service.asked.asked import Asked
from service.asked.names.named import called_name, find_all_named, find_sole_named
from service.asked.reading import plain_question
from service.asked.turns.changing import asked_change, changed
from service.asked.turns.follow_up import among, go_on, of_named, of_place
from service.asked.turns.in_place import asks_of_place, asks_of_those_before, is_fragment
from service.asked.turns.parting import part_questions
from service.asked.turns.pointing import Pointed, asks_again
from service.asked.turns.taking_up import (
    asked_first,
    asks_for_more,
    called,
    narrows,
    of_other_year,
    opens_as_next,
    stands_for,
    with_name,
)
from service.asked.turns.telegraphic import whole_question
from service.asked.understood import Kind
from service.asked.words.telling_words import has_own_topic
from service.conversation.shown import at, shown_initiatives, shown_regions
from service.search.query import check_text
from service.search.searcher import Searcher

# What can be answered one after the other; the 21 regions of an answer, or the sides of one, cannot.
JOINABLE = (Kind.FACT, Kind.PASSAGES, Kind.COUNT, Kind.OVERVIEW)
# As many as fit beside each other.
MAX_SIDES = 3


class Conversation:
    """Reads questions over one searcher's records."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def understand(self, question: str, *previous: str) -> Asked:
        """Read a question, together with those before it where it goes on from them.

        Args:
            previous: What was asked before it, oldest first.

        Raises:
            QueryError: A question is not 1-500 characters with a letter or digit.
        """
        before: Asked | None = None
        for earlier in previous:
            asked = self.read_after(earlier, before)
            before = asked if carries(asked, goes_on=before is not None) else before
        return self.read_after(question, before)

    def read_after(self, question: str, before: Asked | None) -> Asked:
        """Read a question after one that is read already.

        Raises:
            QueryError: A question is not 1-500 characters with a letter or digit.
        """
        check_text(question)
        asked = self._read(question)
        return asked if before is None else self._together(asked, before)

    def _together(self, asked: Asked, before: Asked) -> Asked:
        change = asked_change(asked.text)
        if change is not None:
            return changed(before, change, asked.text)
        if asks_again(asked.text):
            return replace(before, text=asked.text, follow_up=True)
        if asks_of_place(asked, before):
            return of_place(asked, before)
        if is_fragment(asked) or asks_of_those_before(asked, before):
            return go_on(asked, before)
        return self._follow(asked, before) if asked.follow_up else asked

    def _read(self, question: str) -> Asked:
        """Read a question by itself; few words that ask for a fact of one named initiative as what they stand for."""
        asked = self._searcher.understand(question)
        whole = whole_question(asked.text)
        named = find_all_named(whole, self._searcher.index.called(whole), asked.codes) if whole else []
        if whole is None or len(named) != 1:
            return asked
        return replace(self._searcher.understand(whole), kind=Kind.FACT, taken_up=called_name(named[0]))

    def understand_all(self, question: str, before: Asked | None = None) -> Sequence[Asked]:
        """Read the questions that a text puts: one, or several of which each may go on from the one before it.

        Raises:
            QueryError: A question is not 1-500 characters with a letter or digit.
        """
        whole = self.read_after(question, before)
        parts = part_questions(plain_question(question))
        if len(parts) == 1 or whole.kind is Kind.COMPARE:
            return [whole]
        questions = [self.read_after(parts[0], before)]
        questions += [self._go_on_within(part, questions[0]) for part in parts[1:]]
        return questions if all(each.kind in JOINABLE for each in questions) else [whole]

    def needs(self, question: str, *previous: str) -> bool:
        """Tell whether a question says too little without the one before it: no topic, or one of what that found.

        `Psykisk ohälsa, var görs något åt den?` has a word that may stand for something before, and a topic of its own.

        Raises:
            QueryError: A question is not 1-500 characters with a letter or digit.
        """
        check_text(question)
        if not previous or question == previous[-1]:
            return False
        asked = self._searcher.understand(part_questions(plain_question(question))[0])
        says_nothing = asked.follow_up and not asked.topics and not asked.themes
        points = opens_as_next(question) or narrows(question) or bool(asked_first(question))
        for each in previous:
            check_text(each)
        if says_nothing or points or is_fragment(asked):
            return True
        before = self.understand(previous[-1], *previous[:-1])
        return asks_of_place(asked, before) or asks_of_those_before(asked, before)

    def understand_among(self, question: str, before: Asked, regions: Sequence[Region]) -> Asked:
        """Read a question about some of the regions that the one before found."""
        return among(self.understand(question), before, regions)

    def understand_first(self, before: Asked, found: Answer, number: int) -> Asked | None:
        """Read a question that compares the first that the answer to the one before named; None where it named fewer.

        They are its regions, else the initiatives it cites.
        """
        compared = replace(before, kind=Kind.COMPARE, follow_up=True)
        regions, initiatives = shown_regions(found), shown_initiatives(found)
        if len(regions) >= number:
            return replace(compared, places=tuple(regions[:number]))
        is_enough = not regions and len(initiatives) >= number
        return replace(compared, sides=tuple(initiatives[:number])) if is_enough else None

    def understand_them(self, question: str, before: Asked, found: Answer) -> Asked | None:
        """Read a question that sets side by side what the one before asked about, else what it showed."""
        if len(before.places) > 1:
            return replace(before, text=question, kind=Kind.COMPARE, standing=None, follow_up=True)
        n_shown = len(shown_regions(found)) or len(shown_initiatives(found))
        return self.understand_first(before, found, min(n_shown, MAX_SIDES)) if n_shown > 1 else None

    def understand_pointed(self, question: str, before: Asked, found: Answer, pointed: Pointed) -> Asked | None:
        """Read a question about one of those that the answer before showed; None where it showed fewer.

        They are its regions, else the initiatives it cites.
        """
        regions, initiatives = shown_regions(found), shown_initiatives(found)
        place = pointed.place if pointed.place < 0 else pointed.place - 1
        if regions:
            region = at(regions, place)
            of_it = self._searcher.understand(pointed.asked or region.name) if region else None
            return of_place(replace(of_it, text=question, places=(region,)), before) if of_it and region else None
        initiative = self._searcher.index.initiative(at(initiatives, place) or "")
        if initiative is None:
            return None
        name = called_name(initiative)
        asked = with_name(pointed.asked, name) if pointed.asked else f"Berätta om {name}"
        return of_named(self._searcher.understand(asked), replace(before, places=(), years=()), name)

    def _follow(self, asked: Asked, before: Asked) -> Asked:
        """Ask about the initiative that the question before names, where it names one and this one no other."""
        of_year = of_other_year(asked.text, before.text)
        if of_year is not None:
            return self._searcher.understand(of_year)
        index = self._searcher.index
        name = find_sole_named(before.text, index.called(before.text)) or before.taken_up
        if name is not None and before.kind not in (Kind.REGIONS, Kind.COUNT) and asks_for_more(asked.text):
            # There is one of that name: more of it are those like it.
            return replace(self._searcher.understand(f"Vilka insatser liknar {name}?"), kind=Kind.SIMILAR)
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


def carries(asked: Asked, *, goes_on: bool) -> bool:
    """Tell whether a next question can go on from this one: it is one to the documents, and can be read.

    Args:
        goes_on: It was read with one before it.
    """
    return asked.kind is not Kind.OUTSIDE and (goes_on or not asked.follow_up or has_own_topic(asked))


def understood_together(asked: Sequence[Asked]) -> Asked:
    """Give several questions as what is told of them: the first, with the places and topics of all."""
    return replace(
        asked[0],
        places=tuple(dict.fromkeys(place for each in asked for place in each.places)),
        topics=tuple(dict.fromkeys(topic for each in asked for topic in each.topics)),
        words=tuple(dict.fromkeys(word for each in asked for word in each.words)),
    )
