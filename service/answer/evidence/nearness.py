"""What the nearest finds of a silent answer lack: the words of the question that they do not have."""

from collections.abc import Sequence

from indexer.passage import Passage
from service.answer import sentences
from service.asked.asked import Asked
from service.asked.words.telling_words import tells_aspect
from service.search.searcher import Searcher

MAX_WORDS = 6


def missing_words(searcher: Searcher, asked: Asked, passages: Sequence[Passage]) -> list[tuple[str, ...]]:
    """Give, for each passage, the words of the question's topic that neither it nor what it stands under has."""
    texts = [f"{passage.name} {passage.heading} {passage.subject} {passage.text}" for passage in passages]
    if not texts:
        return []
    lacking: list[list[str]] = [[] for _ in texts]
    for word in [word for word in asked.words if not tells_aspect(word)][:MAX_WORDS]:
        nearness = searcher.index.text_matches(word, texts).nearness
        for place, best in enumerate(nearness.max(axis=1, initial=0.0).tolist()):
            if best < searcher.ranking.same_word:
                lacking[place].append(word)
    return [tuple(words) for words in lacking]


def names_none(searcher: Searcher, words: Sequence[str], texts: Sequence[str]) -> bool:
    """Tell whether none of some texts has any of some words, or one near it."""
    near = (searcher.index.text_matches(word, texts).nearness.max(initial=0.0) for word in words)
    return all(nearest < searcher.ranking.same_word for nearest in near)


def tell_missing(lacking: Sequence[tuple[str, ...]]) -> str | None:
    """Say what every hit lacks; None where there is no such word."""
    if not lacking:
        return None
    shared = [word for word in lacking[0] if all(word in words for words in lacking)]
    return sentences.all_lack(shared) if shared else None
