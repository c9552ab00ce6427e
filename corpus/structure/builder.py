"""Puts the sections, initiatives, rows and blocks of one document together, with their ids."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.document import Block, Content, Document, Field, Initiative, Place, Role, Row, Section, Status
from corpus.ids import initiative_id
from corpus.pages import Page, collapse


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
class Piece:
    """A stretch of one page that belongs to one field: a line or more, or a part of one.

    Attributes:
        page: Number of its page in the file, counted from 1.
        text: As it stands in the page's text.
        is_repeat: Whether another initiative is told the same by the same words.
    """

    page: int
    text: str
    field: Field
    is_repeat: bool = False


class ContentBuilder:
    """Collects what is read in a document, in reading order, and gives it as `Content`."""

    def __init__(self, document: Document, status: Status) -> None:
        self.document = document
        self.status = status
        self.sections: list[Section] = []
        self.initiatives: dict[str, Initiative] = {}
        self.rows: list[Row] = []
        self.blocks: list[Block] = []
        self.notes: list[str] = []
        self._names: Counter[tuple[str, str | None, str]] = Counter()

    def open_section(self, title: str, theme: str | None, speaker: Owner) -> Section:
        """Begin a section; its pages are those of the blocks added to it."""
        section = Section(
            id=f"{self.document.id}-{len(self.sections) + 1}",
            document=self.document.id,
            heading=title,
            region=speaker.region,
            group=speaker.group,
            theme=theme,
            first_page=0,
            last_page=0,
        )
        self.sections.append(section)
        return section

    def add_block(self, section: Section, piece: Piece, owner: Owner, role: Role, initiative: str | None) -> None:
        """Add a piece as a block that says `role` of its owner."""
        block = Block(
            document=self.document.id,
            page=piece.page,
            text=piece.text,
            field=piece.field,
            section=section.id,
            initiative=initiative,
            region=owner.region,
            group=owner.group,
            role=role,
            is_repeat=piece.is_repeat,
        )
        self.blocks.append(block)

    def add_initiative(self, section: Section, owner: Owner, name: str, pieces: Sequence[Piece]) -> Initiative:
        """Add what pieces tell as an initiative of its owner; its blocks are added apart.

        Its text begins with its name, also where that stands in none of the pieces.
        """
        key = (owner.region or owner.group or "", section.theme, name)
        self._names[key] += 1
        own_name = "" if text_of(pieces, Field.NAME) else name
        initiative = Initiative(
            id=initiative_id(self.document.id, *key, self._names[key]),
            document=self.document.id,
            section=section.id,
            region=owner.region,
            group=owner.group,
            theme=section.theme,
            status=self.status,
            name=name,
            description=text_of(pieces, Field.DESCRIPTION),
            outputs=text_of(pieces, Field.OUTPUTS),
            effects=text_of(pieces, Field.EFFECTS),
            goals=text_of(pieces, Field.GOALS),
            text=collapse(" ".join((own_name, *(p.text for p in pieces if p.field is not Field.TEMPLATE)))),
            first_page=min(piece.page for piece in pieces),
            last_page=max(piece.page for piece in pieces),
            also_in=(),
        )
        self.initiatives[initiative.id] = initiative
        return initiative

    def add_place(self, initiative: str, page: int) -> None:
        """Note another page of this document that tells the initiative."""
        told = self.initiatives[initiative]
        place = Place(document=self.document.id, page=page, initiative=initiative)
        self.initiatives[initiative] = replace(told, also_in=(*told.also_in, place))

    def content(self, pages: Sequence[Page]) -> Content:
        """Give what was collected; sections get the pages of their blocks, and one without blocks is left out."""
        told: dict[str, list[int]] = {}
        for block in self.blocks:
            told.setdefault(block.section, []).append(block.page)
        return Content(
            document=self.document,
            pages=tuple(pages),
            sections=tuple(
                replace(section, first_page=min(told[section.id]), last_page=max(told[section.id]))
                for section in self.sections
                if section.id in told
            ),
            initiatives=tuple(self.initiatives.values()),
            rows=tuple(self.rows),
            blocks=tuple(self.blocks),
            notes=tuple(self.notes),
        )


def text_of(pieces: Iterable[Piece], field: Field) -> str:
    """Give all that pieces say in a field as one text, white space collapsed."""
    return collapse(" ".join(piece.text for piece in pieces if piece.field is field))
