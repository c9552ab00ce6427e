"""What hybrid search is compared with: its two engines alone, and what reading the vectors once must take."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from eval.benchmarks.benchmark import ScaleResult
from eval.benchmarks.building import Built
from eval.benchmarks.memory import Bound
from eval.benchmarks.peers import BARE
from eval.benchmarks.place import Material, Place
from eval.benchmarks.plot import write_plot
from indexer.vectors.loading import DEFAULT_MODEL, load_embedder
from tests.eval.benchmarks.figures import made, made_benchmark


def test_the_two_engines_alone_find_by_words_and_by_vectors(tmp_path: Path) -> None:
    texts = ["Laddstolpar för elbilar", *(f"Validering av kompetens nummer {number}" for number in range(20))]
    place = Place(folder=tmp_path, model=str(DEFAULT_MODEL))
    vectors = load_embedder().embed_passages(texts)
    place.write_material(Material(ids=[str(n) for n in range(21)], texts=texts, vectors=vectors))
    BARE.index(place)
    found: Any = BARE.open(place)("laddstolpar")
    by_words, by_vectors = found
    assert by_words.documents[0][0] == 0
    assert by_vectors[0].rows[0] == 0


def test_cost_is_drawn_against_size_beside_what_memory_allows(tmp_path: Path) -> None:
    bound = Bound(n_bytes=1, bandwidth=1, milliseconds=1.0)
    systems = (made("bm25s", 0.01), made("hybrid search", 2.0))
    scale = ScaleResult(
        times=1,
        passages=1000,
        built=Built(commit="f00", seconds=1.0, peak=None),
        recall=1.0,
        systems=systems,
        skipped=(),
        bound=bound,
    )
    larger = replace(scale, passages=100_000, bound=replace(bound, milliseconds=100.0))
    benchmark = made_benchmark(scale, larger)
    path = write_plot(benchmark, tmp_path / "report" / "bench.svg")
    drawn = ElementTree.fromstring(path.read_text())
    lines = {line.get("points") for line in drawn.iter("{http://www.w3.org/2000/svg}polyline")}
    # From 1,000 to 100,000 passages, and 0.01 to 100 ms, over axes of 474 and 362 units: the bound rises by half.
    assert "46.0,193.0 520.0,12.0" in lines
    # bm25s lies at the lowest power of ten.
    assert "46.0,374.0 520.0,374.0" in lines
