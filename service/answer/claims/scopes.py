"""Where a claim is looked for: in what a named initiative tells, in what a place tells itself, or in everything."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document import Initiative
from corpus.regions import Group, Region
from corpus.regions.speakers import speaks_for
from indexer.index import Filters
from indexer.passage import Passage
from service.answer.claims.findings import lacking_places
from service.answer.draft import Desk
from service.answer.evidence.place_evidence import is_own
from service.answer.initiative_passages import passages_of
from service.asked.asked import Asked
from service.asked.names.named import called_name, find_all_named

# The first passages in which a claim is looked for where no initiative is named.
DEPTH = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Passages that may tell a claim.

    Attributes:
        passages: The likeliest first, or in reading order where they are one initiative's.
        initiative: The one that is asked about; None where none is named.
        is_own: They are those of the places asked of, or of the initiative that is named without any.
        lacks: The places asked of that none of what there is tells of.
    """

    passages: Sequence[Passage]
    initiative: Initiative | None
    is_own: bool
    lacks: tuple[Region | Group, ...]


def of_named(desk: Desk, asked: Asked, filters: Filters) -> list[Scope]:
    """Give what each initiative tells that a question names, all that tell of it by that name together."""
    called = desk.searcher.index.called(asked.sought)
    named = find_all_named(asked.sought, called, asked.codes) or find_all_named(asked.sought, called)
    return [_of_initiative(desk, asked, initiative, called, filters) for initiative in named]


def _of_initiative(
    desk: Desk, asked: Asked, named: Initiative, called: Sequence[Initiative], filters: Filters
) -> Scope:
    same = [each for each in called if called_name(each).casefold() == called_name(named).casefold()] or [named]
    own = [each for each in same if not set(asked.codes).isdisjoint(speaks_for(each))]
    told = passages_of(desk, own or same, replace(filters, regions=()))
    passages = [passage for each in own or same for passage in told.get(each.id, ())]
    return _narrowed(passages, asked, named, is_own=bool(own) or not asked.places)


def of_places(desk: Desk, asked: Asked, filters: Filters) -> Scope:
    """Give what the places that a question names tell themselves, the nearest to its topic first."""
    found = [passage for passage in _nearest(desk, asked, filters) if is_own(passage, asked)]
    return _narrowed(found[:DEPTH], asked, None, is_own=True)


def of_all(desk: Desk, asked: Asked, filters: Filters) -> Scope:
    """Give the nearest of everything that tells of the places asked of."""
    return _narrowed(_nearest(desk, asked, filters)[:DEPTH], asked, None, is_own=False)


def _narrowed(passages: Sequence[Passage], asked: Asked, named: Initiative | None, *, is_own: bool) -> Scope:
    """Keep what tells of the places asked of; all, where nothing does."""
    lacking = [lacking_places(passage, asked.places) for passage in passages]
    telling = [passage for passage, lacks in zip(passages, lacking, strict=True) if not lacks]
    if telling:
        return Scope(passages=telling, initiative=named, is_own=is_own, lacks=())
    lacks = tuple(place for place in asked.places if all(place in each for each in lacking))
    return Scope(passages=passages, initiative=named, is_own=is_own, lacks=lacks or asked.places)


def _nearest(desk: Desk, asked: Asked, filters: Filters) -> list[Passage]:
    ranking = desk.searcher.ranking
    found = desk.searcher.candidates(replace(asked, places=()), filters, least_depth=ranking.region_depth)
    return [candidate.passage for candidate in found if candidate.passage.is_evidence]
