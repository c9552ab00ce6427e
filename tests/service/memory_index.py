"""An index held in lists, for tests: vectors that count words into buckets, words scored by BM25."""

import zlib
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from math import log

import numpy as np

from corpus.document import Document, Initiative, Section
from corpus.health.record import Account, ReadingHealth
from corpus.pages import Page
from indexer.columns import Columns
from indexer.index import Filters, Rows, Scored, Vectors, WordMatches
from indexer.initiative_columns import InitiativeColumns
from indexer.passage import Passage
from indexer.words.analysis import analyse, analyse_query, terms
from indexer.words.spelling import Correction, Vocabulary
from service.ranking import RANKING
from tests.vocabulary import count_vocabulary

BUCKETS = 256

# Vectors of buckets come less near each other than the models', on which the probabilities are fitted.
BUCKET_RANKING = replace(
    RANKING,
    topic_threshold=2e-7,
    topic_passages=1,
    about_threshold=0.02,
    beside_best=0.0,
    sure_about=0.0,
    sure_topic=0.0,
    word_holders=0,
)


def bucket_vectors(texts: Sequence[str]) -> Vectors:
    """Count each text's terms into buckets; unit vectors, shape (len(texts), BUCKETS)."""
    vectors = np.zeros((len(texts), BUCKETS), dtype=np.float32)
    for row, text in enumerate(texts):
        for term in terms(text):
            vectors[row, zlib.crc32(term.encode()) % BUCKETS] += 1
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return scaled


class MemoryIndex:
    """Keeps the Index protocol over passages given as a list."""

    version = "test"

    def __init__(
        self,
        passages: Sequence[Passage],
        *,
        documents: Sequence[Document],
        initiatives: Sequence[Initiative] = (),
        sections: Sequence[Section] = (),
        pages: Sequence[Page] = (),
        embed: Callable[[Sequence[str]], Vectors] = bucket_vectors,
    ) -> None:
        self._passages = list(passages)
        self.columns = Columns.of(self._passages)
        self._documents, self._sections = list(documents), list(sections)
        self._initiatives = {initiative.id: initiative for initiative in initiatives}
        self.initiative_columns = InitiativeColumns.of(self.initiatives(), self._documents)
        self._pages = {(page.document, page.page): page for page in pages}
        self._embed = embed
        texts = [f"{passage.name} {passage.text}" for passage in passages]
        self._vectors = embed(texts) if texts else np.zeros((0, BUCKETS), dtype=np.float32)
        self._counts = [Counter(terms(text)) for text in texts]
        self._vocabulary = Vocabulary(count_vocabulary(texts))
        self._lengths = np.array([counts.total() for counts in self._counts], dtype=np.float32)

    def dense(self, query: str, words: str, k: int, allowed: Rows | None) -> Scored:
        return self._best((self._vectors @ self._embed([words])[0]).astype(np.float32), k, allowed)

    def lexical(self, query: str, k: int, allowed: Rows | None) -> Scored:
        scores = np.zeros(len(self._passages), dtype=np.float32)
        for stem in {piece for term in analyse_query(query) for piece in (term.stem, *term.parts)}:
            scores += self._bm25(stem)
        matching = np.flatnonzero(scores > 0)
        return self._best(scores, k, matching if allowed is None else np.intersect1d(matching, allowed))

    def naming(self, year: int, allowed: Rows | None) -> Rows:
        return self.lexical(str(year), len(self._passages), allowed).rows

    def word_matches(self, query: str, rows: Rows) -> WordMatches:
        return _matches(query, [self._counts[row] for row in rows.tolist()])

    def text_matches(self, query: str, texts: Sequence[str]) -> WordMatches:
        return _matches(query, [Counter(terms(text)) for text in texts])

    def vectors(self, rows: Rows) -> Vectors:
        return self._vectors[rows]

    def query_vector(self, query: str, model: str) -> Vectors | None:
        return None

    def correct(self, query: str) -> Correction:
        return self._vocabulary.correct(query)

    def allowed(self, filters: Filters) -> Rows | None:
        if filters == Filters():
            return None
        rows = [row for row, passage in enumerate(self._passages) if filters.admits(passage)]
        return np.array(rows, dtype=np.int64)

    def passages(self, rows: Sequence[int]) -> list[Passage]:
        return [self._passages[row] for row in rows]

    def passage(self, passage_id: str) -> Passage | None:
        return next((passage for passage in self._passages if passage.id == passage_id), None)

    def initiative(self, initiative_id: str) -> Initiative | None:
        return self._initiatives.get(initiative_id)

    def called(self, _text: str) -> list[Initiative]:
        return self.initiatives()

    def initiatives(self) -> list[Initiative]:
        return list(self._initiatives.values())

    def initiatives_at(self, places: Sequence[int]) -> list[Initiative]:
        initiatives = self.initiatives()
        return [initiatives[place] for place in places]

    def initiative_places(self, ids: Collection[str]) -> dict[str, int]:
        return {id_: place for place, id_ in enumerate(self._initiatives) if id_ in ids}

    def retold(self) -> list[Initiative]:
        told = {place.initiative for initiative in self.initiatives() for place in initiative.also_in}
        return [initiative for initiative in self.initiatives() if initiative.also_in or initiative.id in told]

    def initiative_vectors(self, places: Rows) -> Vectors:
        compared = self.initiatives_at(places.tolist())
        return self._embed([f"{i.name} {i.description} {i.outputs} {i.effects}" for i in compared])

    def sections(self) -> list[Section]:
        return self._sections

    def documents(self) -> list[Document]:
        return self._documents

    def page(self, document: str, page: int) -> Page | None:
        return self._pages.get((document, page))

    def n_pages(self, document: str) -> int:
        return sum(key[0] == document for key in self._pages)

    def health(self, document: str) -> ReadingHealth | None:
        if document not in {each.id for each in self._documents}:
            return None
        words = sum(len(page.text.split()) for (of, _), page in self._pages.items() if of == document)
        account = Account(words_on_pages=words, words_told=words, rows=0, filled=0, expected=0, faults=())
        return ReadingHealth(
            pages=self.n_pages(document),
            printed_pages=0,
            empty_pages=0,
            account=account,
            template_words=0,
            repairs=(),
            remarks=(),
        )

    def _bm25(self, term: str) -> Vectors:
        frequency = np.array([counts[term] for counts in self._counts], dtype=np.float32)
        n_holding = int((frequency > 0).sum())
        idf = log(1 + (len(self._counts) - n_holding + 0.5) / (n_holding + 0.5))
        norm = 1.2 * (0.25 + 0.75 * self._lengths / max(float(self._lengths.mean()), 1.0))
        scores: Vectors = (idf * frequency * 2.2 / (frequency + norm)).astype(np.float32)
        return scores

    def _best(self, scores: Vectors, k: int, allowed: Rows | None) -> Scored:
        rows = np.arange(len(scores)) if allowed is None else allowed
        order = np.lexsort((rows, -scores[rows]))[:k]
        return Scored(rows=rows[order], scores=scores[rows][order])


def _matches(query: str, texts: Sequence[Counter[str]]) -> WordMatches:
    """Words are as near as can be when their stems are the same, else not at all."""
    words = list(dict.fromkeys(term.stem for term in analyse(query)))
    near = [[float(counts[word] > 0) for word in words] for counts in texts]
    nearness = np.array(near, dtype=np.float32).reshape(len(texts), len(words))
    return WordMatches(
        nearness=nearness, weights=np.full(len(words), 1 / max(len(words), 1), dtype=np.float32), strength=1.0
    )
