"""Words analysed before anybody asks: marking them in what is found takes a first search as long as all else."""

from collections.abc import Iterator

from indexer.index import Index
from indexer.words.analysis import analyse

# Of a large collection the words met most often have been seen by then.
MOST_PASSAGES = 2_000
# Some milliseconds of work.
PASSAGES_A_STEP = 5


def read_ahead(index: Index) -> Iterator[None]:
    """Analyse the words of the first passages, a few passages a step; what is learned of a word is remembered."""
    last = min(len(index.columns), MOST_PASSAGES)
    for start in range(0, last, PASSAGES_A_STEP):
        for passage in index.passages(range(start, min(start + PASSAGES_A_STEP, last))):
            analyse(passage.text)
        yield
