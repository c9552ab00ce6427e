"""Transformer models of a few thousand random weights, saved as the libraries save them; needs the extra `models`."""

import json
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


def save_exported(folder: Path, words: Sequence[str], *, prompts: dict[str, str] | None = None) -> Any:
    """Write a BERT 32 wide as the project keeps a retriever; give it as torch has it, with the weights as kept."""
    import torch
    from transformers import BertModel

    from indexer.training.export import WEIGHTS_FILE, as_kept, save_weights, write_graph

    config, vocabulary = exported_config(words)
    torch.manual_seed(0)
    model = BertModel(config, add_pooling_layer=False).eval()
    state = model.state_dict()
    model.load_state_dict(as_kept(state))
    config.save_pretrained(folder)
    save_weights(state, folder / WEIGHTS_FILE)
    write_graph(folder, config.to_dict(), state)
    _save_tokenizer(folder, vocabulary)
    (folder / "config_sentence_transformers.json").write_text(json.dumps({"prompts": prompts or {}}), encoding="utf-8")
    return model


def exported_config(words: Sequence[str]) -> tuple[Any, dict[str, int]]:
    """Give the configuration of a BERT 32 wide of two layers, and the vocabulary it reads."""
    from transformers import BertConfig

    vocabulary = {token: number for number, token in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *words])}
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=MAX_TOKENS,
        initializer_range=0.2,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    return config, vocabulary
