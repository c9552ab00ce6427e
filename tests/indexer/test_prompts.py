"""What a model is called, and what stands in front of its queries and passages."""

from pathlib import Path

import pytest

from indexer.vectors.prompts import prompts_for
from indexer.vectors.sentence import name_of


@pytest.mark.parametrize(
    ("name", "configured", "expected"),
    [
        ("KBLab/sentence-bert-swedish-cased", {}, ("", "")),
        ("intfloat/multilingual-e5-small", {"query": "", "document": ""}, ("query: ", "passage: ")),
        ("any/model", {"query": "q: ", "document": "d: "}, ("q: ", "d: ")),
        ("any/model", {"passage": "p: "}, ("", "p: ")),
        ("team/e5-tuned", {"query": "fråga: "}, ("fråga: ", "")),
        ("team/cafe5", {}, ("", "")),
        ("any/model", {"search_query": "sök: ", "search_document": "text: "}, ("sök: ", "text: ")),
        ("team/e5-instruct", {"web_search_query": "Instruct: sök\nQuery: "}, ("Instruct: sök\nQuery: ", "")),
        ("team/e5-base", {"sts": "likhet: "}, ("query: ", "passage: ")),
    ],
)
def test_prompts_are_the_models_own_or_its_familys(
    name: str, configured: dict[str, str], expected: tuple[str, str]
) -> None:
    assert prompts_for(name, configured) == expected


def test_instruct_models_get_their_instruction_before_queries_only() -> None:
    query, passage = prompts_for("intfloat/multilingual-e5-large-instruct", {})
    assert query.startswith("Instruct: ")
    assert query.endswith("\nQuery: ")
    assert passage == ""


def test_a_models_default_prompt_stands_before_both_where_it_names_no_other() -> None:
    assert prompts_for("team/e5-base", {"sts": "likhet: "}, default="sts") == ("likhet: ", "likhet: ")
    assert prompts_for("any/model", {"sts": "s: ", "query": "q: "}, default="sts") == ("q: ", "")


def test_a_model_in_the_hubs_cache_keeps_its_name(tmp_path: Path) -> None:
    snapshot = tmp_path / "models--intfloat--multilingual-e5-small" / "snapshots" / "0a1b2c"
    snapshot.mkdir(parents=True)
    assert name_of(str(snapshot)) == "intfloat/multilingual-e5-small"
    assert name_of(str(snapshot.parent)) == "snapshots"
    assert name_of("intfloat/multilingual-e5-small") == "intfloat/multilingual-e5-small"
