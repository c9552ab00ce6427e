"""A proposal: prose by heading, measures (1a, 1b ...), cards with labelled fields, and coded areas."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import takewhile

from corpus.corrections import Corrections
from corpus.document import Content, Document, Field
from corpus.forms.model import CardsForm
from corpus.pages import Line, PageLines, collapse
from corpus.structure.builder import Owner, document_owner
from corpus.structure.card_ends import CardPlace
from corpus.structure.card_labels import is_label, matches, opened, openers, opens_with
from corpus.structure.card_owners import CardOwners
from corpus.structure.card_told import told_of_cards
from corpus.structure.headings import MAX_WORDS, heading_lines
from corpus.structure.lines import join_lines
from corpus.structure.outline import Heading, OutlinePiece, read_outline
from corpus.structure.owners import sole_owner


def read_structure(
    document: Document, pages: Sequence[PageLines], corrections: Corrections, form: CardsForm
) -> Content:
    """Read measures and cards as initiatives of whom they name, else the document's, the rest as prose by heading."""
    del corrections  # Cards have needed none so far.
    headings = [Heading(title=document.title, theme=None, own_words=True)]
    reading = _Reading(form=form, headings=headings, owners=CardOwners(own=document_owner(document)))
    outline = read_outline(document, pages, reading, form.status)
    notes = (*reading.notes, *told_of_cards(form, outline.pieces))
    return replace(outline, owners=reading.owners.told, notes=notes).content()


class _Part(Enum):
    PROSE = auto()
    MEASURE = auto()
    CARD = auto()
    CODES = auto()


@dataclass(slots=True)
class _Reading:
    """Where the reading of a document stands: in which part, section, initiative and field, under whose headings."""

    form: CardsForm
    headings: list[Heading]
    owners: CardOwners
    notes: list[str] = field(default_factory=list)
    part: _Part = _Part.PROSE
    stories: int = 0
    told: Field = Field.PROSE
    awaits_region: bool = False
    above: list[tuple[int, Owner | None]] = field(default_factory=list)
    place: CardPlace = field(default_factory=CardPlace)

    def page(self, page: PageLines) -> Iterator[OutlinePiece]:
        """Label the lines of the next page."""
        titles = heading_lines(page) if self.form.card_heading is None else {}
        in_footnote, in_heading = False, 0
        for place, line in enumerate(page.lines):
            text = collapse(line.text)
            in_footnote = in_footnote or matches(self.form.footnote, line.text)
            if not text:
                continue
            if in_footnote:
                yield self._piece(page, text, Field.TEMPLATE)
            elif line.heading is not None and line.heading <= (self.form.card_heading or 0):
                goes_on = place > 0 and page.lines[place - 1].heading == line.heading
                self.place.open(line)
                yield from self._marked(page, text, line.heading, goes_on=goes_on)
            elif in_heading:
                yield self._piece(page, text, Field.HEADING)
            elif place in titles and not self.awaits_region and self._is_heading(page, place, titles[place]):
                in_heading = titles[place]
                self._open(join_lines(page.lines[place : place + in_heading]), _Part.PROSE, Field.PROSE)
                yield self._piece(page, text, Field.HEADING)
            else:
                yield from self._in_card(page, line, text)
            in_heading = max(in_heading - 1, 0)

    def _in_card(self, page: PageLines, line: Line, text: str) -> Iterator[OutlinePiece]:
        """Take a line of a card, or one with which a card ends or is left: that is nobody's, and told."""
        is_open = self.part is _Part.CARD and not self.awaits_region
        if is_open and not is_label(self.form, text) and not matches(self.form.measure, text):
            if self.place.ends_at(line):
                self._open(text, _Part.PROSE, Field.PROSE)
                yield self._piece(page, text, Field.HEADING)
                return
            if self.place.leaves(line):
                self.notes.append(f"sida {page.page}: utanför insatsen ovanför och räknas inte till den: {text[:40]!r}")
            if self.place.is_left:
                yield replace(self._piece(page, text, Field.PROSE), story=None)
                return
            if self.place.goes_on(line):
                self.told = Field.DESCRIPTION
        stories = self.stories
        yield from self._labelled(page, text)
        if self.stories > stories:
            self.place.open(line)
        else:
            self.place.take_up(line)

    def _is_heading(self, page: PageLines, place: int, n_lines: int) -> bool:
        """Whether what looks like a heading is one: in a card, only where it opens a page and has text under it."""
        text = collapse(page.lines[place].text)
        if text.startswith(openers(self.form)) or matches(self.form.measure, text):
            return False
        if self.part is not _Part.CARD:
            return self.part in (_Part.PROSE, _Part.CODES)
        below = [collapse(line.text) for line in page.lines[place + n_lines :]]
        under = [*takewhile(self._is_text, below)]
        has_text = len(" ".join(under).split()) > MAX_WORDS
        if place == 0 and not has_text:
            self.notes.append(f"sida {page.page}: {text[:40]!r} räknas till insatsen på sidan före; en rubrik?")
        elif place > 0 and has_text and len(under) == len(below):
            self.notes.append(f"sida {page.page}: {text[:40]!r} räknas till insatsen ovanför; en rubrik?")
        return place == 0 and has_text

    def _is_text(self, text: str) -> bool:
        return not is_label(self.form, text) and not matches(self.form.measure, text)

    def _marked(self, page: PageLines, text: str, level: int, *, goes_on: bool) -> Iterator[OutlinePiece]:
        """Take a marked heading: an initiative's name, or one above it, which may name who reports."""
        if level == self.form.card_heading:
            self.part, self.told = _Part.CARD, Field.NAME
            if not goes_on:
                self._open_card()
            if self.form.card and opens_with(text, self.form.card):
                yield from self._split(page, text, self.form.card)
            else:
                yield self._piece(page, text, Field.NAME)
            self.told = Field.DESCRIPTION
            return
        if goes_on:
            self._lengthen_title(text)
        else:
            self.above = [(above, owner) for above, owner in self.above if above < level]
            self.above.append((level, sole_owner(text) or (self.above[-1][1] if self.above else None)))
            self._open(text, _Part.PROSE, Field.PROSE)
            self.headings[-1] = replace(self.headings[-1], owner=self.above[-1][1])
        yield self._piece(page, text, Field.HEADING)

    def _labelled(self, page: PageLines, text: str) -> Iterator[OutlinePiece]:
        form = self.form
        if self.awaits_region:
            self.awaits_region = False
            if not is_label(self.form, text):
                self._see_region(page, text)
                yield self._piece(page, text, Field.TEMPLATE)
                return
            self._see_region(page, "")
        label = next((label for label in form.region if self._tells_region(text, label)), None)
        if form.examples and text.startswith(form.examples):
            self._open(text, _Part.PROSE, Field.PROSE)
            yield self._piece(page, text, Field.HEADING)
        elif matches(form.measure, text):
            self._open(text, _Part.MEASURE, Field.NAME)
            self._open_card()
            yield self._piece(page, text, Field.NAME)
        elif form.card and opens_with(text, form.card):
            self.part, self.told = _Part.CARD, Field.NAME
            self._open_card()
            yield from self._split(page, text, form.card)
        elif form.code and text.startswith(form.code):
            self._open(text.removeprefix(form.code).strip(), _Part.CODES, Field.NAME)
            yield self._piece(page, text, Field.PROSE)
        elif label is not None:
            named = text.removeprefix(label).strip(" :")
            self.awaits_region = not named
            if named:
                self._see_region(page, named)
            yield self._piece(page, text, Field.TEMPLATE)
        elif self.part in (_Part.MEASURE, _Part.CARD):
            yield from self._field_line(page, text)
        else:
            yield from self._code_line(page, text)

    def _field_line(self, page: PageLines, text: str) -> Iterator[OutlinePiece]:
        """Label a line of a measure or a card."""
        form = self.form
        alone = next((told for told, labels in form.labels.items() if text.removesuffix(":") in labels), None)
        spoken = opened(form.opens, text)
        kept = opened(form.keeps, text)
        if alone is not None:
            self.told = alone
            yield self._piece(page, text, Field.TEMPLATE)
        elif spoken is not None:
            self.told, opener = spoken
            keeps = text.removeprefix(opener).startswith(":") or opener.endswith(":")
            yield from [self._piece(page, text, self.told)] if keeps else self._split(page, text, opener)
        elif kept is not None:
            self.told = kept[0]
            yield self._piece(page, text, self.told)
        else:
            yield from self._further_line(page, text)

    def _tells_region(self, text: str, label: str) -> bool:
        """Whether a line is a label and whom it names; without a colon, only where a card has named nobody yet."""
        if not opens_with(text, label):
            return False
        in_card = self.part in (_Part.MEASURE, _Part.CARD)
        if text.removeprefix(label).strip().startswith(":") or text == label:
            return in_card or not self.stories or self.owners.stand_above
        return in_card and self.owners.may_be_named(self.stories - 1)

    def _see_region(self, page: PageLines, named: str) -> None:
        notes = self.owners.see(named, self.stories)
        self.notes += [f"sida {page.page}: {note}; insatsen räknas inte till någon" for note in notes]

    def _open_card(self) -> None:
        self.owners.open(self.stories)
        self.stories += 1

    def _further_line(self, page: PageLines, text: str) -> Iterator[OutlinePiece]:
        """Label a line of a measure or a card that begins no field."""
        if self._ends_name(text):
            self.told = Field.DESCRIPTION
        elif self.part is _Part.MEASURE and self.told is Field.NAME:
            self._lengthen_title(text)
        yield self._piece(page, text, self.told)

    def _ends_name(self, text: str) -> bool:
        """Whether a measure's name is over: it goes on only in lines that begin in lower case."""
        return self.part is _Part.MEASURE and self.told is Field.NAME and not text[0].islower()

    def _code_line(self, page: PageLines, text: str) -> Iterator[OutlinePiece]:
        """Label a line of running text or of a coded area."""
        if self.told is Field.NAME and text.startswith(self.form.code_fields):
            self.told = Field.PROSE
        elif self.told is Field.NAME:
            self._lengthen_title(text)
        yield self._piece(page, text, Field.PROSE)

    def _split(self, page: PageLines, text: str, label: str) -> Iterator[OutlinePiece]:
        """Give the label of a line and the rest of it, if there is a rest, as two pieces."""
        yield self._piece(page, label, Field.TEMPLATE)
        rest = text.removeprefix(label).lstrip(" :").strip()
        if rest:
            yield self._piece(page, rest, self.told)

    def _open(self, title: str, part: _Part, told: Field) -> None:
        self.headings.append(Heading(title=title, theme=None, own_words=True))
        self.part, self.told = part, told

    def _lengthen_title(self, text: str) -> None:
        self.headings[-1] = replace(self.headings[-1], title=f"{self.headings[-1].title} {text}")

    def _piece(self, page: PageLines, text: str, field: Field) -> OutlinePiece:
        story = self.stories - 1 if self.part in (_Part.MEASURE, _Part.CARD) else None
        return OutlinePiece(page=page.page, text=text, field=field, heading=len(self.headings) - 1, story=story)
