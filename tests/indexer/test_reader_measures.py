"""How the reader is measured, worked by hand, and on what: whole files are set aside."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from indexer.training.paragraphs import Paragraph
from tests.conftest import WordEmbedder

PARAGRAPHS = [
    Paragraph(
        text=f"Skolan i Byn{writer} fick 12 nya cyklar",
        queries=("cyklar till elever",),
        answered=(("hur många cyklar", "12"),),
        unanswered=("vad kostade cyklarna",),
        source=writer,
    )
    for writer in ("aa", "ag")
]

pytestmark = pytest.mark.models


@pytest.mark.parametrize(
    ("found", "right", "f1"),
    [
        ("45 personer", "45 personer", 1.0),
        # Two of three words found are right, and both of two right ones are found: 2 * 2 / (3 + 2).
        ("gav 45 personer", "45 personer", 0.8),
        ("45 Personer.", "(45 personer)", 1.0),
        ("45 45", "45", 2 / 3),
        ("46", "45", 0.0),
        ("", "45", 0.0),
    ],
)
def test_f1_is_of_the_words_shared(found: str, right: str, f1: float) -> None:
    from indexer.training.reader.evaluation import word_f1

    assert word_f1(found, right) == pytest.approx(f1)


def test_auc_is_how_often_the_higher_is_above_ties_half() -> None:
    from indexer.training.reader.evaluation import auc

    higher, lower = (np.array(values, dtype=np.float32) for values in ([3, 1], [2, 1, 0]))
    # 3 is above all three; 1 is above one and ties with one: (3 + 1.5) / 6.
    assert auc(higher, lower) == pytest.approx(0.75)
    assert auc(lower, higher) == pytest.approx(0.25)
    assert np.isnan(auc(higher, lower[:0]))


@pytest.mark.parametrize("seed", range(3))
def test_auc_equals_counting_all_pairs(seed: int) -> None:
    from indexer.training.reader.evaluation import auc

    draw = np.random.default_rng(seed)
    higher, lower = (draw.integers(0, 9, n).astype(np.float32) for n in (40, 30))
    above = (higher[:, None] > lower).mean() + (higher[:, None] == lower).mean() / 2
    assert auc(higher, lower) == pytest.approx(above)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    from indexer.training.reader.data import PUBLIC

    folder = tmp_path / "reader"
    folder.mkdir()
    told = {"question": "hur många", "context": "45 personer", "answers": [{"text": "45", "start": 0}]}
    for name in PUBLIC:
        (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress((json.dumps(told) + "\n").encode() * 3))
    for name in ("swequad_test_chunks", "squad2_sv_test_half"):
        (folder / f"{name}.jsonl.gz").write_bytes(gzip.compress((json.dumps(told) + "\n").encode()))
    for number in range(9, 13):
        entry = {
            "passage": f"45 personer i grupp {number}",
            "answerable": [{"question": "hur många", "answer": "45", "in": "45 personer"}],
            "unanswerable": [],
            "topics": [{"topic": "grupp", "grade": 2}],
        }
        (folder / f"written_{number:02}.jsonl.gz").write_bytes(gzip.compress((json.dumps(entry) + "\n").encode() * 20))
    return tmp_path


def test_what_is_set_aside_is_never_learned_from(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from indexer.training.reader import data as lessons
    from indexer.training.reader.data import LATER, SET_ASIDE, read_data

    monkeypatch.setattr(lessons, "read_paragraphs", lambda _: PARAGRAPHS)
    read = read_data(data, WordEmbedder(), seed=1)
    learned = [example for stage in read.stages.values() for example in stage]
    sources = {example.source for example in learned}
    assert set(SET_ASIDE) == {"written_10", "written_11", "h", "p", "w", "ag"}
    assert sources.isdisjoint(SET_ASIDE)
    assert {"a", "g", "k", "s", "aa", "written_09", "written_12", "swequad_train_chunks"} <= sources
    first, last = ({example.source for example in read.stages[stage]} for stage in ("written", "again"))
    assert first.isdisjoint(LATER)
    assert {"y", "z", "za", "zb"} <= last & set(LATER)
    assert last - set(LATER) <= first
    assert read.aside.keys() == {*SET_ASIDE, "swequad_test_chunks", "squad2_sv_test_half"}
    aside = {example.passage for name in SET_ASIDE for example in read.aside[name]}
    assert aside
    # Nor is one of its passages what a question strays to.
    assert aside.isdisjoint(example.passage for example in learned)


def test_the_retriever_does_not_learn_from_what_is_set_aside_either(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from indexer.training.reader.data import DOSSIERS, FAMILIES, SET_ASIDE, WRITTEN
    from indexer.training.reader.examples import read_families, read_written
    from indexer.training.retriever import data as lessons

    (data / "reader" / "tydiqa_en_train.jsonl.gz").write_bytes(gzip.compress(b""))
    monkeypatch.setattr(lessons, "read_pairs", lambda _: [])
    monkeypatch.setattr(lessons, "read_paragraphs", lambda _: PARAGRAPHS)
    read = lessons.read_questions(data, WordEmbedder(), seed=1) | lessons.read_texts(data, [], WordEmbedder(), seed=1)
    told = [passage for rows in read.values() for _, *passages in rows for passage in passages]
    files = [data / "reader" / "written_10.jsonl.gz", data / "reader" / "written_11.jsonl.gz", WRITTEN / "h.jsonl"]
    assert {path.name.partition(".")[0] for path in files} | {"p", "w", "ag"} == set(SET_ASIDE)
    aside = {example.passage for path in files for example in read_written(path)}
    aside |= {
        example.passage for path in (FAMILIES / "p.jsonl", DOSSIERS / "w.jsonl") for example in read_families(path)
    }
    aside |= {paragraph.text for paragraph in PARAGRAPHS if paragraph.source == "ag"}
    assert all(read[kind] for kind in ("questions", "everyday", "written", "paragraphs", "families"))
    assert not [passage for passage in told if any(passage.endswith(passage_aside) for passage_aside in aside)]


def test_figures_are_those_of_what_was_asked(data: Path) -> None:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    from indexer.training.reader.evaluation import measure
    from indexer.training.reader.examples import Example
    from indexer.training.reader.model import ReaderModel
    from tests.tiny_models import exported_config

    tokens = ["<pad>", "<unk>", "<s>", "</s>", "45", "personer"]
    tokenizer = Tokenizer(models.WordLevel({token: n for n, token in enumerate(tokens)}, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> $B:1 </s>:1", special_tokens=[("<s>", 2), ("</s>", 3)]
    )
    topic = Example(asked="x", under="", passage="45", span=None, answers=None, about=1.0, source="a")
    figures = measure(ReaderModel(exported_config(tokens)[0]), [topic], tokenizer)
    # One topic alone can be ranked above nothing, and no question was asked.
    assert figures == {}
