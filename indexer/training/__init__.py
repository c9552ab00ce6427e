"""How the embedding model is trained; needs the extra `models`."""

from indexer.training.everyday import Wording, Wordings, own_wordings
from indexer.training.pairs import Pair, PairKind, collection_pairs, read_text
from indexer.training.static.run import train_model
from indexer.training.static.settings import Settings

__all__ = [
    "Pair",
    "PairKind",
    "Settings",
    "Wording",
    "Wordings",
    "collection_pairs",
    "own_wordings",
    "read_text",
    "train_model",
]
