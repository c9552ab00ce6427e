"""The option that commands of several floors share: where the collection lies."""

from pathlib import Path
from typing import Annotated

import typer

from corpus.collection import OWN_FOLDER

Documents = Annotated[
    Path,
    typer.Option(
        "--documents",
        help="Mapp med catalogue.toml och documents/.",
        envvar="INSATSKARTAN_DOCUMENTS",
        show_default=OWN_FOLDER,
    ),
]
