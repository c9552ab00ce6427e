"""What kind of answer a question asks for, by what the classifier takes it for and by words that decide."""

import re
from collections.abc import Sequence

from corpus.regions.names import Mention, find_mentions
from service.asked.asked import Expected
from service.asked.carrying import carrying_words
from service.asked.classifier import Guess
from service.asked.names.themes import asks_of_theme, named_themes
from service.asked.understood import Kind
from service.asked.words.abroad import asks_abroad
from service.asked.words.courtesy import is_courtesy
from service.asked.words.cues import SIMILAR, asks_which_regions, decided_kind, expected_answer
from service.asked.words.ordered_work import asks_for_work
from service.asked.words.pieces import REGIONS
from service.asked.words.telling_words import tells
from service.asked.words.yes_no import asks_for_any, asks_yes_no
from service.ranking import Ranking

_OF_REPORTS = re.compile(rf"\b(?:{REGIONS}|insatser(?:na)?|projekten|satsningar(?:na)?)\b", re.IGNORECASE)


def asked_kind(guess: Guess, question: str, ranking: Ranking, *, is_inside: bool) -> Kind:
    """Give the kind; what may well be a question to the documents is searched for.

    Args:
        guess: What the classifier takes the question for.
        is_inside: It is known to be one to these documents.
    """
    likely = guess.kind
    if not is_inside and asks_elsewhere(question):
        return Kind.OUTSIDE
    least = ranking.reports_outside_sure if _OF_REPORTS.search(question) else ranking.outside_sure
    if likely is Kind.OUTSIDE and (is_inside or guess.sureness < least):
        likely = guess.inside
    return decided_kind(question, likely)


def asks_elsewhere(question: str) -> bool:
    """Tell whether no report answers a question though its words are theirs: it is of other countries, orders work or
    is but polite.
    """
    return asks_abroad(question) or asks_for_work(question) or is_courtesy(question)


def makes_claim(question: str, kind: Kind) -> bool:
    """Tell whether a question wants to be told whether something is so, and not who does it or what is like it."""
    if kind is Kind.REGIONS:
        is_open = not find_mentions(question) or asks_which_regions(question) or asks_for_any(question)
    elif kind is Kind.SIMILAR:
        is_open = SIMILAR.search(question) is not None or tells(question, "like") or asks_for_any(question)
    else:
        is_open = kind not in (Kind.FACT, Kind.PASSAGES, Kind.OVERVIEW)
    return not is_open and not tells(question, "overview") and asks_yes_no(question)


def sums_up_theme(sought: str, kind: Kind, mentions: Sequence[Mention]) -> bool:
    """Tell whether a question asks of a place and a theme, and of nothing narrower: what a list holds.

    What regions of the whole country do is more than an overview shows, and is searched for.
    """
    is_open = expected_answer(sought) is Expected.ANY or _OF_REPORTS.search(sought)
    if kind not in (Kind.PASSAGES, Kind.FACT) or not is_open or not mentions or not asks_of_theme(sought):
        return False
    themes, rest = named_themes(sought, carrying_words(sought, Kind.OVERVIEW), Kind.OVERVIEW)
    return bool(themes) and not rest
