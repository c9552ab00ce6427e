"""Term impacts: sparse vectors whose inner products with a query's weights are the scores of the word index.

A passage's score for a query is the sum over the query's terms of

    weight(term) * (max over fields of F + OTHER_FIELDS * (sum over fields of F - max)),
    F = FIELD_WEIGHTS[field] * BM25(term, field)

Only `weight(term)` depends on the query. The rest is known when the index is built and is kept as the term's number in
the passage's sparse vector, so that the inner product with the query's weights is the score.

Sources:
    BM25 with k1 = 1.2 and b = 0.75, idf = ln(1 + (N - n + 0.5) / (n + 0.5)): Robertson and Zaragoza, The Probabilistic
    Relevance Framework (2009), doi:10.1561/1500000019, as Lucene and tantivy compute it. Lengths are kept in one byte,
    also there: Lucene's `SmallFloat.intToByte4`. Scores computed beforehand as numbers of terms: Anh, de Kretser and
    Moffat (SIGIR 2001), doi:10.1145/383952.383957.
"""

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from indexer.passage import Passage
from indexer.words.analysis import analyse
from indexer.words.fields import FIELD_WEIGHTS, OTHER_FIELDS, searched_fields
from indexer.words.query_terms import WeightedTerm

K1 = 1.2
B = 0.75
# Stands in the vector of a passage without any term, which Milvus takes no vector of; no term has this place.
NO_TERM = {0: 1e-9}

_DIMENSIONS = 2**32 - 2


def _length_steps() -> list[int]:
    """Give the lengths that one byte can tell: all up to 40, then 8 to each doubling."""
    exact, steps = 24, list(range(24))
    for code in range(256 - exact):
        bits, shift = code & 7, (code >> 3) - 1
        steps.append(exact + (bits if shift < 0 else (bits | 8) << shift))
    return steps


_LENGTHS = _length_steps()


def kept_length(n_terms: int) -> int:
    """Give the length that a field of so many terms is taken to have: the next that one byte can tell, downwards."""
    return _LENGTHS[bisect_right(_LENGTHS, n_terms) - 1]


def place(term: str) -> int:
    """Give a term's place in sparse vectors, 1 to 2**32 - 2: a hash, so that no list of terms has to be kept."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest()) % _DIMENSIONS + 1


def query_vector(terms: Sequence[WeightedTerm]) -> dict[int, float]:
    """Give a query's sparse vector: the weight of each of its terms."""
    vector: dict[int, float] = {}
    for term in terms:
        vector[place(term.term)] = vector.get(place(term.term), 0.0) + term.weight
    return vector


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """What BM25 needs to know of a whole collection.

    Attributes:
        n_passages: How many there are.
        mean_lengths: Terms a passage has in each field on average.
        holders: By field, how many passages have each term there.
    """

    n_passages: int
    mean_lengths: Mapping[str, float]
    holders: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> "Statistics":
        """Count the terms of all passages of a collection."""
        n_passages = 0
        lengths: Counter[str] = Counter()
        holders: dict[str, Counter[str]] = {field: Counter() for field in FIELD_WEIGHTS}
        for passage in passages:
            n_passages += 1
            for field, text in _fields(passage).items():
                terms = text.split()
                lengths[field] += len(terms)
                holders[field].update(set(terms))
        means = {field: lengths[field] / max(n_passages, 1) for field in FIELD_WEIGHTS}
        return cls(n_passages=n_passages, mean_lengths=means, holders=holders)

    def impacts(self, passage: Passage) -> dict[int, float]:
        """Give a passage's sparse vector: what a match of each of its terms adds to its score."""
        by_term: dict[str, list[float]] = {}
        for field, text in _fields(passage).items():
            terms = text.split()
            norm = K1 * (1 - B + B * kept_length(len(terms)) / max(self.mean_lengths[field], 1e-9))
            for term, count in Counter(terms).items():
                score = self._idf(field, term) * (1 + K1) * count / (count + norm)
                by_term.setdefault(term, []).append(FIELD_WEIGHTS[field] * score)
        vector: dict[int, float] = {}
        for term, scores in by_term.items():
            best = max(scores)
            vector[place(term)] = vector.get(place(term), 0.0) + best + OTHER_FIELDS * (sum(scores) - best)
        return vector or dict(NO_TERM)

    def _idf(self, field: str, term: str) -> float:
        n_holding = self.holders[field][term]
        return log(1 + (self.n_passages - n_holding + 0.5) / (n_holding + 0.5))


def _fields(passage: Passage) -> dict[str, str]:
    return searched_fields(passage, analyse(passage.text), analyse(passage.title))
