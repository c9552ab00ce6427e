"""Headings and labelled lines: what prose, cards, slides, templates and reports of no known form are read as."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Protocol

from corpus.document import Content, Document, Field, Section, Status
from corpus.pages import PageLines, page_text
from corpus.structure.builder import NOBODY, ContentBuilder, Owner, Piece, document_owner, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A section to be.

    Attributes:
        title: What it is called.
        theme: Its theme's slug.
        own_words: Whether its owner speaks in it, and not a template or a source.
        owner: Who speaks in it; None means the document's own region or group.
    """

    title: str
    theme: str | None
    own_words: bool
    owner: Owner | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlinePiece(Piece):
    """A line, or a part of one, with the section and initiative it belongs to.

    Attributes:
        heading: The place of its section among the outline's headings, from 0.
        story: The number of its initiative, counted in reading order; None in prose.
    """

    heading: int
    story: int | None


@dataclass(frozen=True, kw_only=True)
class Outline:
    """What an engine found in a document: headings and pieces in reading order, and the status of its initiatives.

    Attributes:
        owners: Who reports an initiative, by its number, where the report says so; else its section's owner does.
        names: What an initiative is called, by its number, where none of its own pieces says so.
    """

    document: Document
    pages: tuple[PageLines, ...]
    headings: tuple[Heading, ...]
    pieces: tuple[OutlinePiece, ...]
    status: Status
    notes: tuple[str, ...] = ()
    owners: Mapping[int, Owner] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)

    def content(self) -> Content:
        """Give the document's content; headings without lines give no section."""
        builder = ContentBuilder(self.document, self.status)
        sections = [
            builder.open_section(heading.title, heading.theme, self._speaker(heading)) for heading in self.headings
        ]
        ids = self._add_initiatives(builder, sections)
        for run in _runs(self.pieces):
            self._add_run(builder, sections, ids, run)
        builder.notes.extend(self.notes)
        return builder.content([page_text(page, self.document.id) for page in self.pages])

    def _add_initiatives(self, builder: ContentBuilder, sections: Sequence[Section]) -> dict[int | None, str]:
        """Add every initiative; give their ids by number."""
        stories: dict[int, list[OutlinePiece]] = {}
        for piece in self.pieces:
            if piece.story is not None:
                stories.setdefault(piece.story, []).append(piece)
        for pieces in stories.values():
            pieces.sort(key=lambda piece: piece.is_repeat)  # Its own words come first.
        return {
            story: builder.add_initiative(
                sections[pieces[0].heading], self._teller(pieces[0]), self._name(story, pieces), pieces
            ).id
            for story, pieces in stories.items()
        }

    def _name(self, story: int, pieces: Sequence[OutlinePiece]) -> str:
        return text_of(pieces, Field.NAME) or self.names.get(story, "")

    def _add_run(
        self,
        builder: ContentBuilder,
        sections: Sequence[Section],
        ids: Mapping[int | None, str],
        run: Sequence[OutlinePiece],
    ) -> None:
        """Add pieces of the same as one block; a template's words are nobody's."""
        first = run[0]
        is_own = self.headings[first.heading].own_words and first.field is not Field.TEMPLATE
        owner = self._teller(first) if is_own else NOBODY
        text = "\n".join(piece.text for piece in run)
        block = Piece(page=first.page, text=text, field=first.field, is_repeat=first.is_repeat)
        builder.add_block(sections[first.heading], block, owner, owner.role, ids.get(first.story))

    @cached_property
    def _own(self) -> Owner:
        return document_owner(self.document)

    def _speaker(self, heading: Heading) -> Owner:
        """Who a section speaks for."""
        return (heading.owner or self._own) if heading.own_words else NOBODY

    def _teller(self, piece: OutlinePiece) -> Owner:
        """Who reports the initiative that a piece belongs to."""
        told = self.owners.get(piece.story) if piece.story is not None else None
        return told or self.headings[piece.heading].owner or self._own


class Reading(Protocol):
    """Labels a document's pages one after the other, and adds a heading where it comes to one."""

    headings: list[Heading]

    def page(self, page: PageLines) -> Iterator[OutlinePiece]:
        """Label the lines of the next page."""


def read_outline(document: Document, pages: Sequence[PageLines], reading: Reading, status: Status) -> Outline:
    """Give the outline of a document whose pages are read in order."""
    pieces = tuple(piece for page in pages for piece in reading.page(page))
    return Outline(
        document=document, pages=tuple(pages), headings=tuple(reading.headings), pieces=pieces, status=status
    )


def _runs(pieces: Iterable[OutlinePiece]) -> Iterator[list[OutlinePiece]]:
    """Give pieces that follow each other on one page as one run, as long as they are parts of the same."""
    for _, run in groupby(pieces, key=lambda one: (one.page, one.field, one.heading, one.story, one.is_repeat)):
        yield list(run)
