"""A proposal: prose by heading, measures (1a, 1b ...), cards with labelled fields, and coded areas."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from corpus.corrections import Corrections
from corpus.document import Content, Document, Field, Status
from corpus.pages import Line, PageLines, collapse
from corpus.structure.headings import heading_lines
from corpus.structure.outline import Heading, OutlinePiece, read_outline

_MEASURE = re.compile(r"\d[a-z]\) \S")
_CARD = "Namn på insats"
_EXAMPLES = "Exempel på möjliga insatser"
_CODE = "Kod / namn"
_CODE_FIELDS = ("Politikområde", "Koppling till", "Motivering")
_FOOTNOTE = re.compile(r"\s?\*\s{2}\S")

# Lines that are nothing but a label; the long one of the cards stands on five.
_LABELS = {
    "Beskrivning av": Field.DESCRIPTION,
    "utmaning och syfte": Field.DESCRIPTION,
    "med åtgärden och": Field.DESCRIPTION,
    "effekter som vill": Field.DESCRIPTION,
    "uppnås": Field.DESCRIPTION,
    "Beskrivning": Field.DESCRIPTION,
    "Effekter": Field.EFFECTS,
}
# Labels with their text on the same line. Those with a colon read as part of the text and stay in it.
_OPENERS = {
    "Beskrivning": Field.DESCRIPTION,
    "Utmaning:": Field.DESCRIPTION,
    "Syfte/prestation:": Field.OUTPUTS,
    "Syfte / prestation:": Field.OUTPUTS,
    "Primärt mål:": Field.GOALS,
    "Sekundärt mål:": Field.GOALS,
    "Särskilda mål": Field.GOALS,
    "Andra mervärden": Field.EFFECTS,
}
# What is to be counted, with its code. These keep their label: alone, "#63" says nothing.
_COUNTED = ("Kod intervention", "Interventionsområde", "Kvantitet")


def read_structure(document: Document, pages: Sequence[PageLines], corrections: Corrections) -> Content:
    """Read measures and cards as proposed initiatives of the document's group, the rest as prose by heading."""
    del corrections  # Cards have needed none so far.
    reading = _Reading(headings=[Heading(title=document.title, theme=None, own_words=True)])
    return read_outline(document, pages, reading, Status.PROPOSED).content()


class _Part(Enum):
    PROSE = auto()
    MEASURE = auto()
    CARD = auto()
    CODES = auto()


@dataclass(slots=True)
class _Reading:
    """Where the reading of a document stands: in which part, section, initiative and field."""

    headings: list[Heading]
    part: _Part = _Part.PROSE
    stories: int = 0
    field: Field = Field.PROSE

    def page(self, page: PageLines) -> Iterator[OutlinePiece]:
        """Label the lines of the next page."""
        titles, in_footnote, in_heading = heading_lines(page), False, 0
        for place, line in enumerate(page.lines):
            text = collapse(line.text)
            in_footnote = in_footnote or _FOOTNOTE.match(line.text) is not None
            if not text:
                continue
            if in_footnote:
                yield self._piece(page, text, Field.TEMPLATE)
            elif in_heading:
                yield self._piece(page, text, Field.HEADING)
            elif place in titles and self._is_heading(text, opens_page=place == 0):
                in_heading = titles[place]
                self._open(_title(page.lines[place : place + in_heading]), _Part.PROSE, Field.PROSE)
                yield self._piece(page, text, Field.HEADING)
            else:
                yield from self._labelled(page, text)
            in_heading = max(in_heading - 1, 0)

    def _is_heading(self, text: str, *, opens_page: bool) -> bool:
        """Whether what looks like a heading is one: among fields, only where it opens a page."""
        if text.startswith((_CARD, _EXAMPLES, *_CODE_FIELDS, _CODE, *_OPENERS, *_COUNTED)) or _MEASURE.match(text):
            return False
        return self.part in (_Part.PROSE, _Part.CODES) or (opens_page and self.part is _Part.CARD)

    def _labelled(self, page: PageLines, text: str) -> Iterator[OutlinePiece]:
        if text.startswith(_EXAMPLES):
            self._open(text, _Part.PROSE, Field.PROSE)
            yield self._piece(page, text, Field.HEADING)
        elif _MEASURE.match(text):
            self._open(text, _Part.MEASURE, Field.NAME)
            self.stories += 1
            yield self._piece(page, text, Field.NAME)
        elif text.startswith(_CARD):
            self.part, self.field = _Part.CARD, Field.NAME
            self.stories += 1
            yield from self._split(page, text, _CARD)
        elif text.startswith(_CODE):
            self._open(text.removeprefix(_CODE).strip(), _Part.CODES, Field.NAME)
            yield self._piece(page, text, Field.PROSE)
        elif self.part in (_Part.MEASURE, _Part.CARD):
            yield from self._field_line(page, text)
        else:
            yield from self._code_line(page, text)

    def _field_line(self, page: PageLines, text: str) -> Iterator[OutlinePiece]:
        """Label a line of a measure or a card."""
        label = text.removesuffix(":")
        opener = next((opener for opener in _OPENERS if text.startswith(opener)), None)
        if label in _LABELS:
            self.field = _LABELS[label]
            yield self._piece(page, text, Field.TEMPLATE)
        elif opener is not None:
            self.field = _OPENERS[opener]
            keeps = text.removeprefix(opener).startswith(":") or opener.endswith(":")
            yield from [self._piece(page, text, self.field)] if keeps else self._split(page, text, opener)
        elif text.startswith(_COUNTED):
            self.field = Field.OUTPUTS
            yield self._piece(page, text, self.field)
        else:
            yield from self._further_line(page, text)

    def _further_line(self, page: PageLines, text: str) -> Iterator[OutlinePiece]:
        """Label a line of a measure or a card that begins no field."""
        if self._ends_name(text):
            self.field = Field.DESCRIPTION
        elif self.part is _Part.MEASURE and self.field is Field.NAME:
            self._lengthen_title(text)
        yield self._piece(page, text, self.field)

    def _ends_name(self, text: str) -> bool:
        """Whether a measure's name is over: it goes on only in lines that begin in lower case."""
        return self.part is _Part.MEASURE and self.field is Field.NAME and not text[0].islower()

    def _code_line(self, page: PageLines, text: str) -> Iterator[OutlinePiece]:
        """Label a line of running text or of a coded area."""
        if self.field is Field.NAME and text.startswith(_CODE_FIELDS):
            self.field = Field.PROSE
        elif self.field is Field.NAME:
            self._lengthen_title(text)
        yield self._piece(page, text, Field.PROSE)

    def _split(self, page: PageLines, text: str, label: str) -> Iterator[OutlinePiece]:
        """Give the label of a line and the rest of it, if there is a rest, as two pieces."""
        yield self._piece(page, label, Field.TEMPLATE)
        rest = text.removeprefix(label).strip()
        if rest:
            yield self._piece(page, rest, self.field)

    def _open(self, title: str, part: _Part, field: Field) -> None:
        self.headings.append(Heading(title=title, theme=None, own_words=True))
        self.part, self.field = part, field

    def _lengthen_title(self, text: str) -> None:
        self.headings[-1] = replace(self.headings[-1], title=f"{self.headings[-1].title} {text}")

    def _piece(self, page: PageLines, text: str, field: Field) -> OutlinePiece:
        story = self.stories - 1 if self.part in (_Part.MEASURE, _Part.CARD) else None
        return OutlinePiece(page=page.page, text=text, field=field, heading=len(self.headings) - 1, story=story)


def _title(lines: Sequence[Line]) -> str:
    return collapse(" ".join(line.text for line in lines))
