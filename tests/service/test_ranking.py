"""Everything tuned stands in one value that nobody changes."""

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from corpus.document import Field
from indexer.index import Filters
from service.asked.reading import read_question
from service.ranking import RANKING, Ranking
from service.search.candidates import find_candidates
from service.search.query import Mode
from service.search.reranking import rank
from service.search.searcher import Searcher
from tests.service.samples import make_index


def test_weights_are_told_by_the_part_they_weigh() -> None:
    values = {"dense": 1.0, "lexical": 2.0, "soft": 3.0, "place": 4.0, "holds": 6.0, "cross": 7.0}
    assert Ranking(**values, field_weight=8.0).weights == values | {"field": 8.0}  # type: ignore[arg-type]


def test_every_part_of_a_score_but_those_it_only_tells_has_a_weight() -> None:
    index = make_index()
    parts: set[str] = set()
    for text in ("film i Skåne", "Hur många filmer gjordes?"):
        question = read_question(text)
        found = find_candidates(index, question, Filters(), Mode.HYBRID, RANKING.depth)
        parts |= rank(index, question, found, Mode.HYBRID)[0].parts.keys()
    # Likenesses and the score over the best are seen by the probabilities; a cross-encoder is not there.
    assert parts - {"cosine", "relative", "alike"} == RANKING.weights.keys() - {"cross"}


def test_a_ranking_is_changed_by_nobody() -> None:
    with pytest.raises(FrozenInstanceError):
        RANKING.dense = 2.0  # type: ignore[misc]
    with pytest.raises(TypeError):
        RANKING.fields[Field.NAME] = 2.0  # type: ignore[index]
    with pytest.raises(TypeError):
        RANKING.similar["name"] = 2.0  # type: ignore[index]


def test_every_kind_of_field_is_valued() -> None:
    assert set(RANKING.fields) == set(Field)


def test_a_score_is_the_weighted_sum_of_its_parts() -> None:
    ranking = replace(RANKING, dense=0.5, lexical=2.0)
    for candidate in Searcher(make_index(), ranking=ranking).candidates(read_question("film i Skåne"), Filters()):
        weighed = sum(weight * candidate.parts.get(name, 0.0) for name, weight in ranking.weights.items())
        np.testing.assert_allclose(candidate.score, weighed, atol=1e-5)


def test_a_search_goes_no_deeper_than_it_is_told() -> None:
    searcher = Searcher(make_index(), ranking=replace(RANKING, depth=1))
    assert 1 <= len(searcher.candidates(read_question("validering"), Filters())) <= 2
