"""How a question's words are read: what it asks for, whom it names and which words carry its topic."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.regions import Group, Region
from corpus.regions.names import Mention, find_mentions
from corpus.repair import plain_text
from indexer.index import Vectors
from service.asked.asked import Asked, Holding, Join, LeftOut, NumberLimit
from service.asked.carrying import carrying_words, topic_tokens, unique_words
from service.asked.classifier import Guess, classifier
from service.asked.kind_asked import asked_kind, makes_claim, sums_up_theme
from service.asked.limits.left_out_topics import leave_out_topic
from service.asked.limits.negation import take_out_negation
from service.asked.limits.numbers import take_out_number
from service.asked.limits.parts_of_country import call_by_name
from service.asked.limits.places import asked_of, leave_out_places, take_out_places
from service.asked.limits.years import take_out_years
from service.asked.names.membership import asks_members
from service.asked.names.places_in_names import asked_mentions, whole_places
from service.asked.names.themes import named_themes
from service.asked.topics import split_topics
from service.asked.turns.changing import asked_change
from service.asked.turns.goes_on import goes_on, only_limits, says_nothing_itself
from service.asked.turns.pointing import asks_of_the_answer
from service.asked.turns.taking_up import asks_for_more, is_bare
from service.asked.understood import Kind
from service.asked.words.collection_words import asked_holding
from service.asked.words.cues import asks_which_regions, expected_answer
from service.asked.words.pieces import WORD
from service.asked.words.plain_words import DENIALS, ENGLISH_ONLY, SWEDISH_ONLY
from service.asked.words.short_forms import write_out
from service.asked.words.standing import asked_standing
from service.asked.words.telling_words import THINGS, decided_aspect, tells_aspect
from service.asked.words.yes_no import claim_of
from service.ranking import RANKING, Ranking

# What is asked beside which regions do something: `..., och hur gick det?`
_AND_HOW = re.compile(
    r",?\s+(?:och|samt|and)\s+(?:i så fall\s+)?(?=(?:hur|vad|när|how|what|when)\b)(?P<how>[^,?]+)\??\s*$", re.IGNORECASE
)
_OF_THINGS = re.compile(rf"\b{THINGS}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limits:
    """What a question is limited to or leaves out, and what it seeks without saying so."""

    sought: str
    excluded: tuple[Region | Group, ...]
    years: tuple[int, ...]
    left_out: LeftOut | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """What kind of answer is asked for and of which places, and what is sought without saying so."""

    sought: str
    kind: Kind
    mentions: Sequence[Mention]
    holding: Holding | None
    number: NumberLimit | None
    negated: bool
    is_claim: bool
    asks_members: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matter:
    """What is asked about."""

    themes: tuple[str, ...]
    words: tuple[str, ...]
    topics: tuple[str, ...]
    join: Join | None


def plain_question(text: str) -> str:
    """Give a question with its white space and its letters put right."""
    return " ".join(plain_text(text).split())


def read_question(
    text: str, vector: Vectors | None = None, ranking: Ranking = RANKING, *, is_inside: bool = False
) -> Asked:
    """Read a query or question.

    Args:
        vector: The question's, by the model the classifier was fitted with; None where there is none.
        is_inside: It is known to be one to these documents.
    """
    if vector is None and not is_inside:
        return _read_by_words(text, ranking)
    return _read(text, classifier().classify(plain_question(text), vector), ranking, is_inside=is_inside)


@lru_cache(maxsize=1024)
def _read_by_words(text: str, ranking: Ranking) -> Asked:
    return _read(text, classifier().classify(plain_question(text)), ranking)


def _read(text: str, guess: Guess, ranking: Ranking, *, is_inside: bool = False) -> Asked:
    question = call_by_name(write_out(plain_question(text)))
    is_turn = asks_of_the_answer(question) or asked_change(question) is not None or is_bare(question)
    is_inside = is_inside or is_turn or says_nothing_itself(question)
    likely = asked_kind(guess, question, ranking, is_inside=is_inside)
    is_claim = not is_turn and makes_claim(question, likely)
    limits = _take_out_limits(question, is_claim=is_claim)
    form = _take_out_form(question, limits.sought, likely, is_claim=is_claim)
    matter = _matter(question, form, is_turn=is_turn)
    follow_up = is_turn or _follows_up(question, limits, form, matter)
    is_list = _asks_for_list(question, form, matter) and not (follow_up or is_claim)
    return Asked(
        text=text,
        sought=form.sought or question,
        kind=Kind.OVERVIEW if is_list else form.kind,
        sureness=guess.sureness,
        may_be_fact=guess.fact,
        expected=expected_answer(question),
        language=_language(question),
        places=tuple(dict.fromkeys(mention.place for mention in form.mentions)),
        excluded=limits.excluded,
        left_out=limits.left_out,
        negated=form.negated,
        years=limits.years,
        number=form.number,
        standing=asked_standing(form.sought),
        holding=form.holding,
        themes=matter.themes,
        aspect=decided_aspect(question) or guess.aspect,
        words=_words(question, form, matter),
        topics=matter.topics,
        join=matter.join,
        is_claim=form.is_claim,
        asks_members=form.asks_members,
        sides=(),
        follow_up=follow_up,
        taken_up=None,
    )


def _take_out_limits(question: str, *, is_claim: bool) -> _Limits:
    with_years, excluded = leave_out_places(claim_of(question) if is_claim else question)
    # The year in `startade X 2021?` is part of what is to be told.
    with_topic, years = (with_years, ()) if is_claim else take_out_years(with_years)
    sought, left_out = leave_out_topic(with_topic)
    return _Limits(sought=sought, excluded=excluded, years=years, left_out=left_out)


def _take_out_form(question: str, sought: str, likely: Kind, *, is_claim: bool) -> _Form:
    asks_for_members = asks_members(sought, find_mentions(sought))
    holding = None if asks_for_members else asked_holding(sought)
    of_claim = Kind.PASSAGES if likely is Kind.PASSAGES else Kind.FACT
    kind = Kind.FACT if asks_for_members else Kind.COUNT if holding else of_claim if is_claim else likely
    kind, sought, number = _of_number(question, sought, kind)
    positive = _without_negation(sought) if kind is Kind.REGIONS else None
    sought, mentions = _of_places(_without_how(positive or sought, kind), kind)
    sums_up = not is_claim and sums_up_theme(sought, kind, mentions)
    return _Form(
        sought=sought,
        kind=Kind.OVERVIEW if sums_up else kind,
        mentions=mentions,
        holding=holding,
        number=number,
        negated=positive is not None,
        is_claim=is_claim and kind is of_claim,
        asks_members=asks_for_members,
    )


def _matter(question: str, form: _Form, *, is_turn: bool) -> _Matter:
    tokens = [] if is_turn or asks_for_more(question) else topic_tokens(form.sought, form.kind)
    if form.holding is not None:
        return _Matter(themes=(), words=(), topics=(), join=None)
    themes, words = named_themes(form.sought, unique_words(tokens), form.kind)
    is_one = words and form.kind is not Kind.OUTSIDE and not form.asks_members
    topics, join = split_topics(form.sought, tokens) if is_one else ((), None)
    return _Matter(themes=themes, words=words, topics=topics, join=join)


def _follows_up(question: str, limits: _Limits, form: _Form, matter: _Matter) -> bool:
    """Tell whether a question needs the one before it: it is limited and asks of nothing, or goes on from that."""
    has_matter = bool(matter.words or matter.themes)
    if not has_matter and only_limits(question, form.mentions, form.kind, leaves_out=bool(limits.excluded)):
        return True
    return goes_on(question, matter.words, form.mentions, form.kind)


def _asks_for_list(question: str, form: _Form, matter: _Matter) -> bool:
    """Tell whether nothing is asked but what a place does, or what projects there are.

    Its list tells that, and any of its sentences would be as near as another.
    """
    is_bound = bool(form.mentions) or _OF_THINGS.search(question) is not None
    return form.kind is Kind.PASSAGES and is_bound and not matter.words


def _words(question: str, form: _Form, matter: _Matter) -> tuple[str, ...]:
    """Give the words that carry the topic; where there are none and no theme is named, all there are."""
    if matter.words or matter.themes:
        return matter.words
    return tuple(WORD.findall(form.sought)) or tuple(WORD.findall(question))


def _of_number(question: str, sought: str, kind: Kind) -> tuple[Kind, str, NumberLimit | None]:
    """Give a question for regions that have so many initiatives as one that counts them, without that number in it."""
    without_number, number = take_out_number(sought)
    if number is None or not (kind in (Kind.REGIONS, Kind.COUNT) or asks_which_regions(question)):
        return kind, sought, None
    # Who has so many is counted, whatever else says which regions are meant.
    return Kind.COUNT, without_number, number


def _without_negation(sought: str) -> str | None:
    carrying = [word for word in carrying_words(sought, Kind.REGIONS) if word.casefold() not in DENIALS]
    return take_out_negation(sought, carrying)


def _of_places(sought: str, kind: Kind) -> tuple[str, list[Mention]]:
    """Give what is sought and the places it is asked of, which a which-regions question is searched for without."""
    mentions = asked_mentions(sought)
    if kind is not Kind.REGIONS:
        return sought, mentions
    # Which of them show something is judged over all; the places narrow only who is shown.
    asked = asked_of(sought, mentions)
    return take_out_places(sought, whole_places(sought, asked)), asked


def _without_how(sought: str, kind: Kind) -> str:
    """Give a which-regions question without what it asks beside, which names no topic but only what about it."""
    found = _AND_HOW.search(sought) if kind is Kind.REGIONS else None
    if found is None or not all(map(tells_aspect, carrying_words(found["how"], kind))):
        return sought
    return f"{sought[: found.start()]}?"


def _language(question: str) -> str | None:
    words = {word.casefold() for word in WORD.findall(question)}
    swedish = len(words & SWEDISH_ONLY) + 2 * bool(re.search("[åäö]", question, re.IGNORECASE))
    english = len(words & ENGLISH_ONLY)
    if swedish == english:
        return None
    return "sv" if swedish > english else "en"
