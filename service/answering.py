"""Question to answer: read what is asked, let the module of its kind answer, and say how far that is an answer."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from corpus.regions import region_by_code
from indexer.index import Filters
from service.answer import sentences, wording
from service.answer.answer import Answer, AnswerStatus, Coverage
from service.answer.claims.claims import draft_claim
from service.answer.counting.counts import draft_count, says_what_is_counted
from service.answer.draft import MAX_NEAREST, Desk, Draft, silent
from service.answer.evidence.nearness import missing_words, tell_missing
from service.answer.fact.facts import draft_fact
from service.answer.joined import join_drafts
from service.answer.name_holders import draft_name_holders
from service.answer.named.definitions import draft_definition
from service.answer.named.group_members import draft_members
from service.answer.named.told_of_named import draft_costed, draft_dated, draft_told
from service.answer.overview.comparisons import draft_comparison
from service.answer.overview.document_overviews import draft_document
from service.answer.overview.overviews import draft_named_alone, draft_overview
from service.answer.passages import draft_passages, draft_similar
from service.answer.regions import draft_regions
from service.asked.asked import Asked
from service.asked.limits.narrowing import also_planned, is_outside_years, narrow, of_all_places, of_places
from service.asked.limits.parts_of_country import parts_beside_regions
from service.asked.reading import plain_question
from service.asked.telling import understood
from service.asked.turns.parting import part_questions
from service.asked.turns.taking_up import asked_first, asks_for_more
from service.asked.turns.telegraphic import whole_question
from service.asked.understood import Kind
from service.asked.words.counted import counts_other_things
from service.asked.words.others_asked import unknown_region
from service.asked.words.telling_words import has_own_topic, says_nothing_at_all
from service.conversation.together import Conversation, understood_together
from service.conversation.turns import Turns
from service.read.reader import Reader
from service.search.hits import Hit
from service.search.searcher import Searcher

Drafter = Callable[[Desk, Asked, Filters], Draft]

DRAFTERS: dict[Kind, Drafter] = {
    Kind.REGIONS: draft_regions,
    Kind.FACT: draft_fact,
    Kind.PASSAGES: draft_passages,
    Kind.COMPARE: draft_comparison,
    Kind.COUNT: draft_count,
    Kind.OVERVIEW: draft_overview,
    Kind.SIMILAR: draft_similar,
}
# An answer is the same until the index changes, and then another answerer gives it.
MAX_REMEMBERED = 64
_NO_SEARCH = (AnswerStatus.OUTSIDE, AnswerStatus.UNCLEAR)


class Answerer:
    """Answers questions from what a searcher finds; states nothing but quotes from pages and counts of records."""

    def __init__(self, searcher: Searcher, reader: Reader) -> None:
        self.searcher = searcher
        self.reader = reader
        self._desk = Desk(searcher=searcher, reader=reader)
        self._conversation = Conversation(searcher)
        self._remembered = lru_cache(maxsize=MAX_REMEMBERED)(self._answer)
        self._turns = Turns(self._conversation, self._remembered)

    def answer(
        self, question: str, filters: Filters, previous: str | None = None, earlier: tuple[str, ...] = ()
    ) -> Answer:
        """Answer a question, or say that the documents do not.

        Args:
            previous: The question before, which a short one may go on from.
            earlier: Those before that one, oldest first, where it goes on from them.

        Raises:
            QueryError: A question is not 1-500 characters with a letter or digit.
        """
        turns = earlier if previous is None else (*earlier, previous)
        return self._remembered(question, filters, turns)

    def needs(self, question: str, *previous: str) -> bool:
        """Tell whether a question says too little without those before it, oldest first.

        Raises:
            QueryError: A question is not 1-500 characters with a letter or digit.
        """
        return self._conversation.needs(question, *previous)

    def _answer(self, question: str, filters: Filters, turns: tuple[str, ...]) -> Answer:
        questions, goes_on = self._turns.read(question, filters, turns)
        narrowed = self._narrow(filters, questions[0])
        drafts = [
            self._draft(each, self._narrow(filters, each), goes_on=goes_on or place > 0)
            for place, each in enumerate(questions)
        ]
        asked, draft = questions[0], drafts[0]
        if len(questions) > 1:
            asked = understood_together(questions)
            draft = join_drafts(part_questions(plain_question(question)), drafts)
        answered = draft.status.is_said
        coverage = self.coverage(narrowed)
        nearest = () if answered or draft.status in _NO_SEARCH else self._nearest(asked, narrowed, draft)
        lacking = self._lacking(asked, draft, nearest)
        is_plain = answered or draft.status in _NO_SEARCH
        return Answer(
            question=question,
            kind=draft.kind,
            answered=answered,
            confidence=draft.confidence,
            text=draft.text if is_plain else wording.not_said(coverage, draft.text),
            index_version=self.searcher.index.version,
            regions=draft.regions,
            other_regions=draft.other_regions,
            citations=draft.citations if answered else (),
            coverage=coverage,
            nearest=nearest,
            answer=draft.answer if answered else None,
            status=draft.status,
            understood=understood(asked, draft.initiative or self._named(asked)),
            sides=draft.sides,
            count=draft.count,
            missing=tell_missing(lacking),
            nearest_missing=tuple(sentences.lacks(words) if words else None for words in lacking),
        )

    def _narrow(self, filters: Filters, asked: Asked) -> Filters:
        return also_planned(narrow(filters, asked, self.searcher.years), asked, self.searcher.reported_years)

    def _draft(self, asked: Asked, filters: Filters, *, goes_on: bool) -> Draft:
        if asked.kind is Kind.OUTSIDE:
            # What is outside may be named all the same.
            named = draft_name_holders(self._desk, asked, filters)
            return named or _unsearched(Kind.OUTSIDE, AnswerStatus.OUTSIDE, asked.sureness, sentences.OUTSIDE)
        unclear = _unclear(asked, goes_on=goes_on)
        if unclear is not None:
            return _unsearched(asked.kind, AnswerStatus.UNCLEAR, asked.sureness, unclear)
        is_outside = is_outside_years(asked, self.searcher.years) and not filters.years
        if is_outside and asked.kind is not Kind.FACT:
            return silent(asked.kind, 0.0, sentences.other_years(asked, self.searcher.years))
        if asked.asks_members:
            return draft_members(self._desk, asked, filters)
        drafters: tuple[Callable[[Desk, Asked, Filters], Draft | None], ...]
        drafters = (
            draft_name_holders,
            draft_claim,
            draft_document,
            draft_definition,
            draft_dated,
            draft_costed,
            draft_told,
            _number_told,
            _fact_searched_for,
            draft_named_alone,
            DRAFTERS[asked.kind],
        )
        told = (drafter(self._desk, asked, filters) for drafter in drafters)
        draft = next(draft for draft in told if draft is not None)
        if is_outside and not draft.status.is_said:
            return replace(draft, text=sentences.other_years(asked, self.searcher.years))
        return _noted(draft, asked)

    def coverage(self, filters: Filters) -> Coverage:
        """Give what is searched under these filters."""
        documents = self.searcher.documents(filters)
        codes = {code for document in documents for code in document.regions}
        return Coverage(
            documents=len(documents),
            pages=sum(self.searcher.index.n_pages(document.id) for document in documents),
            regions_with_documents=len(codes & set(filters.regions) if filters.regions else codes),
            years=tuple(sorted({year for document in documents for year in document.years})),
        )

    def _lacking(self, asked: Asked, draft: Draft, nearest: Sequence[Hit]) -> list[tuple[str, ...]]:
        """Give the words of a question's topic that each of the nearest finds lacks."""
        if draft.kind is Kind.SIMILAR and draft.initiative is not None:
            # What is like a named one is not called the same: its name is not what they lack.
            return [() for _ in nearest]
        return missing_words(self.searcher, asked, [hit.passage for hit in nearest])

    def _named(self, asked: Asked) -> str | None:
        return next((initiative.name for initiative in self._desk.named(asked)), None)

    def _nearest(self, asked: Asked, filters: Filters, draft: Draft) -> tuple[Hit, ...]:
        if draft.nearest:
            return draft.nearest
        if asked.kind is Kind.REGIONS:
            # As it was searched for the answer, so that it is searched once.
            everywhere, placeless = of_all_places(filters, asked)
            found = self.searcher.within(
                self.searcher.candidates(placeless, everywhere, least_depth=self.searcher.ranking.region_depth),
                of_places(filters, asked),
            )
        else:
            # Where nothing is of the years asked for, what comes nearest is of others.
            found = self.searcher.candidates(replace(asked, years=()), filters)
        return self.searcher.hits(asked, self.searcher.best_of_each_unit(found)[:MAX_NEAREST])


def _unclear(asked: Asked, *, goes_on: bool) -> str | None:
    """Say what a question lacks to be read by itself; None where it lacks nothing."""
    says_what = has_own_topic(asked) or says_what_is_counted(asked)
    says_nothing = not says_what or asked_first(asked.text) is not None
    if asked.follow_up and not goes_on and says_nothing:
        return sentences.UNCLEAR
    return sentences.NO_TOPIC if says_nothing_at_all(asked) else None


def _noted(draft: Draft, asked: Asked) -> Draft:
    """Say that no more is known where more is asked for, and what is asked of that is a part of a region, or none."""
    parts = [part for _, part in parts_beside_regions(asked.text)]
    if parts:
        lying = [sentences.lies_in(part.name, region_by_code(part.region).name) for part in parts]
        return replace(draft, text=" ".join((*lying, draft.text)).rstrip())
    shows_all = draft.status.is_said and draft.kind is Kind.REGIONS
    if shows_all and asks_for_more(asked.text):
        return replace(draft, text=f"{sentences.NO_MORE} {draft.text}")
    unknown = unknown_region(asked.text)
    if unknown is None or draft.status.is_said or draft.kind is Kind.COMPARE:
        return draft
    return replace(draft, text=f"{sentences.no_region(f'Region {unknown}')} {draft.text}".rstrip())


def _number_told(desk: Desk, asked: Asked, filters: Filters) -> Draft | None:
    """Give the number that a text tells where a question may ask for that one and not for one to be counted.

    Other kinds that may be facts are not read so: the reader is sure of what it marks there, and seldom right.
    """
    may_be_told = asked.may_be_fact >= desk.searcher.ranking.fact_doubt or counts_other_things(asked.text)
    if asked.kind is not Kind.COUNT or asked.holding is not None or not may_be_told:
        return None
    draft = draft_fact(desk, replace(asked, kind=Kind.FACT), filters)
    return draft if draft.status is AnswerStatus.ANSWERED else None


def _fact_searched_for(desk: Desk, asked: Asked, filters: Filters) -> Draft | None:
    """Give the fact that a few words ask for (`kostnad elnätet`), where it stands with all of them."""
    whole = whole_question(asked.text) if asked.kind in (Kind.PASSAGES, Kind.FACT) else None
    if whole is None:
        return None
    question = replace(desk.searcher.understand(whole), kind=Kind.FACT)
    draft = draft_fact(desk, question, filters)
    if draft.status is not AnswerStatus.ANSWERED:
        return None
    passage = draft.citations[0].passage
    is_there = not asked.places or not set(asked.codes).isdisjoint(passage.regions)
    lacking = missing_words(desk.searcher, question, [passage])[0]
    return draft if is_there and not lacking else None


def _unsearched(kind: Kind, status: AnswerStatus, confidence: float, text: str) -> Draft:
    return Draft(kind=kind, status=status, confidence=confidence, text=text)
