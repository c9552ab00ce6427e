"""Yes or no: a claim is told by a sentence that says it or denies it; else what of it is found, and what is not."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.index import Filters
from indexer.passage import Passage
from service.answer.answer import AnswerStatus
from service.answer.claims import telling
from service.answer.claims.findings import Told, find_told, lacking_places
from service.answer.claims.scopes import Scope, of_all, of_named, of_places
from service.answer.claims.words import Claim, claim_words
from service.answer.draft import Desk, Draft, numbered, silent
from service.answer.passages import draft_passages
from service.asked.asked import Asked
from service.asked.names.initiative_names import opening
from service.asked.understood import Kind

# So many of what was told so were right, of claims judged by reading.
SAID, DENIED, LIKELY, PARTLY, NOT_FOUND = 0.95, 0.85, 0.75, 0.6, 0.85
MAX_SHOWN = 4


def draft_claim(desk: Desk, asked: Asked, filters: Filters) -> Draft | None:
    """Tell whether a claim is said, denied, said in part or not found; None where a question makes none."""
    if not asked.is_claim or telling.asks_reached(asked):
        return None
    named = of_named(desk, asked, filters)
    drafts: list[Draft] = []
    for scope in _scopes(desk, asked, filters, named):
        if scope.lacks:
            continue
        claim, told = _read(desk, asked, scope)
        if told and not told[0].lacks:
            # What tells all of it settles it, also where it leaves it open.
            return _whole(desk, asked, scope, told)
        if told and (scope.is_own or scope.initiative is not None) and _is_part(claim, told[0]):
            drafts.append(_partly(desk, asked, scope, claim, told[0]))
    is_of_topic = asked.kind is Kind.PASSAGES and bool(asked.places)
    if drafts and (named or not is_of_topic):
        return drafts[0]
    if named:
        return _silent(desk, asked, next((scope for scope in named if not scope.lacks), named[0]))
    about = draft_passages(desk, replace(asked, kind=Kind.PASSAGES), filters)
    if is_of_topic and about.status.is_said and about.confidence >= desk.searcher.ranking.sure_about:
        # What a place does is told in whatever words; of those as sure as that 114 of 137 were right, else 51 of 110.
        return replace(about, text=telling.in_other_words(about.text))
    return drafts[0] if drafts else _about(desk, asked, about)


def _scopes(desk: Desk, asked: Asked, filters: Filters, named: Sequence[Scope]) -> Iterator[Scope]:
    """Give where to look, in order: what the places asked of tell themselves comes before what others tell of them."""
    yield from (scope for scope in named if scope.is_own)
    if asked.places:
        yield of_places(desk, asked, filters)
    yield from (scope for scope in named if not scope.is_own)
    yield of_all(desk, asked, filters)


def _whole(desk: Desk, asked: Asked, scope: Scope, told: Sequence[Told]) -> Draft:
    """Give what the first of what is told says of a claim of which it lacks nothing."""
    best = told[0]
    same = [one for one in told if not one.lacks and _says(one) == _says(best)]
    quoted = telling.quoted(desk, best)
    if best.is_denied:
        text, sure = telling.denied(quoted), DENIED
    elif best.is_planned and telling.asks_past(asked):
        return _made(asked, AnswerStatus.PARTIAL, PARTLY, telling.planned(quoted), same, scope)
    elif best.is_open:
        return _made(asked, AnswerStatus.PARTIAL, PARTLY, telling.undecided(quoted), same[:MAX_SHOWN], scope)
    elif best.is_said:
        text, sure = telling.said(quoted), SAID
    else:
        text, sure = telling.likely(quoted), LIKELY
    return _made(asked, AnswerStatus.ANSWERED, sure, text, same[:MAX_SHOWN], scope)


def _read(desk: Desk, asked: Asked, scope: Scope) -> tuple[Claim, list[Told]]:
    known = [opening(scope.initiative.name)] if scope.initiative else []
    claim = claim_words(asked, desk.searcher.ranking, known)
    told = find_told(desk.searcher.index, asked, claim, scope.passages)
    if scope.is_own or scope.initiative is not None:
        return claim, told
    # What others tell is of a place only where the very words are.
    return claim, [one for one in told if not lacking_places(replace(one.passage, text=one.quote), asked.places)]


def _says(told: Told) -> tuple[bool, bool, bool, bool]:
    return told.is_said, told.is_denied, told.is_planned, told.is_open


def _is_part(claim: Claim, told: Told) -> bool:
    """Tell whether what a claim is about is told, and only something else that it says of that is not."""
    n_told = len(claim.words) - len(told.lacks)
    is_of_other = claim.head is None or claim.head in told.lacks or not claim.named.isdisjoint(told.lacks)
    return not is_of_other and n_told >= claim.ranking.claim_least_told * len(claim.words)


def _partly(desk: Desk, asked: Asked, scope: Scope, claim: Claim, best: Told) -> Draft:
    tell = telling.touched if claim.verbs.issuperset(best.lacks) else telling.partly
    text = tell(telling.quoted(desk, best), telling.foremost(claim, [best]))
    return _made(asked, AnswerStatus.PARTIAL, PARTLY, text, [best], scope)


def _silent(desk: Desk, asked: Asked, scope: Scope) -> Draft:
    """Say that nothing tells it in what a named initiative tells, and what comes nearest there."""
    claim, told = _read(desk, asked, scope)
    is_near = bool(told) and len(told[0].lacks) < len(claim.words)
    lacks = tuple(place.name for place in scope.lacks) or telling.foremost(claim, told)
    nearest = telling.quoted(desk, told[0]) if is_near else ""
    text = telling.not_found(scope.initiative, lacks, nearest)
    draft = silent(asked.kind, 1 - NOT_FOUND, text)
    return replace(draft, initiative=scope.initiative.name if scope.initiative else None)


def _about(desk: Desk, asked: Asked, about: Draft) -> Draft:
    """Give what is about a claim's topic in other words, and what it lacks; or that nothing is found.

    Args:
        about: What the passages about its topic answer.
    """
    told = replace(about, kind=asked.kind)
    if not about.status.is_said:
        return told
    shown: list[Passage] = [citation.passage for citation in about.citations]
    claim = claim_words(asked, desk.searcher.ranking)
    best = find_told(desk.searcher.index, asked, claim, shown)[0]
    elsewhere = lacking_places(best.passage, asked.places)
    lacks = tuple(place.name for place in elsewhere) or telling.foremost(claim, [best])
    if not lacks:
        return told
    is_other = bool(elsewhere) or not claim.named.isdisjoint(lacks) or about.confidence < claim.ranking.claim_about
    if is_other and not claim.verbs.issuperset(lacks):
        nearest = telling.quoted(desk, best)
        return silent(asked.kind, 1 - NOT_FOUND, telling.not_found(None, lacks, nearest))
    return replace(told, status=AnswerStatus.PARTIAL, text=telling.about(about.text, lacks))


def _made(asked: Asked, status: AnswerStatus, sure: float, text: str, told: Sequence[Told], scope: Scope) -> Draft:
    return Draft(
        kind=asked.kind,
        status=status,
        confidence=sure,
        text=text,
        citations=numbered((one.quote, one.passage) for one in told),
        initiative=scope.initiative.name if scope.initiative else None,
    )
