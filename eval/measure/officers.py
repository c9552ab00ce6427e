"""Officers' own questions of every kind, each judged as a whole: right, or wrong for the reasons given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from rich.table import Table

from corpus.regions import group_by_id, members, region_by_code
from corpus.regions.names import find_mentions
from eval.errors import QuestionError
from eval.truth.json_lines import read_records
from eval.truth.judged import DEFAULT_FOLDER, Split
from indexer.index import Filters
from service.answer.answer import Answer, AnswerStatus, RegionStatus
from service.answering import Answerer

QUESTIONS = DEFAULT_FOLDER / "officers" / "officers.jsonl"
# An answer by region may lack, or have too many, one in five: the judges themselves were that unsure.
MIN_SHARE = 0.8
FIRST = 3


class Expectation(BaseModel):
    """What a right answer has; what is empty or None is free.

    Attributes:
        status: Any of these.
        answer: Short answers; the answer's words, its text or first quote hold one of them.
        pages: Document and page, printed or in the file; one of the first three quotes stands on one of them.
        regions: Of a question for regions all that have evidence; of others such as are quoted, or told where no
            words are quoted, as in a count.
        regions_allowed: Neither right nor wrong.
        without: Must have no evidence.
        units: Beginnings or parts of names; one is quoted among the first three.
        count: The number counted.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    status: tuple[AnswerStatus, ...]
    answer: tuple[str, ...] = ()
    pages: tuple[tuple[str, int], ...] = ()
    regions: tuple[str, ...] = ()
    regions_allowed: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    count: int | None = None


class OfficersQuestion(BaseModel):
    """A question with what is expected of its answer, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(min_length=1)]
    split: Split
    group: Annotated[str, Field(min_length=1)]
    question: str
    previous: str | None = None
    expect: Expectation
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is wrong with the answer to a question; nothing where it is right."""

    question: OfficersQuestion
    faults: tuple[str, ...]


def load_officers_questions(path: Path = QUESTIONS) -> list[OfficersQuestion]:
    """Read the questions.

    Raises:
        QuestionError: The file cannot be read, or a line is no such question; the message names it.
    """
    return [question for _, question in read_records(path, OfficersQuestion, QuestionError)]


def judge(answerer: Answerer, question: OfficersQuestion) -> Verdict:
    """Ask a question and judge the answer."""
    answer = answerer.answer(question.question, Filters(), question.previous)
    return Verdict(question=question, faults=tuple(faults(answer, question.group, question.expect)))


def faults(answer: Answer, group: str, expect: Expectation) -> Iterator[str]:
    """Say what an answer lacks of what is expected."""
    if answer.status not in expect.status:
        yield f"status {answer.status}"
        return
    if not answer.answered:
        return
    evidence = {found.region.name for found in answer.regions if found.status is RegionStatus.EVIDENCE}
    if expect.answer and not any(_plain(right) in _told(answer) for right in expect.answer):
        yield f"answer {answer.answer.text if answer.answer else answer.text[:60]!r}"
    if expect.pages and not _pages(answer) & set(expect.pages):
        yield f"pages {sorted(_pages(answer))}"
    if group == "regions" and expect.regions:
        yield from _region_faults(evidence, expect)
    elif expect.regions and not set(expect.regions) & _told_places(answer):
        yield f"regions {sorted(_told_places(answer))}"
    if wrong := sorted(evidence & set(expect.without)):
        yield f"evidence of {', '.join(wrong)}"
    if expect.units and not any(unit.casefold() in name for unit in expect.units for name in _names(answer)):
        yield f"units {list(_names(answer))}"
    if expect.count is not None and (answer.count is None or answer.count.value != expect.count):
        yield f"count {answer.count.value if answer.count else None}"


def officers_table(verdicts: Sequence[Verdict], split: Split) -> Table:
    """Give the share that is right, by kind."""
    table = Table(title=f"Officers' questions, {split} half")
    for heading in ("kind", "questions", "right"):
        table.add_column(heading, justify="left" if heading == "kind" else "right")
    groups = {verdict.question.group: None for verdict in verdicts}
    for group in groups:
        of_group = [verdict for verdict in verdicts if verdict.question.group == group]
        table.add_row(group, str(len(of_group)), _share(of_group))
    table.add_row("all", str(len(verdicts)), _share(verdicts))
    return table


def _share(verdicts: Sequence[Verdict]) -> str:
    return f"{sum(not verdict.faults for verdict in verdicts) / len(verdicts):.3f}"


def _region_faults(evidence: set[str], expect: Expectation) -> Iterator[str]:
    right = set(expect.regions)
    if len(right & evidence) < MIN_SHARE * len(right):
        yield f"lacks {', '.join(sorted(right - evidence))}"
    judged = evidence - set(expect.regions_allowed)
    if len(judged & right) < MIN_SHARE * len(judged):
        yield f"too many: {', '.join(sorted(judged - right))}"


def _told(answer: Answer) -> str:
    quote = answer.citations[0].quote if answer.citations else ""
    return _plain(f"{answer.answer.text if answer.answer else ''} | {answer.text} | {quote}")


def _plain(text: str) -> str:
    return "".join(text.casefold().split())


def _pages(answer: Answer) -> set[tuple[str, int]]:
    passages = [citation.passage for citation in answer.citations[:FIRST]]
    pages = {(passage.document, passage.page) for passage in passages}
    return pages | {(p.document, p.printed_page) for p in passages if p.printed_page is not None}


def _told_places(answer: Answer) -> set[str]:
    if not answer.citations:
        mentioned = (mention.place for mention in find_mentions(answer.text))
        return {region_by_code(code).name for place in mentioned for code in members(place)}
    passages = [citation.passage for citation in answer.citations]
    groups = {group_by_id(passage.group).name for passage in passages if passage.group is not None}
    return groups | {region_by_code(code).name for passage in passages for code in passage.regions}


def _names(answer: Answer) -> list[str]:
    n_shown = max(FIRST, *(number for side in answer.sides for number in side.citations), 0)
    return [f"{citation.passage.name} {citation.quote}".casefold() for citation in answer.citations[:n_shown]]
