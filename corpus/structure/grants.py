"""A chapter in which every region answers the same questions in prose and describes its projects."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from corpus.document import Field
from corpus.forms.flattened import Answers
from corpus.pages import collapse
from corpus.regions import Region
from corpus.regions.names import find_region
from corpus.structure.labels import LAST_RANK, rank
from corpus.structure.lines import Stretch, TableLine

_MAX_QUESTION_LINES = 6
# A question as like as this to the form's is that question; two of the form's are alike to 0.8 at most.
_MIN_LIKENESS = 0.9
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of an answer: prose, or a project told by name (the name's line first)."""

    project: str | None
    lines: tuple[TableLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One region's answer to one question; `head` holds the question and, before the first, the region's heading.

    The region is None where what stands above the first question names none.
    """

    region: Region | None
    head: tuple[TableLine, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """An answer and the place of its question in the form."""

    number: int
    answer: Answer


def read_answers(lines: Sequence[TableLine], form: Answers, expected: Collection[str]) -> Iterator[Answer]:
    """Give every region's answers in order, from the first region's heading on.

    What may be answered by a region whose heading is lost is no region's: from the answer before a question that was
    asked already, and before a region that is missing the last answer, or all where a question is missing, too.

    Args:
        expected: County codes of the regions that should answer.
    """
    heads = list(_heads(lines, form))
    told = {region.code for _, region in heads if region is not None}
    missing = {rank(code) for code in expected if code not in told}
    for (start, region), (end, after) in pairwise([*heads, (len(lines), None)]):
        asked = list(_region_answers(region, lines[start:end], form))
        certain = _certain(asked)
        # The next region's heading, where it names none, is the one that is missing.
        is_followed = after is not None or end == len(lines)
        if is_followed and _lacks(region, after, missing):
            certain = min(certain, len(asked) - 1 if len(asked) == len(form.questions) else 0)
        yield from (one.answer for one in asked[:certain])
        yield from (replace(one.answer, region=None) for one in asked[certain:])


def _certain(asked: Sequence[_Asked]) -> int:
    """Count the answers before the one that a question follows which was asked before it."""
    again = (n for n, (one, other) in enumerate(pairwise(asked)) if other.number <= one.number)
    return next(again, len(asked))


def _lacks(region: Region | None, after: Region | None, missing: Collection[int]) -> bool:
    """Whether a region that is missing may answer after this one and before the next."""
    if region is None:
        return False
    own, end = rank(region.code), LAST_RANK if after is None else rank(after.code)
    return any(own < place < end for place in missing) if own <= end else bool(missing)


def first_heading(lines: Sequence[TableLine], form: Answers) -> int:
    """Give the position of the first region's heading, or how many lines there are."""
    return next((n for n, _ in _heads(lines, form)), len(lines))


def project_fields(part: Part, form: Answers) -> tuple[Stretch, ...]:
    """Give a project's lines by field: its name without the number, then what each line's label says."""
    first, *lines = part.lines
    match = form.project.fullmatch(first.text)
    name, number = (match["name"], match["number"]) if match else (first.text, "")
    stretches = [Stretch(field=Field.NAME, line=replace(first, text=name))]
    if number:
        stretches.append(Stretch(field=Field.DESCRIPTION, line=replace(first, text=number)))
    field = Field.DESCRIPTION
    for line in lines:
        field = next((field for field, label in form.labels.items() if label.match(line.text)), field)
        stretches.append(Stretch(field=field, line=line))
    return tuple(stretches)


def _heads(lines: Sequence[TableLine], form: Answers) -> Iterator[tuple[int, Region | None]]:
    """Find where each region's answers begin: at its name alone on a line, above the first question."""
    for n in range(1, len(lines)):
        if _question(lines, n, form.questions[:1]):
            yield n - 1, find_region(lines[n - 1].text)


def _region_answers(region: Region | None, lines: Sequence[TableLine], form: Answers) -> Iterator[_Asked]:
    questions = [(n, *found) for n in range(len(lines)) if (found := _question(lines, n, form.questions))]
    ends = [*(n for n, *_ in questions[1:]), len(lines)]
    for place, ((start, length, number), end) in enumerate(zip(questions, ends, strict=True)):
        head = lines[0 if place == 0 else start : start + length]
        parts = tuple(_parts(lines[start + length : end], form))
        yield _Asked(number, Answer(region=region, head=tuple(head), parts=parts))


def _question(lines: Sequence[TableLine], n: int, questions: Sequence[str]) -> tuple[int, int] | None:
    """Give how many lines from line n on ask a question, letter for letter or nearly, and which; None where none."""
    first = _WORD.match(lines[n].text.lstrip())
    asked = [place for place, question in enumerate(questions) if first and question.startswith(first.group())]
    if not asked:
        return None
    texts = [collapse(" ".join(line.text for line in lines[n : n + k])) for k in range(1, _MAX_QUESTION_LINES + 1)]
    exact = ((k, place) for k, text in enumerate(texts, start=1) for place in asked if text == questions[place])
    if (found := next(exact, None)) is not None:
        return found
    likeness, length, place = max(
        (_likeness(text, questions[place]), -k, -place) for k, text in enumerate(texts, 1) for place in asked
    )
    return (-length, -place) if likeness >= _MIN_LIKENESS else None


def _likeness(text: str, question: str) -> float:
    if abs(len(text) - len(question)) > 2 * (1 - _MIN_LIKENESS) * len(question):
        return 0.0
    matcher = SequenceMatcher(None, text.casefold(), question.casefold(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _MIN_LIKENESS else 0.0


def _parts(lines: Sequence[TableLine], form: Answers) -> Iterator[Part]:
    """Prose and projects in order; a line that announces projects ("Beviljade projekt:") is prose."""
    names = [n for n, line in enumerate(lines) if form.project.fullmatch(line.text)]
    announced = {n - 1 for n in names if n > 0 and lines[n - 1].text.rstrip().endswith(":")}
    cuts = sorted({0, *names, *announced})
    for start, end in zip(cuts, [*cuts[1:], len(lines)], strict=True):
        match = form.project.fullmatch(lines[start].text) if lines[start:end] else None
        if start < end:
            yield Part(project=match["name"] if match else None, lines=tuple(lines[start:end]))
