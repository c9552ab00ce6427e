"""One fact: the words that answer, in their sentence."""

from indexer.index import Filters
from indexer.passage import Passage
from indexer.words.analysis import stems_of
from service.answer import wording
from service.answer.answer import AnswerStatus
from service.answer.draft import Desk, Draft, numbered, short_answer, silent
from service.answer.fact.contacts import asks_contact, draft_contact
from service.answer.fact.fact_findings import find_facts
from service.asked.asked import Asked
from service.asked.understood import Kind

# Places whose words answer as well as the best one's are cited beside it.
MAX_AGREEING = 3


def draft_fact(desk: Desk, asked: Asked, filters: Filters) -> Draft:
    """Answer a fact question, or say nothing."""
    if asks_contact(asked):
        return draft_contact(desk, asked, filters)
    found = find_facts(desk.searcher, desk.reader, asked, filters)
    findings = [finding for finding in found if tells_of_named(finding.passage, asked.taken_up)]
    best = findings[0].confidence if findings else 0.0
    threshold = desk.searcher.ranking.fact_threshold
    shown = [finding for finding in findings[:MAX_AGREEING] if finding.confidence >= threshold]
    if not shown:
        return silent(Kind.FACT, best)
    document = desk.searcher.document(findings[0].passage.document)
    return Draft(
        kind=Kind.FACT,
        status=AnswerStatus.ANSWERED,
        confidence=best,
        text=wording.quoted(findings[0].quote, findings[0].passage, document),
        citations=numbered((finding.quote, finding.passage) for finding in shown),
        answer=short_answer(findings[0].quote, findings[0].span),
    )


def tells_of_named(passage: Passage, name: str | None) -> bool:
    """Tell whether a passage is an initiative's of some name, or names it; of no name, always."""
    told = set(stems_of(f"{passage.name} {passage.text}"))
    return name is None or told.issuperset(stems_of(name))
