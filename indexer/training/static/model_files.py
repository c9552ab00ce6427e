"""Writes a token table as a model folder that both sentence-transformers and our light loader read."""

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save_file
from tokenizers import Tokenizer

from indexer.index import Vectors

MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": "",
        "type": "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding",
    },
    {
        "idx": 1,
        "name": "1",
        "path": "1_Normalize",
        "type": "sentence_transformers.base.modules.normalize.Normalize",
    },
]
NORMALIZE = {"module_input_name": "sentence_embedding", "module_output_name": "sentence_embedding"}
CONFIG = {
    "model_type": "SentenceTransformer",
    "prompts": {"query": "", "document": ""},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}


def save_model(folder: Path, tokenizer: Tokenizer, table: Vectors) -> None:
    """Write a model folder: the tokenizer and its table, shape (vocabulary, dim), as int8 with one scale a row."""
    (folder / "1_Normalize").mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    write_table(folder, table)
    _write_json(folder / "modules.json", MODULES)
    _write_json(folder / "1_Normalize" / "config.json", NORMALIZE)
    _write_json(folder / "config_sentence_transformers.json", CONFIG)


def write_table(folder: Path, table: Vectors) -> None:
    """Write a table, shape (vocabulary, dim), as int8 with one scale a row."""
    rows, scales = quantized(table)
    save_file({"embeddings": rows, "weights": scales}, folder / "model.safetensors")


def quantized(table: Vectors) -> tuple[npt.NDArray[np.int8], Vectors]:
    """Round each row to 255 steps between minus and plus its largest component.

    Returns:
        rows: int8, the shape of the table; rows * scales[:, None] is the table to half a step.
        scales: The step of each row, float32; 1 for a row of zeros.
    """
    largest = np.abs(table).max(axis=1)
    scales = (np.where(largest > 0, largest, 127) / 127).astype(np.float32)
    return np.rint(table / scales[:, None]).astype(np.int8), scales


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
