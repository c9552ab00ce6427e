"""The reader's training: what a model is fed, what it learns, how it goes on, and how it is measured."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from indexer.training.reader.examples import Example
from service.read import reader as service_reader
from tests.service.samples import make_passages
from tests.tiny_models import exported_config

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from indexer.training.reader.model import ReaderModel
    from indexer.training.reader.trainer import StageTrainer

pytestmark = pytest.mark.models

TEXT = "Blekinge har gett 45 personer bevis"
WORDS = ["query", "passage", ":", "blekinge", "har", "gett", "45", "personer", "bevis", "hur", "många", "film", "vem"]


def example(asked: str = "hur många", text: str = TEXT, under: str = "", **fields: Any) -> Example:
    start = text.find("45 personer")
    told: dict[str, Any] = {"span": (start, start + 11), "answers": True, "about": None} | fields
    return Example(asked=asked, under=under, passage=text, source="made-up", **told)


UNANSWERED = example("vem", span=None, answers=False)
TOPIC = example("film", span=None, answers=None, about=0.35)


@pytest.fixture
def tokenizer() -> "Tokenizer":
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    tokens = ["<pad>", "<unk>", "<s>", "</s>", *WORDS]
    made = Tokenizer(models.WordLevel({token: n for n, token in enumerate(tokens)}, unk_token="<unk>"))
    made.normalizer, made.pre_tokenizer = normalizers.Lowercase(), pre_tokenizers.Whitespace()
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> $B:1 </s>:1", special_tokens=[("<s>", 2), ("</s>", 3)]
    )
    made.add_special_tokens(["<pad>", "<s>", "</s>"])
    return made


def new_model() -> "ReaderModel":
    import torch

    from indexer.training.reader.model import ReaderModel

    torch.manual_seed(0)
    return ReaderModel(exported_config(WORDS)[0])


def test_the_mean_of_models_lies_between_them() -> None:
    import torch

    from indexer.training.reader.model import mean

    one, other = new_model(), new_model()
    with torch.no_grad():
        for weight in other.parameters():
            weight.add_(1.0)
    between = mean([one, other]).state_dict()
    for name, value in one.named_parameters():
        torch.testing.assert_close(between[name], value + 0.5)
    torch.testing.assert_close(mean([one]).state_dict(), one.state_dict())


class TestWhatItIsFed:
    @pytest.mark.parametrize("under", ["", "Blekinge – 45 personer"])
    def test_an_answer_becomes_tokens_of_the_passage_and_not_of_what_it_stands_under(
        self, tokenizer: "Tokenizer", under: str
    ) -> None:
        from indexer.training.reader.model import encode, passage_side

        [encoded] = encode([example(under=under)], tokenizer)
        text, at = passage_side(under, TEXT)
        encoding = tokenizer.encode("query: hur många", text)
        assert encoded.tokens == encoding.ids
        first, last = encoding.offsets[encoded.start][0], encoding.offsets[encoded.end][1]
        assert (text[first:last], text[at:]) == ("45 personer", TEXT)
        assert first >= at

    def test_what_is_not_asked_has_no_target(self, tokenizer: "Tokenizer") -> None:
        from indexer.training.reader.model import encode

        answered, unanswered, topic = encode([example(), UNANSWERED, TOPIC], tokenizer)
        np.testing.assert_equal([answered.answers, answered.about], [1.0, np.nan])
        np.testing.assert_equal([unanswered.answers, unanswered.about], [0.0, np.nan])
        np.testing.assert_equal([topic.answers, topic.about], [np.nan, 0.35])
        assert (unanswered.start, unanswered.end, topic.start, topic.end) == (0, 0, 0, 0)

    def test_an_answer_that_is_cut_off_counts_as_none(self, tokenizer: "Tokenizer") -> None:
        from indexer.training.reader.model import MAX_TOKENS, encode

        [encoded] = encode([example(text="har " * 400 + "45 personer")], tokenizer)
        assert (encoded.length, encoded.start, encoded.end, encoded.answers) == (MAX_TOKENS, 0, 0, 0.0)

    def test_a_batch_is_padded_to_a_step(self, tokenizer: "Tokenizer") -> None:
        from indexer.training.reader.model import LENGTH_STEP, encode, padded

        encoded = encode([example(), example("vem har gett film")], tokenizer)
        batch = padded(encoded, pad=0)
        assert batch.tokens.shape == batch.mask.shape == (2, LENGTH_STEP)
        assert batch.mask.sum(dim=1).tolist() == [item.length for item in encoded]
        assert batch.tokens[0, encoded[0].length :].unique().tolist() == [0]

    @pytest.mark.parametrize("seed", range(3))
    def test_batches_hold_every_example_once_within_the_budget_but_for_a_step_of_lengths(self, seed: int) -> None:
        from indexer.training.reader.model import Encoded
        from indexer.training.reader.trainer import batches

        lengths = np.random.default_rng(seed).integers(5, 300, 200).tolist()
        encoded = [Encoded(tokens=[1] * n, start=0, end=0, answers=1.0, about=0.0) for n in lengths]
        found = batches(encoded, 1024, seed)
        assert sorted(place for batch in found for place in batch) == list(range(200))
        # Lengths are compared by steps of 16: the last of a batch, which counts, may be 15 shorter than the longest.
        assert max(len(batch) * (max(lengths[place] for place in batch) - 15) for batch in found) <= 1024
        assert batches(encoded, 1024, seed) == found != batches(encoded, 1024, seed + 1)

    def test_the_service_tells_the_reader_what_it_was_told_in_training(self) -> None:
        from indexer.training.reader.model import MAX_TOKENS, NO_ANSWER, passage_side

        for passage in make_passages():
            assert service_reader._told(passage) == passage_side(service_reader.stands_under(passage), passage.text)
        assert (service_reader.MAX_TOKENS, service_reader.NO_ANSWER) == (MAX_TOKENS, NO_ANSWER)


def trainer(
    model: "ReaderModel", tokenizer: "Tokenizer", kept: Path, passes: int = 6, tokens: int = 64
) -> "StageTrainer":
    from indexer.training.reader.model import encode
    from indexer.training.reader.trainer import Recipe, StageTrainer

    told = [example(), UNANSWERED, TOPIC, example("hur många personer"), replace(TOPIC, asked="bevis", about=1.0)]
    recipe = Recipe(passes=passes, tokens=tokens, rate=2e-3, head_rate=1e-2, frozen=1)
    return StageTrainer(model, encode(told, tokenizer), recipe, pad=0, seed=1, kept=kept)


class TestTraining:
    def test_the_loss_falls_and_frozen_layers_stay(self, tokenizer: "Tokenizer", tmp_path: Path) -> None:
        import torch

        model, before = new_model(), new_model().state_dict()
        # All five examples fit into one batch, so that each step has the same loss to lower.
        stage, losses = trainer(model, tokenizer, tmp_path / "state.pt", passes=30, tokens=256), list[float]()
        assert stage.run(lambda _, loss: losses.append(loss), lambda: True)
        assert len(losses) == stage.steps == stage.done == 30
        assert losses[-1] < 0.5 * losses[0]
        same = {name for name, value in model.state_dict().items() if torch.equal(value.cpu(), before[name])}
        assert {name for name in before if "embeddings" in name or "layer.0" in name} <= same
        assert not any("layer.1" in name or "span" in name or "judge.weight" in name for name in same)

    def test_a_training_broken_off_goes_on_to_the_same_weights(self, tokenizer: "Tokenizer", tmp_path: Path) -> None:
        whole, broken, resumed = (new_model() for _ in range(3))
        trainer(whole, tokenizer, tmp_path / "whole.pt").run(lambda *_: None, lambda: True)
        first = trainer(broken, tokenizer, tmp_path / "broken.pt")
        assert not first.run(lambda *_: None, lambda: first.done < 4)
        second = trainer(resumed, tokenizer, tmp_path / "broken.pt")
        assert second.done == 4
        assert second.run(lambda *_: None, lambda: True)
        for name, value in whole.state_dict().items():
            np.testing.assert_array_equal(resumed.state_dict()[name].numpy(), value.numpy(), err_msg=name)

    def test_a_loss_counts_only_what_is_asked(self, tokenizer: "Tokenizer") -> None:
        import torch

        from indexer.training.reader.model import encode, padded
        from indexer.training.reader.trainer import reading_loss

        batch = padded(encode([example(), TOPIC], tokenizer), pad=0)
        flat = torch.zeros(2, batch.tokens.shape[1])
        loss = reading_loss(flat, flat, torch.zeros(2), torch.zeros(2), batch)
        # Of the question ln 32 for both ends' halves and ln 2 for its judgement, of the topic twice ln 2; over two.
        assert loss.item() == pytest.approx((np.log(32) + 3 * np.log(2)) / 2, rel=1e-5)

    def test_a_model_saved_is_loaded_with_its_weights(self, tmp_path: Path) -> None:
        from indexer.training.reader.model import ReaderModel

        model = new_model()
        model.save(tmp_path)
        loaded = ReaderModel.load(tmp_path).state_dict()
        assert all((loaded[name] == value).all() for name, value in model.state_dict().items())
