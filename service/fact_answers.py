"""One fact: the sentence that says it, or that the documents do not say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.index import Filters, Index, WordMatches
from indexer.passage import Passage
from service.calibration import Claim, calibrations
from service.candidates import Scores
from service.expected import find_answers, holds_answer, names_actor
from service.question import Expected, Question
from service.quotes import Quoter, readable_sentences
from service.reranking import Candidate
from service.searcher import Searcher

# The answer stands in one of the first passages or is not found with certainty.
READ = 20
# What is counted stands this close behind its number; a sentence of more numbers is a table.
COUNTED_WORDS = 3
MAX_NUMBERS = 8
# What an answer is the answer to stands this close to it.
WORDS_AROUND = 10
# What an answer is the answer to stands this close to it.
WORDS_AROUND = 10
# Chosen on the `tune` half and the practice questions: false answers weigh more than missed ones.
FACT_THRESHOLD = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a candidate, with its neighbours where it is short, read in search of a fact."""

    text: str
    candidate: Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence that may answer a question.

    Attributes:
        quote: A substring of the passage's text, at most 60 words.
        confidence: Probability that it answers the question.
    """

    quote: str
    passage: Passage
    confidence: float


def find_facts(searcher: Searcher, question: Question, filters: Filters) -> list[Finding]:
    """Give the sentences that may answer a fact question, best first.

    What is asked with a number, an amount or a date is answered by a quote that holds one.
    """
    read = read_sentences(searcher.candidates(question, filters))
    if not read:
        return []
    confidences = calibrations()[Claim.FACT].probability(features(searcher.index, question, read))
    quoter = Quoter(searcher.index, question)
    order = np.argsort(-confidences, kind="stable").tolist()
    findings = (
        Finding(
            quote=quoter.shorten(read[place].text),
            passage=read[place].candidate.passage,
            confidence=float(confidences[place]),
        )
        for place in order
    )
    return [finding for finding in findings if _may_answer(finding.quote, question)]


def _may_answer(quote: str, question: Question) -> bool:
    """Tell whether a quote holds what is asked for; how a name is written tells too little to turn one down."""
    return question.expected is Expected.NAME or holds_answer(quote, question.expected, question.text)


def read_sentences(candidates: Sequence[Candidate]) -> list[Sentence]:
    """Give the sentences of the first candidates that are evidence."""
    return [
        Sentence(text=text, candidate=candidate)
        for candidate in candidates[:READ]
        if candidate.passage.is_evidence
        for text in readable_sentences(candidate.passage.text)
    ]


def features(index: Index, question: Question, read: Sequence[Sentence]) -> Mapping[str, Scores]:
    """Give what is seen of each sentence, by name, arrays of shape (len(read),), values 0 to 1.

    `sentence` is how near its words come to the question's, `beyond` the same of those words that the name it stands
    under leaves unsaid, `around` how near the words beside what may be the answer come, `attribute` how near it comes
    to the first word asked about, `holds` whether it holds the kind of word asked for, `fits` how well that is what is
    asked for, `relative` the passage's score over the best.
    """
    texts = [sentence.text for sentence in read]
    inside = index.text_matches(question.topic, texts)
    holds = np.array([holds_answer(text, question.expected, question.text) for text in texts], dtype=np.float32)
    return {
        "sentence": inside.nearness @ inside.weights,
        "beyond": _beyond(index, question, read, inside),
        "around": _around(index, question, texts),
        "attribute": _first_word(inside),
        "holds": holds,
        "fits": _fits(index, question, texts, holds),
        "relative": np.array([sentence.candidate.parts["relative"] for sentence in read], dtype=np.float32),
    }


def _beyond(index: Index, question: Question, read: Sequence[Sentence], inside: WordMatches) -> Scores:
    """Compare with the words of the question that the sentence's project is not called by.

    A project is easily found by its name; what is asked about it may still stand nowhere.
    """
    passages = [sentence.candidate.passage for sentence in read]
    named = index.text_matches(question.topic, [passage.name or passage.heading for passage in passages])
    unsaid = (1 - named.nearness) * inside.weights
    beyond: Scores = (unsaid * inside.nearness).sum(axis=1) / np.maximum(unsaid.sum(axis=1), 1e-6)
    return beyond


def _around(index: Index, question: Question, texts: Sequence[str]) -> Scores:
    """Compare the words on both sides of what may be the answer with the question; the best of a sentence counts."""
    near = [(row, words) for row, text in enumerate(texts) for words in _words_around(question, text)]
    matches = index.text_matches(question.topic, [words for _, words in near])
    return _best_by_row(len(texts), [row for row, _ in near], matches.nearness @ matches.weights)


def _words_around(question: Question, text: str) -> list[str]:
    spans = find_answers(text, question.expected, question.text)[:MAX_NUMBERS]
    sides = [(text[:start].split()[-WORDS_AROUND:], text[end:].split()[:WORDS_AROUND]) for start, end in spans]
    return [" ".join([*before, *after]) for before, after in sides]


def _fits(index: Index, question: Question, texts: Sequence[str], holds: Scores) -> Scores:
    """Give how near what is counted comes to what is asked for, or whether a name is that of somebody who acts."""
    if question.expected is Expected.NAME:
        return np.array([names_actor(text) for text in texts], dtype=np.float32)
    if question.expected is not Expected.NUMBER:
        return holds
    counted = [(row, after) for row, text in enumerate(texts) for after in _after_numbers(question, text)]
    matches = index.text_matches(question.topic, [after for _, after in counted])
    return _best_by_row(len(texts), [row for row, _ in counted], _first_word(matches))


def _after_numbers(question: Question, text: str) -> list[str]:
    ends = [end for _, end in find_answers(text, question.expected, question.text)]
    return [" ".join(text[end:].split()[:COUNTED_WORDS]) for end in ends[:MAX_NUMBERS]]


def _best_by_row(n_rows: int, rows: Sequence[int], scores: Scores) -> Scores:
    """Give the highest score of each row, 0 where it has none."""
    best = np.zeros(n_rows, dtype=np.float32)
    np.maximum.at(best, np.asarray(rows, dtype=np.int64), scores)
    return best


def _first_word(matches: WordMatches) -> Scores:
    n_texts, n_words = matches.nearness.shape
    return matches.nearness[:, 0] if n_words else np.zeros(n_texts, dtype=np.float32)


def best_of_each_passage(findings: Iterable[Finding]) -> list[Finding]:
    """Keep the first finding of every passage."""
    best: dict[str, Finding] = {}
    for finding in findings:
        best.setdefault(finding.passage.id, finding)
    return list(best.values())
