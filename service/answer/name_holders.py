"""Which regions name something in their own texts, whatever they do about it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from corpus.document import Field, Role
from corpus.regions import REGIONS, Region
from corpus.regions.names import find_mentions
from indexer.index import Filters
from indexer.passage import Passage
from service.answer import sentences
from service.answer.answer import AnswerStatus, RegionAnswer, RegionEvidence, RegionStatus
from service.answer.draft import Desk, Draft, numbered, silent
from service.answer.evidence.literal import find_literally
from service.answer.evidence.region_evidence import MAX_EVIDENCE, best_first
from service.asked.asked import Asked
from service.asked.limits.narrowing import of_places
from service.asked.understood import Kind
from service.asked.words.naming import NameAsked, asked_name
from service.read.quotes import Quoter

# Words of the form that all regions fill in are nobody's own.
_OF_THE_FORM = (Field.TEMPLATE, Field.HEADING)
# A word stands there or does not.
CERTAIN = 1.0


def draft_name_holders(desk: Desk, asked: Asked, filters: Filters) -> Draft | None:
    """Tell which regions name something, each by where it does; None where a question asks for something else."""
    named = asked_name(asked.text)
    if named is None:
        return None
    # A place that is to be named narrows nothing.
    narrowed = filters if find_mentions(named.name) else of_places(filters, asked)
    holders = _all_holders(desk, named, narrowed)
    asked_of = set(narrowed.regions or (region.code for region in REGIONS)) - set(narrowed.without)
    covered = {code for document in desk.searcher.documents(narrowed) for code in document.regions}
    quoter = Quoter(desk.searcher.index, asked)
    answers = best_first(
        _answer(desk, quoter, named, region, holders.get(region.code, ()), covered) for region in REGIONS
    )
    counted = [answer for answer in answers if answer.region.code in asked_of]
    groups = sorted({held.group for held in holders.get("", ()) if held.group})
    holds = [answer for answer in counted if answer.status is RegionStatus.EVIDENCE]
    if named.is_denied:
        lacking = [answer for answer in counted if answer.status is RegionStatus.NONE]
        return _drafted(sentences.naming_without(named.name, lacking, counted), tuple(lacking))
    if not holds and not groups:
        return silent(Kind.REGIONS, 1 - CERTAIN, sentences.named_by_none(named.name))
    return _drafted(sentences.naming(named.name, holds, counted, groups), answers)


def _drafted(text: str, answers: Sequence[RegionAnswer]) -> Draft:
    quotes = [(shown.quote, shown.passage) for answer in answers for shown in answer.evidence[:1]]
    return Draft(
        kind=Kind.REGIONS,
        status=AnswerStatus.ANSWERED,
        confidence=CERTAIN,
        text=text,
        regions=tuple(answers),
        citations=numbered(quotes),
    )


def _all_holders(desk: Desk, named: NameAsked, filters: Filters) -> Mapping[str, list[Passage]]:
    """Give the passages that have the name, else those of the regions that have its parts: any, or each of them."""
    whole = _holders(desk, named.name, filters)
    if whole or not named.parts:
        return whole
    by_part = [_holders(desk, part, filters) for part in named.parts]
    owners = set.intersection(*map(set, by_part)) if named.is_all else set().union(*by_part)
    return {owner: [passage for part in by_part for passage in part.get(owner, ())] for owner in owners}


def _holders(desk: Desk, name: str, filters: Filters) -> defaultdict[str, list[Passage]]:
    """Give the passages that have a name, by the region whose they are, or by "" where they are a group's."""
    index = desk.searcher.index
    rows = index.lexical(name, len(index.columns.fields.codes), index.allowed(filters)).rows.tolist()
    holders: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in index.passages(rows):
        if passage.field not in _OF_THE_FORM and find_literally(passage.text, name):
            owner = "" if passage.role is Role.GROUP else passage.region
            if owner is not None:
                holders[owner].append(passage)
    return holders


def _answer(
    desk: Desk, quoter: Quoter, named: NameAsked, region: Region, held: Iterable[Passage], covered: set[str]
) -> RegionAnswer:
    # What is done comes before what is aimed at.
    ordered = sorted(held, key=lambda passage: not passage.is_evidence)
    shown = list({passage.unit: passage for passage in reversed(ordered)}.values())[::-1][:MAX_EVIDENCE]
    none = RegionStatus.NONE if region.code in covered else RegionStatus.NO_DOCUMENTS
    return RegionAnswer(
        region=region,
        status=RegionStatus.EVIDENCE if shown else none,
        confidence=CERTAIN if shown else 0.0,
        evidence=tuple(_evidence(desk, quoter, named, passage) for passage in shown),
    )


def _evidence(desk: Desk, quoter: Quoter, named: NameAsked, passage: Passage) -> RegionEvidence:
    initiative = desk.searcher.index.initiative(passage.initiative) if passage.initiative else None
    spans = (find_literally(passage.text, name) for name in (named.name, *named.parts))
    found = next((span for span in spans if span), None)
    quote = quoter.around(passage.text, found)[0] if found else quoter.quote(passage.text, name=passage.name)
    return RegionEvidence(quote=quote, passage=passage, initiative=initiative)
