"""What one report more costs in collections of different sizes.

`python -m tests.indexer.growing 1 10 100` makes a collection of so many reports, each with five chapters and a table of
ten initiatives, adds one more, and prints how long each step took: adding, reading what has changed, and building, with
a count of words for vectors. What grows with the collection shows as a step that takes longer the more reports there
are. Beside the seconds on the clock stand those of the processor, which a busy machine changes less.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from corpus.adding.adding import NewDocument, add_document
from corpus.regions import REGIONS
from indexer.build import build_index
from indexer.folder.readings import read_changed
from tests.conftest import WordEmbedder

# fmt: off
_WORDS = [
    "regionen", "har", "prövat", "vätgas", "bussar", "elnät", "validering", "nätverk", "företag", "kommuner", "medel",
    "möten", "skog", "hamn", "utbildning", "kompetens", "jämställdhet", "digital", "omställning", "turism", "stöd",
]
# fmt: on
_CHAPTERS, _SENTENCES, _INITIATIVES = 5, 25, 10


def _report(path: Path, seed: int) -> Path:
    random = Random(seed)

    def tell(n_sentences: int) -> str:
        return " ".join(f"Det {' '.join(random.choices(_WORDS, k=12))}." for _ in range(n_sentences))

    chapters = [f"<h2>Kapitel {number}</h2><p>{tell(_SENTENCES)}</p>" for number in range(1, _CHAPTERS + 1)]
    names = [f"<td>Insats {seed} {number}</td>" for number in range(_INITIATIVES)]
    rows = [f"<tr>{name}<td>{tell(3)}</td><td>{tell(1)}</td></tr>" for name in names]
    head = "<tr><th>Insats</th><th>Beskrivning</th><th>Resultat</th></tr>"
    told = f"<h1>Rapport {seed}</h1>{''.join(chapters)}<h2>Insatser</h2><table>{head}{''.join(rows)}</table>"
    path.write_text(f"<html><body>{told}</body></html>", encoding="utf-8")
    return path


def _new(number: int) -> NewDocument:
    return NewDocument(
        id=f"rapport-{number}", title=f"Rapport {number}", issuer=f"Region {REGIONS[number % len(REGIONS)].name}",
        years=(2023,), kind="rapport", form="generic", regions=(),
    )  # fmt: skip


class Cost(NamedTuple):
    """Seconds that a step takes on the clock, and of the processor."""

    clock: float
    processor: float


def _timed(step: Callable[[], object]) -> Cost:
    clock, processor = time.perf_counter(), time.process_time()
    step()
    return Cost(time.perf_counter() - clock, time.process_time() - processor)


def costs(n_reports: int, folder: Path) -> dict[str, Cost]:
    """Give what adding, reading and building cost with one report more than so many."""
    documents, root = folder / "samling", folder / "index"
    documents.mkdir()
    (documents / "documents").mkdir()
    (documents / "catalogue.toml").write_text("", encoding="utf-8")
    for number in range(n_reports):
        add_document(_report(folder / f"rapport-{number}.html", number), _new(number), documents)
    build_index(read_changed(documents, root), WordEmbedder(), root, lambda *_: None)
    file = _report(folder / "en-till.html", n_reports)
    adding = _timed(lambda: add_document(file, _new(n_reports), documents))
    reading = _timed(lambda: list(read_changed(documents, root).contents))
    collection = read_changed(documents, root)
    building = _timed(lambda: build_index(collection, WordEmbedder(), root, lambda *_: None))
    return {"adding": adding, "reading": reading, "building": building}


if __name__ == "__main__":
    for size in map(int, sys.argv[1:]):
        with TemporaryDirectory() as name:
            told = (
                f"{step} {cost.clock:.2f} ({cost.processor:.2f}) s" for step, cost in costs(size, Path(name)).items()
            )
            print(f"one more than {size}:", *told, flush=True)
