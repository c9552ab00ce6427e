"""Warms up what the first search, or the first initiative's page, would otherwise wait a second for."""

from collections.abc import Iterator
from itertools import islice

from indexer.index import Index, some_initiatives
from indexer.words.analysis import analyse
from service.search.searcher import Searcher
from service.search.shared_parts import MOST_COUNTED, take_apart

# Of a large collection the words met most often have been seen by then.
MOST_PASSAGES = 2_000
# Some milliseconds of work.
PASSAGES_A_STEP = 5
INITIATIVES_A_STEP = 5


def read_ahead(searcher: Searcher) -> Iterator[None]:
    """Do all of it, a step each."""
    yield from _read_words(searcher.index)
    yield from _count_words(searcher)


def _read_words(index: Index) -> Iterator[None]:
    """Analyse the words of the first passages, a few passages a step; what is learned of a word is remembered.

    Marking them in what is found takes a first search as long as all else.
    """
    last = min(len(index.columns), MOST_PASSAGES)
    for start in range(0, last, PASSAGES_A_STEP):
        for passage in index.passages(range(start, min(start + PASSAGES_A_STEP, last))):
            analyse(passage.text)
        yield


def _count_words(searcher: Searcher) -> Iterator[None]:
    """Count how many initiatives hold each word, a few initiatives a step; the page of one asks for it."""
    yield from islice(take_apart(some_initiatives(searcher.index, MOST_COUNTED)), 0, None, INITIATIVES_A_STEP)
    _ = searcher.holders
