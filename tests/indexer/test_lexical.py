"""The word index: what is found by which words, and in which order."""

from math import log
from pathlib import Path

import numpy as np
import pytest

from corpus.document import Field
from indexer.errors import BrokenIndexError
from indexer.passage import Passage
from indexer.words import word_index
from indexer.words.expansion import weighted_terms
from indexer.words.query_terms import WeightedTerm
from indexer.words.stems import stem
from indexer.words.word_index import WordIndex
from tests.indexer.building import write_words
from tests.indexer.samples import passage


def index_of(folder: Path, passages: list[Passage]) -> WordIndex:
    folder.mkdir(exist_ok=True)
    write_words(folder / "words", passages)
    return WordIndex.open(folder / "words")


def rows(index: WordIndex, query: str, k: int = 10, allowed: list[int] | None = None) -> list[int]:
    narrowed = None if allowed is None else np.array(allowed, dtype=np.int64)
    found: list[int] = index.search(weighted_terms(query), k, narrowed).rows.tolist()
    return found


def test_a_word_is_found_inflected_and_in_compounds_whole_words_first(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        [passage("Nätkapaciteten räcker."), passage("Vi ser över kapaciteten."), passage("En ny väg byggs.")],
    )
    assert rows(index, "kapacitet") == [1, 0]


def test_a_compound_is_found_by_its_parts_after_the_whole(tmp_path: Path) -> None:
    index = index_of(
        tmp_path, [passage("Kapacitet för el saknas."), passage("Elkapacitet saknas."), passage("Nej tack.")]
    )
    assert rows(index, "elkapacitet") == [1, 0]


def test_dots_are_never_folded(tmp_path: Path) -> None:
    index = index_of(tmp_path, [passage("Ålen vandrar."), passage("Alen fälls.")])
    assert rows(index, "ål") == [0]


def test_a_name_counts_for_every_passage_of_the_initiative(tmp_path: Path) -> None:
    index = index_of(tmp_path, [passage("Tio möten hölls.", name="Valideringslyftet"), passage("Tio möten hölls.")])
    assert rows(index, "valideringslyftet") == [0]


def test_goals_count_less_than_what_was_done(tmp_path: Path) -> None:
    index = index_of(tmp_path, [passage("Mer vätgas.", field=Field.GOALS), passage("Mer vätgas.", field=Field.OUTPUTS)])
    assert rows(index, "vätgas") == [1, 0]


def test_a_synonym_finds_what_the_word_does_not(tmp_path: Path) -> None:
    index = index_of(tmp_path, [passage("Stöd till lanthandeln."), passage("Stöd till skolan.")])
    assert rows(index, "kommersiell service") == [0]


def test_scores_are_bm25_of_the_best_field(tmp_path: Path) -> None:
    index = index_of(tmp_path, [passage("vätgas nu"), passage("vägar nu"), passage("skogar nu")])
    found = index.search([WeightedTerm(term=stem("vätgas"), weight=0.5)], 10)
    # One of three passages holds the term, once; all are equally long, so that 2.2 * tf / (tf + 1.2) is 1.
    assert found.scores.tolist() == pytest.approx([0.5 * log(1 + 2.5 / 1.5)], rel=1e-3)


@pytest.mark.parametrize("k", [1, 2, 3, 4])
def test_equal_scores_come_in_row_order_however_few_are_asked_for(tmp_path: Path, k: int) -> None:
    index = index_of(tmp_path, [passage("Ingenting."), *[passage("Vätgas nu.")] * 3])
    assert rows(index, "vätgas", k) == [1, 2, 3][:k]


def test_only_allowed_rows_are_found_and_their_scores_stay(tmp_path: Path) -> None:
    index = index_of(tmp_path, [passage("Vätgas nu."), passage("Vätgas, vätgas."), passage("Vätgas sedan.")])
    everything = index.search(weighted_terms("vätgas"), 10)
    narrowed = index.search(weighted_terms("vätgas"), 10, np.array([0, 2]))
    assert narrowed.rows.tolist() == [row for row in everything.rows.tolist() if row != 1]
    np.testing.assert_allclose(narrowed.scores, everything.scores[np.isin(everything.rows, [0, 2])], rtol=1e-6)


def test_nothing_asked_nothing_allowed_and_nothing_matching_find_nothing(tmp_path: Path) -> None:
    index = index_of(tmp_path, [passage("Vätgas.")])
    assert rows(index, "?!") == rows(index, "vätgas", allowed=[]) == rows(index, "blockkedja") == []


@pytest.mark.parametrize("query", ["'; DROP TABLE passages; --", "<script>alert(1)</script>", "text:vätgas AND (", "*"])
def test_queries_that_look_like_code_are_words(tmp_path: Path, query: str) -> None:
    assert rows(index_of(tmp_path, [passage("Alert! Drop script text vätgas.")]), query) == (
        [] if query == "*" else [0]
    )


def test_k_below_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="k is 0"):
        index_of(tmp_path, [passage("Vätgas.")]).search(weighted_terms("vätgas"), 0)


def test_a_folder_without_an_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenIndexError, match="expected a tantivy index"):
        WordIndex.open(tmp_path / "nowhere")


def test_building_twice_gives_the_same_ranking_and_scores(tmp_path: Path) -> None:
    passages = [passage(f"Vätgas {'och väg ' * n} nu") for n in range(20)]
    found = [index_of(tmp_path / name, passages).search(weighted_terms("vätgas väg"), 10) for name in "ab"]
    assert found[0].rows.tolist() == found[1].rows.tolist()
    assert found[0].scores.tolist() == found[1].scores.tolist()


@pytest.mark.parametrize("amount", ["757 824", "740 062", "3 056 308", "412 500"])
def test_amounts_of_several_cells_in_a_row_are_each_found(tmp_path: Path, amount: str) -> None:
    text = "Medel 122 852 740 062 757 824 3 056 308 under 2023 412 500"
    index = index_of(tmp_path, [passage("Inget."), passage(text)])
    assert rows(index, amount) == [1]
    assert rows(index, "62 757") == []


def test_an_index_that_may_only_be_read_is_opened_and_every_file_may_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "words"
    write_words(folder, [passage("Nätkapaciteten räcker.")])
    assert {file.stat().st_mode & 0o666 for file in folder.iterdir()} == {folder.stat().st_mode & 0o666}
    before = sorted(file.name for file in folder.iterdir())
    monkeypatch.setattr("os.access", lambda *_: False)
    for lock in folder.glob("*.lock"):
        lock.unlink()
    index = WordIndex.open(folder)
    assert rows(index, "kapacitet") == [0]
    assert sorted(file.name for file in folder.iterdir()) == [name for name in before if not name.endswith(".lock")]


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 1.0])
@pytest.mark.parametrize("k", [1, 7, 10_000])
def test_the_allowed_are_found_alike_however_they_are_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: float, k: int
) -> None:
    rng = np.random.default_rng(0)
    words = ["vätgas", "väg", "elnät", "skola", "cykel"]
    texts = [" ".join(rng.choice(words, size=rng.integers(1, 9))) for _ in range(300)]
    index = index_of(tmp_path, [passage(text) for text in texts])
    allowed = np.flatnonzero(rng.random(300) < share)
    found = []
    for is_sifted in (True, False):
        monkeypatch.setattr(WordIndex, "_is_sifted", lambda *_, chosen=is_sifted: chosen)
        found.append(index.search(weighted_terms("vätgas elnät"), k, allowed))
    assert found[0].rows.tolist() == found[1].rows.tolist()
    assert found[0].scores.tolist() == found[1].scores.tolist()
    assert np.isin(found[0].rows, allowed).all()
    matching = [row for row in allowed.tolist() if "vätgas" in texts[row] or "elnät" in texts[row]]
    assert len(found[0].rows) == min(k, len(matching))


@pytest.mark.parametrize(
    ("n_allowed", "k", "is_sifted"), [(50_000, 200, True), (500, 200, False), (50_000, 10**9, False)]
)
def test_of_a_million_rows_the_allowed_are_looked_for_in_the_cheaper_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, n_allowed: int, k: int, is_sifted: bool
) -> None:
    index = index_of(tmp_path, [passage("Vätgas.")])
    monkeypatch.setattr(WordIndex, "__len__", lambda _: 1_000_000)
    assert index._is_sifted(k, n_allowed) == is_sifted


class TestOfManyMatches:
    """One passage tells of vätgas and regional, one of elnät, twenty of nothing but regional."""

    @pytest.fixture
    def index(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WordIndex:
        monkeypatch.setattr(word_index, "MAX_MATCHES", 5)
        told = ["Vätgas regional.", "Elnät."]
        return index_of(tmp_path, [passage(text) for text in [*["Regional."] * 20, *told]])

    def test_what_most_passages_hold_is_done_without(self, index: WordIndex) -> None:
        found = index.search(weighted_terms("regional vätgas elnät"), 2)
        alone = index.search(weighted_terms("vätgas elnät"), 2)
        assert found.rows.tolist() == alone.rows.tolist()
        assert found.scores.tolist() == alone.scores.tolist()

    def test_as_many_are_found_as_are_wanted_where_so_many_match(self, index: WordIndex) -> None:
        assert len(rows(index, "regional vätgas elnät", k=10)) == 10
        assert rows(index, "regional vätgas elnät", k=3)[:2] == [21, 20]

    def test_all_that_match_are_found_where_all_are_wanted(self, index: WordIndex) -> None:
        assert len(rows(index, "regional vätgas elnät", k=1_000)) == 22

    def test_of_the_allowed_too(self, index: WordIndex) -> None:
        assert rows(index, "regional vätgas elnät", k=2, allowed=[3, 5, 20]) == [20, 3]

    def test_a_word_by_itself_is_found_however_many_hold_it(self, index: WordIndex) -> None:
        assert rows(index, "regional", k=2) == [0, 1]
