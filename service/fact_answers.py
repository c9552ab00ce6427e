"""One fact: the sentence that says it, or that the documents do not say."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from indexer.chunking import sentences
from indexer.index import Filters
from indexer.passage import Passage
from service.matching import Matcher
from service.question import Expected, Question
from service.quotes import shorten
from service.reranking import Candidate
from service.searcher import Searcher

# The answer stands in one of the first passages or is not found with certainty.
READ = 20
FACT_THRESHOLD = 0.5

_NUMBER_WORDS = (
    r"en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|tjugo|trettio|fyrtio|femtio"
    r"|sextio|sjuttio|åttio|nittio|hundra|tusen|hälften|dubbelt|tredjedel|fjärdedel"
)
_MONTHS = r"januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_HOLDS = {
    Expected.NUMBER: re.compile(rf"\d|\b(?:{_NUMBER_WORDS})\b", re.IGNORECASE),
    Expected.MONEY: re.compile(
        r"\d[\d ,.]*\s?(?:kr\b|kronor|mnkr|mkr|tkr|sek\b|msek|euro|€|miljon|miljard|mdkr|%|procent)|\d{3} \d{3}",
        re.IGNORECASE,
    ),
    Expected.DATE: re.compile(rf"\b(?:19|20)\d\d\b|\b(?:{_MONTHS})\b", re.IGNORECASE),
    # A name is a capitalised word that does not open the sentence.
    Expected.NAME: re.compile(r"(?<=[\w,:;)] )[A-ZÅÄÖ][\w&.-]+|[A-ZÅÄÖ]{2,}"),
}


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
    candidates = searcher.candidates(question, filters)[:READ]
    matcher = Matcher.of(question.words)
    findings = [finding for candidate in candidates for finding in _findings(candidate, question, matcher)]
    return sorted(findings, key=lambda finding: -finding.confidence)


def holds_answer(text: str, expected: Expected) -> bool:
    """Tell whether a text holds a word of the kind that is asked for."""
    pattern = _HOLDS.get(expected)
    return pattern is None or pattern.search(text) is not None


def _findings(candidate: Candidate, question: Question, matcher: Matcher) -> list[Finding]:
    passage = candidate.passage
    if not passage.is_evidence:
        return []
    context = f"{passage.name} {passage.heading}"
    return [
        Finding(
            quote=shorten(sentence, matcher),
            passage=passage,
            confidence=_confidence(candidate, sentence, context, question, matcher),
        )
        for sentence in sentences(passage.text)
    ]


def _confidence(candidate: Candidate, sentence: str, context: str, question: Question, matcher: Matcher) -> float:
    inside, around = matcher.coverage(sentence), matcher.coverage(context, sentence)
    evidence = -6 + 3 * inside + 4 * around + 1.5 * candidate.score + 1.0 * holds_answer(sentence, question.expected)
    return 1 / (1 + math.exp(-evidence))


def best_of_each_passage(findings: Iterable[Finding]) -> list[Finding]:
    """Keep the first finding of every passage."""
    best: dict[str, Finding] = {}
    for finding in findings:
        best.setdefault(finding.passage.id, finding)
    return list(best.values())
