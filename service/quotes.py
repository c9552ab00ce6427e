"""Quotes: the words of a passage that speak to a question, as they stand."""

from collections.abc import Sequence

import numpy as np

from indexer.chunking import sentences
from indexer.index import Index
from service.question import Question

MAX_WORDS = 60
# A sentence shorter than this rarely makes sense alone.
MIN_WORDS = 12
# How far a window moves when the words to keep of a long sentence are chosen.
STEP = 10


class Quoter:
    """Quotes passages for one question; every quote is a substring of its text, at most MAX_WORDS words."""

    def __init__(self, index: Index, question: Question) -> None:
        self._index = index
        self._topic = question.topic

    def quote(self, text: str) -> str:
        """Give the sentence nearest to the question, with its neighbours while that is short."""
        pieces = sentences(text)
        return self.shorten(_extended(text, pieces, self._nearest(pieces)))

    def shorten(self, text: str) -> str:
        """Cut a text to the MAX_WORDS words in a row that are nearest to the question."""
        words = text.split(" ")
        if len(words) <= MAX_WORDS:
            return text
        starts = [*range(0, len(words) - MAX_WORDS, STEP), len(words) - MAX_WORDS]
        windows = [" ".join(words[start : start + MAX_WORDS]) for start in starts]
        return windows[self._nearest(windows)]

    def _nearest(self, texts: Sequence[str]) -> int:
        if len(texts) == 1:
            return 0
        matches = self._index.text_matches(self._topic, texts)
        return int(np.argmax(matches.nearness @ matches.weights))


def readable_sentences(text: str) -> list[str]:
    """Give every sentence of a text, the short ones with neighbours; each is a substring of the text."""
    pieces = sentences(text)
    return [_extended(text, pieces, place) for place in range(len(pieces))]


def _extended(text: str, pieces: Sequence[str], chosen: int) -> str:
    """Add what follows, then what precedes, to a piece that is too short to make sense."""
    first = last = chosen
    while _n_words(pieces[first : last + 1]) < MIN_WORDS:
        if last + 1 < len(pieces) and _n_words(pieces[first : last + 2]) <= MAX_WORDS:
            last += 1
        elif first > 0 and _n_words(pieces[first - 1 : last + 1]) <= MAX_WORDS:
            first -= 1
        else:
            break
    starts = _starts(text, pieces)
    return text[starts[first] : starts[last] + len(pieces[last])]


def _starts(text: str, pieces: Sequence[str]) -> list[int]:
    """Give where each piece begins: what stands between two of them is white space, and stays as it is."""
    starts, place = [], 0
    for piece in pieces:
        place = text.index(piece, place)
        starts.append(place)
        place += len(piece)
    return starts


def _n_words(pieces: Sequence[str]) -> int:
    return sum(len(piece.split()) for piece in pieces)
