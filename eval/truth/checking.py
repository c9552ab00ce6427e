"""Whether the judged questions are sound: quotes found in the documents, halves of equal kinds, words not shared."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rich.table import Table

from corpus.regions.names import find_mentions
from eval.truth.ground import GroundTruth
from eval.truth.judged import Question, QuestionKind, Quote, Split, Variant
from eval.truth.matching import QuoteFinder
from eval.truth.qrels import EvidenceFinder, of_kind
from indexer.index import Index, pages_of
from indexer.words.analysis import analyse_query
from service.asked.words.plain_words import PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Soundness:
    """What was found about the judged questions.

    Attributes:
        n_quotes: Judged quotes in all: evidence, what is not relevant, and the sources of comparable questions.
        not_on_page: Those that no page of their document holds, with their question's id.
        not_in_passage: Those that no passage holds; nobody can find them.
        unshared_evidence: Pieces of evidence that share no content word, by stem, with their question, neither in
            the quote nor in the name of its initiative; of `n_evidence`.
        unshared: Ids of questions none of whose evidence shares a word with them; of `with_evidence`.
    """

    n_quotes: int
    not_on_page: tuple[tuple[str, Quote], ...]
    not_in_passage: tuple[tuple[str, Quote], ...]
    n_evidence: int
    unshared_evidence: int
    with_evidence: int
    unshared: tuple[str, ...]


def check_questions(index: Index, truth: GroundTruth) -> Soundness:
    """Look for every quote in the documents' pages and passages, and for words shared with the questions."""
    quotes = [(q.id, quote) for q in truth.questions for quote in _quotes(q)]
    pages = _page_finders(index)
    finder = EvidenceFinder(truth.stretches)
    shared = {q.id: [_shares_words(q, evidence, finder, index) for evidence in q.evidence] for q in truth.questions}
    return Soundness(
        n_quotes=len(quotes),
        not_on_page=tuple(
            (id_, q) for id_, q in quotes if q.document not in pages or not pages[q.document].find(q.quote)
        ),
        not_in_passage=truth.judgements.lost,
        n_evidence=sum(map(len, shared.values())),
        unshared_evidence=sum(not is_shared for verdicts in shared.values() for is_shared in verdicts),
        with_evidence=sum(map(bool, shared.values())),
        unshared=tuple(id_ for id_, verdicts in shared.items() if verdicts and not any(verdicts)),
    )


def _quotes(question: Question) -> tuple[Quote, ...]:
    source = () if question.source is None else (question.source,)
    return (*question.evidence, *question.not_relevant, *source)


def _page_finders(index: Index) -> dict[str, QuoteFinder]:
    finders = {}
    for document in index.documents():
        finders[document.id] = QuoteFinder(page.text for page in pages_of(index, document.id))
    return finders


def _shares_words(question: Question, quote: Quote, finder: EvidenceFinder, index: Index) -> bool:
    units = {stretch.unit for stretch in finder.find(quote)}
    names = [found.name for unit in units if unit and (found := index.initiative(unit)) is not None]
    return not content_stems(question.question).isdisjoint(content_stems(" ".join([quote.quote, *names])))


def content_stems(text: str) -> set[str]:
    """Give the stems of the words that carry a topic, whole words only; places, numbers and plain words left out."""
    inside = [range(mention.start, mention.end) for mention in find_mentions(text)]
    return {
        term.stem
        for term in analyse_query(text)
        if term.word not in PLAIN and term.word.isalpha() and not any(term.start in span for span in inside)
    }


def balance_table(questions: Sequence[Question]) -> Table:
    """Give how many questions of each kind stand in each half, and how many are asked in other ways too."""
    table = Table("kind", *Split, "with variants", "evidence", title="Judged questions", title_justify="left")
    for kind in QuestionKind:
        here = of_kind(questions, kind)
        halves = Counter(question.split for question in here)
        varied = sum(set(question.variants) == set(Variant) for question in here)
        evidence = sum(len(question.evidence) for question in here)
        table.add_row(kind, *(str(halves[split]) for split in Split), str(varied), str(evidence))
    return table
