"""The words of some texts, counted as a build counts those of a collection."""

from collections.abc import Iterable

from indexer.words.analysis import analyse
from indexer.words.word_counts import VocabularyCounter, Word


def count_vocabulary(texts: Iterable[str]) -> list[Word]:
    """Count the words of texts, stop words and numbers left out, in alphabetical order."""
    counter = VocabularyCounter()
    for text in texts:
        counter.add(analyse(text))
    return counter.words()
