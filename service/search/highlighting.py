"""Which words of a text match a question's, to be highlighted."""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.regions.names import find_mentions
from indexer.words.analysis import analyse
from service.search.hits import Highlight
from service.spans import Span

# `Landat` has the stem of the land in `landsbygd`; what is done belongs to a noun of action alone (`utveckling`).
_DONE = re.compile(r"\w+(?:at|ats|ade|ades)", re.IGNORECASE)
_OF_ACTION = re.compile(r"\w+(?:ing(?:en|ar|arna)?|ande[nt]?|verkan)s?", re.IGNORECASE)


def highlights(words: Sequence[str], text: str) -> tuple[Highlight, ...]:
    """Give where a text holds one of the words, inflected, inside a compound, or a part of it; in text order."""
    spans, asked = _spans(text), " ".join(words)
    of_parts = _only_parts(asked)
    found = {
        (start, end)
        for piece in _spans(asked)
        for start, end in spans.get(piece, ())
        if not (piece in of_parts and _DONE.fullmatch(text[start:end]))
    }
    return tuple(Highlight(start=start, end=end) for start, end in sorted(found))


# One question's words are looked for in every hit.
@lru_cache(maxsize=1_024)
def _only_parts(text: str) -> frozenset[str]:
    """Give the stems that only parts of a text's words have, nouns of action aside."""
    terms = analyse(text)
    whole = {term.stem for term in terms}
    of_action = {part for term in terms if _OF_ACTION.fullmatch(term.word) for part in term.parts}
    return frozenset(part for term in terms for part in term.parts) - whole - of_action


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
