"""Sparse vectors of terms score as the word index does."""

from collections.abc import Sequence

import numpy as np
import pytest

from corpus.collection import Collection
from corpus.document import Field
from corpus.repair.language import detect_language
from indexer.chunking import chunk
from indexer.milvus.impacts import NO_TERM, Statistics, kept_length, place, query_vector
from indexer.passage import Passage
from indexer.words.expansion import weighted_terms
from indexer.words.query_terms import WeightedTerm
from indexer.words.word_index import WordIndex
from tests.indexer.building import write_words
from tests.indexer.samples import passage

Impacts = list[dict[int, float]]
Told = tuple[WordIndex, Impacts]


def impacts(passages: Sequence[Passage]) -> Impacts:
    statistics = Statistics.of(passages)
    return [statistics.impacts(found) for found in passages]


def weighed(vectors: Impacts, query: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    asked = query_vector(weighted_terms(query))
    return np.array([sum(weight * vector.get(at, 0.0) for at, weight in asked.items()) for vector in vectors])


@pytest.fixture(scope="module")
def told(reports: Collection, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The word index of the reports' passages, and their sparse vectors."""
    passages = [found for content in reports.contents for found in chunk(content, detect_language)]
    folder = tmp_path_factory.mktemp("told") / "words"
    write_words(folder, passages)
    return WordIndex.open(folder), impacts(passages)


@pytest.mark.parametrize(
    "query",
    [
        "validering av yrkeskunskaper",
        "elkapacitet i elnätet",
        "laddinfrastruktur",
        "KKN-företag och kultur",
        "1:1 anslag",
    ],
)
def test_scores_are_those_of_the_word_index(told: Told, query: str) -> None:
    words, vectors = told
    found = words.search(weighted_terms(query), len(vectors))
    ours = weighed(vectors, query)
    assert len(found.rows) > 5
    np.testing.assert_allclose(ours[found.rows], found.scores, rtol=1e-5)
    assert np.flatnonzero(ours > 0).tolist() == sorted(found.rows.tolist())


def test_one_term_in_one_field_scores_as_worked_out_by_hand() -> None:
    passages = [passage("vattenkraft"), passage("skog", id="b")]
    # One of two has it: idf ln(1 + 1.5 / 1.5); as long as the mean: tf part 2.2 / (1 + 1.2).
    assert weighed(impacts(passages[:2]), "skog") == pytest.approx([0.0, np.log(2)])


def test_of_several_fields_the_best_counts_in_full_and_others_by_a_share() -> None:
    passages = [passage("skog", name="skog"), passage("mål", name="hav", field=Field.GOALS, id="b")]
    vector = Statistics.of(passages).impacts(passages[0])
    in_text, in_name = np.log(2) * 2.2 / (1 + 1.2 * (0.25 + 0.75 / 0.5)), np.log(2)
    assert vector[place("skog")] == pytest.approx(in_name + 0.3 * in_text)


@pytest.mark.parametrize(("n_terms", "kept"), [(0, 0), (39, 39), (40, 40), (41, 40), (57, 56), (63, 60), (250, 248)])
def test_lengths_are_kept_in_a_byte_as_lucene_does(n_terms: int, kept: int) -> None:
    assert kept_length(n_terms) == kept


def test_a_passage_without_terms_has_a_vector_that_no_query_meets() -> None:
    assert Statistics.of([passage("och")]).impacts(passage("och")) == NO_TERM
    assert 0 not in query_vector([WeightedTerm(term=str(n), weight=1.0) for n in range(1000)])
