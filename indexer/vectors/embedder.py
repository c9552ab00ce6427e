"""Text to unit vectors: our own static model without torch, or any sentence-transformers model."""

import hashlib
import json
import logging
import math
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from indexer.errors import MissingExtraError, UnusableModelError
from indexer.index import Vectors
from indexer.vectors.prompts import prompts_for

logger = logging.getLogger(__name__)

DEFAULT_MODEL = Path(__file__).parents[1] / "models" / "static"

# Fewer texts a block widen the same rows again and again; more make the count matrix mostly zeros.
TEXTS_PER_BLOCK = 128

# Texts that a transformer reads at once: 32 of 512 tokens take some 300 MB in a model as large as E5 large.
BATCH_SIZE = 32

# What sentence-transformers and the libraries under it raise for a model that is missing, damaged or of another kind.
LOADING_ERRORS = (OSError, ValueError, KeyError, ImportError, RuntimeError, SafetensorError)


class Embedder(Protocol):
    """Turns text into unit vectors, shape (len(texts), dim), float32; text without a known token into zeros.

    Attributes:
        name: What a reader calls the model: its folder's or hub name.
        dim: Width of a vector.
        fingerprint: SHA-256 of what the vectors depend on; the manifest of an index records it.
        batch_size: How many texts it is best given at once; fewer are slower, and of more nothing is heard for long.
    """

    name: str
    dim: int
    fingerprint: str
    batch_size: int

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed what is searched, in the order given."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Embed what is asked, in the order given."""


def load_embedder(name_or_path: str | Path = DEFAULT_MODEL, batch_size: int = BATCH_SIZE) -> Embedder:
    """Load a model: a static one without torch, any other through sentence-transformers.

    Args:
        name_or_path: A model's folder, or its name on the hub where no such folder exists.
        batch_size: Texts that a transformer reads at once; a static model has its own.

    Raises:
        UnusableModelError: There is no such model, or its files do not belong together.
        MissingExtraError: The model needs sentence-transformers, which is not installed.
    """
    folder = Path(name_or_path)
    if is_static(folder):
        return StaticEmbedder.load(folder)
    return SentenceTransformerEmbedder(str(name_or_path), batch_size)


def fingerprint(folder: Path) -> str:
    """Give the SHA-256 over the names and contents of a model's files, the model card aside."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def name_of(name_or_path: str) -> str:
    """Give what a reader calls a model: its folder's name or the one it has on the hub."""
    path = Path(name_or_path)
    if not path.is_dir():
        return name_or_path
    folder = path.resolve()
    # The hub's own cache keeps a model as models--team--name/snapshots/commit.
    is_snapshot = folder.parent.name == "snapshots" and folder.parents[1].name.startswith("models--")
    return folder.parents[1].name.removeprefix("models--").replace("--", "/") if is_snapshot else folder.name


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
    """Any model that sentence-transformers loads, with the prompts it was trained with; safe to share between threads.

    A folder is read without asking the hub. For a hub name the environment decides: with HF_HUB_OFFLINE set, only
    what has been downloaded before is found.
    """

    def __init__(self, name_or_path: str, batch_size: int = BATCH_SIZE) -> None:
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
        except LOADING_ERRORS as error:
            expectation = f"expected a sentence-transformers model in a folder or on the hub ({error})"
            raise UnusableModelError(name_or_path, expectation) from error
        self.name = name_of(name_or_path)
        self.dim = int(self._model.get_embedding_dimension())
        self.batch_size = batch_size
        self._prompts = prompts_for(self.name, self._model.prompts, self._model.default_prompt_name)
        files = fingerprint(Path(name_or_path) if is_folder else _snapshot(name_or_path))
        self.fingerprint = hashlib.sha256("\0".join((files, *self._prompts)).encode()).hexdigest()
        # The tokenizer keeps how it cuts and pads between calls, and refuses two callers at once.
        self._lock = threading.Lock()
        self._has_cut = False

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            self._tell_of_cuts(texts)
            return self._embed(texts, self._prompts[1])

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            return self._embed(texts, self._prompts[0])

    def _embed(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        vectors = self._model.encode(list(texts), prompt=prompt, batch_size=self.batch_size, show_progress_bar=False)
        return unit(np.asarray(vectors, dtype=np.float32))

    def _tell_of_cuts(self, texts: Sequence[str]) -> None:
        """Warn, once, that a model reads only the beginning of a passage."""
        limit = self._model.max_seq_length or math.inf
        # Swedish makes fewer tokens than it has letters.
        long = [f"{self._prompts[1]}{text}" for text in texts if len(text) > limit]
        if self._has_cut or not long:
            return
        found = self._model.tokenizer(long, truncation=False, verbose=False)["input_ids"]
        self._has_cut = any(len(tokens) > limit for tokens in found)
        if self._has_cut:
            logger.warning("%s reads %d tokens of a passage; what stands after them is not embedded", self.name, limit)


def unit(vectors: Vectors) -> Vectors:
    """Scale each row to length 1; a row of zeros stays, so that it is equally far from everything."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return scaled


def is_static(folder: Path) -> bool:
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
