"""Whom to call or write to: an address, a number or a named contact that stands in what is about the question."""

import re

from indexer.index import Filters
from indexer.passage import Passage
from indexer.words.analysis import analyse, terms
from service.answer import sentences, wording
from service.answer.answer import AnswerStatus
from service.answer.draft import Desk, Draft, numbered, short_answer, silent
from service.asked.asked import Asked, Aspect, Expected
from service.asked.understood import Kind
from service.asked.words.telling_words import decided_aspect, tells_aspect
from service.masking.contacts import find_contacts, is_masked
from service.read.quotes import Quoter
from service.spans import Span

# Places beside the first that tell of another contact for the same.
MAX_CONTACTS = 3
# What is said of a name by a word joined to it, `ERUF-program`; `Anna-Karin` is all of one.
_AFTER_NAME = re.compile(r"-[a-zåäö]+$")


def asks_contact(question: Asked) -> bool:
    """Tell whether a question asks by a word of its own whom to call or write to."""
    is_open = question.expected in (Expected.NAME, Expected.ANY)
    return is_open and decided_aspect(question.text) is Aspect.CONTACT


def draft_contact(desk: Desk, asked: Asked, filters: Filters) -> Draft:
    """Give the contacts that passages about what is asked name, or say that none is told.

    A reader marks who is spoken of, and seldom where they are reached; that is written in a way of its own.
    """
    ranking = desk.searcher.ranking
    found = [
        candidate
        for candidate in desk.searcher.candidates(asked, filters)
        if candidate.about >= ranking.about_threshold and _is_of(asked, candidate.passage)
    ]
    if any(is_masked(candidate.passage.text) for candidate in found):
        return silent(Kind.FACT, found[0].about, sentences.HIDDEN_CONTACT)
    told = [c for c in found if find_contacts(c.passage.text) and _names_all(asked, c.passage)][:MAX_CONTACTS]
    if not told:
        return silent(Kind.FACT, 0.0, sentences.NO_CONTACT)
    quoter = Quoter(desk.searcher.index, asked)
    quotes = [(*quoter.around(c.passage.text, _contact(asked, c.passage.text)), c.passage) for c in told]
    quote, span, passage = quotes[0]
    return Draft(
        kind=Kind.FACT,
        status=AnswerStatus.ANSWERED,
        confidence=told[0].about,
        text=wording.quoted(quote, passage, desk.searcher.document(passage.document)),
        citations=numbered((quote, passage) for quote, _, passage in quotes),
        answer=short_answer(quote, span),
    )


def _is_of(asked: Asked, passage: Passage) -> bool:
    is_there = not asked.codes or not set(asked.codes).isdisjoint(passage.regions)
    return passage.is_evidence and is_there


def _names(asked: Asked) -> list[str]:
    """Give the words of a question's topic that are written as names: those of a person, a project or an office.

    Of `ERUF-programmet` that is what stands before the hyphen.
    """
    opening = re.match(r"\w*", asked.text)
    words = [_AFTER_NAME.sub("", word) for word in asked.words if word[0].isupper() and not tells_aspect(word)]
    return [word for word in words if opening is None or word != opening.group()]


def _names_all(asked: Asked, passage: Passage) -> bool:
    """Tell whether a passage has every name of the question: near it, somebody else's address stands as well.

    In an address a name is a part: `/eruf`.
    """
    told = set(terms(f"{passage.name} {passage.heading} {passage.text}"))
    return all(term.stem in told for name in _names(asked) for term in analyse(name))


def _contact(asked: Asked, text: str) -> Span:
    """Give where the contact stands that follows the name asked for; the first where no name is asked for."""
    places = [text.find(name) for name in _names(asked) if name in text]
    contacts = find_contacts(text)
    return next((span for span in contacts if places and span[0] >= places[0]), contacts[0])
