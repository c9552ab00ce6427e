"""The index under a root served by several processes: `python -m tests.faults.served PORT ROOT`."""

import sys
from pathlib import Path

from indexer.folder.manifest import current_folder, current_mark
from indexer.folder.store import IndexFolder
from tests.conftest import WordEmbedder
from tests.service.forked import serve_forked


def main() -> None:
    port, root = int(sys.argv[1]), Path(sys.argv[2])
    embedder = WordEmbedder()
    serve_forked(port, None, lambda: current_mark(root), lambda: IndexFolder.open(current_folder(root), embedder))


if __name__ == "__main__":
    main()
