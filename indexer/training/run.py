"""From a training folder to a model folder: `python -m indexer train DATA`."""

import hashlib
import random
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from tokenizers import Tokenizer

from indexer.errors import MissingExtraError
from indexer.index import Vectors
from indexer.training.model_files import save_model
from indexer.training.pairs import Pair, PairKind, cloze_pairs, mistyped_pairs, read_pairs, read_text
from indexer.training.settings import Settings
from indexer.training.vocabulary import UNKNOWN, train_tokenizer

# How often texts of a kind are read when the vocabulary is learned. The running text holds no English.
VOCABULARY_REPEATS = {
    PairKind.SYNONYM: 1,
    PairKind.WORD_DEFINITION: 1,
    PairKind.TRANSLATION_WORD: 1,
    PairKind.PARALLEL_SV_EN: 4,
    PairKind.COLLECTION: 1,
}


def train_model(
    data: Path,
    out: Path,
    *,
    seed: int = 1,
    collection: Sequence[Pair] = (),
    minutes: float | None = None,
    settings: Settings | None = None,
    console: Console | None = None,
) -> bool:
    """Train a model on the CPU and write its folder, showing progress.

    After each pass the state is kept in `<out>.partial`; the same call goes on from there. The same seed, data and
    number of threads give the same model.

    Args:
        data: A folder with the files named in `indexer.training.pairs`.
        collection: Pairs made from the collection's own text (`collection_pairs`).
        minutes: Stop after the pass during which this time ran out; None trains to the end.
        settings: The recipe; that of the model in the repository when None.
        console: Where progress is shown; standard error when None.

    Returns:
        Whether the model is complete and written to `out`; when not, the same call goes on.

    Raises:
        TrainingDataError: A file of the training folder is missing or malformed.
        MissingExtraError: torch is not installed.
    """
    try:
        from indexer.training.contrastive import ContrastiveTrainer, tokenized
    except ImportError as error:
        raise MissingExtraError("training") from error
    settings = settings or Settings()
    deadline = float("inf") if minutes is None else time.monotonic() + 60 * minutes
    checkpoint = out.with_name(out.name + ".partial") / "checkpoint.pt"
    with _progress(console) as progress:
        task = progress.add_task("Reading pairs and text", total=None)
        paragraphs = list(read_text(data))
        pairs = [*_all_pairs(data, paragraphs, settings, seed), *collection]
        progress.update(task, description="Learning the vocabulary")
        tokenizer = train_tokenizer(list(_vocabulary_texts(paragraphs, pairs)), settings.vocabulary)
        progress.update(task, description="Splitting into tokens")
        tokens = tokenized(pairs, tokenizer, settings.max_tokens)
        trainer = ContrastiveTrainer(tokens, tokenizer.get_vocab_size(), settings, seed)
        identity = _identity(pairs, tokenizer.to_str(), settings, seed)
        trainer.restore(checkpoint, identity)
        steps, done = trainer.steps_per_pass * settings.passes, trainer.steps_per_pass * trainer.passes_done
        progress.update(task, total=steps, completed=done, description="Training")
        while trainer.passes_done < settings.passes:
            loss = trainer.run_pass(lambda: progress.advance(task))
            progress.update(task, description=f"Training, loss {loss:.3f}")
            trainer.save(checkpoint, identity)
            if time.monotonic() >= deadline and trainer.passes_done < settings.passes:
                return False
    weights = rarity(collection, tokenizer, settings.rarity)
    weights[tokenizer.token_to_id(UNKNOWN)] = 0
    save_model(out, tokenizer, trainer.table * weights[:, None])
    shutil.rmtree(checkpoint.parent)
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


def _all_pairs(data: Path, paragraphs: Sequence[str], settings: Settings, seed: int) -> list[Pair]:
    given = list(read_pairs(data))
    drawn = random.Random(seed).sample(paragraphs, min(settings.cloze, len(paragraphs)))
    cloze = cloze_pairs(drawn, PairKind.CLOZE, seed)
    return [*given, *cloze, *mistyped_pairs(given, settings.mistyped, seed)]


def _vocabulary_texts(paragraphs: Sequence[str], pairs: Sequence[Pair]) -> Iterator[str]:
    for pair in pairs:
        yield from [pair.query, pair.passage] * VOCABULARY_REPEATS.get(pair.kind, 0)
    yield from paragraphs


def _identity(pairs: Sequence[Pair], tokenizer: str, settings: Settings, seed: int) -> str:
    """Give a hash of all that decides the result: the checkpoint of another run must not be continued."""
    digest = hashlib.sha256(repr((settings, seed)).encode())
    digest.update(tokenizer.encode())
    for pair in pairs:
        digest.update(f"{pair.kind}\t{pair.query}\t{pair.passage}\n".encode())
    return digest.hexdigest()


def _progress(console: Console | None) -> Progress:
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    return Progress(*columns, console=console or Console(stderr=True))
