"""Any model of sentence-transformers; needs the extra `models`."""

import hashlib
import logging
import math
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors import SafetensorError

from indexer.errors import MissingExtraError, UnusableModelError
from indexer.index import Vectors
from indexer.vectors.embedder import fingerprint, unit
from indexer.vectors.prompts import prompts_for

logger = logging.getLogger(__name__)

# Texts that a transformer reads at once: 32 of 512 tokens take some 300 MB in a model as large as E5 large.
BATCH_SIZE = 32

# What sentence-transformers and the libraries under it raise for a model that is missing, damaged or of another kind.
LOADING_ERRORS = (OSError, ValueError, KeyError, ImportError, RuntimeError, SafetensorError)


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

    def embed_queries(self, texts: Sequence[str], words: Sequence[str] | None = None) -> Vectors:  # noqa: ARG002  asked whole
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


def name_of(name_or_path: str) -> str:
    """Give what a reader calls a model: its folder's name or the one it has on the hub."""
    path = Path(name_or_path)
    if not path.is_dir():
        return name_or_path
    folder = path.resolve()
    # The hub's own cache keeps a model as models--team--name/snapshots/commit.
    is_snapshot = folder.parent.name == "snapshots" and folder.parents[1].name.startswith("models--")
    return folder.parents[1].name.removeprefix("models--").replace("--", "/") if is_snapshot else folder.name


def _snapshot(hub_name: str) -> Path:
    from huggingface_hub import snapshot_download

    return Path(snapshot_download(hub_name, local_files_only=True))
