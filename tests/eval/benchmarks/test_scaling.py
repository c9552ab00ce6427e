"""What a collection made larger is made of."""

from collections import Counter
from pathlib import Path

from corpus.collection import Collection
from corpus.document import Field
from eval.benchmarks.scaling import scaled
from indexer.build import build_index
from tests.conftest import WordEmbedder
from tests.eval.benchmarks.asking import no_progress


def words(collection: Collection, field: Field, documents: slice) -> Counter[str]:
    blocks = (block for content in collection.contents[documents] for block in content.blocks)
    return Counter(word for block in blocks if block.field is field for word in block.text.split())


class TestScaling:
    def test_once_is_the_collection_itself(self, collection: Collection) -> None:
        assert tuple(scaled(collection, 1).contents) == collection.contents

    def test_every_word_is_as_frequent_in_a_field_as_it_was(self, collection: Collection) -> None:
        n, larger = len(collection.contents), scaled(collection, 3)
        assert len(larger.contents) == 3 * n
        for field in Field:
            expected = words(collection, field, slice(None))
            assert words(larger, field, slice(n, 2 * n)) == expected
            assert words(larger, field, slice(2 * n, None)) == expected

    def test_sentences_change_places_and_differ_from_copy_to_copy(self, collection: Collection) -> None:
        n, larger = len(collection.contents), scaled(collection, 3)
        texts = [[b.text for c in larger.contents[start : start + n] for b in c.blocks] for start in (0, n, 2 * n)]
        assert texts[0] != texts[1] != texts[2] != texts[0]

    def test_the_same_number_gives_the_same_copies(self, collection: Collection) -> None:
        contents = scaled(collection, 3).contents
        assert list(contents) == list(scaled(collection, 3).contents)
        # Whatever was looked at last.
        assert [contents[place] for place in (4, 0, 3)] == [list(contents)[place] for place in (4, 0, 3)]

    def test_all_ids_differ_and_belong_together(self, collection: Collection) -> None:
        contents = scaled(collection, 3).contents
        sections = [section.id for content in contents for section in content.sections]
        initiatives = [initiative.id for content in contents for initiative in content.initiatives]
        assert len(set(sections)) == len(sections)
        assert len(set(initiatives)) == len(initiatives)
        for content in contents:
            assert {block.section for block in content.blocks} <= {section.id for section in content.sections}
            told = {block.initiative for block in content.blocks if block.initiative}
            assert told <= {initiative.id for initiative in content.initiatives}

    def test_blocks_stand_on_their_pages(self, collection: Collection) -> None:
        for content in scaled(collection, 2).contents[len(collection.contents) :]:
            pages = {page.page: page.text for page in content.pages}
            assert all(block.text in pages[block.page] for block in content.blocks)

    def test_an_index_can_be_built_of_it(self, collection: Collection, embedder: WordEmbedder, tmp_path: Path) -> None:
        build_index(scaled(collection, 3), embedder, tmp_path, no_progress)
