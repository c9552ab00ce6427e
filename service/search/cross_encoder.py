"""An optional last look at the first hits: a cross-encoder reads question and passage together.

It is slower by far than all else in a search and needs the extra `models`; without one set, nothing here is used.
"""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from indexer.errors import MissingExtraError, UnusableModelError
from indexer.passage import Passage
from indexer.vectors.sentence import LOADING_ERRORS, name_of
from service.search.candidates import Scores


class Reranker(Protocol):
    """Says of each text how well it answers a query.

    Attributes:
        name: What a reader calls the model: its folder's or hub name.
    """

    name: str

    def scores(self, query: str, texts: Sequence[str]) -> Scores:
        """Give each text's relevance, 0 to 1, shape (len(texts),)."""


def load_reranker(name_or_path: str | None) -> Reranker | None:
    """Load a cross-encoder; None where none is named.

    Args:
        name_or_path: A model's folder, or its name on the hub where no such folder exists.

    Raises:
        UnusableModelError: There is no such model, or it is not a cross-encoder with one score a pair.
        MissingExtraError: sentence-transformers is not installed.
    """
    return None if name_or_path is None else CrossEncoderReranker(name_or_path)


class CrossEncoderReranker:
    """Any CrossEncoder of sentence-transformers that gives one score a pair; safe to share between threads.

    A folder is read without asking the hub. For a hub name the environment decides: with HF_HUB_OFFLINE set, only
    what has been downloaded before is found.
    """

    def __init__(self, name_or_path: str) -> None:
        """Load the model on the CPU.

        Raises:
            UnusableModelError: Neither folder nor hub gives such a model.
            MissingExtraError: sentence-transformers is not installed.
        """
        try:
            from sentence_transformers import CrossEncoder
        except ImportError as error:
            raise MissingExtraError(f"the reranker {name_or_path}") from error
        is_folder = Path(name_or_path).is_dir()
        try:
            self._model = CrossEncoder(name_or_path, device="cpu", local_files_only=is_folder)
            architectures = self._model.config.architectures or []
        except LOADING_ERRORS as error:
            expectation = f"expected a CrossEncoder in a folder or on the hub ({error})"
            raise UnusableModelError(name_or_path, expectation) from error
        # A model of transformers alone that was made for something else gets a last layer of random weights.
        if len(self._model) == 1 and not any(name.endswith("ForSequenceClassification") for name in architectures):
            expectation = f"expected a CrossEncoder, found {', '.join(architectures)}"
            raise UnusableModelError(name_or_path, expectation)
        if self._model.num_labels != 1:
            expectation = f"expected a CrossEncoder with one score a pair, found {self._model.num_labels}"
            raise UnusableModelError(name_or_path, expectation)
        self.name = name_of(name_or_path)
        # The tokenizer keeps how it cuts and pads between calls, and refuses two callers at once.
        self._lock = threading.Lock()

    def scores(self, query: str, texts: Sequence[str]) -> Scores:
        from torch.nn import Identity

        if not texts:
            return np.zeros(0, dtype=np.float32)
        pairs = [(query, text) for text in texts]
        with self._lock:
            # Some models are saved with a sigmoid and some without; of its input all become probabilities alike.
            evidence = self._model.predict(pairs, activation_fn=Identity(), show_progress_bar=False)
        # The sigmoid, in a form that no evidence makes overflow.
        return np.asarray((1 + np.tanh(evidence / 2)) / 2, dtype=np.float32)


def passage_text(passage: Passage) -> str:
    """Give a passage as a reranker reads it: under the name of its initiative, or in prose its heading."""
    title = passage.title
    return f"{title}\n{passage.text}".strip() if not passage.text.startswith(title) else passage.text
