"""One fact: the words that answer it, as the reader marks them, or that the documents do not say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from indexer.index import Filters, Index
from indexer.passage import Passage
from indexer.words.analysis import stems_of
from service.answer.fact.alike_numbers import asked_of_alike
from service.answer.fact.paired_labels import asked_of_pair
from service.answer.fact.read_passage import ReadPassage, features, holds_asked
from service.answer.fact.table_rows import LABELLED, asked_column, asked_row
from service.answer.fact.told_lists import whole_list
from service.answer.fact.told_numbers import Nearness, asked_number, is_told, nearness_to, nearness_within
from service.asked.asked import Asked, Expected
from service.asked.words.aims import asks_what_came, tells_aim
from service.asked.words.counted import counted_word, counts_some_of
from service.asked.words.units import counts_things, fits_unit, is_of_others, tells_only_granted
from service.read.quotes import MAX_WORDS, Quoter, sentence_span, sentences_around, whole_words
from service.read.reader import Reader, Reading, stands_under
from service.search.calibration import Claim, calibrations
from service.search.reranking import Candidate
from service.search.searcher import Searcher
from service.spans import Span

# Words of these kinds are told by how they are written, and a reader that marks others is asked for its next choice.
_TYPED = (Expected.NUMBER, Expected.MONEY, Expected.DATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence that may answer a question.

    Attributes:
        quote: A substring of the passage's text, at most 60 words.
        span: Characters of the quote that answer, `start` up to `end`.
        confidence: Probability that it answers the question.
    """

    quote: str
    span: Span
    passage: Passage
    confidence: float


def find_facts(searcher: Searcher, reader: Reader, question: Asked, filters: Filters) -> list[Finding]:
    """Give the sentences that may answer a fact question, one a passage, best first."""
    read = read_for_fact(searcher, reader, question, filters)
    if not read:
        return []
    confidences = calibrations()[Claim.FACT].probability(features(question, read))
    quoter = Quoter(searcher.index, question)
    order = np.argsort(-confidences, kind="stable").tolist()
    return [_finding(quoter, question, read[place], float(confidences[place])) for place in order]


def read_for_fact(searcher: Searcher, reader: Reader, question: Asked, filters: Filters) -> list[ReadPassage]:
    """Read the first hits that may be evidence; those without words of the kind asked for are left out."""
    candidates = _candidates(searcher, question, filters)
    asked = _with_years(question, searcher.years)
    readings = reader.read(asked, [candidate.passage for candidate in candidates])
    relative = _of_initiatives(candidates)
    options = [
        [replace(option, relative=of_all) for option in _options(question, candidate, reading)]
        for candidate, reading, of_all in zip(candidates, readings, relative, strict=True)
    ]
    options = _without_other_rows(question, options)
    return _read_alone(reader, asked, _chosen(searcher, question, options))


def _candidates(searcher: Searcher, question: Asked, filters: Filters) -> list[Candidate]:
    """Give the first hits, and rows further behind that a question asks for by their label: figures say little else."""
    near = islice(searcher.candidates(question, filters), searcher.ranking.row_depth)
    found = [candidate for candidate in near if candidate.passage.is_evidence]
    first, behind = found[: searcher.ranking.fact_reads], found[searcher.ranking.fact_reads :]
    return first + [candidate for candidate in behind if asked_row(question, candidate.passage) == LABELLED]


def _of_initiatives(candidates: Sequence[Candidate]) -> list[float]:
    """Give of each hit, best first, the score of the first of its initiative over the best; of prose its own."""
    first: dict[str, float] = {}
    return [
        first.setdefault(found.passage.initiative or found.passage.id, found.parts["relative"]) for found in candidates
    ]


def _chosen(searcher: Searcher, question: Asked, options: Sequence[Sequence[ReadPassage]]) -> list[ReadPassage]:
    """Give of each passage the first of its words that are of the kind asked for; nothing where none are."""
    nearness = _nearness(searcher.index, question, [of_passage[0].candidate.passage.text for of_passage in options])
    counted = (
        [form for option in of_passage for form in _counted(option, near, searcher.ranking.same_word)]
        for of_passage, near in zip(options, nearness, strict=True)
    )
    chosen = (next((option for option in told if _may_answer(option, question)), None) for told in counted)
    return [option for option in chosen if option is not None]


def _read_alone(reader: Reader, asked: str, read: Sequence[ReadPassage]) -> list[ReadPassage]:
    """Read the sentences that were marked each by itself: among others of a long passage an answer counts for less."""
    readings = reader.read(asked, [_marked_sentence(passage) for passage in read])
    return [replace(passage, alone=reading.margin) for passage, reading in zip(read, readings, strict=True)]


def _marked_sentence(read: ReadPassage) -> Passage:
    """Give the passage with the sentences that hold its answer as its text; a row of a table is one."""
    passage = read.candidate.passage
    if passage.columns:
        return passage
    start, end = sentences_around(passage.text, read.span)
    return replace(passage, id=f"{passage.id}:{start}-{end}", text=passage.text[start:end])


def _nearness(index: Index, question: Asked, texts: Sequence[str]) -> list[Nearness | None]:
    """Tell of each text how near its numbers come to counting what is asked for; None where nothing is counted.

    Nor is it where some of those named are: of `bland 710 bolag har 151 en kvinna` the first number is nearest to
    `hur många av bolagen`.
    """
    is_counted = question.expected is Expected.NUMBER and not counts_some_of(question.whole)
    counted = counted_word(question.whole) if is_counted else None
    return [*nearness_to(index, counted, texts)] if counted else [None] * len(texts)


def _counted(read: ReadPassage, nearness: Nearness | None, same_word: float) -> Iterator[ReadPassage]:
    """Give a passage with the number that counts what is asked for in place of another beside it, then as marked.

    Each is told how near its number counts that. A share is marked beside what it is a share of: `94 % av 314 bolag`.
    """
    passage = read.candidate.passage
    if nearness is None or passage.columns or read.span[0] == read.span[1]:
        yield read
        return
    number = asked_number(passage.text, read.span, nearness, same_word)
    for span in dict.fromkeys((number, read.span)):
        yield replace(read, span=span, counted=nearness_within(passage.text, span, nearness))


def _with_years(question: Asked, years: Sequence[int]) -> str:
    """Give what the reader is asked: the years too where no report is of them, and a text has to name them."""
    if not question.years or not set(question.years).isdisjoint(years):
        return question.sought
    return f"{question.sought.rstrip('?. ')} {' '.join(map(str, question.years))}?"


def _options(question: Asked, candidate: Candidate, reading: Reading) -> list[ReadPassage]:
    """Give the words of a passage that may answer, those first that the reader holds for likelier."""
    marked = [(reading.span, reading.margin), *(reading.others if question.expected in _TYPED else ())]
    return [_option(question, candidate, reading, span, margin) for span, margin in marked]


def _option(question: Asked, candidate: Candidate, reading: Reading, marked: Span, margin: float) -> ReadPassage:
    text = candidate.passage.text
    in_column = asked_column(question, candidate.passage, marked)
    whole = whole_words(text, marked)
    return ReadPassage(
        candidate=candidate,
        reading=reading,
        span=in_column
        or asked_of_pair(question.whole, text, whole)
        or asked_of_alike(question.whole, text, whole)
        or whole,
        margin=margin,
        is_asked_row=in_column is not None and asked_row(question, candidate.passage) > 0,
    )


def _without_other_rows(question: Asked, options: Sequence[list[ReadPassage]]) -> list[list[ReadPassage]]:
    """Leave out what else a document says where one of its tables has the very row: shares beside a total."""
    fits = [asked_row(question, of_passage[0].candidate.passage) for of_passage in options]
    best: dict[str, int] = {}
    for of_passage, fit in zip(options, fits, strict=True):
        document = of_passage[0].candidate.passage.document
        best[document] = max(best.get(document, 0), fit)
    return [
        of_passage
        for of_passage, fit in zip(options, fits, strict=True)
        if fit == best[of_passage[0].candidate.passage.document]
    ]


def _may_answer(read: ReadPassage, question: Asked) -> bool:
    """Tell whether words are of the kind asked for; how a name is written tells too little to turn one down."""
    if not any(map(str.isalnum, read.answer)):
        return False
    is_number = question.expected in (Expected.NUMBER, Expected.MONEY) and not read.is_asked_row
    if is_number and not _fits(read, question):
        return False
    is_open = question.expected in (Expected.NAME, Expected.ANY)
    if is_open and set(stems_of(read.answer)).issubset(stems_of(question.whole)):
        # `Vilka 16 partner är med?` is not answered by `16 partner`; of 342 facts none is told in its question's words.
        return False
    return is_open or holds_asked(read.answer, question)


def _fits(read: ReadPassage, question: Asked) -> bool:
    """Tell whether a number is told in the unit, of the people and of the time that a question wants it of."""
    text = read.candidate.passage.text
    # What a reader marks may begin with the blank before a sentence.
    start, end = sentence_span(text, read.span[0] + len(read.answer) - len(read.answer.lstrip()))
    if asks_what_came(question.whole) and tells_aim(text, read.span, (start, end)):
        return False
    sentence, under = text[start:end], stands_under(read.candidate.passage)
    if tells_only_granted(sentence, question.whole) or (counts_things(question.whole) and not is_told(text, read.span)):
        return False
    return fits_unit(read.answer, sentence, question.whole) and not is_of_others(sentence, under, question.whole)


def _finding(quoter: Quoter, question: Asked, read: ReadPassage, confidence: float) -> Finding:
    passage = read.candidate.passage
    is_row = bool(passage.columns) and len(passage.text.split()) <= MAX_WORDS
    told = whole_list(question.whole, passage.text, read.span)
    quote, span = (passage.text, read.span) if is_row else quoter.around(passage.text, told)
    return Finding(quote=quote, span=span, passage=passage, confidence=confidence)
