"""What of passages and initiatives is embedded, and when it is embedded again."""

from collections.abc import Sequence

import numpy as np
import pytest

from corpus.document import Field
from indexer.index import Vectors
from indexer.vectors.embedding import (
    AROUND_WEIGHT,
    CONTEXT_WEIGHT,
    EmbeddingInput,
    embed_inputs,
    embed_texts,
    initiative_input,
    passage_inputs,
)
from indexer.vectors.loading import DEFAULT_MODEL
from indexer.vectors.static import StaticEmbedder
from tests.conftest import WordEmbedder
from tests.indexer.samples import initiative, passage


class Batches(WordEmbedder):
    """Remembers what it was given at once."""

    def __init__(self) -> None:
        super().__init__()
        self.batches: list[list[str]] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.batches.append(list(texts))
        return super().embed_passages(texts)


def test_a_passage_leans_towards_its_name_and_what_is_told_of_the_same_initiative() -> None:
    inputs = passage_inputs([passage("ett två", name="namn"), passage("tre", name="namn")])
    embedder = WordEmbedder()
    (first, _) = embed_inputs(embedder, inputs, {}, lambda *_: None)
    one, other, name = embedder.embed_passages(["ett två", "tre", "namn"])
    around = (one + other) / np.linalg.norm(one + other)
    expected = one + CONTEXT_WEIGHT * name + AROUND_WEIGHT * around
    np.testing.assert_allclose(first, expected / np.linalg.norm(expected), atol=1e-6)


def test_goals_do_not_colour_what_is_told() -> None:
    told = [passage("ett", name="namn"), passage("två", name="namn")]
    with_goals = [*told, passage("hållbar utveckling", name="namn", field=Field.GOALS)]
    vectors = [embed_inputs(WordEmbedder(), passage_inputs(p), {}, lambda *_: None) for p in (told, with_goals)]
    np.testing.assert_array_equal(vectors[0], vectors[1][:2])


def test_an_initiative_is_embedded_again_as_a_whole_when_a_part_of_it_changes() -> None:
    before = passage_inputs([passage("ett", name="a"), passage("två", name="a"), passage("tre", name="b")])
    after = passage_inputs([passage("ett", name="a"), passage("fyra", name="a"), passage("tre", name="b")])
    known = dict(zip([i.id for i in before], embed_inputs(WordEmbedder(), before, {}, lambda *_: None), strict=True))
    embedder = WordEmbedder()
    told: list[tuple[int, int]] = []
    vectors = embed_inputs(embedder, after, known, lambda done, total: told.append((done, total)))
    assert embedder.embedded == ["a", "fyra", "ett"]
    assert told == [(1, 3), (3, 3)]
    np.testing.assert_allclose(vectors, embed_inputs(WordEmbedder(), after, {}, lambda *_: None), atol=1e-6)


def test_ids_tell_text_name_and_surroundings_apart() -> None:
    inputs = [EmbeddingInput(text=t, context=c, around=a) for t in "ab" for c in "ab" for a in "ab"]
    assert len({found.id for found in inputs}) == 8


def test_an_initiative_is_compared_by_what_is_done_without_goals_and_places() -> None:
    found = initiative_input(
        initiative(
            "i1",
            name="Solel i Skåne",
            description="Taken i Region Skåne kartläggs.",
            outputs="Tio möten.",
            goals="Hållbar utveckling.",
            text="Solel i Skåne Taken i Region Skåne kartläggs. Tio möten. Hållbar utveckling.",
        )
    )
    assert (found.text, found.context) == ("Taken i kartläggs. Tio möten.", "Solel i")


def test_an_initiative_whose_cells_are_not_certain_is_compared_by_its_text_without_goals() -> None:
    found = initiative_input(initiative("i1", goals="Hållbar utveckling.", text="Möten hölls. Hållbar utveckling."))
    assert found.text == "Möten hölls."


def test_nothing_to_embed_gives_no_vectors() -> None:
    assert embed_inputs(WordEmbedder(), [], {}, lambda *_: None).shape == (0, 64)


def test_each_distinct_text_is_embedded_once_the_longest_first_in_the_models_own_batches() -> None:
    embedder = Batches()
    texts = ["b", "aaa", "b", "cc", "dddd", ""]
    told: list[tuple[int, int]] = []
    vectors = embed_texts(embedder, texts, lambda done, total: told.append((done, total)))
    assert embedder.batches == [["dddd", "aaa", "cc"], ["b", ""]]
    assert told == [(3, 6), (6, 6)]
    np.testing.assert_array_equal(vectors, WordEmbedder().embed_passages(texts))


@pytest.mark.parametrize("batch_size", [1, 7, 1000])
def test_the_size_of_a_batch_does_not_change_vectors(batch_size: int) -> None:
    model = StaticEmbedder.load(DEFAULT_MODEL / "static")
    inputs = passage_inputs([passage(f"{n} laddstolpar " + "byggs " * n, name=f"insats {n % 3}") for n in range(40)])
    expected = embed_inputs(model, inputs, {}, lambda *_: None)
    model.batch_size = batch_size
    np.testing.assert_allclose(embed_inputs(model, inputs, {}, lambda *_: None), expected, atol=1e-6)
