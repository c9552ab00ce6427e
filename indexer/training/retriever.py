"""The retriever: the base model taught to bring a question near the passage that answers it."""

import json
import random
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.sentence_transformer.losses import MatryoshkaLoss, MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from sentence_transformers.sentence_transformer.training_args import BatchSamplers
from transformers import PreTrainedTokenizerFast

from indexer.training.everyday import own_wordings, wording_pairs
from indexer.training.export import save_weights, write_graph
from indexer.training.pairs import Pair, PairKind, read_pairs
from indexer.training.reader.data import FAMILIES, GIVEN_FILES, SET_ASIDE, WRITTEN
from indexer.training.reader.examples import (
    Example,
    drawn,
    read_families,
    read_public,
    read_written,
    source_of,
)
from indexer.training.reader.trainer import has_fast_bfloat16
from indexer.vectors.embedder import Embedder
from indexer.vectors.embedding import embed_texts

PROMPTS = {"query": "query: ", "passage": "passage: "}
WIDTHS = (384, 128)
# What of the training data is drawn, by pair kind or file; questions first, since titles share their paragraphs' words.
PAIRS = {PairKind.QA: 800, PairKind.QUESTION_CONTEXT: 500, PairKind.TITLE_PARA: 500, PairKind.HEADING_PARA: 500}
PUBLIC = {"swequad_train_chunks": 800, "squad2_sv_train_half": 700, "tydiqa_en_train": 400}
ASKED = 800
GIVEN_AND_WRITTEN = 7000
# The nearest other passages by the model before are the hard negatives, but none that it finds nearly as near as the
# passage that answers: such a one may answer as well (de Souza P. Moreira et al. 2024, arXiv:2407.15831).
NEGATIVES, NEARNESS = 8, 0.95
MAX_TOKENS = 128
BATCH_SIZE = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How the retriever is trained.

    Attributes:
        frozen: How many of the lower layers, besides the token embeddings, stay as they are.
        scale: Inverse temperature of the loss.
    """

    rate: float = 8e-5
    warmup: float = 0.1
    frozen: int = 6
    scale: float = 50.0
    passes: int = 1


def train_retriever(
    data: Path,
    base: Path,
    out: Path,
    *,
    embedder: Embedder,
    seed: int = 1,
    minutes: float | None = None,
    recipe: Recipe | None = None,
) -> None:
    """Train the retriever and write its folder; a training broken off goes on from `<out>.partial`.

    Args:
        data: The folder of the training data.
        base: What `train base` wrote.
        embedder: The model before, which finds hard negatives.
        minutes: Train on as many pairs as take about this long on two cores; None trains on all, 0 on none: then the
            base is written as it is.

    Raises:
        TrainingDataError: A file is missing or malformed.

    Source:
        Multiple negatives: Henderson et al. (2017), arXiv:1705.00652; nested widths: Kusupati et al. (2022),
        arXiv:2205.13147.
    """
    recipe = recipe or Recipe()
    # Only the trainer needs this package.
    from datasets import Dataset

    if minutes == 0:
        write_retriever(sentence_transformer(base), out)
        return
    pairs = read_questions(data, seed)
    families = [example for path in sorted(FAMILIES.glob("*.jsonl")) for example in _learned(path)]
    rows = [*with_negatives(pairs, embedder, seed), *family_rows(families, seed)]
    random.Random(seed).shuffle(rows)
    model = sentence_transformer(base)
    for part in _still(model, recipe.frozen):
        part.requires_grad_(requires_grad=False)
    dataset = Dataset.from_list([_triple(*row) for row in rows])
    steps = len(rows) // BATCH_SIZE * recipe.passes
    kept = out.with_name(out.name + ".partial")
    arguments = SentenceTransformerTrainingArguments(
        output_dir=str(kept),
        max_steps=min(steps, round(minutes * 60 / SECONDS_A_STEP)) if minutes else steps,
        per_device_train_batch_size=BATCH_SIZE,
        learning_rate=recipe.rate,
        warmup_ratio=recipe.warmup,
        batch_sampler=BatchSamplers.NO_DUPLICATES,
        seed=seed,
        save_steps=50,
        save_total_limit=1,
        logging_steps=10,
        report_to=[],
        bf16=has_fast_bfloat16(),
        use_cpu=not torch.cuda.is_available(),
    )
    inner = MultipleNegativesRankingLoss(model, scale=recipe.scale)
    loss = MatryoshkaLoss(model, inner, matryoshka_dims=list(WIDTHS))
    trainer = SentenceTransformerTrainer(model=model, args=arguments, train_dataset=dataset, loss=loss)
    trainer.train(resume_from_checkpoint=bool(list(kept.glob("checkpoint-*"))))
    write_retriever(model.cpu(), out)
    shutil.rmtree(kept)


# Seen on two cores: a batch of 32 questions with a passage and a hard negative each.
SECONDS_A_STEP = 6.0


def read_questions(data: Path, seed: int) -> list[Pair]:
    """Give questions and topics with the passages that answer them."""
    folder = data / "reader"
    files = [*sorted(folder.glob(f"{GIVEN_FILES}*.jsonl.gz")), *sorted(WRITTEN.glob("*.jsonl"))]
    written = [
        example
        for path in files
        if source_of(path) not in SET_ASIDE
        for example in read_written(path)
        if example.answers or example.about == 1
    ]
    public = [
        example
        for name, most in PUBLIC.items()
        for example in drawn((e for e in read_public(folder / f"{name}.jsonl.gz") if e.answers), most, seed)
    ]
    by_kind: dict[PairKind, list[Pair]] = {kind: [] for kind in PAIRS}
    for pair in read_pairs(data):
        if pair.kind in by_kind:
            by_kind[pair.kind].append(pair)
    given = [pair for kind, most in PAIRS.items() for pair in _drawn_pairs(by_kind[kind], most, seed)]
    asked = wording_pairs(own_wordings().asked, PairKind.ASKED)
    return [
        *(
            Pair(PairKind.QA, example.asked, _passage(example))
            for example in [*drawn(written, GIVEN_AND_WRITTEN, seed), *public]
        ),
        *given,
        *_drawn_pairs(asked, ASKED, seed),
    ]


def with_negatives(pairs: Sequence[Pair], embedder: Embedder, seed: int) -> list[tuple[str, str, str]]:
    """Give each pair a hard negative: a passage that the model before finds near the question."""
    draw = np.random.default_rng(seed)
    passages = list(dict.fromkeys(pair.passage for pair in pairs))
    places = {passage: place for place, passage in enumerate(passages)}
    vectors = embed_texts(embedder, passages, lambda *_: None)
    rows = []
    for start in range(0, len(pairs), 512):
        batch = pairs[start : start + 512]
        scores = embedder.embed_queries([pair.query for pair in batch]) @ vectors.T
        own = scores[np.arange(len(batch)), [places[pair.passage] for pair in batch]]
        scores[scores > NEARNESS * own[:, None]] = -np.inf
        nearest = np.argsort(-scores, axis=1)[:, :NEGATIVES]
        rows += [
            (pair.query, pair.passage, passages[near[draw.integers(len(near))]])
            for pair, near in zip(batch, nearest.tolist(), strict=True)
        ]
    return rows


def family_rows(examples: Iterable[Example], seed: int) -> list[tuple[str, str, str]]:
    """Give what is asked of families with each passage that answers or is about it, and one that is neither."""
    draw = random.Random(seed)
    asked: defaultdict[str, list[Example]] = defaultdict(list)
    for example in examples:
        asked[example.asked].append(example)
    rows = []
    for text, group in asked.items():
        wrong = [_passage(example) for example in group if example.answers is False or example.about == 0]
        right = [_passage(example) for example in group if example.answers or example.about == 1]
        rows += [(text, passage, draw.choice(wrong)) for passage in right if wrong]
    return rows


def _learned(path: Path) -> Iterator[Example]:
    return iter(()) if source_of(path) in SET_ASIDE else read_families(path)


def sentence_transformer(base: Path) -> SentenceTransformer:
    """Give a base model as sentence-transformers takes it: mean of the tokens, scaled to length 1."""
    folder = base.with_name(base.name + ".hf")
    folder.mkdir(exist_ok=True)
    for name in ("config.json", "model.safetensors"):
        shutil.copy(base / name, folder / name)
    PreTrainedTokenizerFast(
        tokenizer_file=str(base / "tokenizer.json"),
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        model_max_length=512,
        model_input_names=["input_ids", "attention_mask"],
    ).save_pretrained(folder)
    settings = {"attn_implementation": "eager", "hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
    encoder = Transformer(str(folder), max_seq_length=MAX_TOKENS, config_kwargs=settings)
    return SentenceTransformer(modules=[encoder, Pooling(384, "mean"), Normalize()], device=None, prompts=PROMPTS)


def write_retriever(model: SentenceTransformer, out: Path) -> None:
    """Write a trained model as it is kept: loadable by sentence-transformers, and with the graph for onnxruntime."""
    model.max_seq_length = 512
    model.save(str(out), create_model_card=False)
    state = model[0].auto_model.state_dict()
    state = {name: value for name, value in state.items() if "pooler." not in name and "position_ids" not in name}
    save_weights(state, out / "model.safetensors")
    config = json.loads((out / "config.json").read_text(encoding="utf-8"))
    write_graph(out, config, state)


def _passage(example: Example) -> str:
    return f"{example.under}: {example.passage}" if example.under else example.passage


def _triple(query: str, passage: str, negative: str) -> dict[str, str]:
    before = PROMPTS["passage"]
    return {"anchor": PROMPTS["query"] + query, "positive": before + passage, "negative": before + negative}


def _still(model: SentenceTransformer, layers: int) -> Iterator[torch.nn.Module]:
    encoder = model[0].auto_model
    yield encoder.embeddings
    yield from encoder.encoder.layer[:layers]


def _drawn_pairs(pairs: Iterable[Pair], most: int, seed: int) -> list[Pair]:
    found = list(pairs)
    return found if len(found) <= most else random.Random(seed).sample(found, most)
