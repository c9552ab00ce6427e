"""What every index keeps, whether a folder holds it or Milvus."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from corpus.collection import Collection, read_collection
from corpus.document import Field
from corpus.health.check import take_health
from corpus.repair.language import detect_language
from indexer.build import build_index
from indexer.folder.store import IndexFolder
from indexer.index import Filters, Index, some_initiatives, spread_over
from indexer.initiative_columns import InitiativeColumns
from indexer.milvus.index import MilvusIndex
from indexer.milvus.server import Server
from indexer.milvus.writing import write_build
from indexer.vectors.embedding import AROUND_WEIGHT, CONTEXT_WEIGHT
from tests.conftest import DATA, WordEmbedder
from tests.milvus_lite import lite

ELECTRICITY = "Elnätets kapacitet räcker inte i Karlshamn."


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return read_collection(Path(shutil.copytree(DATA / "collection", tmp_path_factory.mktemp("read") / "collection")))


@pytest.fixture(scope="module")
def folder(read: Collection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_index(read, WordEmbedder(), tmp_path_factory.mktemp("index"), lambda *_: None)


@pytest.fixture(scope="module", params=["folder", "milvus"])
def index(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    if request.param == "folder":
        yield IndexFolder.open(folder, WordEmbedder())
        return
    with lite(tmp_path_factory.mktemp("milvus") / "index.db") as address:
        server = Server(address, timeout_seconds=60)
        write_build(server, folder, WordEmbedder(), lambda *_: None)
        yield MilvusIndex.open(server, WordEmbedder())
        server.close()


def everything(index: Index) -> list[int]:
    return list(range(len(index.columns)))


def test_its_version_is_the_builds(index: Index, folder: Path) -> None:
    assert index.version == folder.name


def test_both_signals_find_the_passage_that_tells_it(index: Index) -> None:
    query = "kapacitet räcker inte i karlshamn"
    dense = index.passages(index.dense(query, query, 1, None).rows.tolist())
    lexical = index.passages(index.lexical("elkapacitet", 1, None).rows.tolist())
    assert [passage.text[: len(ELECTRICITY)] for passage in dense + lexical] == [ELECTRICITY] * 2


def test_dense_scores_are_cosines_with_the_text_its_name_and_what_is_told_around_it(index: Index) -> None:
    found = index.dense("validering", "validering", 100, None)
    passages = index.passages(found.rows.tolist())
    assert len(passages) == len(index.columns)
    embed = WordEmbedder().embed_passages
    texts, names = embed([p.text for p in passages]), embed([p.title for p in passages])
    # In the made-up collection one passage tells of each thing; the goals of one stand beside it.
    told = [next(q.text for q in passages if q.unit == p.unit and q.field is not Field.GOALS) for p in passages]
    mixed = texts + CONTEXT_WEIGHT * names + AROUND_WEIGHT * embed(told)
    cosines = (mixed / np.linalg.norm(mixed, axis=1, keepdims=True)) @ WordEmbedder().embed_queries(["validering"])[0]
    np.testing.assert_allclose(found.scores, cosines, atol=1e-5)


def test_equal_scores_come_in_row_order_and_more_is_asked_for_where_a_tie_goes_on(index: Index) -> None:
    whole = index.dense("okäntord", "okäntord", 100, None)
    order = np.lexsort((whole.rows, -whole.scores))
    assert order.tolist() == list(range(len(index.columns)))
    for k in (1, 2, 5):
        assert index.dense("okäntord", "okäntord", k, None).rows.tolist() == whole.rows[:k].tolist()


@pytest.mark.parametrize("query", ["elkapacitet", "validering av kompetens", "laddinfrastruktur", "hela länet"])
def test_words_score_the_same_wherever_they_are_kept(index: Index, folder: Path, query: str) -> None:
    found, expected = (
        index.lexical(query, 100, None),
        IndexFolder.open(folder, WordEmbedder()).lexical(query, 100, None),
    )
    assert len(expected.rows)
    assert found.rows.tolist() == expected.rows.tolist()
    np.testing.assert_allclose(found.scores, expected.scores, rtol=1e-5)


def test_words_that_no_passage_has_find_nothing(index: Index) -> None:
    assert len(index.lexical("xylofonorkester", 10, None).rows) == 0
    assert len(index.lexical("", 10, None).rows) == 0


@pytest.mark.parametrize(("most", "places"), [(1, [0]), (2, [0, 1]), (3, [0, 1])])
def test_some_initiatives_are_spread_over_all(index: Index, most: int, places: list[int]) -> None:
    assert some_initiatives(index, most) == [index.initiatives()[place] for place in places]


def test_initiatives_come_in_the_order_of_the_places_asked_for(index: Index) -> None:
    first, second, *_ = index.initiatives()
    assert index.initiatives_at([1, 0, 1]) == [second, first, second]
    assert index.initiatives_at([]) == []
    assert index.initiative_places([second.id, "nej", first.id]) == {first.id: 0, second.id: 1}
    assert index.initiative_places([]) == {}


def test_columns_of_initiatives_are_the_same_wherever_they_are_kept(index: Index, read: Collection) -> None:
    told = InitiativeColumns.of(index.initiatives(), index.documents())
    assert len(index.initiative_columns) == sum(len(content.initiatives) for content in read.contents) > 1
    for column in fields(InitiativeColumns):
        found, expected = getattr(index.initiative_columns, column.name), getattr(told, column.name)
        assert (found.names, found.values.tolist()) == (expected.names, expected.values.tolist())


@pytest.mark.parametrize(("n", "most", "places"), [(0, 3, []), (7, 3, [0, 3, 6]), (6, 3, [0, 2, 4]), (2, 3, [0, 1])])
def test_places_are_spread_evenly(n: int, most: int, places: list[int]) -> None:
    assert list(spread_over(n, most)) == places


@pytest.mark.parametrize("year", [2023, 2029, 1901])
def test_the_rows_that_name_a_year_are_those_that_its_number_finds(index: Index, year: int) -> None:
    found = sorted(index.lexical(str(year), len(index.columns), None).rows.tolist())
    half = np.array(everything(index)[::2], dtype=np.int64)
    assert sorted(index.naming(year, None).tolist()) == found
    assert sorted(index.naming(year, half).tolist()) == [row for row in found if row % 2 == 0]


def test_a_search_needs_room_for_a_row(index: Index) -> None:
    with pytest.raises(ValueError, match="k is 0; expected at least 1"):
        index.lexical("validering", 0, None)


def test_a_misspelt_query_without_dots_finds_what_the_right_one_finds(index: Index) -> None:
    right, wrong = "laddinfrastrukturen vid vägarna", "laddinfrastukturen vid vagarna"
    assert index.correct(wrong).text == right
    assert index.lexical(wrong, 5, None).rows.tolist() == index.lexical(right, 5, None).rows.tolist()
    assert index.dense(wrong, wrong, 5, None).rows.tolist() == index.dense(right, right, 5, None).rows.tolist()


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        (Filters(regions=("10",)), {"blekinge-2023"}),
        (Filters(regions=("17",)), {"norra-2028"}),
        (Filters(regions=("10", "21")), {"blekinge-2023", "norra-2028"}),
        (Filters(documents=("norra-2028",)), {"norra-2028"}),
        (Filters(years=(2029,)), {"norra-2028"}),
        (Filters(years=(2023, 2028)), {"blekinge-2023", "norra-2028"}),
        (Filters(regions=("10",), years=(2029,)), set()),
        (Filters(themes=("jamstalldhet",)), set()),
        (Filters(themes=('" or row >= 0 or theme == "',)), set()),
    ],
)
def test_filters_of_one_side_are_alternatives_and_of_two_sides_conditions(
    index: Index, filters: Filters, documents: set[str]
) -> None:
    rows = index.allowed(filters)
    assert rows is not None
    assert {passage.document for passage in index.passages(rows.tolist())} == documents
    assert len(rows) == sum(passage.document in documents for passage in index.passages(everything(index)))
    assert sorted(rows.tolist()) == rows.tolist()
    searched = index.dense("validering", "validering", 100, rows)
    assert sorted(searched.rows.tolist()) == rows.tolist()


@pytest.mark.parametrize("codes", [("10",), ("17",), ("17", "20", "21"), ("10", "17", "20", "21")])
def test_what_is_left_out_is_what_the_filter_does_not_admit(index: Index, codes: tuple[str, ...]) -> None:
    filters = Filters(without=codes)
    rows = index.allowed(filters)
    assert rows is not None
    passages = index.passages(everything(index))
    assert rows.tolist() == [row for row, passage in enumerate(passages) if filters.admits(passage)]
    assert all(not passage.regions or set(passage.regions) - set(codes) for passage in index.passages(rows.tolist()))
    assert sorted(index.dense("validering", "validering", 100, rows).rows.tolist()) == rows.tolist()


def test_a_search_can_be_narrowed_to_any_rows(index: Index) -> None:
    rows = np.array([1, 3], dtype=np.int64)
    assert sorted(index.dense("validering", "validering", 5, rows).rows.tolist()) == [1, 3]
    assert len(index.dense("validering", "validering", 5, rows[:0]).rows) == 0
    admitted = index.allowed(Filters(documents=("norra-2028",)))
    assert admitted is not None
    assert index.dense("validering", "validering", 5, admitted[:1]).rows.tolist() == admitted[:1].tolist()


def test_without_filters_every_row_is_open(index: Index) -> None:
    assert index.allowed(Filters()) is None


def test_what_was_read_is_given_back(index: Index, read: Collection) -> None:
    contents = read.contents
    assert index.documents() == [content.document for content in contents]
    assert index.sections() == [section for content in contents for section in content.sections]
    assert index.initiatives() == [initiative for content in contents for initiative in content.initiatives]
    assert index.n_pages("blekinge-2023") == len(contents[0].pages) == 2
    assert index.page("blekinge-2023", 2) == contents[0].pages[1]
    health = index.health("blekinge-2023")
    assert health == take_health(contents[0], read.catalogue.form(contents[0].document), detect_language)
    assert health.account.words_told == health.account.words_on_pages > 0
    first = contents[1].initiatives[0]
    assert index.initiative(first.id) == first
    (passage,) = index.passages([0])
    assert index.passage(passage.id) == passage


@pytest.mark.parametrize("id_", ["nej", "", '" or key != "', "\\", "å\0ä"])
def test_what_is_not_there_is_none(index: Index, id_: str) -> None:
    assert index.passage(id_) is None
    assert index.initiative(id_) is None
    assert index.page(id_, 1) is None
    assert index.page("blekinge-2023", 3) is None
    assert index.n_pages(id_) == 0
    assert index.health(id_) is None


def test_passages_come_in_the_order_asked_for_again_and_again(index: Index) -> None:
    passages = index.passages(everything(index))
    for _ in range(2):
        assert index.passages([3, 0, 3]) == [passages[3], passages[0], passages[3]]
    assert index.passages([]) == []


def test_words_are_compared_the_same_wherever_they_are_kept(index: Index, folder: Path) -> None:
    whole, rows = IndexFolder.open(folder, WordEmbedder()), np.array([3, 0, 1])
    for query in ("validering av elkapacitet", "KKN-företag i Karlshamn", "och"):
        texts = ["Validering av yrkeskunskaper", "xylofonorkester", ""]
        for found, expected in (
            (index.word_matches(query, rows), whole.word_matches(query, rows)),
            (index.text_matches(query, texts), whole.text_matches(query, texts)),
        ):
            np.testing.assert_allclose(found.nearness, expected.nearness, atol=1e-6)
            np.testing.assert_array_equal(found.weights, expected.weights)


def test_initiatives_are_compared_by_what_is_done_without_goals_and_places(index: Index) -> None:
    initiatives = index.initiatives()
    vectors = index.initiative_vectors(np.arange(len(initiatives)))
    assert vectors.shape == (len(initiatives), WordEmbedder.dim)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    name, told = WordEmbedder().embed_passages([initiatives[0].name, initiatives[0].description])
    expected = told + CONTEXT_WEIGHT * name
    np.testing.assert_allclose(vectors[0], expected / np.linalg.norm(expected), atol=1e-5)
    np.testing.assert_array_equal(index.initiative_vectors(np.array([1, 0, 1])), vectors[[1, 0, 1]])


def test_vectors_come_in_the_order_of_rows(index: Index, folder: Path) -> None:
    rows = np.array([2, 0, 2])
    np.testing.assert_array_equal(index.vectors(rows), IndexFolder.open(folder, WordEmbedder()).vectors(rows))
    assert index.vectors(rows[:0]).shape == (0, WordEmbedder.dim)


def test_threads_share_an_index(index: Index) -> None:
    found: list[list[str]] = []

    def search() -> None:
        for _ in range(10):
            rows = index.lexical("validering", 3, None).rows.tolist()
            found.append([passage.id for passage in index.passages(rows)])

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 40
    assert all(ids == found[0] for ids in found)
