import json
from pathlib import Path
from typing import Any

import pytest

from eval.errors import PublicSetError
from eval.measure.public import measure_public, public_tables, rank_correlation
from tests.conftest import WordEmbedder
from tests.eval.made_up import no_progress


def write(path: Path, *lines: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


CORPUS = (
    {"id": "a", "text": "bussar körs på el i staden"},
    {"id": "b", "text": "skolan har nya böcker"},
    {"id": "c", "text": "tåg körs på el"},
)


def measure(folder: Path, embedder: WordEmbedder) -> dict[tuple[str, str, str], float]:
    results = measure_public(folder, embedder, no_progress)
    return {(result.name, result.system, result.measure): result.value for result in results}


def test_retrieval_by_hand(tmp_path: Path, embedder: WordEmbedder) -> None:
    """The first query finds its text on rank 1, the second its text on rank 2 of 2 once the excluded one is gone."""
    write(tmp_path / "retrieval/made/corpus.jsonl", *CORPUS)
    write(
        tmp_path / "retrieval/made/queries_title.jsonl",
        {"id": 1, "query": "nya böcker", "positive": "b"},
        {"id": 2, "query": "tåg körs på el", "positives": ["b"], "exclude": "c"},
    )
    values = measure(tmp_path, embedder)
    assert values["made title", "words", "MRR@10"] == pytest.approx((1 + 1 / 2) / 2)
    assert values["made title", "BM25", "MRR@10"] == pytest.approx((1 + 0) / 2)  # no word in common: not found


def test_bitext_and_similarity_by_hand(tmp_path: Path, embedder: WordEmbedder) -> None:
    """Of two sentences one finds its translation; the other shares no word with any."""
    write(tmp_path / "bitext/made.jsonl", {"sv": "el", "en": "el"}, {"sv": "buss", "en": "tram"})
    write(
        tmp_path / "similarity/made.jsonl",
        {"a": "el", "b": "el", "score": 5},
        {"a": "el buss", "b": "el", "score": 3},
        {"a": "buss", "b": "el", "score": 0},
    )
    values = measure(tmp_path, embedder)
    assert values["made", "words", "Spearman"] == pytest.approx(1)
    assert values["made", "words", "accuracy sv to en"] == 0.5
    assert {table.title for table in public_tables(measure_public(tmp_path, embedder, no_progress))} == {
        "bitext",
        "similarity",
    }


def test_rank_correlation_by_hand() -> None:
    assert rank_correlation([1, 2, 3], [10, 20, 30]) == pytest.approx(1)
    assert rank_correlation([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    # Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: covariance 4.5, variances 4.5 and 5.
    assert rank_correlation([1, 2, 2, 3], [1, 2, 3, 4]) == pytest.approx(4.5 / (4.5 * 5) ** 0.5)


def test_an_empty_folder_is_refused(tmp_path: Path, embedder: WordEmbedder) -> None:
    with pytest.raises(PublicSetError, match="holds no retrieval/"):
        measure(tmp_path, embedder)


def test_a_line_that_lacks_a_field_is_named(tmp_path: Path, embedder: WordEmbedder) -> None:
    write(tmp_path / "bitext/made.jsonl", {"sv": "el", "en": "power"}, {"sv": "el"})
    with pytest.raises(PublicSetError, match=r"made\.jsonl:2: en: missing"):
        measure(tmp_path, embedder)


def test_a_query_without_an_answer_is_refused(tmp_path: Path, embedder: WordEmbedder) -> None:
    write(tmp_path / "retrieval/made/corpus.jsonl", *CORPUS)
    write(tmp_path / "retrieval/made/queries.jsonl", {"id": 1, "query": "el"})
    with pytest.raises(PublicSetError, match="neither positive nor positives"):
        measure(tmp_path, embedder)
