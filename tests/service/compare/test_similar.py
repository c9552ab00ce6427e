"""Comparable initiatives: the same project first, then others, from other regions unless all are asked for."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from corpus.document import Initiative
from service.compare.comparable import Relation, SimilarResult
from service.compare.similar import find_similar, is_likely
from service.errors import NotFoundError, QueryError
from service.ranking import RANKING
from service.search.calibration import Claim, calibrations
from service.search.query import Scope
from service.search.searcher import Searcher
from tests.service.memory_index import MemoryIndex
from tests.service.samples import DOCUMENTS, make_index, make_passages


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    return Searcher(make_index())


def similar(searcher: Searcher, name: str, region: str, scope: Scope = Scope.OTHER_REGIONS) -> SimilarResult:
    source = next(i for i in searcher.index.initiatives() if i.name == name and i.region == region)
    return find_similar(searcher, source.id, scope=scope)


def test_same_project_of_another_region_comes_first_and_is_labelled(searcher: Searcher) -> None:
    result = similar(searcher, "Filmfonden", "12")
    assert result.hits[0].relation is Relation.SAME_PROJECT
    assert result.hits[0].hit.passage.region == "21"
    assert [found.relation for found in result.hits[1:]] == [Relation.COMPARABLE] * (result.total - 1)


def test_comparable_is_what_shares_content(searcher: Searcher) -> None:
    first = similar(searcher, "Gröna kraftlinjer", "20").hits[0]
    assert first.hit.passage.name == "Elnät för omställning"


def test_source_is_never_its_own_match(searcher: Searcher) -> None:
    result = similar(searcher, "Valideringslyftet", "10", Scope.ALL)
    assert result.source.id not in {found.hit.passage.initiative for found in result.hits}


def test_other_regions_leaves_out_the_own(searcher: Searcher) -> None:
    own = {scope: similar(searcher, "Elnät för omställning", "12", scope) for scope in Scope}
    regions = {scope: {found.hit.passage.region for found in result.hits} for scope, result in own.items()}
    assert "12" in regions[Scope.ALL]
    assert "12" not in regions[Scope.OTHER_REGIONS]


def test_only_what_is_told_in_like_words_is_one_project() -> None:
    unlinked = [replace(told, also_in=()) for told in make_index().initiatives()]
    apart = [replace(told, name=told.name.replace("Filmfonden", "ReDriv")) for told in unlinked]
    index = MemoryIndex(make_passages(), documents=DOCUMENTS, initiatives=apart)
    # The cosine of the two is 0.385.
    for threshold, relation in ((0.38, Relation.SAME_PROJECT), (0.39, Relation.COMPARABLE)):
        searcher = Searcher(index, ranking=replace(RANKING, same_project=threshold))
        assert similar(searcher, "ReDriv", "12").hits[0].relation is relation


def test_reason_names_what_is_shared(searcher: Searcher) -> None:
    assert similar(searcher, "Filmfonden", "12").hits[0].why == "Båda tar upp filmfond."


def test_confidence_is_the_calibrated_score_and_parts_likely_from_less_alike(searcher: Searcher) -> None:
    """1 / (1 + exp(-(intercept + slope score))) is 0.5 where the score is -intercept / slope."""
    fitted = calibrations()[Claim.COMPARABLE]
    even = -fitted.intercept / fitted.slopes["score"]
    hits = similar(searcher, "Gröna kraftlinjer", "20").hits
    assert [hit.hit.confidence >= 0.5 for hit in hits] == [hit.hit.score >= even for hit in hits]
    assert [is_likely(hit) for hit in hits] == [hit.hit.confidence >= 0.5 for hit in hits]
    assert is_likely(replace(hits[-1], relation=Relation.SAME_PROJECT))
    for confidence, expected in ((0.5, True), (0.499, False)):
        comparable = replace(hits[-1].hit, confidence=confidence)
        assert is_likely(replace(hits[-1], relation=Relation.COMPARABLE, hit=comparable)) is expected


def test_unknown_initiative_and_bad_limit_are_named(searcher: Searcher) -> None:
    with pytest.raises(NotFoundError, match="finns-inte"):
        find_similar(searcher, "finns-inte", scope=Scope.ALL)
    with pytest.raises(QueryError, match="0"):
        find_similar(searcher, searcher.index.initiatives()[0].id, limit=0, scope=Scope.ALL)


def test_only_what_a_search_finds_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    index = make_index()
    searcher, held = Searcher(index, ranking=replace(RANKING, depth=3, similar_depth=3)), index.initiatives()
    assert searcher.holders.n_initiatives == len(held)
    read: set[int] = set()

    def initiatives_at(places: Sequence[int]) -> list[Initiative]:
        read.update(places)
        return [held[place] for place in places]

    monkeypatch.setattr(index, "initiatives", lambda: initiatives_at(range(len(held))))
    monkeypatch.setattr(index, "initiatives_at", initiatives_at)
    assert find_similar(searcher, held[0].id, scope=Scope.ALL).total
    assert len(read) < len(held)
