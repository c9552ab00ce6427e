"""Readers' feedback as topics and qrels, and what they call wrong as a list to look at."""

import csv
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from eval.truth.qrels import Qrels, write_qrels, write_topics
from service.feedback import Feedback, Verdict

VOTES = {Verdict.RELEVANT: 1, Verdict.NOT_RELEVANT: -1}
COLUMNS = ("said", "verdict", "question", "passage", "index_version")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackJudgements:
    """What was said, sorted out.

    Attributes:
        topics: The questions by topic id.
        qrels: 1 for a passage that more readers call relevant than not, else 0; left out where they are as many.
        wrong: Quotes that readers say have the wrong page or region, oldest first.
    """

    topics: dict[str, str]
    qrels: Qrels
    wrong: tuple[Feedback, ...]


def sort_out(said: Iterable[Feedback]) -> FeedbackJudgements:
    """Give what was said as topics and qrels; passages are judged by majority."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[Feedback] = []
    for each in said:
        if each.verdict in VOTES:
            votes[each.question][each.passage] += VOTES[each.verdict]
        else:
            wrong.append(each)
    grades = {
        topic_id(question): {passage: int(sum_ > 0) for passage, sum_ in counts.items() if sum_}
        for question, counts in votes.items()
    }
    judged = {topic: passages for topic, passages in grades.items() if passages}
    topics = {topic_id(question): question for question in votes}
    return FeedbackJudgements(
        topics={topic: text for topic, text in topics.items() if topic in judged}, qrels=judged, wrong=tuple(wrong)
    )


def topic_id(question: str) -> str:
    """Give an id that stays as long as the question is asked in the same words."""
    return f"feedback-{hashlib.sha256(question.encode()).hexdigest()[:8]}"


def write_judgements(judgements: FeedbackJudgements, folder: Path) -> None:
    """Write `feedback.topics` and `feedback.qrels` as TREC files, and `wrong.csv`."""
    folder.mkdir(parents=True, exist_ok=True)
    write_topics(judgements.topics, folder / "feedback.topics")
    write_qrels(judgements.qrels, folder / "feedback.qrels")
    with (folder / "wrong.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([getattr(each, column) for column in COLUMNS] for each in judgements.wrong)
