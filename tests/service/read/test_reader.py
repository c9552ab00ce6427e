"""What the reader is told, where in the passage it marks, and what it remembers; the model is a stand-in."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Encoding, Tokenizer, models, pre_tokenizers, processors

from indexer.passage import Passage
from indexer.vectors.transformer import Outputs
from service.read import reader as reading
from service.read.reader import MAX_SPAN_TOKENS, MAX_TOKENS, TransformerReader, stands_under
from tests.service.samples import make_passages

PASSAGES = make_passages()
VALIDATION, GRID, PROSE, GROUP = PASSAGES[0], PASSAGES[2], PASSAGES[-2], PASSAGES[-1]


class Model:
    """Gives tokens that begin and end an answer 9, others 0, and no answer as much as `nothing`."""

    def __init__(self, first: str, last: str, nothing: float = 1.0) -> None:
        self.first, self.last, self.nothing = first, last, nothing
        self.told: list[str] = []
        self.turns: list[int] = []
        words = [word for passage in make_passages() for word in told(passage).split()]
        tokens = ["<unk>", "<s>", "</s>", *dict.fromkeys(words)]
        self.tokenizer = Tokenizer(models.WordLevel({t: n for n, t in enumerate(tokens)}, unk_token="<unk>"))
        self.tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
        self.tokenizer.post_processor = processors.TemplateProcessing(
            single="<s> $A </s>", pair="<s> $A </s> $B:1 </s>:1", special_tokens=[("<s>", 1), ("</s>", 2)]
        )

    def run(self, encodings: Sequence[Encoding], max_tokens: int) -> list[Outputs]:
        self.turns.append(len(encodings))
        return [self._run(encoding, max_tokens) for encoding in encodings]

    def _run(self, encoding: Encoding, max_tokens: int) -> Outputs:
        self.told.append(" ".join(encoding.tokens))
        span = np.zeros((len(encoding.ids[:max_tokens]), 2), dtype=np.float32)
        for token, word in enumerate(encoding.tokens[:max_tokens]):
            span[token] = 9.0 * (word == self.first), 9.0 * (word == self.last)
        span[0] = self.nothing / 2
        return {"span": span, "judge": np.array([len(encoding.ids), -len(encoding.ids)], dtype=np.float32)}


def told(passage: Passage) -> str:
    return f"passage: {stands_under(passage)}: {passage.text}"


def reader_with(monkeypatch: pytest.MonkeyPatch, model: Model) -> TransformerReader:
    monkeypatch.setattr(reading, "Transformer", lambda _: model)
    return TransformerReader(Path("absent"))


@pytest.mark.parametrize(
    ("passage", "under"),
    [
        (VALIDATION, "Blekinge – Valideringslyftet – Prestationer"),
        (GROUP, "Norra Mellansverige – Gemensam validering"),
        (PROSE, "Gävleborg – Anslag 1:1"),
        (replace(PROSE, heading="", region=None), ""),
    ],
)
def test_a_passage_stands_under_its_owner_initiative_and_cell_or_heading(passage: Passage, under: str) -> None:
    assert stands_under(passage) == under


def test_the_words_marked_are_given_by_their_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    [found] = reader_with(monkeypatch, Model("45", "personer")).read("Hur många?", [VALIDATION])
    assert VALIDATION.text[slice(*found.span)] == "45 personer"
    # 9 + 9 for the span, 1 for no answer.
    assert found.margin == pytest.approx(17.0)


def test_what_a_passage_stands_under_and_the_question_are_never_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    passage = replace(VALIDATION, text="Kurser hölls i Blekinge under våren")
    model = Model("Blekinge", "Blekinge")
    [found] = reader_with(monkeypatch, model).read("Vad gör Blekinge ?", [passage])
    assert model.told[0].count("Blekinge") == 3
    assert passage.text[slice(*found.span)] == "Blekinge"
    elsewhere = replace(VALIDATION, id="other", text="Kurser hölls under våren")
    [found] = reader_with(monkeypatch, model).read("Vad gör Blekinge ?", [elsewhere])
    assert 0 <= found.span[0] < found.span[1] <= len(elsewhere.text)
    assert found.margin < 0


def test_an_answer_never_ends_before_it_begins_nor_goes_on_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["slut", *(f"ord{n}" for n in range(60)), "början", *(f"ord{n}" for n in range(60)), "slut"]
    passage = replace(VALIDATION, text=" ".join(words))
    model = Model("början", "slut")
    model.tokenizer.add_tokens(words)
    [found] = reader_with(monkeypatch, model).read("Hur många?", [passage])
    marked = passage.text[slice(*found.span)].split()
    assert len(marked) <= MAX_SPAN_TOKENS
    assert passage.text.index("slut") not in range(*found.span) or marked[-1] == "slut"


def test_what_is_cut_off_is_not_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    passage = replace(VALIDATION, text=" ".join(["ord"] * MAX_TOKENS + ["45"]))
    model = Model("45", "45")
    [found] = reader_with(monkeypatch, model).read("Hur många?", [passage])
    assert "45" not in passage.text[slice(*found.span)]
    [nothing] = reader_with(monkeypatch, model).read("ord " * MAX_TOKENS, [VALIDATION])
    assert (nothing.span, nothing.margin) == ((0, 0), -50.0)


def test_readings_come_in_the_passages_order(monkeypatch: pytest.MonkeyPatch) -> None:
    model, passages = Model("45", "45"), make_passages()
    found = reader_with(monkeypatch, model).read("Hur många?", passages)
    tokens = [len(model.tokenizer.encode("query: Hur många?", told(passage)).ids) for passage in passages]
    assert [r.answers for r in found] == tokens
    assert [r.about for r in found] == [-n for n in tokens]
    assert model.turns == [9]


def test_what_was_read_is_remembered_for_its_question(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Model("45", "45")
    reader = reader_with(monkeypatch, model)
    first = reader.read("Hur många?", [VALIDATION, GRID])
    assert reader.read("Hur många?", [GRID, VALIDATION, PROSE])[:2] == first[::-1]
    assert model.turns == [2, 1]
    reader.read("Hur mycket?", [VALIDATION])
    assert model.turns == [2, 1, 1]
    assert reader.read("Hur mycket?", []) == []


def test_a_passage_that_a_later_build_puts_under_another_name_is_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Model("45", "45")
    reader = reader_with(monkeypatch, model)
    reader.read("Hur många?", [VALIDATION])
    reader.read("Hur många?", [replace(VALIDATION, name="Gröna kraftlinjer")])
    assert ["Valideringslyftet –" in text for text in model.told] == [True, False]


def test_no_more_is_remembered_than_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_REMEMBERED", 2)
    model = Model("45", "45")
    reader = reader_with(monkeypatch, model)
    for passage in (VALIDATION, GRID, PROSE):
        reader.read("Hur många?", [passage])
    assert len(model.turns) == 3
    reader.read("Hur många?", [GRID, PROSE])
    assert len(model.turns) == 3
    reader.read("Hur många?", [VALIDATION])
    assert len(model.turns) == 4


def test_what_passages_were_read_with_is_given_back_each_time_some_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []
    reader = reader_with(monkeypatch, Model("Kunskapshöjande", "insats"))
    monkeypatch.setattr(reading, "give_back", lambda: given.append(1))
    for passages in ([VALIDATION, GRID], [VALIDATION], [PROSE]):
        reader.read("Vad görs?", passages)
    assert len(given) == 2
