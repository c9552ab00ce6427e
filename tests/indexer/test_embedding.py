"""What of passages and initiatives is embedded, and when it is embedded again."""

import numpy as np

from corpus.document import Field
from indexer.embedding import (
    AROUND_WEIGHT,
    CONTEXT_WEIGHT,
    EmbeddingInput,
    embed_inputs,
    initiative_input,
    passage_inputs,
)
from tests.conftest import WordEmbedder
from tests.indexer.samples import initiative, passage


def test_a_passage_leans_towards_its_name_and_what_is_told_of_the_same_initiative() -> None:
    inputs = passage_inputs([passage("ett två", name="namn"), passage("tre", name="namn")])
    embedder = WordEmbedder()
    (first, _) = embed_inputs(embedder, inputs, {}, lambda _: None)
    one, other, name = embedder.embed_passages(["ett två", "tre", "namn"])
    around = (one + other) / np.linalg.norm(one + other)
    expected = one + CONTEXT_WEIGHT * name + AROUND_WEIGHT * around
    np.testing.assert_allclose(first, expected / np.linalg.norm(expected), atol=1e-6)


def test_goals_do_not_colour_what_is_told() -> None:
    told = [passage("ett", name="namn"), passage("två", name="namn")]
    with_goals = [*told, passage("hållbar utveckling", name="namn", field=Field.GOALS)]
    vectors = [embed_inputs(WordEmbedder(), passage_inputs(p), {}, lambda _: None) for p in (told, with_goals)]
    np.testing.assert_array_equal(vectors[0], vectors[1][:2])


def test_an_initiative_is_embedded_again_as_a_whole_when_a_part_of_it_changes() -> None:
    before = passage_inputs([passage("ett", name="a"), passage("två", name="a"), passage("tre", name="b")])
    after = passage_inputs([passage("ett", name="a"), passage("fyra", name="a"), passage("tre", name="b")])
    known = dict(zip([i.id for i in before], embed_inputs(WordEmbedder(), before, {}, lambda _: None), strict=True))
    embedder = WordEmbedder()
    done: list[int] = []
    vectors = embed_inputs(embedder, after, known, done.append)
    assert embedder.embedded == ["ett", "fyra", "a"]
    assert sum(done) == 3
    np.testing.assert_allclose(vectors, embed_inputs(WordEmbedder(), after, {}, lambda _: None), atol=1e-6)


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
    assert embed_inputs(WordEmbedder(), [], {}, lambda _: None).shape == (0, 64)
