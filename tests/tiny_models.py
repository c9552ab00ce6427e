"""Transformer models of a few thousand random weights, saved as the libraries save them; needs the extra `models`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

MAX_TOKENS = 64


def save_encoder(folder: Path, words: Sequence[str]) -> Path:
    """Write a BERT without a head, which gives texts vectors 16 wide."""
    from transformers import BertModel

    return _save(folder, words, BertModel, n_labels=1)


def save_classifier(folder: Path, words: Sequence[str], n_labels: int = 1) -> Path:
    """Write a BERT that gives a pair of texts `n_labels` scores."""
    from transformers import BertForSequenceClassification

    return _save(folder, words, BertForSequenceClassification, n_labels)


def _save(folder: Path, words: Sequence[str], kind: Any, n_labels: int) -> Path:
    import torch
    from transformers import BertConfig

    vocabulary = {token: number for number, token in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *words])}
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=MAX_TOKENS,
        # Wide enough for scores of pairs to differ visibly.
        initializer_range=1.0,
    )
    config.num_labels = n_labels
    torch.manual_seed(0)
    kind(config).save_pretrained(folder)
    _save_tokenizer(folder, vocabulary)
    return folder


def _save_tokenizer(folder: Path, vocabulary: dict[str, int]) -> None:
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.normalizers import Lowercase
    from tokenizers.pre_tokenizers import Whitespace
    from tokenizers.processors import TemplateProcessing
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[(token, vocabulary[token]) for token in ("[CLS]", "[SEP]")],
    )
    wrapped: Any = PreTrainedTokenizerFast
    names = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    wrapped(tokenizer_object=tokenizer, **names).save_pretrained(folder)
