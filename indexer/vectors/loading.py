"""Loads the embedder that runs a model, given the model's folder or name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.vectors.embedder import Embedder, fingerprint
from indexer.vectors.fused import FusedEmbedder, fused_fingerprint, is_fused, read_embedder
from indexer.vectors.sentence import BATCH_SIZE, SentenceTransformerEmbedder
from indexer.vectors.static import StaticEmbedder, is_static
from indexer.vectors.transformer import TransformerEmbedder, is_transformer

DEFAULT_MODEL = Path(__file__).parents[1] / "models"


def load_embedder(name_or_path: str | Path = DEFAULT_MODEL, batch_size: int = BATCH_SIZE) -> Embedder:
    """Load a model: our own without torch, any other through sentence-transformers.

    Args:
        name_or_path: A model's folder, or its name on the hub where no such folder exists.
        batch_size: Texts that a transformer reads at once; a static model has its own.

    Raises:
        UnusableModelError: There is no such model, or its files do not belong together.
        MissingExtraError: The model needs sentence-transformers, which is not installed.
    """
    folder = Path(name_or_path)
    if is_static(folder):
        return StaticEmbedder.load(folder)
    if is_fused(folder):
        return FusedEmbedder.load(folder)
    if is_transformer(folder):
        return TransformerEmbedder(folder)
    return SentenceTransformerEmbedder(str(name_or_path), batch_size)


@contextmanager
def embedder_kept(name_or_path: str | Path, batch_size: int, root: Path) -> Iterator[Embedder]:
    """Load a model whose vectors, where it is slow, are kept under an index root.

    Raises:
        UnusableModelError, MissingExtraError: As `load_embedder` does.
    """
    # Imported here: only who embeds passages keeps them.
    from indexer.vectors.cache import CachedEmbedder

    embedder = load_embedder(name_or_path, batch_size)
    if isinstance(embedder, StaticEmbedder):
        yield embedder
        return
    cached = CachedEmbedder(read_embedder(embedder), root)
    try:
        yield embedder.with_reads(cached) if isinstance(embedder, FusedEmbedder) else cached
    finally:
        cached.close()


def model_fingerprint(name_or_path: str | Path) -> str:
    """Give what a model's vectors depend on; of our own without loading them, since their files are all."""
    folder = Path(name_or_path)
    if is_fused(folder):
        return fused_fingerprint(folder)
    return fingerprint(folder) if is_static(folder) else load_embedder(name_or_path).fingerprint
