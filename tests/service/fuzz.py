"""Requests drawn from the OpenAPI description by chance: `python -m tests.service.fuzz 3000` sends no fewer.

Schemathesis makes them, within the description and outside it, and applies all its checks. They are sent to an
application over the made-up collection, or over the index under a root that is named second; what is named third is the
seed. Ends with Schemathesis's exit code, which is not 0 where a check failed.
"""

import subprocess
import sys
from math import ceil
from pathlib import Path

from fastapi import FastAPI

from indexer.folder.manifest import current_build, current_folder
from indexer.folder.store import IndexFolder
from indexer.vectors.loading import load_embedder
from service.live import LiveIndex
from service.read.reader import TransformerReader
from service.settings import Settings
from service.web.app import create_app
from tests.service.made_app import make_app
from tests.service.serving import serve

CONFIG = Path(__file__).with_name("fuzz.toml")
# Looked for is what is wrong, and not what is slow: a machine that does much else is given time.
PATIENCE_SECONDS = 120


def fuzz(app: FastAPI, cases: int, seed: int) -> int:
    """Send so many requests, as many for each operation, and give Schemathesis's exit code."""
    operations = sum(len(methods) for methods in app.openapi()["paths"].values())
    options = ("--max-examples", ceil(cases / operations), "--seed", seed, "--continue-on-failure")
    with serve(app) as address:
        command = ["-m", "schemathesis.cli", "--config-file", CONFIG, "run", f"{address}/openapi.json", *options]
        return subprocess.run([sys.executable, *map(str, command)], check=False).returncode


def application(root: Path) -> FastAPI:
    """Make the application over the index under a root."""
    embedder = load_embedder()
    live = LiveIndex(
        lambda: current_build(root), lambda: IndexFolder.open(current_folder(root), embedder), TransformerReader()
    )
    patient = Settings(token=None, search_seconds=PATIENCE_SECONDS, answer_seconds=PATIENCE_SECONDS)
    return create_app(live, patient)


def main(cases: int, root: Path | None = None, seed: int = 0) -> int:
    """Send so many requests; give the exit code."""
    return fuzz(make_app() if root is None else application(root), cases, seed)


if __name__ == "__main__":
    cases, *others = sys.argv[1:]
    sys.exit(main(int(cases), Path(others[0]) if others else None, int(others[1]) if len(others) > 1 else 0))
