"""Our own static model, one vector for each token, run without torch."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from indexer.errors import UnusableModelError
from indexer.index import Vectors
from indexer.vectors.embedder import fingerprint, unit
from indexer.vectors.transformer import read_tokenizer

# Fewer texts a block widen the same rows again and again; more make the count matrix mostly zeros.
TEXTS_PER_BLOCK = 128


class StaticEmbedder:
    """A table with one vector a token; a text is the mean of its tokens' vectors, scaled to length 1.

    Rows are kept as they are stored (int8 with a scale, or float16) and widened only when needed, so the model takes
    as much memory as its file.
    """

    batch_size = 2 * TEXTS_PER_BLOCK

    def __init__(self, *, name: str, fingerprint: str, tokenizer: Tokenizer, rows: npt.NDArray[Any], scales: Vectors):
        self.name = name
        self.fingerprint = fingerprint
        self.dim = int(rows.shape[1])
        self._tokenizer = tokenizer
        self._rows = rows
        self._scales = scales

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Load a model folder with one StaticEmbedding module, with or without Normalize after it.

        Raises:
            UnusableModelError: A file is missing or malformed, or tokenizer and table differ in size.
        """
        if not is_static(folder):
            raise UnusableModelError(folder, "expected modules.json with StaticEmbedding and at most Normalize")
        tokenizer = read_tokenizer(folder / "tokenizer.json")
        rows, scales = read_table(folder / "model.safetensors")
        if len(rows) != tokenizer.get_vocab_size():
            expectation = f"expected one row for each of {tokenizer.get_vocab_size()} tokens, found {len(rows)}"
            raise UnusableModelError(folder / "model.safetensors", expectation)
        name = folder.resolve().name
        return cls(name=name, fingerprint=fingerprint(folder), tokenizer=tokenizer, rows=rows, scales=scales)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        for start in range(0, len(texts), TEXTS_PER_BLOCK):
            block = self.tokenize(texts[start : start + TEXTS_PER_BLOCK])
            vectors[start : start + len(block)] = self._sums(block)
        return unit(vectors)

    def embed_queries(self, texts: Sequence[str], words: Sequence[str] | None = None) -> Vectors:
        return self.embed_passages(words or texts)

    def tokenize(self, texts: Sequence[str]) -> list[list[int]]:
        """Give each text's token numbers, which are rows of the table."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [encoding.ids for encoding in encodings]

    def token_vectors(self, tokens: Sequence[int] | npt.NDArray[np.int64]) -> Vectors:
        """Give the tokens' vectors as trained, shape (len(tokens), dim): the longer, the more the token counts."""
        chosen = np.asarray(tokens, dtype=np.int64)
        widened: Vectors = self._rows[chosen].astype(np.float32) * self._scales[chosen, None]
        return widened

    def _sums(self, block: Sequence[Sequence[int]]) -> Vectors:
        """Add up each text's token vectors: counts of the block's distinct tokens times their vectors."""
        lengths = [len(tokens) for tokens in block]
        distinct, columns = np.unique(np.concatenate([*block, []]).astype(np.int64), return_inverse=True)
        cells = np.repeat(np.arange(len(block)), lengths) * len(distinct) + columns
        counts = np.bincount(cells, minlength=len(block) * len(distinct)).astype(np.float32)
        sums: Vectors = counts.reshape(len(block), len(distinct)) @ self.token_vectors(distinct)
        return sums


def is_static(folder: Path) -> bool:
    """Tell whether a folder holds a model that gives each token one vector, and its text their mean."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        kinds = [module["type"].rpartition(".")[2] for module in modules]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])


def read_table(path: Path) -> tuple[npt.NDArray[Any], Vectors]:
    """Read the rows of a model's table as they are kept, shape (vocabulary, dim), and the scale of each.

    Raises:
        UnusableModelError: The file is no such table.
    """
    try:
        tensors = load_file(path)
    except (OSError, SafetensorError) as error:
        raise UnusableModelError(path, f"expected a safetensors file ({error})") from error
    rows = tensors.get("embeddings", tensors.get("embedding.weight"))
    if rows is None or rows.ndim != 2:
        raise UnusableModelError(path, f"expected a table named 'embeddings', found {sorted(tensors)}")
    scales = tensors.get("weights", np.ones(len(rows)))
    return rows, scales.astype(np.float32)
