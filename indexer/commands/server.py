"""The command that writes the index in use to a server."""

from typing import Annotated

import typer

from indexer.errors import BuildError
from indexer.folder.manifest import current_folder, read_manifest
from indexer.milvus.address import LITE_SUFFIX, is_milvus
from indexer.options import DEFAULT_ROOT, Model, Source, Token, bars
from indexer.vectors.loading import DEFAULT_MODEL, load_embedder

# For a server that is busy, or far away.
CONTACT_SECONDS = 15.0


def milvus(
    uri: Annotated[str, typer.Argument(help="http://värd:19530, eller en fil för Milvus Lite som slutar på .db.")],
    root: Source = DEFAULT_ROOT,
    model: Model = str(DEFAULT_MODEL),
    token: Token = "",
    if_stale: Annotated[bool, typer.Option("--if-stale", help="Skriv bara om ett annat bygge är i bruk där.")] = False,
) -> None:
    """Skriv indexet i bruk till Milvus och ta det i bruk där när det är kontrollerat.

    Tjänsten frågar det där med INSATSKARTAN_INDEX=URI. Bygget innan behålls; äldre tas bort.
    """
    from indexer.milvus.builds import is_in_use
    from indexer.milvus.server import Server
    from indexer.milvus.writing import WRITING_SECONDS, write_build

    if not is_milvus(uri):
        raise BuildError(f"{uri!r} names no Milvus; expected http://host:19530 or a file that ends in .db")
    folder = current_folder(root)
    if not uri.endswith(LITE_SUFFIX):
        # Asked with little time first: in the time that writing may take, nobody would know whether anything is there.
        asked = Server(uri, token, CONTACT_SECONDS)
        is_in_use(asked, read_manifest(folder).build)
        asked.close()
    server = Server(uri, token, WRITING_SECONDS)
    if if_stale and is_in_use(server, read_manifest(folder).build):
        return
    with bars() as progress:
        build = write_build(server, folder, load_embedder(model), progress)
    server.close()
    typer.echo(f"bygge {build} i bruk på {uri}")
