"""What one document contributes to an index: its passages, their words, and how its reading went."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.document import Content
from corpus.forms.model import AnyForm
from corpus.health.check import take_health
from corpus.health.record import ReadingHealth
from indexer.chunking import Language, chunk
from indexer.passage import Passage
from indexer.vectors.embedding import EmbeddingInput, initiative_input
from indexer.vectors.placed_words import PlacedWords
from indexer.words.analysis import Term, analyse
from indexer.words.fields import searched_fields
from indexer.words.word_counts import VocabularyCounter, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A document cut into passages and initiatives.

    Attributes:
        health: How its reading went.
        passages: In reading order.
        compared: For each initiative, what is embedded to compare it with others.
        searched: For each passage, the terms of each field that it is searched in.
        words: The words of the passages' texts, for their vectors.
        vocabulary: The words of the passages' texts and of what they stand under.
    """

    health: ReadingHealth
    passages: tuple[Passage, ...]
    compared: tuple[EmbeddingInput, ...]
    searched: tuple[dict[str, str], ...]
    words: PlacedWords
    vocabulary: tuple[Word, ...]


def cut(content: Content, form: AnyForm, language: Language) -> Cut:
    """Cut a document.

    Args:
        form: What it is laid out by.
        language: Tells the language of a page's text.
    """
    passages = tuple(chunk(content, language))
    texts = [analyse(passage.text) for passage in passages]
    pairs = list(zip(passages, texts, strict=True))
    return Cut(
        health=take_health(content, form, language),
        passages=passages,
        compared=tuple(map(initiative_input, content.initiatives)),
        searched=tuple(searched_fields(passage, text, _title_terms(passage.title)) for passage, text in pairs),
        words=PlacedWords.of(texts),
        vocabulary=tuple(_vocabulary(passages, texts)),
    )


def _vocabulary(passages: Sequence[Passage], texts: Sequence[Sequence[Term]]) -> list[Word]:
    counter = VocabularyCounter()
    for passage, text in zip(passages, texts, strict=True):
        titles = map(_title_terms, (passage.name, passage.heading, passage.subject))
        for terms in (*titles, text):
            counter.add(terms)
    return counter.words()


@lru_cache(maxsize=4096)
def _title_terms(title: str) -> tuple[Term, ...]:
    """Analyse what many passages stand under."""
    return tuple(analyse(title))
