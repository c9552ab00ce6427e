"""What a named initiative tells of several things that one question asks for: its goals and what came of them."""

from service.answer import wording
from service.answer.answer import AnswerStatus
from service.answer.draft import SURE, Desk, Draft, Quoted, numbered
from service.answer.named.named_aspects import aspect_quotes, find_asked_of
from service.asked.asked import Asked, Aspect
from service.asked.understood import Kind
from service.asked.words.cues import asks_which_regions
from service.asked.words.telling_words import asked_aspects

_KINDS = (Kind.FACT, Kind.PASSAGES, Kind.OVERVIEW)
# So many of each are quoted: the first tell most.
MAX_QUOTES = 2


def draft_several_of_named(desk: Desk, asked: Asked) -> Draft | None:
    """Tell what a named initiative says of each thing asked for; None where fewer than two are, or none is told."""
    aspects = asked_aspects(asked.text)
    if len(aspects) < 2 or asked.is_claim or asked.kind not in _KINDS or asks_which_regions(asked.text):
        return None
    named = find_asked_of(desk, asked)
    if len(named) != 1:
        return None
    told = {aspect: aspect_quotes(desk, named[0], asked, aspect)[:MAX_QUOTES] for aspect in aspects}
    return _drafted(desk, asked, named[0].name, _without_repeats(told), wording.named(named[0]))


def _without_repeats(told: dict[Aspect, list[Quoted]]) -> dict[Aspect, list[Quoted]]:
    """Leave out of each what stands under one before it, unless there is nothing else."""
    seen: set[Quoted] = set()
    kept: dict[Aspect, list[Quoted]] = {}
    for aspect, quotes in told.items():
        kept[aspect] = [quoted for quoted in quotes if quoted not in seen] or quotes
        seen.update(quotes)
    return kept


def _drafted(desk: Desk, asked: Asked, name: str, told: dict[Aspect, list[Quoted]], called: str) -> Draft | None:
    quotes = list(dict.fromkeys(quoted for of_aspect in told.values() for quoted in of_aspect))
    if not quotes:
        return None
    parts = [wording.of_aspect(aspect, of_aspect, desk.searcher.document) for aspect, of_aspect in told.items()]
    return Draft(
        kind=asked.kind,
        status=AnswerStatus.ANSWERED if all(told.values()) else AnswerStatus.PARTIAL,
        confidence=SURE,
        text=f"{called}. {' '.join(parts)}",
        citations=numbered(quotes),
        initiative=name,
    )
