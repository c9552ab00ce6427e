"""What a user might pick instead, with its own defaults, over the same passages, and vectors where it takes them."""

import os
import sys
from typing import Any

from eval.benchmarks.place import Place
from eval.benchmarks.system import Peer
from eval.benchmarks.timing import LIMIT, Ask
from indexer.index import Vectors
from indexer.vectors.loading import load_embedder
from indexer.vectors.nearest import VectorIndex, write_vectors
from indexer.vectors.plan import VectorPlan

# Read by the libraries when they are imported.
QUIET = {"ANONYMIZED_TELEMETRY": "False", "HAYSTACK_TELEMETRY_ENABLED": "False", "HF_HUB_OFFLINE": "1"}

_CHROMA_BATCH = 1000


def _index_bm25s(place: Place) -> None:
    import bm25s

    engine = bm25s.BM25()
    engine.index(bm25s.tokenize(list(place.material().texts), show_progress=False), show_progress=False)
    engine.save(place.peer("bm25s"), show_progress=False)


def _open_bm25s(place: Place) -> Ask:
    import bm25s

    engine = bm25s.BM25.load(place.peer("bm25s"), show_progress=False)
    return lambda query: engine.retrieve(bm25s.tokenize([query], show_progress=False), k=LIMIT, show_progress=False)


def _index_bare(place: Place) -> None:
    _index_bm25s(place)
    # Compared one by one at every size: what a user of FAISS writes first.
    write_vectors(place.peer("bare.faiss"), place.material().vectors, VectorPlan(exact_rows=sys.maxsize))


def _open_bare(place: Place) -> Ask:
    by_words, vectors = _open_bm25s(place), VectorIndex.load(place.peer("bare.faiss"))
    embed = load_embedder(place.model).embed_queries
    return lambda query: (by_words(query), vectors.search(embed([query]), LIMIT))


def _chroma_client(place: Place) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(place.peer("chroma")), Settings(anonymized_telemetry=False))


def _index_chroma(place: Place) -> None:
    collection = _chroma_client(place).create_collection("passages", embedding_function=None)
    material = place.material()
    for start in range(0, len(material.ids), _CHROMA_BATCH):
        part = slice(start, start + _CHROMA_BATCH)
        collection.add(
            ids=list(material.ids[part]),
            embeddings=material.vectors[part],
            documents=list(material.texts[part]),
        )


def _open_chroma(place: Place) -> Ask:
    collection = _chroma_client(place).get_collection("passages", embedding_function=None)
    embed = load_embedder(place.model).embed_queries
    return lambda query: collection.query(query_embeddings=embed([query]), n_results=LIMIT)


def _haystack_store(place: Place) -> Any:
    os.environ.update(QUIET)
    from haystack import Document
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore()
    material = place.material()
    found = zip(material.ids, material.texts, material.vectors, strict=True)
    store.write_documents([Document(id=id_, content=text, embedding=vector.tolist()) for id_, text, vector in found])
    return store


def _index_haystack(place: Place) -> None:
    _haystack_store(place)


def _open_haystack(place: Place) -> Ask:
    store = _haystack_store(place)
    embed = load_embedder(place.model).embed_queries

    def ask(query: str) -> tuple[Any, Any]:
        by_words = store.bm25_retrieval(query, top_k=LIMIT)
        return by_words, store.embedding_retrieval(embed([query])[0].tolist(), top_k=LIMIT)

    return ask


def _index_txtai(place: Place) -> None:
    from txtai import Embeddings

    material = place.material()
    vectors = iter(material.vectors)

    def given(texts: list[str]) -> list[Vectors]:
        return [next(vectors) for _ in texts]

    engine = Embeddings({"method": "external", "transform": given, "hybrid": True})
    engine.index(zip(material.ids, material.texts, [None] * len(material.ids), strict=True))
    engine.save(str(place.peer("txtai")))


def _open_txtai(place: Place) -> Ask:
    from txtai import Embeddings

    embed = load_embedder(place.model).embed_queries
    engine = Embeddings()

    # txtai would call a method without arguments, to get a function from it.
    def transform(texts: list[str]) -> Vectors:
        return embed(texts)

    engine.load(str(place.peer("txtai")), config={"transform": transform})
    return lambda query: engine.search(query, LIMIT)


BARE = Peer(
    name="bm25s + FAISS",
    package="bm25s",
    note="words and the same vectors, exactly, each ranking by itself",
    index=_index_bare,
    open=_open_bare,
)
PEERS = (
    Peer(name="bm25s", package="bm25s", note="words", index=_index_bm25s, open=_open_bm25s),
    BARE,
    Peer(
        name="Chroma",
        package="chromadb",
        note="the same vectors, approximately (HNSW)",
        index=_index_chroma,
        open=_open_chroma,
    ),
    Peer(
        name="Haystack",
        package="haystack-ai",
        note="words and the same vectors, in memory: indexes at every start",
        index=_index_haystack,
        open=_open_haystack,
    ),
    Peer(
        name="txtai",
        package="txtai",
        note="words and the same vectors, approximately from 5,000 passages on",
        index=_index_txtai,
        open=_open_txtai,
    ),
)
