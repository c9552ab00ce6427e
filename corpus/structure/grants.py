"""A chapter in which every region answers the same questions in prose, and tells of projects."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from corpus.document import Field
from corpus.errors import UnknownRegionError
from corpus.forms.model import Answers
from corpus.pages import collapse
from corpus.regions import Region, find_place
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


def read_answers(lines: Sequence[TableLine], form: Answers) -> Iterator[Answer]:
    """Give every region's answers in order, from the first region's heading on."""
    heads = list(_heads(lines, form))
    for (start, region), (end, _) in pairwise([*heads, (len(lines), None)]):
        yield from _region_answers(region, lines[start:end], form)


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
        if _question_length(lines, n, form.questions[:1]):
            yield n - 1, _region(lines[n - 1].text)


def _region(text: str) -> Region | None:
    try:
        place = find_place(text)
    except UnknownRegionError:
        return None
    return place if isinstance(place, Region) else None


def _region_answers(region: Region | None, lines: Sequence[TableLine], form: Answers) -> Iterator[Answer]:
    asked = [(n, length) for n in range(len(lines)) if (length := _question_length(lines, n, form.questions))]
    ends = [*(n for n, _ in asked[1:]), len(lines)]
    for place, ((start, length), end) in enumerate(zip(asked, ends, strict=True)):
        head = lines[0 if place == 0 else start : start + length]
        yield Answer(region=region, head=tuple(head), parts=tuple(_parts(lines[start + length : end], form)))


def _question_length(lines: Sequence[TableLine], n: int, questions: Sequence[str]) -> int:
    """Count the lines that ask one of the questions from line n on, letter for letter or nearly; 0 when none does."""
    first = _WORD.match(lines[n].text.lstrip())
    asked = [question for question in questions if first and question.startswith(first.group())]
    if not asked:
        return 0
    texts = [collapse(" ".join(line.text for line in lines[n : n + k])) for k in range(1, _MAX_QUESTION_LINES + 1)]
    exact = next((k for k, text in enumerate(texts, start=1) if text in asked), 0)
    if exact:
        return exact
    likeness, length = max((_likeness(text, question), -k) for k, text in enumerate(texts, 1) for question in asked)
    return -length if likeness >= _MIN_LIKENESS else 0


def _likeness(text: str, question: str) -> float:
    if abs(len(text) - len(question)) > 2 * (1 - _MIN_LIKENESS) * len(question):
        return 0.0
    return SequenceMatcher(None, text.casefold(), question.casefold(), autojunk=False).ratio()


def _parts(lines: Sequence[TableLine], form: Answers) -> Iterator[Part]:
    """Prose and projects in order; a line that announces projects ("Beviljade projekt:") is prose."""
    names = [n for n, line in enumerate(lines) if form.project.fullmatch(line.text)]
    announced = {n - 1 for n in names if n > 0 and lines[n - 1].text.rstrip().endswith(":")}
    cuts = sorted({0, *names, *announced})
    for start, end in zip(cuts, [*cuts[1:], len(lines)], strict=True):
        match = form.project.fullmatch(lines[start].text) if lines[start:end] else None
        if start < end:
            yield Part(project=match["name"] if match else None, lines=tuple(lines[start:end]))
