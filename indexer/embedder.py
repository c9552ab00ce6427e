"""Text to unit vectors: our own static model without torch, or any sentence-transformers model."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from indexer.errors import MissingExtraError, UnusableModelError
from indexer.index import Vectors

DEFAULT_MODEL = Path(__file__).parent / "model"

# Fewer texts a block widen the same rows again and again; more make the count matrix mostly zeros.
TEXTS_PER_BLOCK = 128

QUERY_PROMPTS = ("query",)
PASSAGE_PROMPTS = ("document", "passage", "corpus")

# E5 models were trained with these words in front of every text and do not record it in their configuration.
E5_PROMPTS = ("query: ", "passage: ")
E5_INSTRUCT_PROMPTS = ("Instruct: Retrieve the passages that answer the question\nQuery: ", "")


class Embedder(Protocol):
    """Turns text into unit vectors, shape (len(texts), dim), float32; text without a known token into zeros.

    Attributes:
        name: What a reader calls the model: its folder's or hub name.
        dim: Width of a vector.
        fingerprint: SHA-256 of what the vectors depend on; the manifest of an index records it.
    """

    name: str
    dim: int
    fingerprint: str

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed what is searched, in the order given."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed what is asked, in the order given."""


def load_embedder(name_or_path: str | Path = DEFAULT_MODEL) -> Embedder:
    """Load a model: a static one without torch, any other through sentence-transformers.

    Args:
        name_or_path: A model's folder, or its name on the hub where no such folder exists.

    Raises:
        UnusableModelError: There is no such model, or its files do not belong together.
        MissingExtraError: The model needs sentence-transformers, which is not installed.
    """
    folder = Path(name_or_path)
    if folder.is_dir() and _is_static(folder):
        return StaticEmbedder.load(folder)
    return SentenceTransformerEmbedder(str(name_or_path))


def fingerprint(folder: Path) -> str:
    """Give the SHA-256 over the names and contents of a model's files, the model card aside."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


class StaticEmbedder:
    """A table with one vector a token; a text is the mean of its tokens' vectors, scaled to length 1.

    Rows are kept as they are stored (int8 with a scale, or float16) and widened only when needed, so the model takes
    as much memory as its file.
    """

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
        if not _is_static(folder):
            raise UnusableModelError(folder, "expected modules.json with StaticEmbedding and at most Normalize")
        tokenizer = _read_tokenizer(folder / "tokenizer.json")
        rows, scales = _read_table(folder / "model.safetensors")
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

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed_passages(texts)

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


class SentenceTransformerEmbedder:
    """Any model that sentence-transformers loads, with the prompts it was trained with.

    A folder is read without asking the hub. For a hub name the environment decides: with HF_HUB_OFFLINE set, only
    what has been downloaded before is found.
    """

    def __init__(self, name_or_path: str) -> None:
        """Load the model on the CPU.

        Raises:
            UnusableModelError: Neither folder nor hub gives a model of this name.
            MissingExtraError: sentence-transformers is not installed.
        """
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise MissingExtraError(f"the model {name_or_path}") from error
        is_folder = Path(name_or_path).is_dir()
        try:
            self._model = SentenceTransformer(name_or_path, device="cpu", local_files_only=is_folder)
        except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
            expectation = f"expected a sentence-transformers model in a folder or on the hub ({error})"
            raise UnusableModelError(name_or_path, expectation) from error
        self.name = Path(name_or_path).resolve().name if is_folder else name_or_path
        self.dim = int(self._model.get_embedding_dimension())
        self.fingerprint = fingerprint(Path(name_or_path) if is_folder else _snapshot(name_or_path))
        self._query_prompt, self._passage_prompt = prompts_for(self.name, self._model.prompts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts, self._passage_prompt)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts, self._query_prompt)

    def _embed(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        vectors = self._model.encode(list(texts), prompt=prompt, show_progress_bar=False)
        return unit(np.asarray(vectors, dtype=np.float32))


def prompts_for(name: str, configured: Mapping[str, str]) -> tuple[str, str]:
    """Give what a model wants in front of a query and of a passage: as it says itself, else as its family does."""
    query = next((configured[key] for key in QUERY_PROMPTS if configured.get(key)), "")
    passage = next((configured[key] for key in PASSAGE_PROMPTS if configured.get(key)), "")
    if query or passage or not re.search(r"(?<![a-z0-9])e5(?![a-z0-9])", name.lower()):
        return query, passage
    return E5_INSTRUCT_PROMPTS if "instruct" in name.lower() else E5_PROMPTS


def unit(vectors: Vectors) -> Vectors:
    """Scale each row to length 1; a row of zeros stays, so that it is equally far from everything."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return scaled


def _is_static(folder: Path) -> bool:
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        kinds = [module["type"].rpartition(".")[2] for module in modules]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])


def _read_tokenizer(path: Path) -> Tokenizer:
    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises plain Exception for every fault of the file
        raise UnusableModelError(path, f"expected a tokenizer of the tokenizers library ({error})") from error


def _read_table(path: Path) -> tuple[npt.NDArray[Any], Vectors]:
    try:
        tensors = load_file(path)
    except (OSError, SafetensorError) as error:
        raise UnusableModelError(path, f"expected a safetensors file ({error})") from error
    rows = tensors.get("embeddings", tensors.get("embedding.weight"))
    if rows is None or rows.ndim != 2:
        raise UnusableModelError(path, f"expected a table named 'embeddings', found {sorted(tensors)}")
    scales = tensors.get("weights", np.ones(len(rows)))
    return rows, scales.astype(np.float32)


def _snapshot(hub_name: str) -> Path:
    from huggingface_hub import snapshot_download

    return Path(snapshot_download(hub_name, local_files_only=True))
