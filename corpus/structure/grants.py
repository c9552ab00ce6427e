"""Section 8 of the compilation: how each region distributed grant 1:1, told in prose under the same six questions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.document import Field
from corpus.errors import UnknownRegionError
from corpus.pages import collapse
from corpus.regions import Region, find_place
from corpus.structure.lines import Stretch, TableLine

GRANT = "Fördelning av anslag 1:1"
_WHY = (
    "Beskrivning av varför regionen har fördelat anslaget mellan projektverksamhet, regionala företagsstöd och stöd "
    "till kommersiell service på det sätt de gjort."
)
QUESTIONS = (
    _WHY,
    "Beskrivning av hur regionen har integrerat ekonomisk, social och miljömässig hållbarhet i beslut om medel från "
    "anslaget till projektverksamhet, regionala företagsstöd och stöd till kommersiell service.",
    "Beskrivning av hur anslaget har bidragit till att nå målen i den regionala utvecklingsstrategin.",
    "Beskrivning av hur anslaget har bidragit till att nå målen i nationellt och regionala program för Regionalfonden.",
    "Beskrivning av hur anslaget har bidragit till att nå målen i Interreg-program.",
    "Beskrivning på vilket sätt olika territoriella perspektiv har beaktats och påverkat beslut om medel.",
)
_LONGEST_QUESTION = 6  # lines
_PROJECT = re.compile(r"\s*(?P<name>\S.*?)\s*(?P<number>\(Nyps[- ]id\s*[\d ]+\))\s*")
_LABELS = (
    (re.compile(r"\s*(?:Politiskt mål|Specifikt mål|Effektmål\b[^:]*):"), Field.GOALS),
    (re.compile(r"\s*(?:Indikatorutfall|Målvärde/utfall):"), Field.OUTPUTS),
    (re.compile(r"\s*Resultat:"), Field.EFFECTS),
    (re.compile(r"\s*(?:Projekttid|Projektägare|Övriga partners|Tilldelade medel|Projektbeskrivning)\b[^:]*:"),
     Field.DESCRIPTION),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of an answer: prose, or a project told by name (the name's line first)."""

    project: str | None
    lines: tuple[TableLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One region's answer to one question; `head` holds the question and, before the first, the region's heading."""

    region: Region
    head: tuple[TableLine, ...]
    parts: tuple[Part, ...]


def read_answers(lines: Sequence[TableLine]) -> Iterator[Answer]:
    """Give every region's answers in order, from the first region's heading on."""
    heads = [(n, region) for n in range(len(lines)) if (region := _heading(lines, n))]
    ends = [*(n for n, _ in heads[1:]), len(lines)]
    for (start, region), end in zip(heads, ends, strict=True):
        yield from _region_answers(region, lines[start:end])


def first_heading(lines: Sequence[TableLine]) -> int:
    """Give the position of the first region's heading, or how many lines there are."""
    return next((n for n in range(len(lines)) if _heading(lines, n)), len(lines))


def project_fields(part: Part) -> tuple[Stretch, ...]:
    """Give a project's lines by field: its name without the number, then what each line's label says."""
    first, *lines = part.lines
    match = _PROJECT.fullmatch(first.text)
    name, number = (match["name"], match["number"]) if match else (first.text, "")
    stretches = [Stretch(field=Field.NAME, line=replace(first, text=name))]
    if number:
        stretches.append(Stretch(field=Field.DESCRIPTION, line=replace(first, text=number)))
    field = Field.DESCRIPTION
    for line in lines:
        field = next((field for label, field in _LABELS if label.match(line.text)), field)
        stretches.append(Stretch(field=field, line=line))
    return tuple(stretches)


def _heading(lines: Sequence[TableLine], n: int) -> Region | None:
    """The region whose block begins on this line: its name alone, then the first question."""
    if not _question_length(lines, n + 1, (_WHY,)):
        return None
    try:
        place = find_place(lines[n].text)
    except UnknownRegionError:
        return None
    return place if isinstance(place, Region) else None


def _region_answers(region: Region, lines: Sequence[TableLine]) -> Iterator[Answer]:
    asked = [(n, length) for n in range(len(lines)) if (length := _question_length(lines, n, QUESTIONS))]
    ends = [*(n for n, _ in asked[1:]), len(lines)]
    for place, ((start, length), end) in enumerate(zip(asked, ends, strict=True)):
        head = lines[0 if place == 0 else start : start + length]
        yield Answer(region=region, head=tuple(head), parts=tuple(_parts(lines[start + length : end])))


def _question_length(lines: Sequence[TableLine], n: int, questions: Sequence[str]) -> int:
    """Count the lines that ask one of the questions from line n on; 0 when none does."""
    if n >= len(lines) or not lines[n].text.lstrip().startswith("Beskrivning"):
        return 0
    texts = [line.text for line in lines[n : n + _LONGEST_QUESTION]]
    lengths = range(1, len(texts) + 1)
    return next((k for k in lengths if collapse(" ".join(texts[:k])) in questions), 0)


def _parts(lines: Sequence[TableLine]) -> Iterator[Part]:
    """Prose and projects in order; a line that announces projects ("Beviljade projekt:") is prose."""
    names = [n for n, line in enumerate(lines) if _PROJECT.fullmatch(line.text)]
    announced = {n - 1 for n in names if n > 0 and lines[n - 1].text.rstrip().endswith(":")}
    cuts = sorted({0, *names, *announced})
    for start, end in zip(cuts, [*cuts[1:], len(lines)], strict=True):
        match = _PROJECT.fullmatch(lines[start].text) if lines[start:end] else None
        if start < end:
            yield Part(project=match["name"] if match else None, lines=tuple(lines[start:end]))
