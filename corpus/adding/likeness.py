"""Whether two files tell the same report: one added as PDF and as Word, or a version much shorter than the last."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from corpus.catalogue import Catalogue
from corpus.collection import begin_document, read_text
from corpus.document import Content, Document
from corpus.errors import CorpusError

# The decision on REAL ÖMS as PDF and as Word shares all; of Region Örebro län's report 19 % is the template's.
_MIN_SHARED = 0.8
# The text of each is read for it; a region has few reports of one year, and the other kind of file is often added next.
_MOST_COMPARED = 3
_MUCH_SHORTER = 0.5
_WORD = re.compile(r"\w+")

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report and what it says, as the pairs of words that follow each other in it."""

    document: Document
    pairs: Pairs


def told(content: Content) -> Told:
    """Give what is compared of a report."""
    return Told(document=content.document, pairs=_pairs(page.text for page in content.pages))


def _pairs(pages: Iterable[str]) -> Pairs:
    return frozenset(pairwise(word for text in pages for word in _WORD.findall(text.casefold())))


def same_report(new: Told, catalogue: Catalogue, before: Sequence[Told]) -> str | None:
    """Give the id of a report of the same regions and a same year that says the same.

    Args:
        before: Reports that are not in the collection and would have been.
    """
    for known in reversed(before):
        if _may_be_same(known.document, new.document) and _say_the_same(known.pairs, new.pairs):
            return known.document.id
    likely = (known for known in reversed(catalogue.documents) if _may_be_same(known, new.document))
    for document in islice(likely, _MOST_COMPARED):
        if _say_the_same(_known_pairs(catalogue, document), new.pairs):
            return document.id
    return None


def much_shorter(new: Content, old: Content) -> str | None:
    """Tell, in Swedish, that a new version has less than half of the old one's words or initiatives."""
    counts = [(_n_words(new), _n_words(old), "ord"), (len(new.initiatives), len(old.initiatives), "insatser")]
    if all(now >= _MUCH_SHORTER * was for now, was, _ in counts):
        return None
    changes = " och ".join(f"{now} {what} mot {was}" for now, was, what in counts)
    return f"den nya versionen är mycket kortare än den gamla: {changes}"


def read_known(catalogue: Catalogue, document: Document) -> Content | None:
    """Give what a report in the collection says; None where it cannot be read, which `check` tells."""
    try:
        return begin_document(catalogue, document)()
    except CorpusError:
        return None


def _known_pairs(catalogue: Catalogue, document: Document) -> Pairs:
    """Give what is compared of a report in the collection; nothing of one that cannot be read, which `check` tells."""
    try:
        return _pairs(read_text(catalogue, document))
    except CorpusError:
        return frozenset()


def _may_be_same(one: Document, other: Document) -> bool:
    speaks_for_same = (set(one.regions), one.group) == (set(other.regions), other.group)
    return speaks_for_same and not set(one.years).isdisjoint(other.years)


def _say_the_same(one: Pairs, other: Pairs) -> bool:
    return len(one & other) > _MIN_SHARED * max(len(one), len(other))


def _n_words(content: Content) -> int:
    return sum(len(page.text.split()) for page in content.pages)
