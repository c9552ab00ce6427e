"""One fact: the sentence that says it, or that the documents do not say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.chunking import sentences
from indexer.index import Filters, Index
from indexer.passage import Passage
from service.calibration import Claim, calibrations
from service.candidates import Scores
from service.expected import holds_answer
from service.question import Question
from service.quotes import Quoter
from service.reranking import Candidate
from service.searcher import Searcher

# The answer stands in one of the first passages or is not found with certainty.
READ = 20
# Chosen on the `tune` half: false answers weigh more than missed ones.
FACT_THRESHOLD = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a candidate, read in search of a fact."""

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
    """Give the sentences that may answer a fact question, best first."""
    read = read_sentences(searcher.candidates(question, filters))
    if not read:
        return []
    confidences = calibrations()[Claim.FACT].probability(features(searcher.index, question, read))
    quoter = Quoter(searcher.index, question)
    order = np.argsort(-confidences, kind="stable").tolist()
    return [
        Finding(
            quote=quoter.shorten(read[place].text),
            passage=read[place].candidate.passage,
            confidence=float(confidences[place]),
        )
        for place in order
    ]


def read_sentences(candidates: Sequence[Candidate]) -> list[Sentence]:
    """Give the sentences of the first candidates that are evidence."""
    return [
        Sentence(text=text, candidate=candidate)
        for candidate in candidates[:READ]
        if candidate.passage.is_evidence
        for text in sentences(candidate.passage.text)
    ]


def features(index: Index, question: Question, read: Sequence[Sentence]) -> Mapping[str, Scores]:
    """Give what is seen of each sentence, by name, arrays of shape (len(read),), values 0 to 1.

    `sentence` is how near its words come to the question's, `attribute` how near it comes to the first word asked
    about, `holds` whether it holds the kind of word asked for, `relative` the passage's score over the best.
    """
    inside = index.text_matches(question.topic, [sentence.text for sentence in read])
    return {
        "sentence": inside.nearness @ inside.weights,
        "attribute": inside.nearness[:, 0] if len(inside.weights) else np.zeros(len(read), dtype=np.float32),
        "holds": np.array(
            [holds_answer(sentence.text, question.expected, question.text) for sentence in read], dtype=np.float32
        ),
        "relative": np.array([sentence.candidate.parts["relative"] for sentence in read], dtype=np.float32),
    }


def best_of_each_passage(findings: Iterable[Finding]) -> list[Finding]:
    """Keep the first finding of every passage."""
    best: dict[str, Finding] = {}
    for finding in findings:
        best.setdefault(finding.passage.id, finding)
    return list(best.values())
