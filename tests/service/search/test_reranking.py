"""What speaks for a passage: the place named, and the kind of words asked for."""

from dataclasses import replace

import numpy as np
import pytest

from indexer.index import Filters, Rows, WordMatches
from indexer.passage import Passage
from service.asked.reading import read_question
from service.ranking import RANKING
from service.search.candidates import Candidates, find_candidates
from service.search.query import Mode
from service.search.reranking import Ranked, rank
from service.search.signals import topic_evidence
from tests.service.samples import make_index


def ranked(text: str, mode: Mode = Mode.HYBRID) -> Ranked:
    index, question = make_index(), read_question(text)
    return rank(index, question, find_candidates(index, question, Filters(), mode, RANKING.depth), mode)


def place_of(text: str, name: str) -> float:
    def is_it(passage: Passage) -> bool:
        return passage.name == name and passage.region != "21"

    return next(candidate.parts["place"] for candidate in ranked(text) if is_it(candidate.passage))


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("validering i Blekinge", "Valideringslyftet", 1.0),
        ("elbristen och validering i Dalarna", "Gemensam validering", RANKING.group_place),
        ("film i Blekinge", "Filmfonden", RANKING.mentioned_place),
        ("validering i Norra Mellansverige", "Gemensam validering", 1.0),
        ("elbristen i Norra Mellansverige", "Gröna kraftlinjer", RANKING.group_place),
        ("validering i Värmland, Dalarna och Gävleborg", "Gemensam validering", 1.0),
        ("elbristen i Skåne", "Gröna kraftlinjer", 0.0),
    ],
)
def test_a_place_named_speaks_for_its_own_then_its_kin_then_what_names_it(
    text: str, name: str, expected: float
) -> None:
    assert place_of(text, name) == pytest.approx(expected)


def test_a_fact_question_prefers_what_holds_the_kind_of_words_asked_for() -> None:
    found = ranked("Hur många personer fick bevis i Valideringslyftet?")
    parts = {c.passage.name: c.parts for c in found if c.passage.is_evidence}
    assert parts["Valideringslyftet"]["holds"] == 1.0
    assert parts["Gröna kraftlinjer"]["holds"] == 0.0


def test_only_a_fact_question_looks_for_words_of_a_kind() -> None:
    assert "holds" not in ranked("validering")[0].parts


def test_one_signal_is_ordered_by_itself() -> None:
    candidates = ranked("validering av vuxnas kunskaper", Mode.LEXICAL)
    assert [c.score for c in candidates] == sorted((c.parts["lexical"] for c in candidates), reverse=True)


def test_of_what_words_alone_find_only_what_is_looked_at_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    index, question, asked = make_index(), read_question("validering film elnät region kompetens"), list[int]()
    compare = index.word_matches

    def counted(query: str, rows: Rows) -> WordMatches:
        asked.append(len(rows))
        return compare(query, rows)

    monkeypatch.setattr(index, "word_matches", counted)
    found = find_candidates(index, question, Filters(), Mode.LEXICAL, len(index.columns))
    n_nearest = RANKING.nearest_of(len(index.columns))
    candidates = rank(index, question, found, Mode.LEXICAL)
    assert 0 <= candidates[1:3][0].parts["soft"] <= 1
    assert asked == [n_nearest + 1, 1]
    assert len(found.rows) > sum(asked)


def test_whether_the_topic_is_known_shows_in_the_nearest_passages_and_in_what_is_asked() -> None:
    rows = np.arange(RANKING.topic_depth + 10)
    cosines = np.where(rows < RANKING.topic_depth, 0.5, 0.1).astype(np.float32)
    found = Candidates(rows=rows, cosines=cosines, dense=cosines, lexical=cosines)
    nearness, weights = np.zeros((len(rows), 3), dtype=np.float32), np.full(3, 1 / 3, dtype=np.float32)
    matches = WordMatches(nearness=nearness, weights=weights, strength=7.0)
    soft, alike = np.array([0.5, 0.7], dtype=np.float32), np.array([1.0, 0.25], dtype=np.float32)
    seen = topic_evidence(found, matches, soft, alike, RANKING.topic_depth)
    assert {name: value.tolist() for name, value in seen.items()} == {
        "near": [0.5],
        "strength": [7.0],
        "words": [3.0],
        "said": pytest.approx([0.6]),
        "agree": [0.25],
    }
    assert topic_evidence(found, matches, soft[:1], alike[:1], 3)["agree"].tolist() == [0.0]


@pytest.mark.parametrize(("n_passages", "n_nearest"), [(0, 1), (6, 1), (99, 1), (100, 2), (200, 3), (1909, 3)])
def test_a_small_collection_knows_a_topic_that_it_tells_of_in_one_place(n_passages: int, n_nearest: int) -> None:
    assert RANKING.nearest_of(n_passages) == n_nearest


def test_what_is_like_the_nearest_of_all_is_more_likely_about_the_question() -> None:
    index, question = make_index(), read_question("validering av vuxnas kunskaper")
    found = find_candidates(index, question, Filters(), Mode.HYBRID, RANKING.depth)
    alike = {candidate.row: candidate.parts["alike"] for candidate in rank(index, question, found, Mode.HYBRID)}
    assert found.lead is not None
    assert alike[found.lead] == pytest.approx(1.0, abs=1e-5)
    expected = index.vectors(found.rows) @ index.vectors(np.array([found.lead]))[0]
    assert [alike[row] for row in found.rows.tolist()] == pytest.approx(expected.tolist(), abs=1e-5)
    nothing = rank(index, question, replace(found, lead=None), Mode.HYBRID)
    assert {candidate.parts["alike"] for candidate in nothing} == {0.0}
