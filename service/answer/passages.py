"""What the documents tell of a topic, of a place's own dealings with it, and of initiatives like a named one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.document import Initiative
from corpus.regions import region_by_code
from corpus.regions.municipalities import LocalPlace
from corpus.regions.speakers import speaks_for
from indexer.index import Filters
from indexer.passage import Passage
from indexer.words.analysis import stems_of
from service.answer import sentences, wording
from service.answer.answer import AnswerStatus
from service.answer.draft import MAX_CITATIONS, MAX_NEAREST, Desk, Draft, silent, told
from service.answer.evidence.asked_part import AskedPart, asked_part, quote_part
from service.answer.evidence.literal import find_literally
from service.answer.evidence.nearness import names_none
from service.answer.evidence.place_evidence import find_by_place
from service.answer.evidence.region_evidence import is_about
from service.answer.named.told_names import draft_like_told, find_telling
from service.asked.asked import Asked
from service.asked.carrying import topic_words
from service.asked.limits.narrowing import of_places
from service.asked.names.named import find_all_named, find_named, find_said, without_kinds
from service.asked.turns.taking_up import asks_for_more
from service.asked.understood import Kind
from service.asked.words.others_asked import local_place_asked, other_asked, without_local_place
from service.compare.comparable import Relation
from service.compare.similar import as_question, find_similar, is_likely
from service.search.query import Scope
from service.search.reranking import Candidate

# How many comparable initiatives are looked through for those that pass the filters.
MAX_COMPARED = 20
# What something is like, where it is written as a name: `ungefär som Alla behövs`.
_BEHIND = re.compile(r"\b(?:som|till|med|om)\s+(?P<name>[A-ZÅÄÖ#\"”“][^?]+?)\W*$")
_AND = re.compile(r"(?<!-)\s+(?:och|samt|and)\s+", re.IGNORECASE)


def draft_passages(desk: Desk, asked: Asked, filters: Filters) -> Draft:
    """Answer with the passages that tell most; where places are named, with what these tell themselves."""
    if asked.places:
        return _of_places(desk, asked, filters)
    searcher, ranking = desk.searcher, desk.searcher.ranking
    other = other_asked(asked.text)
    local = local_place_asked(asked.text) if other is not None else None
    # That a passage names the place asked of does not tell that it is about the rest; where there is no rest it does.
    topic = _without_place(asked) if local is not None else asked
    candidates = searcher.candidates(topic or asked, filters)
    ranked = searcher.best_of_each_unit(_naming(desk, candidates, other) if other is not None else candidates)
    evidence = [candidate for candidate in ranked if candidate.passage.is_evidence]
    about = evidence if topic is None else [candidate for candidate in evidence if is_about(candidate, ranking)]
    rows = {candidate.row for candidate in about}
    first = evidence[: ranking.passage_depth]
    found = [candidate for candidate in first if candidate.row in rows]
    if local is not None and not found:
        return _of_county(desk, topic, filters, local, asked.kind)
    if asks_for_more(asked.text):
        further = evidence[ranking.passage_depth : 2 * ranking.passage_depth]
        found = [candidate for candidate in further if candidate.row in rows] or found
    if not found:
        best = max((candidate.probability for candidate in first), default=0.0)
        return silent(asked.kind, best, sentences.nothing_of_other(other) if other else "")
    part = asked_part(asked)
    if part is not None:
        return _of_part(desk, asked, part, about)
    quotes = desk.quotes(asked, [candidate.passage for candidate in found[:MAX_CITATIONS]])
    # What is quoted is among the first; how many there are is told of all.
    nearest = wording.quoted(*quotes[0], desk.document(quotes[0]))
    if found[0] not in first:
        text = sentences.further(len(about), len(quotes), nearest)
    else:
        text = wording.passages(len(about), nearest)
        text = f"{sentences.NO_MORE} {text}" if asks_for_more(asked.text) else text
    return told(asked.kind, found[0].probability, " ".join(filter(None, (text, sentences.left_out(asked)))), quotes)


def _of_part(desk: Desk, asked: Asked, part: AskedPart, about: Sequence[Candidate]) -> Draft:
    """Answer with what tells the part asked for of what is about the topic."""
    tellings = quote_part(desk, part, about)
    if not tellings:
        hits = desk.searcher.hits(asked, about[:MAX_NEAREST])
        nothing = sentences.tells_no_part(len(about), part.what)
        return silent(asked.kind, 1 - about[0].probability, nothing, hits)
    quotes = [quoted for _, quoted in tellings[:MAX_CITATIONS]]
    nearest = wording.quoted(*quotes[0], desk.document(quotes[0]))
    text = sentences.tells_part(len(tellings), len(about), part.what, nearest)
    return told(asked.kind, tellings[0][0].probability, text, quotes)


def _of_county(desk: Desk, topic: Asked | None, filters: Filters, local: LocalPlace, kind: Kind) -> Draft:
    """Say that nothing names a municipality, and tell what the region that it lies in tells of the topic, if any."""
    region = region_by_code(local.region)
    nothing = sentences.nothing_of_local(local.name, region.name)
    if topic is None:
        return silent(kind, 0.0, nothing)
    draft = _of_places(desk, replace(topic, places=(region,)), filters)
    status = AnswerStatus.PARTIAL if draft.status.is_said else draft.status
    return replace(draft, status=status, text=f"{nothing} {draft.text}".rstrip())


def _without_place(asked: Asked) -> Asked | None:
    """Give the same question without the municipality that it is asked of; None where it asks of nothing else."""
    rest = set(stems_of(without_local_place(asked.text)))
    words = tuple(word for word in asked.words if rest.intersection(stems_of(word)))
    return asked.of_topic(" ".join(words), words) if words else None


def _naming(desk: Desk, candidates: Iterable[Candidate], name: str) -> Iterator[Candidate]:
    """Keep what has a name itself or is of an initiative that has it; each initiative is looked through once."""
    of_initiatives: dict[str, bool] = {}
    for candidate in candidates:
        passage = candidate.passage
        key = passage.initiative or passage.id
        if key not in of_initiatives:
            of_initiatives[key] = has_name(desk, passage, name)
        if of_initiatives[key]:
            yield candidate


def has_name(desk: Desk, passage: Passage, name: str) -> bool:
    """Tell whether a passage, or the initiative it is of, has a name itself."""
    initiative = desk.searcher.index.initiative(passage.initiative) if passage.initiative else None
    whole = initiative.text if initiative else ""
    return find_literally(f"{passage.name} {passage.heading} {passage.text} {whole}", name) is not None


def _of_places(desk: Desk, asked: Asked, filters: Filters) -> Draft:
    found = find_by_place(desk.searcher, asked, filters)
    places = [place.name for place in asked.places]
    apart = _own_of_parts(desk, asked, filters, found.own)
    own = [*found.own[: MAX_CITATIONS - len(apart)], *apart]
    part = asked_part(asked)
    if part is not None and own:
        return _of_part(desk, asked, part, own)
    shown = [candidate.passage for candidate in (*own, *found.kin, *found.elsewhere)[:MAX_CITATIONS]]
    if not shown:
        return silent(asked.kind, found.confidence)
    quotes = desk.quotes(asked, shown)
    nearest = wording.quoted(*quotes[0], desk.document(quotes[0]))
    if own:
        of_parts = [wording.quoted(*each, desk.document(each)) for each in quotes[len(own) - len(apart) : len(own)]]
        text = wording.passages_of(places, len(found.own) + len(apart), " ".join([nearest, *of_parts]))
        text = " ".join(filter(None, (text, sentences.left_out(asked))))
        return told(asked.kind, own[0].probability, text, quotes[: len(own) + len(found.kin)])
    hits = desk.searcher.hits(asked, [*found.kin, *found.elsewhere][:MAX_NEAREST])
    return silent(asked.kind, found.confidence, wording.nothing_of(places, nearest), hits)


def _own_of_parts(desk: Desk, asked: Asked, filters: Filters, own: Sequence[Candidate]) -> list[Candidate]:
    """Give the best that a place tells of each part of `X och Y` which nothing found for the whole names."""
    texts = [f"{each.passage.name} {each.passage.heading} {each.passage.text}" for each in own]
    parts = _AND.split(asked.topics[0]) if own and len(asked.topics) == 1 else []
    found: list[Candidate] = []
    for part in parts if len(parts) > 1 else []:
        words = topic_words(part, asked.kind)
        if names_none(desk.searcher, words, texts):
            found += find_by_place(desk.searcher, asked.of_topic(part, words), filters).own[:1]
    return found


def draft_similar(desk: Desk, asked: Asked, filters: Filters) -> Draft:
    """Answer what is like a named initiative as its own page does; like one described, as a search does."""
    bare = replace(asked, text=without_kinds(asked.text), sought=without_kinds(asked.sought))
    named = _named(desk, bare)
    telling = find_telling(desk, bare) if named is None else None
    source = named or (desk.searcher.index.initiative(telling.initiative or "") if telling else None)
    if source is None:
        return draft_passages(desk, asked, filters)
    # A place that is the named one's own says which one is meant; another says where to look.
    is_own = not set(asked.codes).isdisjoint(speaks_for(source))
    within = filters if is_own else of_places(filters, asked)
    of_told = draft_like_told(desk, bare, within, telling, source) if telling else None
    return of_told or _like(desk, source, within)


def _named(desk: Desk, asked: Asked) -> Initiative | None:
    """Give the initiative whose name a question asks for the like of."""
    initiatives = desk.searcher.index.called(asked.text)
    behind = _BEHIND.search(asked.sought)
    phrases = [*asked.topics[:1], *([behind["name"]] if behind else [])]
    named = find_named(asked, initiatives) or next(iter(find_all_named(asked.sought, initiatives)), None)
    said = (find_said(phrase, initiatives, asked.codes) for phrase in phrases)
    return named or next((each for each in said if each), None)


def _like(desk: Desk, source: Initiative, filters: Filters) -> Draft:
    compared = find_similar(desk.searcher, source.id, limit=MAX_COMPARED, scope=Scope.OTHER_REGIONS).hits
    within = [found for found in compared if filters.admits(found.hit.passage)]
    likely = [found for found in within if is_likely(found)]
    sure = max((found.hit.confidence for found in likely or within), default=0.0)
    if not likely:
        hits = tuple(found.hit for found in within[:MAX_NEAREST])
        nothing = silent(Kind.SIMILAR, sure, wording.nothing_like(source), hits)
        return replace(nothing, initiative=source.name)
    quotes = desk.quotes(as_question(source), [found.hit.passage for found in likely[:MAX_CITATIONS]])
    nearest = wording.quoted(*quotes[0], desk.document(quotes[0]))
    n_same = sum(found.relation is Relation.SAME_PROJECT for found in likely)
    text = wording.similar(source, n_same, len(likely) - n_same, nearest)
    return replace(told(Kind.SIMILAR, sure, text, quotes), initiative=source.name)
