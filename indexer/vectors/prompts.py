"""What a sentence-transformers model wants in front of a query and of a passage."""

import re
from collections.abc import Mapping

# What models call the prompts of retrieval, the plainest name first.
QUERY_PROMPTS = ("query", "search_query", "retrieval.query", "Retrieval-query", "s2p_query", "web_search_query")
PASSAGE_PROMPTS = ("document", "passage", "corpus", "search_document", "retrieval.passage", "Retrieval-document")

# E5 models were trained with these words in front of every text and do not record it in their configuration.
E5_PROMPTS = ("query: ", "passage: ")
E5_INSTRUCT_PROMPTS = ("Instruct: Retrieve the passages that answer the question\nQuery: ", "")
_E5 = re.compile(r"(?<![a-z0-9])e5(?![a-z0-9])")


def prompts_for(name: str, configured: Mapping[str, str], default: str | None = None) -> tuple[str, str]:
    """Give what a model wants in front of a query and of a passage: as it says itself, else as its family does.

    Args:
        name: The model's name, which tells its family.
        configured: Prompts by name, as the model's configuration says.
        default: Name of the prompt that the configuration wants where none of another name is asked for.
    """
    query = _first(configured, QUERY_PROMPTS)
    passage = _first(configured, PASSAGE_PROMPTS)
    if query or passage:
        return query, passage
    if default is not None and configured.get(default):
        return configured[default], configured[default]
    if _E5.search(name.lower()):
        return E5_INSTRUCT_PROMPTS if "instruct" in name.lower() else E5_PROMPTS
    return "", ""


def _first(configured: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((configured[name] for name in names if configured.get(name)), "")
