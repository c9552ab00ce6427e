"""What the nearest finds of a silent answer lack: the words of the question that they do not have."""

from collections.abc import Sequence

from indexer.index import Index
from indexer.passage import Passage
from service.answer import sentences
from service.asked.asked import Asked
from service.asked.words.telling_words import tells_aspect

# A word counts as there when one as near as its own inflections and compounds is.
NEAR = 0.6
MAX_WORDS = 6


def missing_words(index: Index, asked: Asked, passages: Sequence[Passage]) -> list[tuple[str, ...]]:
    """Give, for each passage, the words of the question's topic that neither it nor what it stands under has."""
    texts = [f"{passage.name} {passage.heading} {passage.subject} {passage.text}" for passage in passages]
    if not texts:
        return []
    lacking: list[list[str]] = [[] for _ in texts]
    for word in [word for word in asked.words if not tells_aspect(word)][:MAX_WORDS]:
        nearness = index.text_matches(word, texts).nearness
        for place, best in enumerate(nearness.max(axis=1, initial=0.0).tolist()):
            if best < NEAR:
                lacking[place].append(word)
    return [tuple(words) for words in lacking]


def names_none(index: Index, words: Sequence[str], texts: Sequence[str]) -> bool:
    """Tell whether none of some texts has any of some words, or one near it."""
    return all(index.text_matches(word, texts).nearness.max(initial=0.0) < NEAR for word in words)


def tell_missing(lacking: Sequence[tuple[str, ...]]) -> str | None:
    """Say what every hit lacks; None where there is no such word."""
    if not lacking:
        return None
    shared = [word for word in lacking[0] if all(word in words for words in lacking)]
    return sentences.all_lack(shared) if shared else None
