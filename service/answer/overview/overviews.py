"""Overviews: a region's, a theme's or a report's initiatives by theme, each with one sentence; or one initiative."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from corpus.document import Field, Initiative, Status
from corpus.themes import THEMES, find_theme
from indexer.chunking import sentences as split_sentences
from indexer.index import Filters, Rows
from indexer.passage import Passage
from service.answer import sentences
from service.answer.answer import AnswerStatus, Count
from service.answer.draft import SURE, Desk, Draft, Quoted, numbered, silent
from service.answer.fact.facts import draft_fact
from service.answer.initiative_passages import each_with_passages, passages_of_initiative
from service.answer.named.told_names import passages_with
from service.answer.overview import overview_sentences
from service.answer.passages import draft_passages
from service.answer.records import find_initiatives, initiatives_at, list_address, places_of, years_of
from service.asked.asked import Asked, Aspect, Expected
from service.asked.carrying import topic_phrase, topic_words
from service.asked.limits.narrowing import of_places
from service.asked.names.initiative_names import name_words
from service.asked.names.named import find_called
from service.asked.understood import Kind
from service.read.quotes import MAX_WORDS

# What is told of a project in a row of labels stands behind this one: `Projekttid: ... Projektbeskrivning: ...`.
_DESCRIBES = re.compile(r"\b(?:projekt|insats)?beskrivning:\s+", re.IGNORECASE)
# What only says on what the rest of a cell rests: `Effekterna baseras på egen bedömning.`
_BASIS = re.compile(
    r"^\W*(?:(?:Beskrivning|Resultat|Effekt)\w*(?: \w+){0,4}? (?:baseras|bygger) på "
    r"[^.]{0,80}?(?:\.|(?<=bedömning)(?= [A-ZÅÄÖ•]))|Egen bedömning\b)[\s.:•]*"
)
# An overview of a whole theme would be longer than its report; the list behind it holds the rest.
MAX_SENTENCES = 40
MIN_WORDS = 5
_RESULT_FIRST = (Field.EFFECTS, Field.OUTPUTS, Field.DESCRIPTION, Field.ROW, Field.PROSE)
# A name is a passage of its own only where nothing else is told.
_TOLD = (Field.DESCRIPTION, Field.OUTPUTS, Field.EFFECTS, Field.ROW, Field.PROSE, Field.NAME)
_OF_ASPECT = {
    Aspect.EFFECTS: (Field.EFFECTS, Field.OUTPUTS),
    Aspect.RESULTS: (Field.EFFECTS, Field.OUTPUTS),
    Aspect.GOALS: (Field.GOALS,),
}


def draft_overview(desk: Desk, asked: Asked, filters: Filters) -> Draft:
    """Sum up a named initiative; else the initiatives of a place, a theme or a report, from the records."""
    named = desk.named(asked)
    if named:
        return _of_initiative(desk, asked, named[0])
    if asked.topics:
        return replace(draft_passages(desk, asked, filters), kind=Kind.OVERVIEW)
    told = draft_records(desk, asked, of_places(filters, asked))
    return told or _in_prose(desk, asked, filters)


def _in_prose(desk: Desk, asked: Asked, filters: Filters) -> Draft:
    """Say that no initiative is reported, and what is told of the theme all the same."""
    none = sentences.none_counted(asked, Status.REPORTED)
    label = find_theme(asked.themes[0]).label if asked.themes else ""
    about = draft_passages(
        desk, replace(asked, kind=Kind.PASSAGES, topics=(label,), words=tuple(label.split())), filters
    )
    if not label or not about.status.is_said:
        return silent(Kind.OVERVIEW, 1 - SURE, none)
    return replace(about, kind=Kind.OVERVIEW, status=AnswerStatus.PARTIAL, text=f"{none} {about.text}")


def draft_records(desk: Desk, asked: Asked, filters: Filters) -> Draft | None:
    """Sum up the initiatives that pass: those reported, else those proposed; None where there are none."""
    for status in (Status.REPORTED, Status.PROPOSED):
        found = find_initiatives(desk.searcher, filters, status=status, distinct=True)
        if len(found):
            return _of_records(desk, asked, filters, found, status)
    return None


def draft_named_alone(desk: Desk, asked: Asked, filters: Filters) -> Draft | None:
    """Sum up the initiative whose name is all that is asked (`WaterMan`); None where it is not.

    What several regions or groups tell of is a topic, and so is what nobody within the limits asked for tells of. What
    may ask for a fact (`Vad handlar WaterMan om?`) is read for that first.
    """
    is_open_fact = asked.kind is Kind.FACT and asked.expected is Expected.ANY
    if asked.kind is not Kind.PASSAGES and not is_open_fact:
        return None
    searcher = desk.searcher
    # `Beskriv` asks for an overview, and is no part of the name.
    phrase = topic_phrase(asked.sought, Kind.OVERVIEW)
    question = replace(asked, words=topic_words(asked.sought, Kind.OVERVIEW), topics=(phrase,))
    called = {initiative.id for initiative in find_called(question, searcher.index.called(question.text))}
    places = np.sort(places_of(searcher.index, list(called)))
    within = initiatives_at(searcher, places[np.isin(places, find_initiatives(searcher, of_places(filters, asked)))])
    if len(within) != len(called) or len({initiative.region or initiative.group for initiative in within}) != 1:
        return None
    owner = within[0].region or within[0].group
    telling = passages_with(desk, asked, frozenset(name_words(question.topic)))
    named = [passage for passage in telling if phrase.casefold() in passage.text.casefold()]
    others = {passage.region or passage.group for passage in named} - {owner}
    if others or (is_open_fact and draft_fact(desk, asked, filters).status is AnswerStatus.ANSWERED):
        return None
    return _of_initiative(desk, asked, within[0])


def _of_records(desk: Desk, asked: Asked, filters: Filters, found: Rows, status: Status) -> Draft:
    of_theme = desk.searcher.index.initiative_columns.themes
    by_theme = [(theme.label, found[of_theme.is_in((theme.id,), found)]) for theme in THEMES]
    by_theme += [("Utan tema", found[of_theme.codes[found] < 0])]
    told = each_with_passages(desk, np.concatenate([places for _, places in by_theme]), filters)
    quotes = filter(None, (result_first(passages) for _, passages in told))
    groups = [(label, len(places), _first_names(desk, places)) for label, places in by_theme if len(places)]
    address = list_address(filters, status=status)
    return Draft(
        kind=Kind.OVERVIEW,
        status=AnswerStatus.ANSWERED,
        confidence=SURE,
        text=overview_sentences.overview(asked, status, len(found), groups, years_of(desk.searcher, found)),
        citations=numbered(list(islice(quotes, MAX_SENTENCES))),
        count=Count(value=len(found), of=sentences.what(asked, status), list=address),
    )


def _first_names(desk: Desk, places: Rows) -> list[str]:
    return [initiative.name for initiative in initiatives_at(desk.searcher, places[: overview_sentences.SHOWN])]


def _of_initiative(desk: Desk, asked: Asked, initiative: Initiative) -> Draft:
    quotes = initiative_quotes(desk, initiative, asked.aspect)
    if not quotes:
        return replace(silent(Kind.OVERVIEW, 0.5), initiative=initiative.name)
    return Draft(
        kind=Kind.OVERVIEW,
        status=AnswerStatus.ANSWERED,
        confidence=SURE,
        text=sentences.overview_of(initiative, quotes, desk.searcher.document),
        citations=numbered(list(islice(quotes, MAX_SENTENCES))),
        initiative=initiative.name,
    )


def initiative_quotes(desk: Desk, initiative: Initiative, aspect: Aspect | None = None) -> list[Quoted]:
    """Quote what an initiative tells of itself, a sentence a field; only of the aspect asked for where it has one."""
    of_aspect = _fields(desk, initiative, _OF_ASPECT.get(aspect, ())) if aspect else []
    return of_aspect or _fields(desk, initiative, _TOLD)


def _fields(desk: Desk, initiative: Initiative, fields: Sequence[Field]) -> list[Quoted]:
    passages = passages_of_initiative(desk, initiative)
    quotes = [_sentence(passages, (field,)) for field in fields]
    return [quoted for quoted in quotes if quoted]


def result_first(passages: Sequence[Passage]) -> Quoted | None:
    """Quote one sentence of an initiative's passages: what came of it, else what it is."""
    return _sentence(passages, _RESULT_FIRST)


def _sentence(passages: Sequence[Passage], fields: Sequence[Field]) -> Quoted | None:
    """Quote the first sentence of the first of some fields that an initiative has, behind the label that describes."""
    for field in fields:
        of_field = [passage for passage in passages if passage.field is field]
        if of_field:
            passage = next((passage for passage in of_field if _DESCRIBES.search(passage.text)), of_field[0])
            return first_sentence(passage.text, passage.name), passage
    return None


def first_sentence(text: str, name: str = "") -> str:
    """Give a text's first sentence, at most MAX_WORDS words of it.

    The next comes with it while it is too short to say anything, leads up to a list, or is no more than a name. Labels
    before one that describes, numbers and owners, tell nothing of what a text is about, nor does what it rests on.
    """
    text = _behind(_BASIS, _behind(_DESCRIBES, text))
    pieces = split_sentences(text)
    end = 0
    for piece in pieces:
        end = text.index(piece, end) + len(piece)
        told = text[:end].strip()
        if len(told.split()) >= MIN_WORDS and not told.endswith(":") and told.rstrip(".") != name:
            break
    words = text[:end].strip().split(" ")
    return " ".join(words[:MAX_WORDS])


def _behind(lead: re.Pattern[str], text: str) -> str:
    """Give a text without what leads up to it, where enough is told behind that."""
    found = lead.search(text)
    rest = text[found.end() :] if found else text
    return rest if len(rest.split()) >= MIN_WORDS else text
