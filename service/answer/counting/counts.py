"""Counts: how many initiatives, and who has most or least, from the records."""

import re
from dataclasses import replace

from corpus.document import Status
from corpus.regions import region_by_code
from corpus.themes import find_theme
from indexer.index import Filters, Rows
from service.answer import sentences
from service.answer.answer import AnswerStatus, Count
from service.answer.counting import count_sentences
from service.answer.counting.collection_counts import draft_holding
from service.answer.counting.standings import at_standing, limits_number, rank_regions
from service.answer.counting.topic_counts import draft_topic_count
from service.answer.draft import SURE, Desk, Draft, silent
from service.answer.records import find_initiatives, list_address, years_of
from service.asked.asked import Asked
from service.asked.limits.narrowing import of_places
from service.asked.turns.taking_up import stands_for
from service.asked.understood import Kind
from service.asked.words.telling_words import counts_records, tells
from service.asked.words.units import asks_share

_THEME = re.compile(r"\b(?:vilket tema|vilka teman|which theme)\b", re.IGNORECASE)
# `antal insatser per tema`, `hur fördelar sig insatserna mellan regionerna?`
_PARTED = re.compile(
    r"\b(?:per|fördel\w+\b.*\b(?:på|mellan|över|efter)|broken down by|by)(?: \w+)?"
    r" (?:(?P<theme>tema\w*|themes?)|(?:region|län|count)\w*)\b",
    re.IGNORECASE,
)
_PROPOSED = re.compile(r"\b(?:föreslag\w*|förslag\w*|proposed|suggested)\b", re.IGNORECASE)


def says_what_is_counted(asked: Asked) -> bool:
    """Tell whether a question names what it counts: `hur många insatser finns det?` does, `hur många av dem?` not."""
    names_it = counts_records(asked.sought) and stands_for(asked.text) is None
    return asked.kind is Kind.COUNT and (names_it or asked.holding is not None)


def draft_count(desk: Desk, asked: Asked, filters: Filters) -> Draft:
    """Count what a question asks to be counted."""
    narrowed = of_places(filters, asked)
    if asked.holding is not None:
        return draft_holding(desk, asked, narrowed)
    if asked.topics:
        return draft_topic_count(desk, asked, narrowed)
    status = Status.PROPOSED if _PROPOSED.search(asked.sought) else Status.REPORTED
    found = find_initiatives(desk.searcher, narrowed, status=status, distinct=True)
    if not len(found):
        return silent(Kind.COUNT, 1 - SURE, sentences.none_counted(asked, status))
    wants_rank = asked.standing is not None
    # `Fler insatser om miljö än om jämställdhet?` sets two themes side by side.
    sets_themes = len(asked.themes) > 1 and tells(asked.sought, "more-than")
    wants_theme = sets_themes or (wants_rank and bool(_THEME.search(asked.sought)))
    ways = {
        _within_number: limits_number(asked),
        _by_theme: wants_theme,
        _by_region: wants_rank,
        _parted: bool(_PARTED.search(asked.sought)),
    }
    count = next((way for way, is_wanted in ways.items() if is_wanted), _in_all)
    return count(desk, asked, narrowed, found, status)


def _in_all(desk: Desk, asked: Asked, filters: Filters, found: Rows, status: Status) -> Draft:
    address = list_address(filters, status=status)
    text = count_sentences.counted(len(found), asked, status, years_of(desk.searcher, found))
    if asks_share(asked.sought):
        text = f"{text} {_share(desk, asked, filters, len(found), status)}"
    return _counted(text, Count(value=len(found), of=sentences.what(asked, status), list=address))


def _share(desk: Desk, asked: Asked, filters: Filters, n: int, status: Status) -> str:
    """Say what part so many are of what is reported: within a theme, of all of its places; else of all places."""
    of_all = replace(asked, themes=(), places=asked.places if asked.themes else ())
    everywhere = replace(filters, themes=(), regions=filters.regions if asked.themes else ())
    whole = find_initiatives(desk.searcher, everywhere, status=status, distinct=True)
    return count_sentences.share(n, len(whole), sentences.what(of_all, status))


def _counted(text: str, count: Count) -> Draft:
    return Draft(kind=Kind.COUNT, status=AnswerStatus.ANSWERED, confidence=SURE, text=text, count=count)


def _by_region(desk: Desk, asked: Asked, filters: Filters, found: Rows, status: Status) -> Draft:
    ranked = rank_regions(_of_regions(desk, found), filters, least=_wants_least(asked))
    code, value = at_standing(ranked, asked.standing)
    address = list_address(replace(filters, regions=(code,)), status=status)
    named = [(region_by_code(code).name, n) for code, n in ranked]
    text = count_sentences.ranked(named, asked, status, years_of(desk.searcher, found))
    of = f"{sentences.what(asked, status)}, {region_by_code(code).name}"
    return _counted(text, Count(value=value, of=of, list=address))


def _parted(desk: Desk, asked: Asked, filters: Filters, found: Rows, status: Status) -> Draft:
    """Count all, and tell how many each theme or each region has of them."""
    parted = _PARTED.search(asked.sought)
    if parted and parted["theme"]:
        named = [(find_theme(theme).label, n) for theme, n in _of_themes(desk, found, least=False)]
    else:
        ranked = rank_regions(_of_regions(desk, found), filters, least=False)
        named = [(region_by_code(code).name, n) for code, n in ranked]
    text = count_sentences.parted(len(found), named, asked, status, years_of(desk.searcher, found))
    address = list_address(filters, status=status)
    return _counted(text, Count(value=len(found), of=sentences.what(asked, status), list=address))


def _within_number(desk: Desk, asked: Asked, filters: Filters, found: Rows, status: Status) -> Draft:
    """Name the regions that have as many initiatives as a question limits to."""
    least = asked.number is not None and asked.number.most is not None
    ranked = rank_regions(_of_regions(desk, found), filters, least=least)
    text, within = count_sentences.within_number(
        ranked, asked, sentences.what(asked, status), years_of(desk.searcher, found)
    )
    return _counted(text, Count(value=len(within), of=f"regioner med {count_sentences.number_of(asked)}", list=None))


def _by_theme(desk: Desk, asked: Asked, filters: Filters, found: Rows, status: Status) -> Draft:
    ranked = _of_themes(desk, found, least=_wants_least(asked))
    theme, value = at_standing(ranked, asked.standing)
    named = [(find_theme(theme).label, n) for theme, n in ranked]
    address = list_address(replace(filters, themes=(theme,)), status=status)
    text = count_sentences.ranked(named, asked, status, years_of(desk.searcher, found))
    return _counted(text, Count(value=value, of=f"insatser inom {find_theme(theme).label}", list=address))


def _wants_least(asked: Asked) -> bool:
    return asked.standing is not None and asked.standing.is_least


def _of_regions(desk: Desk, found: Rows) -> dict[str, int]:
    return desk.searcher.index.initiative_columns.region.counts(found)


def _of_themes(desk: Desk, found: Rows, *, least: bool) -> list[tuple[str, int]]:
    counts = desk.searcher.index.initiative_columns.themes.counts(found)
    return sorted(counts.items(), key=lambda item: (item[1] if least else -item[1], item[0]))
