"""A query as a vector, wherever the index is kept."""

from indexer.index import Vectors
from indexer.vectors.embedder import Embedder, unit
from indexer.vectors.fused import read_embedder
from indexer.words.analysis import analyse
from indexer.words.expansion import full_names


def embed_query(embedder: Embedder, query: str, words: str) -> Vectors:
    """Embed a query, shape (1, dim); what its abbreviations stand for counts as much as all of it.

    No vector knows what an abbreviation stands for.

    Args:
        words: Its words that carry its topic.
    """
    names = [name for term in analyse(words) for name in full_names(term)]
    vector = embedder.embed_queries([query], [words])
    return unit(vector + embedder.embed_queries(names).mean(axis=0)) if names else vector


def vector_by_model(embedder: Embedder, query: str, fingerprint: str) -> Vectors | None:
    """Give a query's vector by the model that reads sentences, shape (dim,); None where that is another."""
    reads = read_embedder(embedder)
    return reads.embed_queries([query])[0] if reads.fingerprint == fingerprint else None
