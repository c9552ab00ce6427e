"""Examples for the regressions: signals of topics, passages and comparable initiatives, and whether each is right."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from corpus.regions import REGIONS
from eval.truth.ground import ground_truth
from eval.truth.judged import Question, QuestionKind, Variant
from eval.tuning.regression import SLOPES, Example
from indexer.index import Filters
from service.asked.reading import read_question
from service.compare.similar import find_similar
from service.search.calibration import Claim
from service.search.candidates import find_candidates
from service.search.query import Mode, Scope
from service.search.reranking import Candidate
from service.search.searcher import Searcher
from service.search.signals import topic_evidence

# How many initiatives like a source are seen; what comes after them is never read.
SIMILAR = 20


def topic_examples(searcher: Searcher, told: Sequence[Question], absent: Sequence[Question]) -> Iterator[Example]:
    """See what a search finds where the collection tells of the topic and where it does not."""
    n_nearest = searcher.ranking.nearest_of(len(searcher.index.columns.fields.codes))
    for questions, holds in ((topical(told), True), (absent, False)):
        for text in (text for question in questions for text in wordings(question)):
            asked = searcher.understand(text)
            found = find_candidates(searcher.index, asked, Filters(), Mode.HYBRID, searcher.ranking.depth)
            matches = searcher.index.word_matches(asked.topic, found.rows)
            first = searcher.candidates(asked, Filters())[: n_nearest + 1]
            soft, alike = (np.array([hit.parts[name] for hit in first], dtype=np.float32) for name in ("soft", "alike"))
            seen = topic_evidence(found, matches, soft, alike, n_nearest)
            yield Example(seen=tuple(float(seen[name][0]) for name in SLOPES[Claim.TOPIC]), holds=holds)


def passage_examples(searcher: Searcher, questions: Sequence[Question]) -> Iterator[Example]:
    """See each region's best passage where the region works with the topic and where it does not."""
    for question in topical(questions):
        right = set(question.regions) or {evidence.region for evidence in question.evidence}
        for text in wordings(question):
            candidates = [c for c in _candidates(searcher, text) if c.passage.is_evidence]
            for region in REGIONS:
                own = [c for c in candidates if c.passage.region == region.code]
                if own:
                    seen = tuple(own[0].parts[name] for name in SLOPES[Claim.PASSAGE])
                    yield Example(seen=seen, holds=region.name in right)


def comparable_examples(searcher: Searcher, questions: Sequence[Question]) -> Iterator[Example]:
    """See the score of what a search gives as like an initiative, where it is and where it is not."""
    truth = ground_truth(searcher.index, [q for q in questions if q.kind is QuestionKind.COMPARABLE])
    for id_, source in truth.judgements.sources.items():
        for found in find_similar(searcher, source.unit or "", limit=SIMILAR, scope=Scope.OTHER_REGIONS).hits:
            grade = truth.judgements.units[id_].get(truth.same(found.hit.passage.unit), 0)
            yield Example(seen=(found.hit.score,), holds=grade > 0)


def topical(questions: Iterable[Question]) -> list[Question]:
    """Give the questions whose answer is regions or initiatives, those that name a region left out."""
    kinds = (QuestionKind.REGIONS, QuestionKind.TOPICAL)
    return [q for q in questions if q.kind in kinds and not read_question(q.question).places]


def wordings(question: Question) -> list[str]:
    """Give the question as first worded, and in English where that is there."""
    return [text for name, text in question.variants.items() if name is Variant.ENGLISH] + [question.question]


def _candidates(searcher: Searcher, text: str) -> Sequence[Candidate]:
    return searcher.candidates(searcher.understand(text), Filters(), least_depth=searcher.ranking.region_depth)
