"""Word vectors of passages, compared with the words of a query."""

import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from indexer.errors import BrokenIndexError
from indexer.index import Rows, Vectors, WordMatches
from indexer.vectors.interaction import WordVectors
from indexer.vectors.placed_words import PlacedWords, WordVectorsWriter
from indexer.words.analysis import analyse
from tests.service.samples import make_passages


class HashEmbedder:
    """Gives every text a random unit vector that depends on nothing but the text."""

    name, dim, fingerprint, batch_size = "hash", 32, "0" * 64, 32

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        drawn = [np.random.default_rng(zlib.crc32(text.encode())).normal(size=self.dim) for text in texts]
        return np.array([vector / np.linalg.norm(vector) for vector in drawn], dtype=np.float32)

    def embed_queries(self, texts: Sequence[str], words: Sequence[str] | None = None) -> Vectors:
        return self.embed_passages(texts)


@pytest.fixture
def words(tmp_path: Path) -> WordVectors:
    writer = WordVectorsWriter(tmp_path / "words")
    writer.add(PlacedWords.of([analyse(passage.text) for passage in make_passages()]))
    writer.finish(HashEmbedder(), lambda *_: None)
    return WordVectors.load(tmp_path / "words")


def match(words: WordVectors, query: str, rows: Rows) -> WordMatches:
    return words.match(words.read(query, HashEmbedder()), rows)


@pytest.mark.parametrize("n_rows", [1, 500])
@pytest.mark.parametrize("query", ["film", "cykelvägar sjukhus validering elbrist kollektivtrafik effekt film"])
def test_however_many_passages_and_words_are_compared_the_nearness_is_that_of_brute_force(
    words: WordVectors, query: str, n_rows: int
) -> None:
    rows = np.random.default_rng(7).integers(0, len(words), n_rows)
    asked = HashEmbedder().embed_queries([term.word for term in analyse(query)])
    for number, term in enumerate(analyse(query)):
        if term.stem in words.words:
            asked[number] = words.vectors[words.words[term.stem]]
    expected = [words.vectors[words.places[words.starts[row] : words.starts[row + 1]]] @ asked.T for row in rows]
    nearness = np.clip([cosines.max(axis=0) for cosines in expected], 0, 1)
    np.testing.assert_allclose(match(words, query, rows).nearness, nearness, atol=1e-6)


def test_only_the_words_of_many_passages_are_compared_and_not_all_there_are(tmp_path: Path) -> None:
    writer = WordVectorsWriter(tmp_path / "words")
    for text in ["film", *(f"ord{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(400))]:
        writer.add(PlacedWords.of([analyse(text)]))
    writer.finish(HashEmbedder(), lambda *_: None)
    words = WordVectors.load(tmp_path / "words")
    seen: list[int] = []

    class Watched(np.ndarray):
        def __matmul__(self, other: Any) -> Any:
            seen.append(len(self))
            return np.asarray(self) @ other

    watched = WordVectors(words.vectors.view(Watched), words.words, words.places, words.starts)
    found = match(watched, "film", np.zeros(1000, dtype=np.int64))
    assert seen == [1]
    np.testing.assert_allclose(found.nearness, np.ones((1000, 1)), atol=1e-3)


def test_one_passage_a_row(words: WordVectors) -> None:
    assert len(words) == len(make_passages())


def test_inflected_word_and_compound_part_are_as_near_as_the_word_itself(words: WordVectors) -> None:
    # Row 4 tells of `elbristen`, `nätägare`, `effekt`; `effekten` shares its stem, `bristen` is a part of `elbristen`.
    found = match(words, "effekten bristen", np.array([4]))
    np.testing.assert_allclose(found.nearness, [[1, 1]], atol=1e-3)


def test_nearness_equals_brute_force(words: WordVectors) -> None:
    embedder, query, rows = HashEmbedder(), "cykelvägar sjukhus", np.array([6, 0, 3])
    found = match(words, query, rows)
    asked = embedder.embed_queries([term.word for term in analyse(query)])
    for place, row in enumerate(rows):
        inside = words.vectors[words.places[words.starts[row] : words.starts[row + 1]]].astype(np.float32)
        np.testing.assert_allclose(found.nearness[place], np.clip((inside @ asked.T).max(axis=0), 0, 1), atol=1e-6)
    np.testing.assert_allclose(found.weights, [0.5, 0.5])


def test_no_rows_and_no_words_give_empty_matches(words: WordVectors) -> None:
    assert match(words, "cykel", np.array([], dtype=np.int64)).nearness.shape == (0, 1)
    assert match(words, "?", np.array([0])).nearness.shape == (1, 0)


def test_an_abbreviation_is_as_near_as_the_words_it_stands_for(words: WordVectors) -> None:
    rows = np.arange(3)
    short = match(words, "RSP", rows).nearness[:, 0]
    in_full = match(words, "regionalt serviceprogram", rows).nearness.mean(axis=1)
    assert np.all(short >= in_full - 1e-6)


def test_damaged_file_is_named(tmp_path: Path) -> None:
    for array in ("vectors", "words", "places", "starts"):
        np.save(tmp_path / f"{array}.npy", np.zeros(1))
    (tmp_path / "places.npy").write_bytes(b"PK")
    with pytest.raises(BrokenIndexError, match=r"places\.npy: expected an array"):
        WordVectors.load(tmp_path)


def test_a_text_is_compared_as_the_same_passage_is(words: WordVectors) -> None:
    texts = [passage.text for passage in make_passages()]
    of_rows = match(words, "elnät bristen", np.arange(len(texts)))
    of_texts = words.match_texts(words.read("elnät bristen", HashEmbedder()), texts)
    np.testing.assert_allclose(of_texts.nearness, of_rows.nearness, atol=1e-6)


def test_one_row_is_compared_as_it_is_among_all(words: WordVectors) -> None:
    # Few rows hold fewer words than there are, and only those are looked at.
    every = match(words, "cykelvägar sjukhus elnät", np.arange(len(words)))
    for row in range(len(words)):
        alone = match(words, "cykelvägar sjukhus elnät", np.array([row]))
        np.testing.assert_allclose(alone.nearness[0], every.nearness[row], atol=1e-6)
