"""Quotes: the words of a passage that speak to a question, as they stand."""

import re
from collections.abc import Callable, Sequence

import numpy as np

from corpus.swedish import AMOUNTS, MONTHS, YEAR, either
from indexer.chunking import sentences
from indexer.index import Index
from indexer.words.analysis import stems_of, terms
from service.asked.asked import Asked
from service.asked.words.expected import SHORT_MONTHS
from service.spans import Span

MAX_WORDS = 60
# A sentence shorter than this rarely makes sense alone.
MIN_WORDS = 12
# How far a window moves when the words to keep of a long sentence are chosen.
STEP = 10
# Signs before a quote's first word: bullets and dashes, alone or stuck to the word (one is Wingdings' arrow).
_BULLETS = re.compile(r"(?:[^\w\s]+\s+|[•▪■●○\uf0d8]\s*)+")
# What ends so says nothing without what follows it.
_ANNOUNCING = (":", ";")
# What is no part of an answer at its ends.
_OUTER = " \t\n,;:•–-"
_WORDS = re.compile(r"\S+")
# What follows a name starts anew; else the name is the subject of its sentence.
_NEW_START = re.compile(r"[.:;,]?\s+(?=[^\w\s]*\s*[A-ZÅÄÖÉ0-9])")

# A word, a number or an address as one, with the signs inside it: `28/8`, `1,5`, `anna.berg@example.se`.
_TOKEN = re.compile(r"\w+(?:[.,:/@&–-]+\w+)*")
_UNIT = re.compile(rf"\s?(?:[%‰€]|(?:{either(AMOUNTS)}|st)\b)", re.IGNORECASE)
_MONTH = rf"(?:{either((*MONTHS, *SHORT_MONTHS))})"
_OPENS_WITH_MONTH = re.compile(rf"\s*{_MONTH}\b", re.IGNORECASE)
_ENDS_WITH_MONTH = re.compile(rf"\b{_MONTH}$", re.IGNORECASE)
_DAY_BEFORE = re.compile(r"(?<![\w,./:-])(?:den )?(?:3[01]|[12]?\d) ?$", re.IGNORECASE)
_YEAR_BEHIND = re.compile(rf" {YEAR}\b")
# What a bracket explains beside an answer is a few words.
_BRACKET_END = re.compile(r"[^()]{0,60}\)")


class Quoter:
    """Quotes passages for one question; every quote is a substring of its text, at most MAX_WORDS words."""

    def __init__(self, index: Index, question: Asked) -> None:
        self._index = index
        self._topic = question.topic
        self._stems = frozenset(stems_of(question.topic))

    def quote(self, text: str, *, name: str = "") -> str:
        """Give the sentence nearest to the question, with its neighbours while that is short.

        Where the name alone has a word of the topic, it is the first sentence: what is called so is told there.

        Args:
            name: What is shown before the quote; a text that opens with it is quoted from behind it.
        """
        told = without_name(text, name)
        pieces = sentences(told)
        is_by_name = told != text and self._has_word(name) and not self._has_word(told)
        return self.shorten(_extended(told, pieces, 0 if is_by_name else self._nearest(pieces)))

    def around(self, text: str, span: Span) -> tuple[str, Span]:
        """Give the sentence that holds characters of a text, with its neighbours while that is short.

        Args:
            span: Where they stand, `start` up to `end`; a letter or digit is among them.

        Returns:
            The quote, and where in it those characters stand, white space at their ends aside.
        """
        start, end = _trimmed(text, span)
        pieces = sentences(text)
        begins = _starts(text, pieces)
        chosen = _holding(begins, start)
        quote = _extended(text, pieces, chosen)
        at = text.index(quote, max(0, begins[chosen] - len(quote)))
        while at + len(quote) <= start:
            at = text.index(quote, at + 1)
        if at + len(quote) < end or len(quote.split()) > MAX_WORDS:
            at, quote = _window(text, start, end)
        bullets = _BULLETS.match(quote)
        if bullets and at + bullets.end() <= start:
            at, quote = at + bullets.end(), quote[bullets.end() :]
        return quote, (start - at, min(end - at, len(quote)))

    def shorten(self, text: str) -> str:
        """Cut a text to the MAX_WORDS words in a row that are nearest to the question, from a word on."""
        return _without_bullets(self._nearest_words(text))

    def _nearest_words(self, text: str) -> str:
        words = text.split(" ")
        if len(words) <= MAX_WORDS:
            return text
        starts = [*range(0, len(words) - MAX_WORDS, STEP), len(words) - MAX_WORDS]
        windows = [" ".join(words[start : start + MAX_WORDS]) for start in starts]
        return windows[self._nearest(windows)]

    def _has_word(self, text: str) -> bool:
        return not self._stems.isdisjoint(terms(text))

    def _nearest(self, texts: Sequence[str]) -> int:
        if len(texts) == 1:
            return 0
        matches = self._index.text_matches(self._topic, texts)
        return int(np.argmax(matches.nearness @ matches.weights))


def sentence_span(text: str, place: int) -> Span:
    """Give where the sentence that a character of a text stands in begins and ends."""
    pieces = sentences(text)
    if not pieces:
        return 0, 0
    begins = _starts(text, pieces)
    chosen = _holding(begins, place)
    return begins[chosen], begins[chosen] + len(pieces[chosen])


def sentences_around(text: str, span: Span) -> Span:
    """Give where the sentences that hold characters of a text begin and end; a letter or digit is among them."""
    start, end = _trimmed(text, span)
    return sentence_span(text, start)[0], sentence_span(text, end - 1)[1]


def telling_stretches(text: str, tells: Callable[[str], object] = bool) -> list[str]:
    """Give the sentences of a text that tell, joined where they follow each other, each at most MAX_WORDS words."""
    parts: list[Span] = []
    end, follows = 0, False
    for piece in sentences(text):
        begin = text.index(piece, end)
        end = begin + len(piece)
        if not tells(piece):
            follows = False
        elif follows and len(text[parts[-1][0] : end].split()) <= MAX_WORDS:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((begin, end))
            follows = True
    return [" ".join(text[begin:end].split(" ")[:MAX_WORDS]) for begin, end in parts]


def whole_words(text: str, span: Span) -> Span:
    """Give characters of a text that end neither inside a word, a number or a date, nor before a unit or bracket.

    Args:
        span: What a reader marked, by its own pieces of words; an empty one stays as it is.
    """
    start, end = span
    if start == end:
        return span
    for token in _TOKEN.finditer(text):
        if token.start() < start < token.end():
            start = token.start()
        if token.start() < end < token.end():
            end = token.end()
    start, end = _whole_date(text, start, end)
    unit = _UNIT.match(text, end) if text[start:end][-1:].isdigit() else None
    end = unit.end() if unit else end
    opened = text[start:end].rfind("(")
    if opened < 0 and text[start:end].endswith(")"):
        end -= 1
    elif opened > text[start:end].rfind(")"):
        closed = _BRACKET_END.match(text, end)
        if not text[start : start + opened].strip():
            start += opened + 1
        else:
            end = closed.end() if closed else start + opened
    return start, end


def _whole_date(text: str, start: int, end: int) -> Span:
    """Give words with the day before a month that opens them, and with the year behind one that they end with."""
    told = text[start:end]
    day = _DAY_BEFORE.search(text, 0, start) if _OPENS_WITH_MONTH.match(told) else None
    year = _YEAR_BEHIND.match(text, end) if _ENDS_WITH_MONTH.search(told) else None
    return day.start() if day else start, year.end() if year else end


def _without_bullets(text: str) -> str:
    bullets = _BULLETS.match(text)
    return text[bullets.end() :] or text if bullets else text


def without_name(text: str, name: str) -> str:
    """Leave out a name that opens a text, where a new sentence or cell follows it."""
    told = _without_bullets(text)
    start = _NEW_START.match(told, len(name)) if name and told.startswith(name) else None
    return told[start.end() :] if start else text


def _extended(text: str, pieces: Sequence[str], chosen: int) -> str:
    """Add to a piece what announces it and what it announces, and to a short one what follows, then what precedes."""
    first, last = chosen, _last_announced(pieces, chosen)
    while first > 0 and pieces[first - 1].endswith(_ANNOUNCING) and _n_words(pieces[first - 1 : last + 1]) <= MAX_WORDS:
        first -= 1
    while _n_words(pieces[first : last + 1]) < MIN_WORDS:
        if last + 1 < len(pieces) and _n_words(pieces[first : last + 2]) <= MAX_WORDS:
            last += 1
        elif first > 0 and _n_words(pieces[first - 1 : last + 1]) <= MAX_WORDS:
            first -= 1
        else:
            break
    starts = _starts(text, pieces)
    return text[starts[first] : starts[last] + len(pieces[last])]


def _last_announced(pieces: Sequence[str], chosen: int) -> int:
    """Give the last piece of what one announces by a colon or a semicolon, with all its bullets: `i tre delar:`."""
    last = chosen
    while last + 1 < len(pieces) and _n_words(pieces[chosen : last + 2]) <= MAX_WORDS:
        is_bullet = last > chosen and _BULLETS.match(pieces[last + 1])
        if not (is_bullet or pieces[last].endswith(_ANNOUNCING)):
            break
        last += 1
    return last


def _starts(text: str, pieces: Sequence[str]) -> list[int]:
    """Give where each piece begins: what stands between two of them is white space, and stays as it is."""
    starts, place = [], 0
    for piece in pieces:
        place = text.index(piece, place)
        starts.append(place)
        place += len(piece)
    return starts


def _holding(begins: Sequence[int], place: int) -> int:
    """Give which piece holds a character, by where each begins."""
    return max((piece for piece, begin in enumerate(begins) if begin <= place), default=0)


def _trimmed(text: str, span: Span) -> Span:
    """Leave white space and the signs of lists out at both ends."""
    told = text[slice(*span)]
    kept = told.strip(_OUTER)
    start = span[0] + told.index(kept)
    return start, start + len(kept)


def _window(text: str, start: int, end: int) -> tuple[int, str]:
    """Give MAX_WORDS words around characters of a text, a few more before than behind, and where they begin."""
    words = [(match.start(), match.end()) for match in _WORDS.finditer(text)]
    first = next(place for place, (_, stop) in enumerate(words) if stop > start)
    last = max(place for place, (begin, _) in enumerate(words) if begin < end)
    spare = max(0, MAX_WORDS - (last - first + 1))
    first = max(0, first - spare // 2)
    last = min(len(words) - 1, first + MAX_WORDS - 1)
    return words[first][0], text[words[first][0] : words[last][1]]


def _n_words(pieces: Sequence[str]) -> int:
    return sum(len(piece.split()) for piece in pieces)
