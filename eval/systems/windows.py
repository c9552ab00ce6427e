"""Pages cut into windows of words: what a generic search engine indexes, and the unit each window counts for."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from corpus.document import Document
from corpus.pages import Page
from eval.truth.qrels import Stretch
from indexer.index import Index, pages_of

WIDTH, STRIDE = 200, 100


def read_windows(index: Index, stretches: Sequence[Stretch]) -> list[Stretch]:
    """Give every document's pages as windows of 200 words, each starting 100 words after the one before.

    A window stands on the page of its first word, and counts for the unit, and the region, that most of its words
    belong to.
    """
    return [window for document in index.documents() for window in _windows(index, document, stretches)]


def _windows(index: Index, document: Document, stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    placed = _placed_words(pages_of(index, document.id), [s for s in stretches if s.document == document.id])
    for start in range(0, max(len(placed) - WIDTH + STRIDE, 1), STRIDE):
        window = placed[start : start + WIDTH]
        if window:
            yield _window(document, start, window)


Placed = tuple[str, int, Stretch | None]
"""A word, its page and the passage it belongs to, if any."""


def _window(document: Document, start: int, window: Sequence[Placed]) -> Stretch:
    owners = [owner for _, _, owner in window if owner is not None]
    counted = Counter((owner.unit, owner.region) for owner in owners).most_common(1)
    unit, region = counted[0][0] if counted else (None, None)
    return Stretch(
        id=f"{document.id}-w{start}",
        document=document.id,
        page=window[0][1],
        text=" ".join(word for word, _, _ in window),
        unit=unit,
        region=region,
    )


def _placed_words(pages: Sequence[Page], stretches: Sequence[Stretch]) -> list[Placed]:
    by_page: defaultdict[int, list[Stretch]] = defaultdict(list)
    for stretch in stretches:
        by_page[stretch.page].append(stretch)
    placed: list[Placed] = []
    for page in pages:
        words = page.text.split()
        owners = _owners(words, by_page[page.page])
        placed += [(word, page.page, owner) for word, owner in zip(words, owners, strict=True)]
    return placed


def _owners(words: Sequence[str], stretches: Sequence[Stretch]) -> list[Stretch | None]:
    """Give the passage each word of a page belongs to; a passage that is told twice is found at its next place."""
    text = " ".join(words)
    owners: list[Stretch | None] = [None] * len(words)
    after: dict[str, int] = {}
    for stretch in stretches:
        start = text.find(stretch.text, after.get(stretch.text, 0))
        if start < 0:
            continue
        after[stretch.text] = start + 1
        first = text.count(" ", 0, start)
        for place in range(first, first + stretch.text.count(" ") + 1):
            owners[place] = stretch
    return owners
