"""The models kept in the repository, run by onnxruntime and by the libraries they are made for."""

import json
from pathlib import Path

import numpy as np
import pytest

from indexer.vectors.loading import DEFAULT_MODEL
from indexer.vectors.transformer import Transformer, TransformerEmbedder
from service.read.reader import DEFAULT_READER

pytestmark = pytest.mark.models

TEXTS = (
    "Hur många företag fick rådgivning om elkapacitet?",
    "Blekinge – Valideringslyftet: Kursen har gett 45 personer bevis på sin kompetens.",
    "Skåne",
    "Regionen samlar nätbolagen om kapacitetsbrist i elnätet och har kartlagt effektbehovet till 2030.",
)
EASY = (
    ("Hur många personer fick bevis?", "Kursen gav 45 personer bevis på sin kompetens."),
    ("När startade projektet?", "Projektet startade 2019 och drivs av Region Skåne."),
    ("Vad kostade projektet?", "Insatsen genomfördes i tre kommuner. Projektet kostade 2,5 miljoner kronor."),
)


def test_the_retriever_is_a_model_of_sentence_transformers() -> None:
    """Matrices and what goes into them are run in 8 bits: cosine at least 0.98 with the library's 32."""
    from sentence_transformers import SentenceTransformer

    folder = DEFAULT_MODEL / "retriever"
    stock = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    ours = TransformerEmbedder(folder)
    for found, prompt in ((ours.embed_queries(TEXTS), "query"), (ours.embed_passages(TEXTS), "passage")):
        expected = stock.encode(list(TEXTS), prompt_name=prompt, show_progress_bar=False)
        assert found.shape == expected.shape
        assert (found * expected).sum(axis=1).min() >= 0.98


def test_the_reader_is_a_model_of_transformers_and_marks_the_same_words() -> None:
    import torch
    from transformers import AutoModelForQuestionAnswering
    from transformers.utils import logging

    logging.set_verbosity_error()  # the head that judges is none of transformers' own
    stock = AutoModelForQuestionAnswering.from_pretrained(DEFAULT_READER).float().eval()
    ours = Transformer(DEFAULT_READER)
    for asked, passage in EASY:
        encoding = ours.tokenizer.encode(f"query: {asked}", f"passage: {passage}")
        span = ours.run([encoding])[0]["span"]
        with torch.inference_mode():
            said = stock(input_ids=torch.tensor([encoding.ids]))
        inside = np.array([side == 1 for side in encoding.sequence_ids])
        for found, expected in ((span[:, 0], said.start_logits[0]), (span[:, 1], said.end_logits[0])):
            best = [int(np.where(inside, values, -np.inf).argmax()) for values in (found, expected.numpy())]
            assert best[0] == best[1], (asked, encoding.tokens[best[0]], encoding.tokens[best[1]])


@pytest.mark.parametrize("folder", [DEFAULT_MODEL / "retriever", DEFAULT_READER], ids=lambda folder: folder.name)
def test_what_is_kept_has_a_row_for_every_token(folder: Path) -> None:
    told = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    assert Transformer(folder).tokenizer.get_vocab_size() == told["vocab_size"]
