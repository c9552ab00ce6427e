"""Which words of a text match a question's: to be highlighted, or to be named as shared."""

from collections.abc import Sequence

from indexer.analysis import analyse, matches
from indexer.lexicon import lexicon
from service.plain_words import PLAIN
from service.results import Highlight

# Shorter words are rarely what two initiatives have in common.
MIN_LETTERS = 4


def highlights(words: Sequence[str], text: str) -> tuple[Highlight, ...]:
    """Give where a text holds one of the words, inflected, inside a compound, or a part of it; in text order."""
    wanted = {stem for term in analyse(" ".join(words)) for stem in (term.stem, *term.parts)}
    return tuple(Highlight(start=start, end=end) for start, end in matches(text, wanted))


def shared_words(text: str, other: str, n: int) -> list[str]:
    """Give the n words of a text that the other holds too, the rarest in Swedish public administration first."""
    theirs = {term.stem for term in analyse(other)}
    own = {term.stem: term.word for term in analyse(text) if term.word not in PLAIN}
    shared = [word for stem, word in own.items() if stem in theirs and word.isalpha() and len(word) >= MIN_LETTERS]
    return sorted(shared, key=lambda word: (lexicon().get(word, 0), word))[:n]
