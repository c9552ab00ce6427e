"""Quotes: the words of a passage that speak to a question, as they stand."""

from collections.abc import Sequence

from indexer.chunking import sentences
from service.matching import Matcher

MAX_WORDS = 60
# A sentence shorter than this rarely makes sense alone.
MIN_WORDS = 12


def best_quote(text: str, matcher: Matcher) -> str:
    """Give the sentence of a text that holds most of the question's words, with its neighbours while that is short.

    Returns:
        A substring of the text, at most MAX_WORDS words.
    """
    pieces = sentences(text)
    scores = [matcher.coverage(piece) for piece in pieces]
    best = scores.index(max(scores))
    return shorten(_extended(pieces, best), matcher)


def shorten(text: str, matcher: Matcher) -> str:
    """Cut a text to the MAX_WORDS words in a row that hold most of the question's words."""
    words = text.split(" ")
    if len(words) <= MAX_WORDS:
        return text
    starts = range(0, len(words) - MAX_WORDS + 1, 10)
    windows = [" ".join(words[start : start + MAX_WORDS]) for start in starts]
    return max(windows, key=matcher.coverage)


def _extended(pieces: Sequence[str], best: int) -> str:
    """Add what follows, then what precedes, to a piece that is too short to make sense."""
    first = last = best
    while _n_words(pieces[first : last + 1]) < MIN_WORDS:
        if last + 1 < len(pieces) and _n_words(pieces[first : last + 2]) <= MAX_WORDS:
            last += 1
        elif first > 0 and _n_words(pieces[first - 1 : last + 1]) <= MAX_WORDS:
            first -= 1
        else:
            break
    return " ".join(pieces[first : last + 1])


def _n_words(pieces: Sequence[str]) -> int:
    return sum(len(piece.split()) for piece in pieces)
