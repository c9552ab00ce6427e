"""What a named initiative costs, where its name says so: `Swedish Scaleups 2023–2026. (Totalt 12 miljoner kronor)`."""

import re

from corpus.document import Initiative
from corpus.swedish import AMOUNTS, either
from indexer.passage import Passage
from service.answer import sentences
from service.answer.answer import AnswerStatus
from service.answer.draft import SURE, Desk, Draft, numbered, short_answer
from service.answer.initiative_passages import passages_of_initiative
from service.asked.asked import Asked, Expected
from service.asked.names.spelt_out import find_opened
from service.asked.understood import Kind

_AMOUNT = re.compile(rf"\b[Tt]otalt (?P<amount>\d[\d ,.]*\d? (?:(?:{either(AMOUNTS)}) ?)+)(?=\W|$)", re.IGNORECASE)
_COSTS = re.compile(r"\b(?:kosta\w*|kostnad\w*|budget\w*|belopp\w*|omfattning\w*|costs?)\b", re.IGNORECASE)


def draft_cost_of_named(desk: Desk, asked: Asked) -> Draft | None:
    """Tell what one named initiative costs by its name; None where that is not asked for, or not told of one alone."""
    if asked.expected is not Expected.MONEY or not _COSTS.search(asked.whole):
        return None
    named = desk.named(asked) or find_opened(asked.sought, desk.searcher.index.called(asked.sought))
    told = [
        (one, amount, passage)
        for one in named
        if (amount := _AMOUNT.search(one.name)) and (passage := _shown(desk, one))
    ]
    if len(told) != 1:
        return None
    initiative, amount, passage = told[0]
    quoted = (initiative.name, passage)
    return Draft(
        kind=Kind.FACT,
        status=AnswerStatus.ANSWERED,
        confidence=SURE,
        text=sentences.overview_of(initiative, [quoted], desk.searcher.document),
        citations=numbered([quoted]),
        answer=short_answer(initiative.name, amount.span("amount")),
        initiative=initiative.name,
    )


def _shown(desk: Desk, initiative: Initiative) -> Passage | None:
    """Give the passage that shows a name whole."""
    passages = passages_of_initiative(desk, initiative)
    return next((passage for passage in passages if passage.text.startswith(initiative.name)), None)
