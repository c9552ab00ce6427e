"""What one report more costs in collections of different sizes.

`python -m tests.indexer.growing 1 10 100` makes a collection of so many reports of five pages each, adds one more, and
prints how long each step took: adding, reading what has changed, and building, with a count of words for vectors. What
grows with the collection shows as a step that takes longer the more reports there are.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from corpus.adding.adding import NewDocument, add_document
from indexer.build import build_index
from indexer.folder.readings import read_changed
from tests.conftest import WordEmbedder

# fmt: off
_WORDS = [
    "regionen", "har", "prövat", "vätgas", "bussar", "elnät", "validering", "nätverk", "företag", "kommuner", "medel",
    "möten", "skog", "hamn", "utbildning", "kompetens", "jämställdhet", "digital", "omställning", "turism", "stöd",
]
# fmt: on
_PAGES, _SENTENCES = 5, 25


def _report(path: Path, seed: int) -> Path:
    random = Random(seed)
    pages = [
        f"Kapitel {page}\n\n" + "\n".join(f"Det {' '.join(random.choices(_WORDS, k=12))}." for _ in range(_SENTENCES))
        for page in range(1, _PAGES + 1)
    ]
    path.write_text("\f".join(pages), encoding="utf-8")
    return path


def _new(number: int) -> NewDocument:
    return NewDocument(
        id=f"rapport-{number}", title=f"Rapport {number}", issuer="Region Gotland", years=(2023,), kind="rapport",
        form="prose", regions=(),
    )  # fmt: skip


def _timed(step: Callable[[], object]) -> float:
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def costs(n_reports: int, folder: Path) -> tuple[float, float, float]:
    """Give the seconds that adding, reading and building take with one report more than so many."""
    documents, root = folder / "samling", folder / "index"
    documents.mkdir()
    (documents / "documents").mkdir()
    (documents / "catalogue.toml").write_text("", encoding="utf-8")
    for number in range(n_reports):
        add_document(_report(folder / f"rapport-{number}.txt", number), _new(number), documents)
    build_index(read_changed(documents, root), WordEmbedder(), root, lambda *_: None)
    file = _report(folder / "en-till.txt", n_reports)
    adding = _timed(lambda: add_document(file, _new(n_reports), documents))
    reading = _timed(lambda: list(read_changed(documents, root).contents))
    collection = read_changed(documents, root)
    building = _timed(lambda: build_index(collection, WordEmbedder(), root, lambda *_: None))
    return adding, reading, building


if __name__ == "__main__":
    for size in map(int, sys.argv[1:]):
        with TemporaryDirectory() as name:
            steps = zip(("adding", "reading", "building"), costs(size, Path(name)), strict=True)
            print(f"one more than {size}:", *(f"{step} {seconds:.2f} s" for step, seconds in steps), flush=True)
