"""The embedders: one contract for all, the light loader against the stock library, facts of the model kept here."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from indexer.errors import MissingExtraError, UnusableModelError
from indexer.training.static.model_files import save_model
from indexer.training.static.vocabulary import train_tokenizer
from indexer.vectors.embedder import Embedder, fingerprint, unit
from indexer.vectors.loading import DEFAULT_MODEL, load_embedder
from indexer.vectors.sentence import SentenceTransformerEmbedder
from indexer.vectors.static import StaticEmbedder
from tests.tiny_models import MAX_TOKENS, save_encoder

STATIC = DEFAULT_MODEL / "static"

TEXTS = ["regionen bygger laddstolpar", "Kulturskola för barn", "ö", "laddstolpar " * 300, "☃"]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder of a few tokens with random vectors 8 wide."""
    folder = tmp_path_factory.mktemp("models") / "tiny"
    tokenizer = train_tokenizer([text.lower() for text in TEXTS[:4]] * 5, size=60)
    table = np.random.default_rng(0).standard_normal((tokenizer.get_vocab_size(), 8)).astype(np.float32)
    table[tokenizer.token_to_id("[UNK]")] = 0
    save_model(folder, tokenizer, table)
    return folder


@pytest.fixture(scope="module")
def transformer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small BERT that reads 64 tokens."""
    folder = tmp_path_factory.mktemp("models") / "transformer"
    return save_encoder(folder, ["regionen", "bygger", "laddstolpar"])


@pytest.fixture(
    params=["tiny", "repository", pytest.param("stock", marks=pytest.mark.models)],
)
def embedder(request: pytest.FixtureRequest, tiny: Path) -> Embedder:
    makers: dict[str, Callable[[], Embedder]] = {
        "tiny": lambda: StaticEmbedder.load(tiny),
        "repository": lambda: StaticEmbedder.load(STATIC),
        "stock": lambda: SentenceTransformerEmbedder(str(tiny)),
    }
    return makers[request.param]()


class TestEveryEmbedder:
    """What index and search rely on, whichever model is set."""

    def test_gives_one_float32_row_a_text(self, embedder: Embedder) -> None:
        for vectors in (embedder.embed_passages(TEXTS), embedder.embed_queries(TEXTS)):
            assert vectors.shape == (len(TEXTS), embedder.dim)
            assert vectors.dtype == np.float32

    def test_rows_have_length_one(self, embedder: Embedder) -> None:
        lengths = np.linalg.norm(embedder.embed_passages(TEXTS[:4]), axis=1)
        np.testing.assert_allclose(lengths, 1, atol=1e-5)

    def test_no_text_gives_no_rows(self, embedder: Embedder) -> None:
        assert embedder.embed_passages([]).shape == (0, embedder.dim)
        assert embedder.embed_queries([]).shape == (0, embedder.dim)

    def test_text_without_a_known_token_is_equally_far_from_everything(self, embedder: Embedder) -> None:
        assert not embedder.embed_queries(["", " \n", "☃"]).any()

    def test_a_row_does_not_depend_on_its_neighbours(self, embedder: Embedder) -> None:
        together = embedder.embed_passages(TEXTS)
        alone = np.concatenate([embedder.embed_passages([text]) for text in TEXTS])
        backwards = embedder.embed_passages(TEXTS[::-1])[::-1]
        many = embedder.embed_passages(TEXTS * 70)[-len(TEXTS) :]
        for other in (alone, backwards, many):
            np.testing.assert_allclose(other, together, atol=1e-6)

    def test_case_and_decomposed_letters_do_not_matter(self, embedder: Embedder) -> None:
        plain, capitals, decomposed = embedder.embed_passages(["för barn", "FÖR BARN", "fo\u0308r barn"])
        np.testing.assert_allclose(capitals, plain, atol=1e-6)
        np.testing.assert_allclose(decomposed, plain, atol=1e-6)

    def test_fingerprint_is_a_sha256(self, embedder: Embedder) -> None:
        assert len(embedder.fingerprint) == 64
        assert int(embedder.fingerprint, 16) > 0


def test_a_text_is_the_mean_of_its_token_vectors(tiny: Path) -> None:
    embedder = StaticEmbedder.load(tiny)
    [tokens] = embedder.tokenize(["regionen bygger laddstolpar"])
    mean = embedder.token_vectors(tokens).mean(axis=0)
    [vector] = embedder.embed_passages(["regionen bygger laddstolpar"])
    assert len(tokens) >= 3
    np.testing.assert_allclose(vector, mean / np.linalg.norm(mean), atol=1e-6)


def test_unit_leaves_zeros_and_scales_the_rest() -> None:
    rows = np.array([[3, 4], [0, 0]], dtype=np.float32)
    np.testing.assert_allclose(unit(rows), np.array([[0.6, 0.8], [0, 0]]), atol=1e-7)


@pytest.mark.models
@pytest.mark.parametrize("which", ["tiny", "repository"])
def test_the_light_loader_gives_the_stock_librarys_vectors(which: str, tiny: Path) -> None:
    from sentence_transformers import SentenceTransformer

    folder = tiny if which == "tiny" else STATIC
    stock = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    texts = [*TEXTS, "", "Elkapacitet och effektbrist i elnätet, 3 056 308 kronor (1:1)"]
    np.testing.assert_allclose(StaticEmbedder.load(folder).embed_passages(texts), stock.encode(texts), atol=1e-3)


@pytest.mark.models
def test_a_float_table_saved_by_the_stock_library_loads(tiny: Path, tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    SentenceTransformer(str(tiny), device="cpu", local_files_only=True).save(str(tmp_path / "saved"))
    ours, saved = StaticEmbedder.load(tiny), StaticEmbedder.load(tmp_path / "saved")
    np.testing.assert_allclose(saved.embed_queries(TEXTS), ours.embed_queries(TEXTS), atol=1e-5)


def test_loading_and_embedding_import_no_torch() -> None:
    code = "import sys; from indexer.vectors.loading import load_embedder; load_embedder().embed_queries(['a']);"
    check = "sys.exit('torch' in sys.modules or 'sentence_transformers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code + check], check=False).returncode == 0


class TestRefusals:
    def test_a_missing_model_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(UnusableModelError, match=r"absent: expected modules\.json"):
            StaticEmbedder.load(tmp_path / "absent")

    def test_a_missing_tokenizer_is_named(self, tiny: Path, tmp_path: Path) -> None:
        (tmp_path / "modules.json").write_bytes((tiny / "modules.json").read_bytes())
        with pytest.raises(UnusableModelError, match=r"tokenizer\.json: expected a tokenizer"):
            load_embedder(tmp_path)

    def test_a_table_of_another_vocabulary_is_refused(self, tiny: Path, tmp_path: Path) -> None:
        for name in ("modules.json", "tokenizer.json"):
            (tmp_path / name).write_bytes((tiny / name).read_bytes())
        save_file({"embeddings": np.zeros((3, 8), np.float32)}, tmp_path / "model.safetensors")
        with pytest.raises(UnusableModelError, match=r"expected one row for each of \d+ tokens, found 3"):
            load_embedder(tmp_path)

    def test_a_file_that_is_no_table_is_refused(self, tiny: Path, tmp_path: Path) -> None:
        for name in ("modules.json", "tokenizer.json"):
            (tmp_path / name).write_bytes((tiny / name).read_bytes())
        (tmp_path / "model.safetensors").write_bytes(b"not a table")
        with pytest.raises(UnusableModelError, match="expected a safetensors file"):
            load_embedder(tmp_path)

    @pytest.mark.models
    def test_a_name_that_is_no_model_is_refused(self) -> None:
        with pytest.raises(UnusableModelError, match="insatskartan/absent: expected a sentence-transformers model"):
            load_embedder("insatskartan/absent")

    @pytest.mark.models
    @pytest.mark.parametrize(
        ("file", "content"), [("model.safetensors", b"cut off"), ("config.json", b"{}"), ("tokenizer.json", None)]
    )
    def test_a_damaged_transformer_is_refused(
        self, transformer: Path, tmp_path: Path, file: str, content: bytes | None
    ) -> None:
        damaged = shutil.copytree(transformer, tmp_path / "damaged")
        (damaged / file).unlink() if content is None else (damaged / file).write_bytes(content)
        with pytest.raises(UnusableModelError, match="damaged: expected a sentence-transformers model"):
            load_embedder(damaged)

    def test_without_the_extra_other_models_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "sentence_transformers", None)
        with pytest.raises(MissingExtraError, match=r"the model intfloat/e5 needs the extra 'models'"):
            load_embedder("intfloat/e5")


@pytest.mark.models
def test_prompts_stand_in_front_of_queries_and_passages(tiny: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(tiny, tmp_path / "prompted")
    config = json.loads((folder / "config_sentence_transformers.json").read_text(encoding="utf-8"))
    config["prompts"] = {"query": "barn ", "document": "region "}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(config), encoding="utf-8")
    prompted, plain = SentenceTransformerEmbedder(str(folder)), StaticEmbedder.load(tiny)
    expected_query = plain.embed_queries(["barn kulturskola"])
    expected_passage = plain.embed_passages(["region kulturskola"])
    np.testing.assert_allclose(prompted.embed_queries(["kulturskola"]), expected_query, atol=1e-5)
    np.testing.assert_allclose(prompted.embed_passages(["kulturskola"]), expected_passage, atol=1e-5)


@pytest.mark.models
def test_another_prompt_makes_another_fingerprint(transformer: Path, tmp_path: Path) -> None:
    same, e5 = (shutil.copytree(transformer, tmp_path / name) for name in ("same", "e5"))
    expected = load_embedder(transformer).fingerprint
    assert load_embedder(same).fingerprint == expected
    assert load_embedder(e5).fingerprint != expected


@pytest.mark.models
def test_the_size_of_a_batch_does_not_change_a_transformers_vectors(transformer: Path) -> None:
    texts = [f"{'regionen bygger ' * n}laddstolpar" for n in range(12)]
    expected = load_embedder(transformer).embed_passages(texts)
    assert not np.allclose(expected[0], expected[1])
    for batch_size in (1, 5):
        embedder = load_embedder(transformer, batch_size)
        assert embedder.batch_size == batch_size
        np.testing.assert_allclose(embedder.embed_passages(texts), expected, atol=1e-5)


@pytest.mark.models
def test_threads_get_what_each_would_get_alone(transformer: Path) -> None:
    embedder = load_embedder(transformer)
    texts = [f"{'regionen bygger ' * n}laddstolpar" for n in range(40)]
    alone = embedder.embed_queries(texts)
    with ThreadPoolExecutor(max_workers=8) as pool:
        together = np.concatenate(list(pool.map(lambda text: embedder.embed_queries([text]), texts)))
    np.testing.assert_allclose(together, alone, atol=1e-5)


@pytest.mark.models
def test_passages_longer_than_a_model_reads_are_told_of_once(
    transformer: Path, caplog: pytest.LogCaptureFixture
) -> None:
    embedder = load_embedder(transformer)
    # Two of the tokens stand for beginning and end.
    fits, too_long = (" ".join(["laddstolpar"] * n) for n in (MAX_TOKENS - 2, MAX_TOKENS - 1))
    caplog.clear()
    embedder.embed_passages([fits])
    assert caplog.messages == []
    for _ in range(2):
        embedder.embed_passages([fits, too_long])
    assert caplog.messages == ["transformer reads 64 tokens of a passage; what stands after them is not embedded"]


def test_fingerprint_follows_the_models_files_and_not_its_card(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"1")
    first = fingerprint(tmp_path)
    (tmp_path / "README.md").write_text("card", encoding="utf-8")
    assert fingerprint(tmp_path) == first
    (tmp_path / "model.safetensors").write_bytes(b"2")
    assert fingerprint(tmp_path) != first
