"""Runs transformers kept as `model.onnx`, `model.safetensors` and `tokenizer.json` with onnxruntime, without torch."""

import json
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Encoding, Tokenizer

from indexer.errors import UnusableModelError
from indexer.index import Vectors
from indexer.memory import give_back
from indexer.vectors.embedder import fingerprint, unit
from indexer.vectors.prompts import prompts_for

GRAPH_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
CONFIGURATION = "config_sentence_transformers.json"

# Two texts at a time keep two cores busy; more would only share them, and each holds memory of its own.
AT_ONCE = 2
MAX_TOKENS = 512
# Texts embedded before anything is heard of them.
TEXTS_PER_TURN = 16
# A question is embedded to tell what it asks for, and again to search; about 2 MB.
MAX_REMEMBERED = 1024

Outputs = dict[str, npt.NDArray[np.float32]]


class Transformer:
    """A model opened once; safe to share between threads.

    Attributes:
        tokenizer: Cuts nothing and pads nothing; both are done here.
    """

    def __init__(self, folder: Path) -> None:
        """Open a model's folder.

        Raises:
            UnusableModelError: A file is missing or damaged.
        """
        self.tokenizer = read_tokenizer(folder / TOKENIZER_FILE)
        self._session = _session(folder / GRAPH_FILE)
        # Opening two models takes 140 MB for a moment.
        give_back()
        self._names = [output.name for output in self._session.get_outputs()]
        self._places = threading.Semaphore(AT_ONCE)

    def run(self, encodings: Sequence[Encoding], max_tokens: int = MAX_TOKENS) -> list[Outputs]:
        """Give the model's outputs for each text by itself, cut at `max_tokens`, without the axis of texts.

        What is found for a text does not depend on the others, and nothing is padded. Texts side by side would share
        their scale in 8 bits, and their attention would leave the processor's caches: 10 passages take half as long
        one by one.
        """
        texts = [encoding.ids[:max_tokens] for encoding in encodings]
        if len(texts) < 2:
            return [self._run(ids) for ids in texts]
        # The longest first, so that no thread is left with one when the others are done.
        order = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = dict(zip(order, pool.map(lambda place: self._run(texts[place]), order), strict=True))
        return [found[place] for place in range(len(texts))]

    def _run(self, ids: Sequence[int]) -> Outputs:
        tokens = np.array([ids], dtype=np.int64)
        with self._places:
            outputs: list[Any] = self._session.run(
                self._names, {"input_ids": tokens, "attention_mask": np.ones_like(tokens)}
            )
        return {name: values[0] for name, values in zip(self._names, outputs, strict=True)}


class TransformerEmbedder:
    """A transformer run by onnxruntime, with the prompts it was trained with; safe to share between threads."""

    batch_size = TEXTS_PER_TURN

    def __init__(self, folder: Path) -> None:
        """Load a model's folder.

        Raises:
            UnusableModelError: A file is missing or malformed.
        """
        self._model = Transformer(folder)
        self.name = folder.resolve().name
        self.fingerprint = fingerprint(folder)
        self._prompts = prompts_for("", _configured_prompts(folder / CONFIGURATION))
        self.dim = int(self._embed(["a"], "").shape[1])
        self._embed_query = lru_cache(maxsize=MAX_REMEMBERED)(lambda text: self._embed([text], self._prompts[0])[0])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts, self._prompts[1])

    def embed_queries(self, texts: Sequence[str], words: Sequence[str] | None = None) -> Vectors:  # noqa: ARG002  asked whole
        """Embed queries; a single one, as a search asks, is remembered."""
        if len(texts) == 1:
            remembered: Vectors = self._embed_query(texts[0])[None, :].copy()
            return remembered
        return self._embed(texts, self._prompts[0])

    def _embed(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        encodings = self._model.tokenizer.encode_batch_fast([prompt + text for text in texts])
        return unit(np.array([found["vectors"] for found in self._model.run(encodings)], dtype=np.float32))


def is_transformer(folder: Path) -> bool:
    """Tell whether a folder holds a model that is run here."""
    return (folder / GRAPH_FILE).is_file()


def read_tokenizer(path: Path) -> Tokenizer:
    """Read a tokenizer that neither cuts nor pads.

    Raises:
        UnusableModelError: The file is missing or damaged.
    """
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises plain Exception for every fault of the file
        raise UnusableModelError(path, f"expected a tokenizer of the tokenizers library ({error})") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # Texts are read side by side. Threads that share one wait for each other, and wait by spinning.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Its own store of memory keeps the most that ever was in use at once; without it a text takes no longer.
    options.enable_cpu_mem_arena = False
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has an exception of its own for each kind of fault, without a common root
        raise UnusableModelError(path, f"expected a model of onnxruntime beside its weights ({error})") from error


def _configured_prompts(path: Path) -> dict[str, str]:
    try:
        prompts = dict(json.loads(path.read_text(encoding="utf-8")).get("prompts", {}))
        if not all(isinstance(prompt, str) for prompt in prompts.values()):
            raise ValueError(f"prompts are {prompts}")
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise UnusableModelError(path, f"expected a configuration of sentence-transformers ({error})") from error
    return prompts
