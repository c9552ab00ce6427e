"""Comparisons: one side a region, a group or a named initiative, each with its best sentences."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Initiative
from corpus.regions import Group, Region, members
from corpus.themes import find_theme
from indexer.index import Filters
from indexer.passage import Passage
from service.answer import sentences, wording
from service.answer.answer import AnswerStatus, RegionStatus, Side
from service.answer.counting.standings import told_order
from service.answer.draft import Desk, Draft, Quoted, numbered
from service.answer.evidence.place_evidence import is_own
from service.answer.evidence.region_evidence import is_about
from service.answer.fact.fact_findings import find_facts
from service.answer.overview import overview_sentences
from service.answer.overview.overviews import initiative_quotes
from service.answer.overview.sides import SENTENCES_A_SIDE, Found, of_records, of_topic, of_years
from service.answer.passages import draft_passages, has_name
from service.asked.asked import Asked, Expected
from service.asked.carrying import topic_words
from service.asked.limits.narrowing import of_places
from service.asked.names.named import find_all_named, find_said
from service.asked.names.themes import theme_by_part
from service.asked.understood import Kind
from service.asked.words.others_asked import others_compared
from service.asked.words.pieces import PREPOSITION
from service.asked.words.telling_words import compares_numbers
from service.read.quotes import Quoter
from service.search.reranking import Candidate

_SAYS_OF_WHAT = re.compile(rf"\s{PREPOSITION}\s", re.IGNORECASE)
# So many sides are compared.
MANY = 2
_MORE = re.compile(r"\b(?:fler|mer|more)\b", re.IGNORECASE)
# Between two topics that are set side by side.
_BETWEEN = re.compile(r"\s+(?:och|o|samt|mot|med|kontra|vs\.?|versus|and|with)\s+", re.IGNORECASE)


def draft_comparison(desk: Desk, asked: Asked, filters: Filters) -> Draft:
    """Set named initiatives, or else places, side by side; with fewer than two the answer is one of passages."""
    index = desk.searcher.index
    told = [initiative for side in asked.sides if (initiative := index.initiative(side)) is not None]
    named = told or _named_sides(desk, asked)
    if len(named) > 1:
        return _drafted(desk, asked, [_of_initiative(desk, asked, initiative) for initiative in named])
    if len(asked.years) > 1 and len(asked.places) < MANY:
        return _drafted(desk, asked, of_years(desk, asked, filters))
    others = others_compared(asked.text)
    if others and len(asked.places) + len(others) >= MANY:
        return _with_others(desk, asked, filters, others)
    if len(asked.places) >= MANY:
        return _drafted(desk, asked, _of_places(desk, asked, filters))
    subjects = _of_subjects(desk, asked, filters)
    if any(subject.quotes for subject in subjects):
        return _drafted(desk, replace(asked, topics=(), themes=()), subjects)
    return replace(draft_passages(desk, asked, filters), kind=Kind.PASSAGES)


def _named_sides(desk: Desk, asked: Asked) -> Sequence[Initiative]:
    """Give the initiatives that are compared: each side by its name, else those that the question names anywhere."""
    initiatives = desk.searcher.index.called(asked.sought)
    said = [find_said(side, initiatives, asked.codes) for side in _sides(asked)]
    by_side = [initiative for initiative in said if initiative is not None]
    return by_side if len(by_side) == len(said) > 1 else find_all_named(asked.sought, initiatives)


def _sides(asked: Asked) -> Sequence[str]:
    """Give what a question sets side by side, in its own words."""
    return asked.topics if len(asked.topics) > 1 else _BETWEEN.split(asked.topics[0]) if asked.topics else ()


def _with_others(desk: Desk, asked: Asked, filters: Filters, others: Sequence[str]) -> Draft:
    """Set what names who is no region tells of the topic beside what places do, and say who is none of these."""
    rest = asked.sought
    for name in others:
        rest = rest.replace(name, " ")
    words = topic_words(rest, asked.kind)
    of_topic = asked.of_topic(" ".join(words), words)
    named = [_of_name(desk, of_topic, name, filters, [each for each in others if each != name]) for name in others]
    unknown = [side.label for side in named if not side.quotes]
    found = [*(_of_places(desk, of_topic, filters) if asked.places else ()), *named]
    draft = _drafted(desk, of_topic, found)
    return replace(draft, text=" ".join(filter(None, (draft.text, sentences.no_region(*unknown)))))


def _of_name(desk: Desk, asked: Asked, name: str, filters: Filters, beside: Sequence[str]) -> Found:
    """Let what is about the topic and has a name speak for it; what has another name too only where nothing else does.

    Args:
        beside: The names that it is compared with.
    """
    searcher, ranking = desk.searcher, desk.searcher.ranking
    found = searcher.candidates(replace(asked, places=()), filters, least_depth=ranking.region_depth)
    about = [each for each in found[: ranking.depth] if is_about(each, ranking) and has_name(desk, each.passage, name)]
    alone = [each for each in about if not any(has_name(desk, each.passage, other) for other in beside)]
    shown = searcher.best_of_each_unit(alone or about)[:SENTENCES_A_SIDE]
    return Found(
        label=name,
        region=None,
        initiative_id=None,
        quotes=desk.quotes(asked, [candidate.passage for candidate in shown]),
        confidence=max((candidate.probability for candidate in shown), default=0.0),
        n_reported=None,
    )


def _drafted(desk: Desk, asked: Asked, found: Sequence[Found]) -> Draft:
    citations = numbered(quoted for side in found for quoted in side.quotes)
    sides, number = [], 1
    for side in found:
        numbers = tuple(range(number, number + len(side.quotes)))
        number += len(numbers)
        status = RegionStatus.EVIDENCE if numbers else RegionStatus.NONE
        sides.append(
            Side(
                label=side.label,
                region=side.region,
                initiative_id=side.initiative_id,
                citations=numbers,
                status=status,
            )
        )
    n_told = sum(bool(side.quotes) for side in found)
    by_name = any(side.initiative_id for side in found)
    told = [(side.label, side.n_reported, side.quotes[0] if side.quotes else None) for side in found]
    leader = " ".join(filter(None, (_leader(asked, found), _unknown_years(desk, asked))))
    document = desk.searcher.document
    text = overview_sentences.compared(told, asked, document, by_name=by_name, leader=leader) if n_told else ""
    return Draft(
        kind=Kind.COMPARE,
        status=_status(n_told, len(found)),
        confidence=max((side.confidence for side in found), default=0.0) if n_told else 1.0,
        text=text,
        citations=citations,
        sides=tuple(sides),
    )


def _leader(asked: Asked, found: Sequence[Found]) -> str:
    """Say which side has most, or least, initiatives where that is asked for and counted."""
    counted = [(side.label, side.n_reported) for side in found if side.n_reported is not None]
    if not (asked.standing or _MORE.search(asked.text)) or len(counted) < len(found):
        return ""
    is_least = asked.standing is not None and asked.standing.is_least
    ranked = sorted(counted, key=lambda side: side[1] if is_least else -side[1])
    return told_order(ranked, asked.standing, "redovisade insatser")


def _status(n_told: int, n_sides: int) -> AnswerStatus:
    if n_told == n_sides:
        return AnswerStatus.ANSWERED
    return AnswerStatus.PARTIAL if n_told else AnswerStatus.NOT_FOUND


def _of_initiative(desk: Desk, asked: Asked, initiative: Initiative) -> Found:
    return Found(
        label=wording.named(initiative),
        region=initiative.region,
        initiative_id=initiative.id,
        quotes=initiative_quotes(desk, initiative, asked.aspect)[:SENTENCES_A_SIDE],
        confidence=1.0,
        n_reported=None,
    )


def _of_places(desk: Desk, asked: Asked, filters: Filters) -> list[Found]:
    """Search once for the topic, and give each place its own of what is found."""
    if not asked.topics:
        return [_told_by(desk, place, filters) for place in asked.places]
    ranking = desk.searcher.ranking
    placeless = replace(asked, places=())
    found = desk.searcher.candidates(placeless, filters, least_depth=ranking.region_depth)
    return [_of_place(desk, placeless, place, filters, found) for place in asked.places]


def _of_subjects(desk: Desk, asked: Asked, filters: Filters) -> list[Found]:
    """Give each theme, else each topic, a side of its own: `jämför cykling och kollektivtrafik i Skåne`."""
    topics = _sides(asked)
    if any(map(_SAYS_OF_WHAT.search, topics[:-1])):
        # `International House i Sundsvall och Göteborg`: what follows belongs to the first as well.
        return []
    # Where all that is compared are called as themes are, it is those.
    themes = asked.themes or [theme for topic in topics if (theme := theme_by_part(topic.strip()))]
    if len(themes) > 1 and len(themes) >= len(topics):
        within = of_places(filters, asked)
        return [of_records(desk, find_theme(theme).label, replace(within, themes=(theme,))) for theme in themes]
    parts = [(topic, topic_words(topic, asked.kind)) for topic in topics]
    return [of_topic(desk, asked.of_topic(topic, words), filters) for topic, words in parts] if len(parts) > 1 else []


def _unknown_years(desk: Desk, asked: Asked) -> str:
    unknown = tuple(year for year in asked.years if year not in desk.searcher.years)
    return sentences.other_years(replace(asked, years=unknown), desk.searcher.years) if unknown else ""


def _told_by(desk: Desk, place: Region | Group, filters: Filters) -> Found:
    """Let a place's first initiatives speak for it, where no topic is asked about."""
    of_place = replace(filters, regions=members(place))
    return of_records(desk, place.name, of_place, place.code if isinstance(place, Region) else None)


def _of_place(desk: Desk, asked: Asked, place: Region | Group, filters: Filters, found: Sequence[Candidate]) -> Found:
    searcher, ranking = desk.searcher, desk.searcher.ranking
    of_place = replace(asked, places=(place,), excluded=())
    own = [candidate for candidate in found if is_own(candidate.passage, of_place)]
    read = searcher.best_of_each_unit(own)[: ranking.side_depth]
    about = [candidate for candidate in read if is_about(candidate, ranking)]
    about.sort(key=lambda candidate: -candidate.probability)
    passages: list[Passage] = [candidate.passage for candidate in about[:SENTENCES_A_SIDE]]
    quoter = Quoter(searcher.index, asked)
    numbers = _numbers(desk, of_place, filters, about) if compares_numbers(asked.text) else []
    return Found(
        label=place.name,
        region=place.code if isinstance(place, Region) else None,
        initiative_id=None,
        quotes=numbers or [(quoter.quote(passage.text, name=passage.name), passage) for passage in passages],
        confidence=max((candidate.probability for candidate in read), default=0.0),
        n_reported=None,
    )


def _numbers(desk: Desk, asked: Asked, filters: Filters, about: Sequence[Candidate]) -> list[Quoted]:
    """Quote the numbers that a side's initiatives on the topic tell, best first: what is compared by how many."""
    place = asked.places[0]
    sought = f"Hur många {asked.topic} i {place.name}?"
    question = replace(asked, kind=Kind.FACT, expected=Expected.NUMBER, sought=sought)
    units = {candidate.passage.unit for candidate in about}
    found = find_facts(desk.searcher, desk.reader, question, replace(filters, regions=members(place)))
    return [
        (finding.quote, finding.passage)
        for finding in found[:SENTENCES_A_SIDE]
        if finding.confidence >= desk.searcher.ranking.side_number and finding.passage.unit in units
    ]
