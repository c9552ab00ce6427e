"""Labelled lines to Content: what prose, cards, slides and templates share once they know what each line is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from corpus.document import (
    Block,
    Content,
    Document,
    Field,
    Initiative,
    Page,
    Role,
    Section,
    Status,
    collapse,
    initiative_id,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who reports an initiative or speaks in a section: a region (county code), a group (id), or nobody certain."""

    region: str | None
    group: str | None

    @property
    def role(self) -> Role:
        """What text of this owner says of it."""
        if self.region is None:
            return Role.NONE if self.group is None else Role.GROUP
        return Role.DOES


NOBODY = Owner(region=None, group=None)


def document_owner(document: Document) -> Owner:
    """Give the group or the one region a document speaks for; nobody where it speaks for several regions."""
    only = document.regions[0] if document.group is None and len(document.regions) == 1 else None
    return Owner(region=only, group=document.group)


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
class Piece:
    """A line, or a stretch of one, and what it is.

    Attributes:
        page: Number of its page in the file, counted from 1.
        text: As it stands in the page's text.
        heading: The place of its section among the outline's headings, from 0.
        story: The number of its initiative, counted in reading order; None in prose.
    """

    page: int
    text: str
    field: Field
    heading: int
    story: int | None


@dataclass(frozen=True, kw_only=True)
class Outline:
    """What a layout found in a document: headings and pieces in reading order, and the status of its initiatives.

    Attributes:
        owners: Who reports an initiative, by its number, where the report says so; else its section's owner does.
    """

    document: Document
    pages: tuple[Page, ...]
    headings: tuple[Heading, ...]
    pieces: tuple[Piece, ...]
    status: Status
    notes: tuple[str, ...]
    owners: Mapping[int, Owner] = field(default_factory=dict)

    def content(self) -> Content:
        """Give the document's content; headings without lines give no section."""
        return Content(
            document=self.document,
            pages=self.pages,
            sections=tuple(self._sections()),
            initiatives=tuple(self._initiative(story, pieces) for story, pieces in self._stories.items()),
            rows=(),
            blocks=tuple(self._block(run) for run in _runs(self.pieces)),
            notes=self.notes,
        )

    def _speaker(self, heading: int) -> Owner:
        """Who a section speaks for."""
        found = self.headings[heading]
        return (found.owner or document_owner(self.document)) if found.own_words else NOBODY

    def _teller(self, piece: Piece) -> Owner:
        """Who reports the initiative that a piece belongs to."""
        told = self.owners.get(piece.story) if piece.story is not None else None
        return told or self.headings[piece.heading].owner or document_owner(self.document)

    @cached_property
    def _stories(self) -> dict[int, list[Piece]]:
        stories: dict[int, list[Piece]] = {}
        for piece in self.pieces:
            if piece.story is not None:
                stories.setdefault(piece.story, []).append(piece)
        return stories

    @cached_property
    def _ids(self) -> dict[int, str]:
        seen: Counter[tuple[str, str | None, str]] = Counter()
        ids = {}
        for story, pieces in self._stories.items():
            owner = self._teller(pieces[0])
            key = owner.region or owner.group or "", self.headings[pieces[0].heading].theme, _field(pieces, Field.NAME)
            seen[key] += 1
            ids[story] = initiative_id(self.document.id, *key, seen[key])
        return ids

    def _section_id(self, heading: int) -> str:
        return f"{self.document.id}-{heading + 1}"

    def _sections(self) -> Iterator[Section]:
        for number, run in groupby(sorted(self.pieces, key=lambda piece: piece.heading), lambda piece: piece.heading):
            heading, pages = self.headings[number], [piece.page for piece in run]
            speaker = self._speaker(number)
            yield Section(
                id=self._section_id(number),
                document=self.document.id,
                heading=heading.title,
                region=speaker.region,
                group=speaker.group,
                theme=heading.theme,
                first_page=min(pages),
                last_page=max(pages),
            )

    def _initiative(self, story: int, pieces: Sequence[Piece]) -> Initiative:
        owner = self._teller(pieces[0])
        return Initiative(
            id=self._ids[story],
            document=self.document.id,
            section=self._section_id(pieces[0].heading),
            region=owner.region,
            group=owner.group,
            theme=self.headings[pieces[0].heading].theme,
            status=self.status,
            name=_field(pieces, Field.NAME),
            description=_field(pieces, Field.DESCRIPTION),
            outputs=_field(pieces, Field.OUTPUTS),
            effects=_field(pieces, Field.EFFECTS),
            goals=_field(pieces, Field.GOALS),
            text=collapse(" ".join(piece.text for piece in pieces if piece.field is not Field.TEMPLATE)),
            first_page=min(piece.page for piece in pieces),
            last_page=max(piece.page for piece in pieces),
            also_in=(),
        )

    def _block(self, run: Sequence[Piece]) -> Block:
        first = run[0]
        own = self.headings[first.heading].own_words and first.field is not Field.TEMPLATE
        owner = self._teller(first) if own else NOBODY
        return Block(
            document=self.document.id,
            page=first.page,
            text="\n".join(piece.text for piece in run),
            field=first.field,
            section=self._section_id(first.heading),
            initiative=None if first.story is None else self._ids[first.story],
            region=owner.region,
            group=owner.group,
            role=owner.role,
        )


def _field(pieces: Iterable[Piece], field: Field) -> str:
    return collapse(" ".join(piece.text for piece in pieces if piece.field is field))


def _runs(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Give pieces that follow each other on one page as one run, as long as they are parts of the same."""
    run: list[Piece] = []
    for piece in pieces:
        if run and _part(piece) != _part(run[0]):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _part(piece: Piece) -> tuple[int, Field, int, int | None]:
    return piece.page, piece.field, piece.heading, piece.story
