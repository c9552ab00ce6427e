"""When a named initiative begins or ends, by its name or the sentence that says so."""

from collections.abc import Iterator

from corpus.document import Field, Initiative
from service.answer import sentences
from service.answer.answer import AnswerStatus
from service.answer.draft import SURE, Desk, Draft, Quoted, numbered, short_answer
from service.answer.initiative_passages import passages_of_initiative
from service.asked.asked import Asked, Aspect, Expected
from service.asked.names.spelt_out import find_opened
from service.asked.understood import Kind
from service.asked.words.times import Moment, asked_moment, asks_lasted, find_moment
from service.read.quotes import telling_stretches
from service.spans import Span

# What is aimed at ends with a programme's years, and not with the project's.
_TOLD = (Field.NAME, Field.DESCRIPTION, Field.OUTPUTS, Field.EFFECTS, Field.ROW)


def draft_time_of_named(desk: Desk, asked: Asked) -> Draft | None:
    """Tell when one named initiative begins or ends; None where that is not asked for, or not told."""
    asks_time = asked.aspect is Aspect.TIME or asked.expected is Expected.DATE
    if not asks_time or asked.kind not in (Kind.FACT, Kind.PASSAGES):
        return None
    named = desk.named(asked) or find_opened(asked.sought, desk.searcher.index.called(asked.sought))
    moment = asked_moment(asked.text)
    found = next(_tellings(desk, named[0], moment), None) if len(named) == 1 else None
    if found is None:
        return None
    (quote, passage), span = found
    return Draft(
        kind=Kind.FACT,
        status=AnswerStatus.ANSWERED,
        confidence=SURE,
        text=sentences.overview_of(named[0], [(quote, passage)], desk.searcher.document),
        citations=numbered([(quote, passage)]),
        answer=short_answer(quote, span),
        initiative=named[0].name,
    )


def asks_end_or_length(asked: Asked) -> bool:
    """Tell whether a question asks when something ends or how long it lasted, which a date near it seldom tells."""
    return asked_moment(asked.text) is Moment.END or asks_lasted(asked.text)


def _tellings(desk: Desk, initiative: Initiative, moment: Moment) -> Iterator[tuple[Quoted, Span]]:
    """Give quotes that tell it, with where they do: sentences of the initiative, then its name."""
    passages = [passage for passage in passages_of_initiative(desk, initiative) if passage.field in _TOLD]
    for passage in passages:
        for stretch in telling_stretches(passage.text, lambda sentence: find_moment(sentence, moment, is_name=False)):
            place = find_moment(stretch, moment, is_name=False)
            if place:
                yield (stretch, passage), place
    place = find_moment(initiative.name, moment, is_name=True)
    for passage in passages:
        if place and passage.text.startswith(initiative.name):
            yield (initiative.name, passage), place
