"""What the kinds of answers have in common: what they are made from, and what they differ in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.document import Document, Initiative
from indexer.passage import Passage
from service.answer.answer import AnswerStatus, Citation, Count, RegionAnswer, ShortAnswer, Side
from service.asked.asked import Asked
from service.asked.names.named import find_all_named
from service.asked.understood import Kind
from service.read.quotes import Quoter
from service.read.reader import Reader
from service.search.hits import Hit
from service.search.searcher import Searcher
from service.spans import Span

MAX_CITATIONS = 10
MAX_NEAREST = 5
# Records are counted and shown as they stand, and who is called by name is the one: no model decides.
SURE = 0.95

Quoted = tuple[str, Passage]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the kinds of answers differ in.

    Attributes:
        text: The answer; where nothing was found, what is said beyond that the documents do not say.
        nearest: What came closest; empty where a search for the question tells it.
    """

    kind: Kind
    status: AnswerStatus
    confidence: float
    text: str
    regions: tuple[RegionAnswer, ...] = ()
    other_regions: tuple[RegionAnswer, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Hit, ...] = ()
    answer: ShortAnswer | None = None
    sides: tuple[Side, ...] = ()
    count: Count | None = None
    initiative: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What answers are made from: one index and the reader."""

    searcher: Searcher
    reader: Reader

    def quotes(self, asked: Asked, passages: Iterable[Passage]) -> list[Quoted]:
        """Quote passages, each by what is nearest to the question."""
        quoter = Quoter(self.searcher.index, asked)
        return [(quoter.quote(passage.text), passage) for passage in passages]

    def named(self, asked: Asked) -> list[Initiative]:
        """Give the initiatives that a question calls by name, in its order; those of its places where it has any."""
        return find_all_named(asked.sought, self.searcher.index.called(asked.sought), asked.codes)

    def document(self, quoted: Quoted) -> Document:
        """Give the document a quote stands in."""
        return self.searcher.document(quoted[1].document)


def silent(kind: Kind, best: float, more: str = "", nearest: tuple[Hit, ...] = ()) -> Draft:
    """Give an answer that nothing is said; it is right unless the best that was found is."""
    return Draft(kind=kind, status=AnswerStatus.NOT_FOUND, confidence=1 - best, text=more, nearest=nearest)


def told(kind: Kind, confidence: float, text: str, quotes: Sequence[Quoted]) -> Draft:
    """Give an answer made of quotes."""
    return Draft(kind=kind, status=AnswerStatus.ANSWERED, confidence=confidence, text=text, citations=numbered(quotes))


def short_answer(quote: str, span: Span) -> ShortAnswer:
    """Give the words that answer: characters `start` up to `end` of the first citation's quote."""
    start, end = span
    return ShortAnswer(text=quote[start:end], citation=1, start=start, end=end)


def numbered(quotes: Iterable[Quoted]) -> tuple[Citation, ...]:
    """Number quotes from 1."""
    return tuple(
        Citation(number=number, quote=quote, passage=passage) for number, (quote, passage) in enumerate(quotes, start=1)
    )
