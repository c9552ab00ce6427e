"""The generic baseline, frozen: bm25s as it comes over windows of words, without stems, fields or Swedish."""

from collections.abc import Mapping, Sequence
from typing import Any

from eval.errors import MissingPackageError
from eval.systems.ours import LIMIT, Progress, Topics, regions_of_hits
from eval.systems.reply import Reply
from eval.systems.run import Run, make_run
from eval.systems.windows import read_windows
from eval.truth.judged import QuestionKind
from eval.truth.qrels import Stretch
from indexer.index import Index
from service.search.query import Unit

try:
    import bm25s
except ImportError as error:
    raise MissingPackageError("bm25s", "eval") from error

# How many hits a reader without an answer by region goes through.
READ = 20
# Several windows may count for one initiative; so many give 100 of them.
DEPTH = 400


class GenericSystem:
    """bm25s with its defaults; it searches, and has no answers but the regions of its first 20 windows."""

    name = "generic"

    def __init__(self, index: Index, stretches: Sequence[Stretch]) -> None:
        """Index the windows of the collection's pages; the passages tell what each window counts for."""
        self.stretches: Sequence[Stretch] = read_windows(index, stretches)
        self._texts: dict[str | None, str] = {}
        for stretch in stretches:
            self._texts[stretch.unit] = f"{self._texts.get(stretch.unit, '')} {stretch.text}"
        self._engine = bm25s.BM25()
        self._engine.index(_tokens([window.text for window in self.stretches]), show_progress=False)

    def search(self, topics: Topics, unit: Unit, progress: Progress) -> Run:
        found = {}
        for topic, text in progress(topics.items(), f"{self.name}: search"):
            found[topic] = _as_results(self._windows(text), unit)[:LIMIT]
        return make_run(self.name, found)

    def similar(self, sources: Mapping[str, Stretch], progress: Progress) -> Run:
        found = {}
        for topic, source in progress(sources.items(), f"{self.name}: similar"):
            others = [(w, score) for w, score in self._windows(self._texts[source.unit]) if w.region != source.region]
            found[topic] = _as_results(others, Unit.INITIATIVE)[:LIMIT]
        return make_run(self.name, found)

    def answer(self, topics: Topics, kind: QuestionKind, progress: Progress) -> dict[str, Reply]:
        if kind is not QuestionKind.REGIONS:
            return {}
        asked = progress(topics.items(), f"{self.name}: {kind}")
        return {topic: regions_of_hits([w for w, _ in self._windows(text)], READ) for topic, text in asked}

    def _windows(self, text: str) -> list[tuple[Stretch, float]]:
        """Give the windows with a word of the text, best first."""
        depth = min(DEPTH, len(self.stretches))
        numbers, scores = self._engine.retrieve(_tokens([text]), k=depth, show_progress=False)
        found = zip(numbers[0].tolist(), scores[0].tolist(), strict=True)
        return [(self.stretches[number], score) for number, score in found if score > 0]


def _as_results(windows: Sequence[tuple[Stretch, float]], unit: Unit) -> list[tuple[str, float]]:
    """Give windows as results, best first; an initiative once, by its best window."""
    if unit is Unit.PASSAGE:
        return [(window.id, score) for window, score in windows]
    best: dict[str, float] = {}
    for window, score in windows:
        if window.unit is not None:
            best.setdefault(window.unit, score)
    return list(best.items())


def _tokens(texts: Sequence[str]) -> Any:
    return bm25s.tokenize(list(texts), show_progress=False)
