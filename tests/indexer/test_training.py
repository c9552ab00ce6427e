"""Training, on a few made-up pairs: what goes in, what comes out, and that a run can be stopped and repeated."""

import gzip
import io
import json
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from corpus.document import Content, Initiative, Status
from indexer.errors import TrainingDataError
from indexer.training.pairs import Pair, PairKind, cloze_pairs, collection_pairs, mistyped_pairs, read_pairs
from indexer.training.static.model_files import quantized
from indexer.training.static.run import rarity, train_model
from indexer.training.static.settings import Settings
from indexer.training.static.vocabulary import train_tokenizer
from indexer.vectors.static import StaticEmbedder
from tests.documents import REPORT

QUERIES = ["fiske", "musik", "skog", "skola", "buss", "vård", "elnät", "turism"]
PASSAGES = ["torsk", "kör", "timmer", "elever", "resor", "patienter", "effekt", "gäster"]
PAIRS = list(zip(QUERIES, PASSAGES, strict=True))
SETTINGS = Settings(
    vocabulary=120,
    dim=16,
    trainings=2,
    passes=2,
    batch_size=8,
    warmup_steps=1,
    learning_rate=0.05,
    shares={PairKind.SYNONYM: 12, PairKind.CLOZE: 1},
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A training folder: eight words and what each is a synonym of."""
    folder = tmp_path / "data"
    folder.mkdir()
    write_pairs(folder, [json.dumps({"a": a, "b": b, "kind": "synonym"}) for a, b in PAIRS])
    text = gzip.compress("\n".join([" ".join(QUERIES), " ".join(PASSAGES)] * 5).encode())
    (folder / "sv_text.txt.gz").write_bytes(text)
    return folder


def write_pairs(folder: Path, lines: list[str]) -> None:
    (folder / "sv_pairs.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))


def train(data: Path, out: Path, *, seed: int = 1, minutes: float | None = None) -> bool:
    quiet = Console(file=io.StringIO())
    return train_model(data, out, seed=seed, minutes=minutes, settings=SETTINGS, console=quiet)


def table(model: Path) -> bytes:
    return (model / "model.safetensors").read_bytes()


class TestPairs:
    def test_a_pair_keeps_its_kind_and_order(self, data: Path) -> None:
        first = next(read_pairs(data))
        assert (first.kind, first.query, first.passage) == (PairKind.SYNONYM, "fiske", "torsk")

    @pytest.mark.parametrize(
        "line", ['{"a": "x", "kind": "qa"}', '{"a": "x", "b": "y", "kind": "new"}', "no json", "[]"]
    )
    def test_a_malformed_line_is_named(self, data: Path, line: str) -> None:
        write_pairs(data, ['{"a": "x", "b": "y", "kind": "qa"}', line])
        with pytest.raises(TrainingDataError, match=r"sv_pairs\.jsonl\.gz: line 2: expected"):
            list(read_pairs(data))

    def test_a_missing_file_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(TrainingDataError, match=r"sv_pairs\.jsonl\.gz: expected a gzipped UTF-8 file"):
            list(read_pairs(tmp_path))

    def test_a_cloze_pair_is_a_sentence_and_the_rest_of_its_paragraph(self) -> None:
        sentences = [f"Mening nummer {n} handlar om fiske och hamnar i Halland." for n in "abc"]
        pairs = list(cloze_pairs([" ".join(sentences)] * 200, PairKind.CLOZE, seed=1))
        kept = [pair for pair in pairs if pair.query in pair.passage]
        for pair in pairs:
            rest = [sentence for sentence in sentences if sentence != pair.query or pair in kept]
            assert pair.passage == " ".join(rest)
        assert {pair.query for pair in pairs} == set(sentences)
        assert 5 <= len(kept) <= 40  # one of ten stays whole: 20 expected of 200

    def test_a_paragraph_of_one_sentence_gives_no_cloze_pair_without_its_sentence(self) -> None:
        pairs = cloze_pairs(
            ["En enda mening som är lång nog för att räknas som ett helt stycke."] * 50, PairKind.CLOZE, 1
        )
        assert all(pair.query == pair.passage for pair in pairs)


class TestMistypedPairs:
    TITLE = "Försörjning"
    PAIR = Pair(PairKind.TITLE_BODY, TITLE, "Text om kompetens.")

    def test_a_title_loses_its_dots_or_slips_in_one_place(self) -> None:
        made = {mistyped_pairs([self.PAIR], 1, seed)[0] for seed in range(2000)}
        titles = {pair.query for pair in made}
        places = range(len(self.TITLE) - 1)
        swapped = {self.TITLE[:n] + self.TITLE[n + 1] + self.TITLE[n] + self.TITLE[n + 2 :] for n in places}
        left_out = {self.TITLE[:n] + self.TITLE[n + 1 :] for n in places}
        doubled = {self.TITLE[: n + 1] + self.TITLE[n:] for n in places}
        assert titles == {"Forsorjning"} | swapped | left_out | doubled
        assert {(pair.kind, pair.passage) for pair in made} == {(PairKind.MISTYPED, self.PAIR.passage)}

    def test_only_titles_and_questions_are_mistyped(self) -> None:
        given = [self.PAIR, Pair(PairKind.SYNONYM, "fiske", "torsk")]
        assert [pair.passage for pair in mistyped_pairs(given, 5, seed=1)] == [self.PAIR.passage]


class TestCollectionPairs:
    CARD = Initiative(
        id="x-0123456789ab-1",
        document="x",
        section="x-1",
        region="08",
        group=None,
        theme=None,
        status=Status.REPORTED,
        name="Fler hamnar",
        description="Vi bygger hamnar.",
        outputs="Tre hamnar byggdes.",
        effects="Fler fiskar torsk.",
        goals="Regionen ska växa.",
        text="Fler hamnar Vi bygger nya hamnar längs hela kusten i länet. "
        "Det blev till slut tre nya hamnar med plats för både fiske och handel.",
        first_page=1,
        last_page=1,
        also_in=(),
    )

    def test_a_name_goes_with_each_part_and_outputs_with_effects(self) -> None:
        pairs = {(pair.query, pair.passage) for pair in collection_pairs([content(self.CARD)], seed=1)}
        assert {
            ("Fler hamnar", "Vi bygger hamnar."),
            ("Fler hamnar", "Tre hamnar byggdes."),
            ("Fler hamnar", "Fler fiskar torsk."),
            ("Fler hamnar", self.CARD.text),
            ("Tre hamnar byggdes.", "Fler fiskar torsk."),
        } <= pairs

    def test_goals_take_no_part_alone(self) -> None:
        pairs = collection_pairs([content(self.CARD)], seed=1)
        assert not any("Regionen ska växa." in (pair.query, pair.passage) for pair in pairs)

    def test_a_sentence_goes_with_the_rest_of_its_initiative(self) -> None:
        last = "Det blev till slut tre nya hamnar med plats för både fiske och handel."
        first = self.CARD.text.removesuffix(" " + last)
        [pair] = [pair for pair in collection_pairs([content(self.CARD)], seed=1) if pair.query in (first, last)]
        assert pair.passage in (first, last, self.CARD.text)


def content(initiative: Initiative) -> Content:
    return Content(document=REPORT, pages=(), sections=(), initiatives=(initiative,), rows=(), blocks=(), notes=())


class TestVocabulary:
    def test_swedish_letters_are_letters_of_their_own(self) -> None:
        tokenizer = train_tokenizer(["har här hår hor hör"] * 10, size=60)
        numbers = [tuple(tokenizer.encode(word).ids) for word in ("har", "här", "hår", "hor", "hör")]
        assert len(set(numbers)) == 5

    def test_capitals_and_decomposed_letters_are_one_with_the_plain_ones(self) -> None:
        tokenizer = train_tokenizer(["för här"] * 10, size=60)
        assert tokenizer.encode("FÖR").ids == tokenizer.encode("fo\u0308r").ids == tokenizer.encode("för").ids

    def test_the_same_texts_give_the_same_vocabulary(self) -> None:
        texts = [" ".join(QUERIES + PASSAGES)] * 5
        assert train_tokenizer(texts, size=80).to_str() == train_tokenizer(texts, size=80).to_str()


def test_a_token_that_is_a_thousandth_of_the_collection_weighs_half() -> None:
    tokenizer = train_tokenizer(["fiske torsk hamn"] * 5, size=60)
    pairs = [Pair(PairKind.COLLECTION, "hamn", "fiske " + "torsk " * 999)]
    weights = rarity(pairs, tokenizer, halved_at=0.001)
    fiske, torsk, hamn = tokenizer.encode("fiske torsk hamn").ids
    np.testing.assert_allclose(weights[[fiske, torsk, hamn]], [1 / 2, 1 / 1000, 1], rtol=1e-5)


def test_quantized_rows_have_127_steps_to_their_largest_component() -> None:
    rows, scales = quantized(np.array([[2.54, -1.0, 0.0], [0, 0, 0]], dtype=np.float32))
    np.testing.assert_array_equal(rows, [[127, -50, 0], [0, 0, 0]])
    np.testing.assert_allclose(scales, [0.02, 1], rtol=1e-6)


@pytest.mark.models
class TestTraining:
    def test_what_stands_in_a_pair_ends_near_each_other(self, data: Path, tmp_path: Path) -> None:
        assert train(data, tmp_path / "model")
        model = StaticEmbedder.load(tmp_path / "model")
        cosine = model.embed_queries(QUERIES) @ model.embed_passages(PASSAGES).T
        np.testing.assert_array_equal(cosine.argmax(axis=1), np.arange(8))

    def test_the_seed_decides_the_table(self, data: Path, tmp_path: Path) -> None:
        for name, seed in (("first", 1), ("again", 1), ("other", 2)):
            train(data, tmp_path / name, seed=seed)
        assert table(tmp_path / "first") == table(tmp_path / "again")
        assert table(tmp_path / "first") != table(tmp_path / "other")

    def test_a_run_stopped_after_each_pass_ends_as_one_that_was_not(self, data: Path, tmp_path: Path) -> None:
        train(data, tmp_path / "straight")
        for _ in range(3):  # of four passes: two trainings of two
            assert not train(data, tmp_path / "stopped", minutes=0)
            assert not (tmp_path / "stopped").exists()
        assert train(data, tmp_path / "stopped", minutes=0)
        assert table(tmp_path / "stopped") == table(tmp_path / "straight")
        assert not (tmp_path / "stopped.partial").exists()

    def test_the_checkpoint_of_another_seed_is_passed_over(self, data: Path, tmp_path: Path) -> None:
        assert not train(data, tmp_path / "model", seed=1, minutes=0)
        assert train(data, tmp_path / "model", seed=2)
        train(data, tmp_path / "straight", seed=2)
        assert table(tmp_path / "model") == table(tmp_path / "straight")
