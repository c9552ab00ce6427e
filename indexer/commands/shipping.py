"""Commands that make what ships with the code: vectors of the own documents, and the lexicon."""

from pathlib import Path
from typing import Annotated

import typer

from corpus.collection import DEFAULT_FOLDER
from corpus.options import Documents
from indexer.commands.building import checked
from indexer.options import OWN_MODELS
from indexer.vectors.fused import fused_folders
from indexer.vectors.loading import DEFAULT_MODEL
from indexer.words.lexicon import WORDS_FILE, count_words, write_lexicon


def vectors(
    documents: Documents = DEFAULT_FOLDER,
    model: Annotated[
        Path, typer.Option("--model", help="Mapp med två modeller.", show_default=OWN_MODELS)
    ] = DEFAULT_MODEL,
) -> None:
    """Bädda in de egna dokumentens texter och lägg vektorerna bredvid modellen, så att ett första bygge går fort."""
    from corpus.collection import read_collection
    from indexer.build import embedded_texts
    from indexer.vectors.shipped import SHIPPED_FILE, write_shipped
    from indexer.vectors.transformer import TransformerEmbedder

    contents = checked(read_collection(documents), strict=True).contents
    reads = TransformerEmbedder(fused_folders(model)[0])
    count = write_shipped(model / SHIPPED_FILE, reads, embedded_texts(contents))
    typer.echo(f"{count} vektorer i {model / SHIPPED_FILE}")


def lexicon(
    data: Annotated[Path, typer.Argument(help="Mapp med sv_text.txt.gz.")],
    out: Annotated[Path, typer.Option(help="Fil att skriva.", show_default="den som följer med")] = WORDS_FILE,
) -> None:
    """Räkna orden i löpande text: ordlistan som sammansättningar delas efter."""
    from indexer.training.pairs import read_text

    counts = count_words(read_text(data))
    write_lexicon(counts, out)
    typer.echo(f"{len(counts)} ord i {out}")
