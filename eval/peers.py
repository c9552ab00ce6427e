"""What a user might pick instead, over the same passages, and vectors where a peer takes them."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from eval.benchmark import LIMIT, TOO_SLOW_SECONDS, Latency, latency
from eval.systems import Progress
from indexer.embedder import Embedder
from indexer.index import Vectors

Ask = Callable[[str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What every peer indexes."""

    ids: Sequence[str]
    texts: Sequence[str]
    vectors: Vectors
    embedder: Embedder


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """One peer; `prepare` indexes the material and gives what answers a query with its ten best passages."""

    name: str
    package: str
    prepare: Callable[[Material], Ask]


def _bm25s(material: Material) -> Ask:
    import bm25s

    engine = bm25s.BM25()
    engine.index(bm25s.tokenize(list(material.texts), show_progress=False), show_progress=False)
    return lambda query: engine.retrieve(bm25s.tokenize([query], show_progress=False), k=LIMIT, show_progress=False)


def _chroma(material: Material) -> Ask:
    import chromadb
    from chromadb.config import Settings

    client = chromadb.EphemeralClient(Settings(anonymized_telemetry=False))
    collection = client.create_collection("passages", embedding_function=None)
    for start in range(0, len(material.ids), 1000):
        part = slice(start, start + 1000)
        collection.add(
            ids=list(material.ids[part]),
            embeddings=material.vectors[part],
            documents=list(material.texts[part]),
        )
    embed = material.embedder.embed_queries
    return lambda query: collection.query(query_embeddings=embed([query]), n_results=LIMIT)


def _haystack(material: Material) -> Ask:
    os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
    from haystack import Document
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore()
    found = zip(material.ids, material.texts, material.vectors.tolist(), strict=True)
    store.write_documents([Document(id=id_, content=text, embedding=vector) for id_, text, vector in found])
    embed = material.embedder.embed_queries

    def ask(query: str) -> tuple[Any, Any]:
        by_words = store.bm25_retrieval(query, top_k=LIMIT)
        return by_words, store.embedding_retrieval(embed([query])[0].tolist(), top_k=LIMIT)

    return ask


PEERS = (
    Peer(name="bm25s (words)", package="bm25s", prepare=_bm25s),
    Peer(name="Chroma (same vectors)", package="chromadb", prepare=_chroma),
    Peer(name="Haystack in memory (words and same vectors)", package="haystack-ai", prepare=_haystack),
)


def peer_latencies(
    material: Material, queries: Sequence[str], progress: Progress, skip: Callable[[str], None]
) -> Iterator[Latency]:
    """Time each peer that is installed and answers its first query in time; `skip` is told of the others and why."""
    for peer in PEERS:
        try:
            ask = peer.prepare(material)
        except ImportError:
            skip(f"{peer.name}: skipped, {peer.package} is not installed")
            continue
        first = latency(peer.name, queries[:1], ask, progress)
        if first.median > TOO_SLOW_SECONDS * 1000:
            skip(f"{peer.name}: skipped, {first.median / 1000:.1f} s a query; {TOO_SLOW_SECONDS:.0f} s at most")
            continue
        yield latency(peer.name, queries, ask, progress)
