"""Words of the passages, searched by BM25 over several fields; the only module that knows tantivy.

tantivy is given terms that `indexer.words.analysis` has made, joined by spaces, and splits them at spaces again.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np
import tantivy

from corpus.errors import one_line
from indexer.errors import BrokenIndexError, BuildError
from indexer.index import Rows, Scored
from indexer.panics import panics_told
from indexer.temporary import temporary_folder
from indexer.ties import EMPTY, Fetch, first_with_ties_by_row
from indexer.words.fields import FIELD_WEIGHTS, OTHER_FIELDS
from indexer.words.query_terms import HeldTerm, WeightedTerm, telling

_ROW = "row"
_TOKENIZER = "analysed"
_HEAP_BYTES = 64_000_000
# As many matches as a search looks at before it does without the words that most passages have; see `telling`.
MAX_MATCHES = 200_000
# By how much more it looks at where these words give too few rows.
_MORE_MATCHES = 4
# Microseconds that a search takes for each hit it gives back and, where rows are narrowed, for each row there is and
# each that is allowed; measured at 19,000 passages.
_HIT_COST = 2.0
_ROW_COST = 0.1
_ALLOWED_COST = 0.7


class WordIndex:
    """The words of passages by row; rows are places in the sequence that was written."""

    def __init__(self, index: tantivy.Index, folder: Path) -> None:
        self._folder = folder
        index.register_tokenizer(_TOKENIZER, _tokenizer())
        self._schema = index.schema
        self._searcher = index.searcher()

    @classmethod
    def open(cls, folder: Path) -> "WordIndex":
        """Open what `WordIndexWriter` wrote.

        Raises:
            BrokenIndexError: The folder is missing or is not such an index.
        """
        try:
            with panics_told(partial(_broken, folder)):
                if os.access(folder, os.W_OK):
                    return cls(tantivy.Index.open(str(folder)), folder)
                with _linked(folder) as links:
                    return cls(tantivy.Index.open(links), folder)
        except (ValueError, OSError) as error:
            raise _broken(folder, str(error)) from error

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(self, terms: Sequence[WeightedTerm], k: int, allowed: Rows | None = None) -> Scored:
        """Find the k rows that match the terms best; equal scores in row order, rows without a match left out.

        Of many rows only those are looked at that hold the terms which tell most; see `MAX_MATCHES`. Where k is as
        many as there are, all that match are found.

        Args:
            terms: Stems and parts as `indexer.words.analysis` makes them.
            k: Rows wanted, at least 1.
            allowed: The only rows to look at; None looks at all.

        Raises:
            ValueError: k is below 1.
            BrokenIndexError: A file of the index is damaged.
        """
        if k < 1:
            raise ValueError(f"k is {k}; expected at least 1")
        if not terms or (allowed is not None and not len(allowed)):
            return EMPTY
        try:
            with panics_told(partial(_broken, self._folder)):
                return self._best(self._held(terms), k, allowed)
        except (ValueError, TypeError) as error:  # What a damaged file gives: an error, or hits without a row.
            raise _broken(self._folder, one_line(error)) from error

    def _best(self, held: Sequence[HeldTerm], k: int, allowed: Rows | None) -> Scored:
        most = MAX_MATCHES if k < len(self) else sum(term.matches for term in held)
        found = EMPTY
        while held:
            told = telling(held, most)
            found = first_with_ties_by_row(self._fetch_of(told, k, allowed), k, len(self))
            if len(found.rows) == k or len(told) == len(held):
                break
            most *= _MORE_MATCHES
        return found

    def _fetch_of(self, terms: Sequence[HeldTerm], k: int, allowed: Rows | None) -> Fetch:
        query = _query(self._schema, terms)
        if allowed is None:
            return self._fetching(query)
        if self._is_sifted(k, len(allowed)):
            return self._sifting(self._fetching(query), allowed)
        return self._fetching(self._narrowed(query, allowed))

    def _held(self, terms: Sequence[WeightedTerm]) -> list[HeldTerm]:
        """Give the terms that passages hold, in their order."""
        found = []
        for term in terms:
            holders = {field: int(self._searcher.doc_freq(field, term.term)) for field in FIELD_WEIGHTS}
            held = HeldTerm.of(term, holders, len(self))
            if held is not None:
                found.append(held)
        return found

    def _fetching(self, query: tantivy.Query) -> Fetch:
        def fetch(n: int) -> Scored:
            hits = self._searcher.search(query, limit=n, count=False).hits
            scores, addresses = zip(*hits, strict=True) if hits else ((), ())
            rows = self._searcher.fast_field_values(_ROW, list(addresses))
            return Scored(rows=np.array(rows, dtype=np.int64), scores=np.array(scores, dtype=np.float32))

        return fetch

    def _is_sifted(self, k: int, n_allowed: int) -> bool:
        """Tell whether to find the allowed among the best of all costs less than to look at the allowed only."""
        sifting = _HIT_COST * k * len(self) / n_allowed
        return sifting < _ROW_COST * len(self) + _ALLOWED_COST * n_allowed

    def _sifting(self, fetch_any: Fetch, allowed: Rows) -> Fetch:
        is_allowed = np.zeros(len(self), dtype=np.bool_)
        is_allowed[allowed] = True

        def fetch(n: int) -> Scored:
            looked_at = min(-(-n * len(self) // len(allowed)) + n, len(self))
            while True:
                found = fetch_any(looked_at)
                kept = is_allowed[found.rows]
                if kept.sum() >= n or len(found.rows) < looked_at or looked_at == len(self):
                    return Scored(rows=found.rows[kept][:n], scores=found.scores[kept][:n])
                looked_at = min(2 * looked_at, len(self))

        return fetch

    def _narrowed(self, query: tantivy.Query, allowed: Rows) -> tantivy.Query:
        rows = tantivy.Query.term_set_query(self._schema, _ROW, allowed.tolist())
        unscored = tantivy.Query.const_score_query(rows, 0.0)
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, unscored)])


def _query(schema: tantivy.Schema, terms: Sequence[HeldTerm]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, _term_query(schema, term)) for term in terms])


def _term_query(schema: tantivy.Schema, term: HeldTerm) -> tantivy.Query:
    fields = [
        tantivy.Query.boost_query(tantivy.Query.term_query(schema, field, term.term), weight)
        for field, weight in term.fields.items()
    ]
    return tantivy.Query.disjunction_max_query(fields, OTHER_FIELDS)


def _broken(folder: Path, reason: str) -> BrokenIndexError:
    return BrokenIndexError(folder, f"expected a tantivy index ({reason})")


@contextmanager
def _linked(folder: Path) -> Iterator[str]:
    """Give a folder of links to an index's files for as long as it takes to open them.

    tantivy locks a folder also to read it, which fails where only reading is allowed.

    Raises:
        OSError: The index is missing, or there is no folder for temporary files that can be written.
    """
    with temporary_folder() as links:
        for file in folder.iterdir():
            if file.suffix != ".lock":
                (links / file.name).symlink_to(file.absolute())
        yield str(links)


class WordIndexWriter:
    """Writes the word index of passages into a new folder; the n-th passage added is row n, from 0."""

    def __init__(self, folder: Path) -> None:
        """Begin.

        Raises:
            BuildError: The folder cannot be written, or the disk is full.
        """
        folder.mkdir()
        self._folder = folder
        self._n_rows = 0
        with self._told():
            index = tantivy.Index(_schema(), path=str(folder))
            index.register_tokenizer(_TOKENIZER, _tokenizer())
            # One thread and one commit: a small collection becomes one segment, in row order.
            self._writer = index.writer(heap_size=_HEAP_BYTES, num_threads=1)

    def add(self, searched: Mapping[str, str]) -> None:
        """Add the next passage, by what `indexer.words.fields` gives of it.

        Raises:
            BuildError: The folder cannot be written, or the disk is full.
        """
        document = tantivy.Document(**searched)
        document.add_unsigned(_ROW, self._n_rows)
        with self._told():
            self._writer.add_document(document)
        self._n_rows += 1

    def finish(self) -> None:
        """Write what is left; nothing can be added after that.

        Raises:
            BuildError: The folder cannot be written, or the disk is full.
        """
        with self._told():
            self._writer.commit()
            self._writer.wait_merging_threads()
        # tantivy lets nobody else read its list of files; who serves an index need not be who built it.
        for file in self._folder.iterdir():
            file.chmod(self._folder.stat().st_mode & 0o666)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what tantivy makes of an error of the disk into ours."""
        try:
            yield
        except (ValueError, RuntimeError) as error:
            reason = f"{self._folder} cannot be written ({one_line(error)}); expected room on the disk"
            raise BuildError(reason) from error


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(_ROW, indexed=True, fast=True)
    for field in FIELD_WEIGHTS:
        builder.add_text_field(field, tokenizer_name=_TOKENIZER, index_option="freq")
    return builder.build()


def _tokenizer() -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
