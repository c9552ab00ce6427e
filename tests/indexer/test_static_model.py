"""Facts about Swedish that the static model kept in the repository has learned, and the model itself."""

import numpy as np
import pytest

from indexer.vectors.embedder import Embedder
from indexer.vectors.loading import DEFAULT_MODEL
from indexer.vectors.static import StaticEmbedder

STATIC = DEFAULT_MODEL / "static"

# Of the model as committed; they change with every model, and an index built with another one is refused.
STORED_COMPONENTS = [-0.0039, -0.0145, 0.0034, -0.0027]


@pytest.fixture
def model() -> Embedder:
    return StaticEmbedder.load(STATIC)


@pytest.mark.parametrize(
    ("query", "near", "far"),
    [
        ("elkapacitet", "effektbrist i elnätet", "kulturskola"),
        ("lanthandeln och macken", "kommersiell service på landsbygden", "innovation i industrin"),
        ("jobb åt nyanlända", "arbetsmarknadsetablering av utrikes födda", "bredband till glesbygden"),
        ("laddstolpe", "infrastruktur för elfordon", "yrkeshögskola"),
        ("validering", "bedömning av vad en person redan kan", "kollektivtrafik med buss"),
        ("electricity grid capacity", "brist på effekt i elnätet", "kulturskola för barn"),
        ("skills supply", "kompetensförsörjning", "cykelvägar"),
    ],
)
def test_a_paraphrase_is_nearer_than_another_subject(model: Embedder, query: str, near: str, far: str) -> None:
    [vector] = model.embed_queries([query])
    near_score, far_score = model.embed_passages([near, far]) @ vector
    assert near_score > far_score + 0.1


def test_dots_make_another_word(model: Embedder) -> None:
    vectors = model.embed_passages(["mål", "mal", "räka", "raka"])
    assert vectors[0] @ vectors[1] < 0.5
    assert vectors[2] @ vectors[3] < 0.5


def test_the_folder_is_small_enough_for_the_repository() -> None:
    assert sum(path.stat().st_size for path in STATIC.rglob("*") if path.is_file()) <= 24_000_000


def test_a_stored_vector_pins_the_model(model: Embedder) -> None:
    [vector] = model.embed_queries(["Hur många företag fick rådgivning om elkapacitet?"])
    np.testing.assert_allclose(vector[:4], STORED_COMPONENTS, atol=1e-3)
