"""What is known of every passage without reading it, as a server holds it."""

import sys

from indexer.column import Coded, Marked
from indexer.columns import Columns
from indexer.errors import IndexServerError
from indexer.milvus.schema import SEVERAL, SINGLE
from indexer.milvus.server import Server


def read_columns(server: Server, passages: str, n_passages: int) -> Columns:
    """Read the columns of all passages of a build.

    Args:
        passages: The collection that holds them.

    Raises:
        IndexServerError: The server does not answer, or holds fewer than the build has.
    """
    single: dict[str, list[str | None]] = {name: [] for name in SINGLE}
    several: dict[str, list[tuple[str, ...]]] = {name: [] for name in SEVERAL}
    for row in server.ranged(passages, "row", n_passages, [*SINGLE, *SEVERAL]):
        for name in SINGLE:
            single[name].append(None if row[name] is None else sys.intern(row[name]))
        for name in SEVERAL:
            several[name].append(tuple(map(sys.intern, row[name])))
    if len(single["unit"]) != n_passages:
        raise IndexServerError(f"har {len(single['unit'])} stycken av {n_passages}")
    return Columns(
        units=Coded.of(single["unit"]),
        documents=Coded.of(single["document"]),
        themes=Coded.of(single["theme"]),
        fields=Coded.of(single["field"]),
        region=Coded.of(single["region"]),
        group=Coded.of(single["group_id"]),
        regions=Marked.of(several["regions"]),
        mentioned=Marked.of(several["mentioned"]),
        years=Marked.of(several["years"]),
    )
