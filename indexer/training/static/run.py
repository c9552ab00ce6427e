"""From a training folder to a model folder: `python -m indexer train DATA`."""

import hashlib
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from tokenizers import Tokenizer

from indexer.index import Vectors
from indexer.training.bars import training_bar
from indexer.training.everyday import Wordings, reworded_pairs, wording_pairs
from indexer.training.pairs import Pair, PairKind, cloze_pairs, mistyped_pairs, read_pairs, read_text
from indexer.training.static.cooccurrence import Together, count_together
from indexer.training.static.model_files import save_model
from indexer.training.static.settings import Settings
from indexer.training.static.vocabulary import UNKNOWN, train_tokenizer

# How often texts of a kind are read when the vocabulary is learned. The running text holds no English.
VOCABULARY_REPEATS = {
    PairKind.SYNONYM: 1,
    PairKind.WORD_DEFINITION: 1,
    PairKind.TRANSLATION_WORD: 1,
    PairKind.PARALLEL_SV_EN: 4,
    PairKind.COLLECTION: 1,
    PairKind.EVERYDAY: 4,
}

NO_WORDINGS = Wordings()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Material:
    """What a model is trained on: running text, and pairs; of these, those of the collection's own text."""

    paragraphs: Sequence[str]
    pairs: Sequence[Pair]
    collection: Sequence[Pair]

    def vocabulary_texts(self) -> Iterator[str]:
        """Give the texts that the vocabulary is learned from, some several times."""
        for pair in self.pairs:
            yield from [pair.query, pair.passage] * VOCABULARY_REPEATS.get(pair.kind, 0)
        yield from self.paragraphs

    def together(self, tokenizer: Tokenizer, settings: Settings) -> Together:
        """Count which tokens stand together, in running text and in pairs."""
        running = [*self.paragraphs, *(pair.passage for pair in self.collection)]
        return count_together(running, self.pairs, tokenizer, window=settings.window, paired=settings.paired)


def train_model(
    data: Path,
    out: Path,
    *,
    seed: int,
    collection: Sequence[Pair] = (),
    wordings: Wordings = NO_WORDINGS,
    minutes: float | None,
    settings: Settings | None = None,
    console: Console,
) -> bool:
    """Train a model on the CPU and write its folder, showing progress.

    After each pass the state is kept in `<out>.partial`; the same call goes on from there. The same seed, data and
    number of threads give the same model.

    Args:
        data: A folder with the files named in `indexer.training.pairs`.
        collection: Pairs made from the collection's own text (`collection_pairs`).
        wordings: Everyday words for official ones (`own_wordings`).
        minutes: Stop after the pass during which this time ran out; None trains to the end.
        settings: The recipe; that of the model in the repository when None.
        console: Where progress is shown.

    Returns:
        Whether the model is complete and written to `out`; when not, the same call goes on.

    Raises:
        TrainingDataError: A file of the training folder is missing or malformed.
        ModuleNotFoundError: torch is not installed.
    """
    from indexer.training.static.averaging import AveragedTraining
    from indexer.training.static.contrastive import first_table, tokenized
    from indexer.training.static.first_vectors import first_directions

    settings = settings or Settings()
    deadline = float("inf") if minutes is None else time.monotonic() + 60 * minutes
    kept = out.with_name(out.name + ".partial")
    with training_bar(console) as progress:
        task = progress.add_task("Reading pairs and text", total=None)
        material = _read_material(data, collection, wordings, settings, seed)
        progress.update(task, description="Learning the vocabulary")
        tokenizer = train_tokenizer(list(material.vocabulary_texts()), settings.vocabulary)
        progress.update(task, description="Splitting into tokens")
        tokens = tokenized(material.pairs, tokenizer, settings.max_tokens)
        progress.update(task, description="Finding first vectors")
        directions = first_directions(material.together(tokenizer, settings), settings.dim, seed)
        first = first_table(tokens, directions, settings, seed)
        identity = _identity(material.pairs, tokenizer.to_str(), settings, seed)
        training = AveragedTraining(tokens, first, settings, seed, kept, identity)
        progress.update(task, total=training.steps, description="Training")
        table = training.run(lambda steps: progress.advance(task, steps), lambda: time.monotonic() < deadline)
    if table is None:
        return False
    weights = rarity(collection, tokenizer, settings.rarity)
    weights[tokenizer.token_to_id(UNKNOWN)] = 0
    save_model(out, tokenizer, table * weights[:, None])
    shutil.rmtree(kept)
    return True


def rarity(collection: Sequence[Pair], tokenizer: Tokenizer, halved_at: float) -> Vectors:
    """Give each token's weight in this collection, shape (vocabulary,): the words all reports share say little.

    Args:
        halved_at: Share of the collection's tokens at which a token weighs 1/2; one that never occurs weighs 1.

    Source:
        Smooth inverse frequency: Arora, Liang and Ma (ICLR 2017).
    """
    counts = np.zeros(tokenizer.get_vocab_size())
    for encoding in tokenizer.encode_batch_fast([pair.passage for pair in collection], add_special_tokens=False):
        np.add.at(counts, encoding.ids, 1)
    weights: Vectors = (halved_at / (halved_at + counts / max(1, counts.sum()))).astype(np.float32)
    return weights


def _read_material(
    data: Path, collection: Sequence[Pair], wordings: Wordings, settings: Settings, seed: int
) -> _Material:
    paragraphs = list(read_text(data))
    given = list(read_pairs(data))
    drawn = random.Random(seed).sample(paragraphs, min(settings.cloze, len(paragraphs)))
    pairs = [
        *given,
        *cloze_pairs(drawn, PairKind.CLOZE, seed),
        *mistyped_pairs(given, settings.mistyped, seed),
        *wording_pairs(wordings.everyday, PairKind.EVERYDAY),
        *wording_pairs(wordings.asked, PairKind.ASKED),
        *reworded_pairs(given, collection, wordings.everyday, settings.reworded, seed),
        *collection,
    ]
    return _Material(paragraphs=paragraphs, pairs=pairs, collection=collection)


def _identity(pairs: Sequence[Pair], tokenizer: str, settings: Settings, seed: int) -> str:
    """Give a hash of all that decides the result: the checkpoint of another run must not be continued."""
    digest = hashlib.sha256(repr((settings, seed)).encode())
    digest.update(tokenizer.encode())
    for pair in pairs:
        digest.update(f"{pair.kind}\t{pair.query}\t{pair.passage}\n".encode())
    return digest.hexdigest()
