"""What a named initiative tells of what it is asked for, and a fact in its place where the reader is sure of one."""

from indexer.index import Filters
from service.answer.answer import AnswerStatus
from service.answer.draft import Desk, Draft
from service.answer.fact.facts import draft_fact
from service.answer.named.called_aspects import draft_run_by
from service.answer.named.named_aspects import draft_of_named, draft_silent_of_named, is_read_first
from service.answer.named.named_costs import draft_cost_of_named
from service.answer.named.named_times import asks_end_or_length, draft_time_of_named
from service.answer.named.several_aspects import draft_several_of_named
from service.asked.asked import Asked


def draft_told(desk: Desk, asked: Asked, filters: Filters) -> Draft | None:
    """Give what a named initiative tells of the aspect asked for, or that it does not, after a fact that is sure."""
    several = draft_several_of_named(desk, asked)
    if several is not None:
        return several
    told = draft_of_named(desk, asked) or draft_run_by(desk, asked) or draft_silent_of_named(desk, asked)
    if told is None or not is_read_first(asked):
        return told
    fact = draft_fact(desk, asked, filters)
    return fact if fact.status is AnswerStatus.ANSWERED else told


def draft_costed(desk: Desk, asked: Asked, filters: Filters) -> Draft | None:
    """Give what a named initiative costs by its name; the reader's answer before it."""
    told = draft_cost_of_named(desk, asked)
    if told is None:
        return None
    fact = draft_fact(desk, asked, filters)
    return fact if fact.status is AnswerStatus.ANSWERED else told


def draft_dated(desk: Desk, asked: Asked, filters: Filters) -> Draft | None:
    """Give when a named initiative begins or ends; the reader's answer before it, but not for an end or a length."""
    told = draft_time_of_named(desk, asked)
    if told is None or asks_end_or_length(asked):
        return told
    fact = draft_fact(desk, asked, filters)
    return fact if fact.status is AnswerStatus.ANSWERED else told
