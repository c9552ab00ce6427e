"""From a training folder to the retriever's folder: `python -m indexer train retriever DATA`."""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.sentence_transformer.losses import MatryoshkaLoss, MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from sentence_transformers.sentence_transformer.training_args import BatchSamplers, MultiDatasetBatchSamplers
from transformers import PreTrainedTokenizerFast

from indexer.training.export import save_weights, write_graph
from indexer.training.pairs import Pair
from indexer.training.reader.trainer import has_fast_bfloat16
from indexer.training.retriever.data import Row, read_questions, read_texts
from indexer.vectors.embedder import Embedder

PROMPTS = {"query": "query: ", "passage": "passage: "}
WIDTHS = (384, 128)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a stage is trained.

    Attributes:
        batch_size: Queries a step; each one's negatives are the other passages of its batch.
        max_tokens: Tokens of a text that are read.
        frozen: How many of the lower layers, besides the token embeddings, stay as they are.
        scale: Inverse temperature of the loss.
        step_seconds: How long a step takes, as seen on two cores with AVX-512 and bfloat16.
    """

    batch_size: int
    max_tokens: int
    step_seconds: float
    rate: float = 8e-5
    warmup: float = 0.1
    frozen: int = 6
    scale: float = 50.0


RECIPES = {
    "questions": Recipe(batch_size=32, max_tokens=128, step_seconds=6.0),
    "texts": Recipe(batch_size=64, max_tokens=80, step_seconds=4.5, warmup=0.06),
}


def train_retriever(
    data: Path,
    base: Path,
    out: Path,
    *,
    collection: Sequence[Pair],
    embedder: Embedder,
    seed: int,
    minutes: float | None,
) -> None:
    """Train the retriever stage by stage and write its folder; a training broken off goes on from `<out>.partial`.

    Args:
        data: The folder of the training data.
        base: What `train base` wrote.
        collection: Pairs made from the collection's own text (`collection_pairs`).
        embedder: The model before, which finds hard negatives.
        minutes: Train each stage for about this long on two cores; None trains on everything, 0 on nothing: then the
            base is written as it is.

    Raises:
        TrainingDataError: A file is missing or malformed.

    Source:
        Multiple negatives: Henderson et al. (2017), arXiv:1705.00652; nested widths: Kusupati et al. (2022),
        arXiv:2205.13147.
    """
    model = sentence_transformer(base)
    kept = out.with_name(out.name + ".partial")
    for stage, recipe in RECIPES.items() if minutes != 0 else ():
        finished = kept / stage / "model"
        if not finished.is_dir():
            read = read_questions(data, embedder, seed) if stage == "questions" else None
            rows = read or read_texts(data, collection, embedder, seed)
            _train(model, rows, recipe, kept / stage, seed, minutes)
            model.save(str(finished), create_model_card=False)
        model = SentenceTransformer(str(finished), device=None, model_kwargs={"attn_implementation": "eager"})
    write_retriever(model.cpu(), out)
    shutil.rmtree(kept, ignore_errors=True)


def _train(
    model: SentenceTransformer,
    rows: Mapping[str, Sequence[Row]],
    recipe: Recipe,
    kept: Path,
    seed: int,
    minutes: float | None,
) -> None:
    # Only the trainer needs this package.
    from datasets import Dataset

    model.max_seq_length = recipe.max_tokens
    for part in _still(model, recipe.frozen):
        part.requires_grad_(requires_grad=False)
    steps = sum(len(found) // recipe.batch_size for found in rows.values())
    arguments = SentenceTransformerTrainingArguments(
        output_dir=str(kept),
        max_steps=min(steps, round(minutes * 60 / recipe.step_seconds)) if minutes else steps,
        per_device_train_batch_size=recipe.batch_size,
        learning_rate=recipe.rate,
        warmup_ratio=recipe.warmup,
        batch_sampler=BatchSamplers.NO_DUPLICATES,
        # A batch holds one kind: a list of words is no negative of a paragraph.
        multi_dataset_batch_sampler=MultiDatasetBatchSamplers.PROPORTIONAL,
        seed=seed,
        save_steps=50,
        save_total_limit=1,
        logging_steps=10,
        report_to=[],
        bf16=has_fast_bfloat16(),
        use_cpu=not torch.cuda.is_available(),
    )
    inner = MultipleNegativesRankingLoss(model, scale=recipe.scale)
    trainer = SentenceTransformerTrainer(
        model=model,
        args=arguments,
        train_dataset={kind: Dataset.from_list([_texts(row) for row in found]) for kind, found in rows.items()},
        loss=MatryoshkaLoss(model, inner, matryoshka_dims=list(WIDTHS)),
    )
    trainer.train(resume_from_checkpoint=bool(list(kept.glob("checkpoint-*"))))


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
    encoder = Transformer(str(folder), config_kwargs=settings)
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


def _texts(row: Row) -> dict[str, str]:
    query, *passages = row
    before = PROMPTS["passage"]
    told = zip(("positive", "negative"), passages, strict=False)
    return {"anchor": PROMPTS["query"] + query, **{column: before + passage for column, passage in told}}


def _still(model: SentenceTransformer, layers: int) -> Iterator[torch.nn.Module]:
    encoder = model[0].auto_model
    yield encoder.embeddings
    yield from encoder.encoder.layer[:layers]
