"""Search over a collection small enough to know what must be found."""

from dataclasses import replace

import pytest

from indexer.index import Filters
from service.live import LiveIndex
from service.search.highlighting import highlights
from service.search.query import Mode, SearchRequest, Unit
from service.search.searcher import Searcher
from tests.service.memory_index import MemoryIndex
from tests.service.samples import PLAN, REPORT, make_index, make_passages


@pytest.fixture(scope="module")
def searcher() -> Searcher:
    return Searcher(make_index())


@pytest.mark.parametrize("mode", Mode)
def test_named_initiative_is_found_first_by_every_signal(searcher: Searcher, mode: Mode) -> None:
    first = searcher.search(SearchRequest(text="Valideringslyftet", mode=mode)).hits[0]
    assert first.rank == 1
    assert first.initiative is not None
    assert first.initiative.name == "Valideringslyftet"


def test_compound_is_found_by_its_part(searcher: Searcher) -> None:
    hits = searcher.search(SearchRequest(text="filminspelning", mode=Mode.LEXICAL)).hits
    assert {hit.passage.region for hit in hits} == {"12", "21"}


def test_place_in_the_query_prefers_its_region_and_is_no_word_to_match(searcher: Searcher) -> None:
    by_place = [searcher.search(SearchRequest(text=f"film {place}")).hits[0] for place in ("Skåne", "Gävleborg")]
    assert [hit.passage.region for hit in by_place] == ["12", "21"]


def test_hits_are_one_an_initiative_or_one_a_passage(searcher: Searcher) -> None:
    units = searcher.search(SearchRequest(text="kompetens", unit=Unit.INITIATIVE)).hits
    assert len({hit.passage.unit for hit in units}) == len(units) < len(make_passages())
    passages = searcher.search(SearchRequest(text="kompetens", unit=Unit.PASSAGE)).hits
    assert len({hit.passage.id for hit in passages}) == len(passages) == len(make_passages())


def test_goals_rank_below_what_is_done(searcher: Searcher) -> None:
    owners = [hit.passage.region for hit in searcher.search(SearchRequest(text="validering")).hits]
    assert owners.index("10") < owners.index("20")


@pytest.mark.parametrize(
    ("filters", "owners"),
    [
        (Filters(regions=("12",)), {"12"}),
        (Filters(regions=("17",)), {"norra-mellansverige"}),
        (Filters(themes=("miljo-klimat",)), {"12", "20"}),
        (Filters(documents=(PLAN,)), {"norra-mellansverige"}),
        (Filters(years=(2028,)), {"norra-mellansverige"}),
        (Filters(regions=("12",), documents=(PLAN,)), set()),
    ],
)
def test_filters_leave_only_what_passes_them(searcher: Searcher, filters: Filters, owners: set[str]) -> None:
    result = searcher.search(SearchRequest(text="kompetens", filters=filters))
    assert {hit.passage.region or hit.passage.group for hit in result.hits} == owners
    assert result.total == len(result.hits)


def test_pages_of_hits_join_to_the_whole_ranking(searcher: Searcher) -> None:
    whole = searcher.search(SearchRequest(text="regionen stöttar film", limit=20))
    pages = [searcher.search(SearchRequest(text="regionen stöttar film", limit=3, offset=o)) for o in (0, 3, 6)]
    assert [hit.passage.id for page in pages for hit in page.hits] == [hit.passage.id for hit in whole.hits]
    assert [hit.rank for page in pages for hit in page.hits] == list(range(1, whole.total + 1))


def test_offset_past_the_end_gives_no_hits_and_the_true_total(searcher: Searcher) -> None:
    first, beyond = (searcher.search(SearchRequest(text="film", offset=offset)) for offset in (0, 1000))
    assert (beyond.hits, beyond.total) == ((), first.total)


def test_same_query_gives_the_same_hits(searcher: Searcher) -> None:
    once, again = (searcher.search(SearchRequest(text="stöd till företag")) for _ in range(2))
    assert once.hits == again.hits


def test_scores_fall_and_confidence_is_a_probability(searcher: Searcher) -> None:
    hits = searcher.search(SearchRequest(text="elnät")).hits
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.confidence <= 1 for hit in hits)


def test_what_the_collection_does_not_know_has_less_confidence(live: LiveIndex) -> None:
    searcher = live.backend().searcher
    known, unknown = (searcher.search(SearchRequest(text=text)).hits[0] for text in ("validering", "pingviner"))
    assert known.confidence > 0.5 > unknown.confidence


def test_highlights_are_the_matching_words_of_the_passage(searcher: Searcher) -> None:
    hit = searcher.search(SearchRequest(text="filminspelning")).hits[0]
    marked = [hit.passage.text[mark.start : mark.end] for mark in hit.highlights]
    assert "filminspelningar" in marked


def test_no_part_of_a_places_name_matches_what_is_asked_for() -> None:
    text = "Bredband på landsbygden i Region Värmlands glesbygd"
    assert [text[mark.start : mark.end] for mark in highlights(["landsbygd"], text)] == ["landsbygden", "glesbygd"]
    assert [text[mark.start : mark.end] for mark in highlights(["Värmland"], text)] == ["Värmlands"]


def test_what_is_done_is_marked_for_a_noun_of_action_and_for_no_part_of_another() -> None:
    text = "Projektet har landat och laddat"
    assert highlights(["landsbygden"], text) == ()
    assert [text[mark.start : mark.end] for mark in highlights(["elbilsladdning"], text)] == ["laddat"]


def test_facets_count_all_hits_and_not_only_those_shown(searcher: Searcher) -> None:
    result = searcher.search(SearchRequest(text="film", limit=1))
    counts = {facet.value: facet.count for facet in result.facets.document}
    assert counts == {REPORT: result.total - 1, PLAN: 1}
    assert {facet.value for facet in result.facets.region} == {
        "Blekinge", "Dalarna", "Gävleborg", "Skåne", "Värmland",
    }  # fmt: skip
    assert [facet.value for facet in result.facets.year if facet.count == 1] == ["2028", "2029"]


def test_explain_names_the_parts_only_when_asked(searcher: Searcher) -> None:
    told = searcher.search(SearchRequest(text="film", explain=True)).hits[0].explain
    assert {"dense", "lexical", "soft", "place", "field"} <= told.keys()
    assert searcher.search(SearchRequest(text="film")).hits[0].explain == {}


def test_misspelt_word_is_put_right_and_suggested(searcher: Searcher) -> None:
    result = searcher.search(SearchRequest(text="komersiell service"))
    assert result.query.suggestion == "kommersiell service"
    assert "kommersiell service" in result.hits[0].passage.text


@pytest.mark.parametrize("text", ["'; DROP TABLE passages; --", "<script>film</script>", "a AND OR NOT (", 'text:"x'])
def test_queries_that_look_like_code_are_words(searcher: Searcher, text: str) -> None:
    assert searcher.search(SearchRequest(text=text)).query.text == text


def test_a_word_is_counted_wherever_it_stands_whatever_is_shown() -> None:
    passages = [replace(make_passages()[0], id=f"p-{n}", initiative=None, section=f"s-{n}") for n in range(300)]
    searcher = Searcher(MemoryIndex(passages, documents=make_index().documents()))
    word = passages[0].text.split()[0]
    found = [searcher.search(SearchRequest(text=word, limit=limit, mode=Mode.LEXICAL)) for limit in (1, 20, 100)]
    assert [result.total for result in found] == [300] * 3
    assert [sum(facet.count for facet in result.facets.document) for result in found] == [300] * 3
