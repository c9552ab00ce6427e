"""The cross-encoder: its scores, what it reads, what it reorders, and models that are none."""

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest
from fastapi.testclient import TestClient

from indexer.errors import MissingExtraError, UnusableModelError
from indexer.index import Filters
from service import __main__ as command
from service.asked.reading import read_question
from service.live import LiveIndex
from service.ranking import RANKING
from service.search.candidates import Scores
from service.search.cross_encoder import CrossEncoderReranker, load_reranker, passage_text
from service.search.hits import Hit
from service.search.query import Mode, SearchRequest
from service.search.reranking import Candidate
from service.search.searcher import Searcher
from service.settings import Settings
from service.web.app import create_app
from tests import command_line
from tests.service.samples import make_index, make_passages
from tests.service.word_reader import WordReader
from tests.tiny_models import save_classifier, save_encoder

QUERY = "validering av kunskaper"


class Liking:
    """Gives texts that hold a word 1 and others 0."""

    name = "liking"

    def __init__(self, word: str) -> None:
        self.word = word
        self.asked: list[tuple[str, list[str]]] = []

    def scores(self, query: str, texts: Sequence[str]) -> Scores:
        self.asked.append((query, list(texts)))
        return np.array([self.word in text for text in texts], dtype=np.float32)


def candidates(reranker: Liking | None, mode: Mode = Mode.HYBRID, text: str = QUERY) -> Sequence[Candidate]:
    return Searcher(make_index(), reranker).candidates(read_question(text), Filters(), mode)


def hits(reranker: Liking | None) -> tuple[Hit, ...]:
    return Searcher(make_index(), reranker).search(SearchRequest(text=QUERY, explain=True)).hits


class TestRanking:
    @pytest.mark.parametrize("word", ["filmer", "elnätet", "Filmfonden"])
    def test_what_the_model_likes_rises_by_its_weight(self, word: str) -> None:
        before = candidates(None)
        likes = {c.row: RANKING.cross if word in passage_text(c.passage) else 0.0 for c in before}
        expected = sorted(before, key=lambda candidate: (-candidate.score - likes[candidate.row], candidate.row))
        assert [c.row for c in candidates(Liking(word))] == [c.row for c in expected] != [c.row for c in before]

    def test_its_weighted_score_is_added_and_told(self) -> None:
        before = {hit.passage.id: hit for hit in hits(None)}
        liked = [hit for hit in hits(Liking("filmer")) if "filmer" in hit.passage.text]
        assert [hit.explain["cross"] for hit in liked] == [1.0]
        assert liked[0].score == pytest.approx(before[liked[0].passage.id].score + RANKING.cross)

    def test_only_the_first_are_read_and_stay_ahead(self) -> None:
        before = [candidate.passage for candidate in candidates(None)]
        reranker = Liking(before[2].text)
        searcher = Searcher(make_index(), reranker, replace(RANKING, cross_depth=3))
        after = searcher.candidates(read_question(QUERY), Filters())
        assert [candidate.passage for candidate in after] == [before[2], *before[:2], *before[3:]]
        assert [candidate.parts["cross"] for candidate in after] == [1.0] + [0.0] * (len(before) - 1)
        assert reranker.asked == [(QUERY, [passage_text(passage) for passage in before[:3]])]

    def test_probabilities_stay_those_of_the_order_they_were_fitted_on(self) -> None:
        before = {candidate.row: candidate for candidate in candidates(None)}
        for candidate in candidates(Liking("film")):
            assert candidate.probability == before[candidate.row].probability

    @pytest.mark.parametrize("mode", [Mode.DENSE, Mode.LEXICAL])
    def test_one_signal_is_ordered_by_itself(self, mode: Mode) -> None:
        reranker = Liking("film")
        assert list(candidates(reranker, mode)) == list(candidates(None, mode))
        assert reranker.asked == []

    def test_without_one_nothing_is_told_of_it(self) -> None:
        assert load_reranker(None) is None
        assert all("cross" not in hit.explain for hit in hits(None))

    def test_nothing_found_is_nothing_to_read(self) -> None:
        nothing = Filters(documents=("absent",))
        reranker = Liking("film")
        assert not Searcher(make_index(), reranker).candidates(read_question(QUERY), nothing)
        assert reranker.asked == []


def test_a_passage_is_read_under_its_name_or_its_heading_once() -> None:
    named, prose = make_passages()[2], make_passages()[7]
    assert passage_text(named) == f"Elnät för omställning\n{named.text}"
    assert passage_text(prose) == f"Anslag 1:1\n{prose.text}"
    begun = replace(named, text="Elnät för omställning: regionen samlar nätbolagen.")
    assert passage_text(begun) == begun.text
    assert passage_text(replace(named, name="", heading="")) == named.text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small cross-encoder."""
    words = sorted({word for passage in make_passages() for word in passage_text(passage).lower().split()})
    return save_classifier(tmp_path_factory.mktemp("models") / "reranker", words)


@pytest.mark.models
class TestModel:
    TEXTS = ("elbristen kartläggs", "fonden har stöttat sju", "anslaget har använts")

    def test_scores_are_the_sigmoid_of_the_models_evidence(self, folder: Path) -> None:
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer

        reranker = CrossEncoderReranker(str(folder))
        tokenizer, model = (
            kind.from_pretrained(str(folder)) for kind in (AutoTokenizer, AutoModelForSequenceClassification)
        )
        with torch.inference_mode():
            evidence = [model(**tokenizer("film", text, return_tensors="pt")).logits.item() for text in self.TEXTS]
        expected = 1 / (1 + np.exp(-np.array(evidence)))
        scores = reranker.scores("film", self.TEXTS)
        np.testing.assert_allclose(scores, expected, atol=1e-5)
        assert scores.dtype == np.float32
        assert np.ptp(scores) > 0.01
        assert reranker.name == "reranker"

    def test_no_text_gives_no_scores(self, folder: Path) -> None:
        assert CrossEncoderReranker(str(folder)).scores("film", []).shape == (0,)

    def test_an_activation_saved_with_the_model_makes_no_difference(self, folder: Path, tmp_path: Path) -> None:
        import torch
        from sentence_transformers import CrossEncoder

        plain = CrossEncoder(str(folder), device="cpu", activation_fn=torch.nn.Identity())
        plain.save(str(tmp_path / "plain"))
        first, second = (CrossEncoderReranker(str(path)) for path in (folder, tmp_path / "plain"))
        np.testing.assert_allclose(second.scores("film", self.TEXTS), first.scores("film", self.TEXTS), atol=1e-6)

    def test_threads_get_what_each_would_get_alone(self, folder: Path) -> None:
        reranker = CrossEncoderReranker(str(folder))
        alone = reranker.scores("film", self.TEXTS * 10)
        with ThreadPoolExecutor(max_workers=8) as pool:
            together = list(pool.map(lambda text: reranker.scores("film", [text])[0], self.TEXTS * 10))
        np.testing.assert_allclose(together, alone, atol=1e-5)

    def test_hits_are_ordered_by_the_models_scores_where_nothing_else_tells(self, folder: Path) -> None:
        reranker = CrossEncoderReranker(str(folder))
        found = Searcher(make_index(), reranker).candidates(read_question(QUERY), Filters())
        texts = [passage_text(candidate.passage) for candidate in found]
        np.testing.assert_allclose([c.parts["cross"] for c in found], reranker.scores(QUERY, texts), atol=1e-5)
        for candidate in found:
            weighed = sum(
                RANKING.weights[name] * value for name, value in candidate.parts.items() if name in RANKING.weights
            )
            assert candidate.score == pytest.approx(weighed, abs=1e-5)


class TestRefusals:
    def test_without_the_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "sentence_transformers", None)
        expected = r"the reranker team/cross needs the extra 'models': pip install 'insatskartan\[models\]'"
        with pytest.raises(MissingExtraError, match=expected):
            load_reranker("team/cross")

    @pytest.mark.models
    def test_a_name_that_is_no_model(self) -> None:
        with pytest.raises(UnusableModelError, match="insatskartan/absent: expected a CrossEncoder"):
            load_reranker("insatskartan/absent")

    @pytest.mark.models
    @pytest.mark.parametrize("file", ["model.safetensors", "config.json"])
    def test_a_folder_that_is_damaged(self, tmp_path: Path, file: str) -> None:
        folder = save_classifier(tmp_path / "damaged", ["film"])
        (folder / file).write_bytes(b"cut off")
        with pytest.raises(UnusableModelError, match="damaged: expected a CrossEncoder"):
            load_reranker(str(folder))

    @pytest.mark.models
    def test_a_model_for_embedding(self, tmp_path: Path) -> None:
        folder = save_encoder(tmp_path / "encoder", ["film"])
        with pytest.raises(UnusableModelError, match="encoder: expected a CrossEncoder, found BertModel"):
            load_reranker(str(folder))

    @pytest.mark.models
    def test_a_model_with_several_scores_a_pair(self, tmp_path: Path) -> None:
        folder = save_classifier(tmp_path / "classes", ["film"], n_labels=3)
        with pytest.raises(UnusableModelError, match="one score a pair, found 3"):
            load_reranker(str(folder))


def test_the_api_tells_which_one_is_used() -> None:
    def told(reranker: Liking | None) -> str | None:
        live = LiveIndex(lambda: "a", make_index, WordReader(), reranker)
        info = TestClient(create_app(live, Settings(token=None))).get("/v1/api-info").json()
        return cast(str | None, info["reranker"])

    assert told(Liking("film")) == "liking"
    assert told(None) is None


def test_one_that_cannot_be_used_is_told_at_start(monkeypatch: pytest.MonkeyPatch, index_root: Path) -> None:
    monkeypatch.setenv("INSATSKARTAN_RERANKER", "team/cross")
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    for arguments in (("serve", "--index", str(index_root)), ("search", "film", "--index", str(index_root))):
        status, _, told = command_line.run(command.app, *arguments)
        assert (status, told.startswith("fel: the reranker team/cross needs the extra 'models'")) == (2, True)


def test_searching_imports_no_torch() -> None:
    code = "import sys; import service.__main__, service.live, service.web.app;"
    check = "sys.exit('torch' in sys.modules or 'sentence_transformers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code + check], check=False).returncode == 0
