"""The judged questions together with what is relevant to them in one index."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.identity import Tellings
from eval.truth.judged import Question, QuestionKind
from eval.truth.qrels import Judgements, Qrels, Stretch, judge, of_kind, read_stretches
from indexer.index import Index


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundTruth:
    """Questions and what is relevant to them in one index.

    Attributes:
        stretches: The index's passages.
        same: Tells which initiatives are one.
        judgements: Of the index's own units and passages.
    """

    questions: Sequence[Question]
    stretches: Sequence[Stretch]
    same: Tellings
    judgements: Judgements

    def qrels(self, kind: QuestionKind, given: Sequence[Stretch]) -> Qrels:
        """Give the judgements of one kind's topics: of units, or for facts of the passages that a system can give."""
        judged = self.judgements.units if kind is not QuestionKind.FACT else self.judgements_of(given).passages
        return {topic: judged[topic] for topic in self.topics(kind)}

    def judgements_of(self, given: Sequence[Stretch]) -> Judgements:
        """Give the judgements found in the passages that a system can give."""
        if given == self.stretches:
            return self.judgements
        return judge(self.questions, given, self.same)

    def topics(self, kind: QuestionKind) -> dict[str, str]:
        """Give what is asked of one kind by topic id, variants included."""
        return {id_: text for question in of_kind(self.questions, kind) for id_, text in question.topics.items()}


def ground_truth(index: Index, questions: Sequence[Question]) -> GroundTruth:
    """Find the judged evidence of questions in an index."""
    stretches, same = read_stretches(index), Tellings(index.initiatives(), index.documents(), across_owners=True)
    judgements = judge(questions, stretches, same)
    return GroundTruth(questions=tuple(questions), stretches=stretches, same=same, judgements=judgements)
