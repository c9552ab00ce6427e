"""Who runs a project that no record is named after: the sentence that says so beside the project's own name."""

import re

from indexer.words.analysis import analyse
from service.answer import wording
from service.answer.answer import AnswerStatus
from service.answer.draft import SURE, Desk, Draft, Quoted, numbered
from service.answer.named.named_aspects import MAX_QUOTES, is_read_first
from service.answer.named.told_names import passages_with
from service.asked.asked import Asked, Aspect
from service.asked.names.named import own_words
from service.asked.words.telling_words import tells
from service.read.quotes import telling_stretches

_RUNS = re.compile(r"\b(?:driver|drev|leder|ledde|äger|ägde|samordnar|samordnade)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_RUN_BY = re.compile(
    r"^\W*\s(?:\w+\s+){0,2}?(?:drivs|drevs|leds|leddes|ägs|ägdes|samordnas|samordnades)\s+av\b", re.IGNORECASE
)


def draft_run_by(desk: Desk, asked: Asked) -> Draft | None:
    """Quote who runs a project called by its own name; None where no sentence says so, or several owners tell of it."""
    own = own_words(asked.sought)
    if not own or not is_read_first(asked) or not tells(asked.text, Aspect.WHO):
        return None
    if desk.named(asked):
        return None
    passages = [passage for passage in passages_with(desk, asked, own) if passage.is_evidence]
    quotes: list[Quoted] = [
        (stretch, passage)
        for passage in passages
        for stretch in telling_stretches(passage.text, lambda sentence: _says_who_runs(sentence, own))
    ]
    if not quotes or len({passage.region or passage.group for passage in passages}) != 1:
        return None
    return Draft(
        kind=asked.kind,
        status=AnswerStatus.ANSWERED,
        confidence=SURE,
        text=wording.quoted(*quotes[0], desk.document(quotes[0])),
        citations=numbered(quotes[:MAX_QUOTES]),
    )


def _says_who_runs(sentence: str, own: frozenset[str]) -> bool:
    named = [term for term in analyse(sentence) if term.stem in own]
    return any(_RUNS.search(sentence[: term.start]) or _RUN_BY.search(sentence[term.end :]) for term in named)
