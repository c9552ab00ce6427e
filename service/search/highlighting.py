"""Which words of a text match a question's, to be highlighted."""

from collections.abc import Sequence
from functools import lru_cache

from corpus.regions.names import find_mentions
from indexer.words.analysis import analyse
from service.search.hits import Highlight
from service.spans import Span


def highlights(words: Sequence[str], text: str) -> tuple[Highlight, ...]:
    """Give where a text holds one of the words, inflected, inside a compound, or a part of it; in text order."""
    spans = _spans(text)
    found = {span for piece in _spans(" ".join(words)) for span in spans.get(piece, ())}
    return tuple(Highlight(start=start, end=end) for start, end in sorted(found))


@lru_cache(maxsize=2_000)
def _spans(text: str) -> dict[str, tuple[Span, ...]]:
    """Give where each stem stands, as a word or as part of one; the same passages are shown again and again."""
    spans: dict[str, tuple[Span, ...]] = {}
    # Of a place's name no part means anything: Värmland is no land that is asked for.
    places = [range(mention.start, mention.end) for mention in find_mentions(text)]
    for term in analyse(text):
        for piece in (term.stem, *(() if any(term.start in place for place in places) else term.parts)):
            spans[piece] = (*spans.get(piece, ()), (term.start, term.end))
    return spans
