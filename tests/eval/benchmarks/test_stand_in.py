"""What stands in for a slow model where a collection is made larger."""

import numpy as np
import pytest

from corpus.collection import Collection
from eval.benchmarks.stand_in import NOISE, RecombinedEmbedder, stand_in
from indexer.chunking import chunk, sentences
from indexer.passage import Passage
from tests.conftest import WordEmbedder


@pytest.fixture
def passages(collection: Collection) -> list[Passage]:
    return [passage for content in collection.contents for passage in chunk(content, lambda _: None)]


@pytest.fixture
def recombined(collection: Collection) -> RecombinedEmbedder:
    return RecombinedEmbedder(WordEmbedder(), collection)


def test_passages_of_the_real_collection_keep_their_vectors(
    recombined: RecombinedEmbedder, passages: list[Passage]
) -> None:
    texts = [passage.text for passage in passages]
    np.testing.assert_allclose(recombined.embed_passages(texts), WordEmbedder().embed_passages(texts), atol=1e-6)


def test_a_text_put_together_lies_by_the_mean_of_what_its_sentences_stood_in(
    recombined: RecombinedEmbedder, passages: list[Passage]
) -> None:
    first, second = (passage.text for passage in passages[:2])
    text = f"{sentences(first)[0]} {sentences(second)[0]}"
    (found,) = recombined.embed_passages([text])
    mean = WordEmbedder().embed_passages([first, second]).mean(axis=0)
    # Moved by NOISE in a direction drawn by the text: of 64 directions most are nearly at right angles.
    cosine = float(found @ mean / np.linalg.norm(mean))
    assert cosine == pytest.approx(1 / np.hypot(1, NOISE), abs=0.05)
    np.testing.assert_array_equal(recombined.embed_passages([text])[0], found)


def test_a_text_of_unknown_sentences_has_a_direction_of_its_own(recombined: RecombinedEmbedder) -> None:
    one, other = recombined.embed_passages(["Vätgas i hamnen.", "Vätgas på kajen."])
    np.testing.assert_allclose([np.linalg.norm(one), np.linalg.norm(other)], 1, atol=1e-6)
    assert abs(float(one @ other)) < 0.5


def test_it_goes_by_the_models_fingerprint_and_leaves_queries_to_it(recombined: RecombinedEmbedder) -> None:
    embedder = WordEmbedder()
    assert (recombined.fingerprint, recombined.dim) == (embedder.fingerprint, embedder.dim)
    np.testing.assert_array_equal(recombined.embed_queries(["elnät"]), embedder.embed_queries(["elnät"]))


def test_a_model_of_words_alone_needs_nobody_to_stand_in(collection: Collection) -> None:
    embedder = WordEmbedder()
    assert stand_in(embedder, collection) is embedder
