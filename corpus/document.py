"""What a report consists of once it is read: pages, sections, initiatives and the blocks of text between them."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.pages import Page

# The first and the last that a report is on; what lies outside is a slip of the pen.
YEARS = (1900, 2100)


class Status(StrEnum):
    """Whether an initiative has been carried out or is only suggested."""

    REPORTED = "reported"
    PROPOSED = "proposed"


class Role(StrEnum):
    """What a block of text says of the region or group it is credited to.

    A region DOES what its own initiative or its own prose says. GROUP text speaks for a named group and for none of
    its members alone. NONE speaks for nobody: a template's question, a national introduction, a table head.
    """

    DOES = "does"
    GROUP = "group"
    NONE = "none"


class Field(StrEnum):
    """Which part of an initiative or section a block is."""

    NAME = "name"
    DESCRIPTION = "description"
    OUTPUTS = "outputs"
    EFFECTS = "effects"
    GOALS = "goals"
    ROW = "row"  # text of an initiative whose cell is not certain
    PROSE = "prose"
    HEADING = "heading"
    TEMPLATE = "template"  # questions, instructions, table heads, page numbers: never evidence


class RowKind(StrEnum):
    """What a row of a report's table is."""

    INITIATIVE = "initiative"
    CROSS_REFERENCE = "cross-reference"
    DUPLICATE = "duplicate"
    FACT = "fact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report, as the catalogue describes it.

    Attributes:
        id: Short, readable and stable; stands in every passage id.
        years: The years it reports on; for a proposal, the years it is made for.
        kind: What it is, in Swedish, as officers are shown it.
        form: Name of the form it is laid out by (see `corpus.forms`).
        regions: County codes of the regions it speaks for.
        group: Id of the named group it speaks for; None when it speaks for single regions.
        file: Name of the file in the documents folder.
        sha256: Of the file as received, 64 hexadecimal digits.
    """

    id: str
    title: str
    issuer: str
    years: tuple[int, ...]
    kind: str
    form: str
    language: str
    regions: tuple[str, ...]
    group: str | None
    file: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of a document under one heading.

    Attributes:
        id: Document id and the section's ordinal.
        heading: As printed, repaired; what officers are shown.
        region: County code of the only region it speaks for, else None.
        group: Id of the group it speaks for, else None.
        theme: Slug of the theme it belongs to, else None.
    """

    id: str
    document: str
    heading: str
    region: str | None
    group: str | None
    theme: str | None
    first_page: int
    last_page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Another place where the same initiative is told; `initiative` is the id of that telling."""

    document: str
    page: int
    initiative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """What one region, or a named group, reports as one (Swedish: insats).

    Attributes:
        id: `<document id>-<12 hex>-<n>`, from region, theme and name (see `initiative_id`).
        region: County code; None when a group reports it.
        outputs: Prestationer, as the report tells them; "" where the report has none or the cell is not certain.
        effects: Effekter, likewise.
        goals: Mål, likewise.
        text: Everything told of it, in the report's order, names and goals included.
        also_in: Other places that tell the same initiative.
    """

    id: str
    document: str
    section: str
    region: str | None
    group: str | None
    theme: str | None
    status: Status
    name: str
    description: str
    outputs: str
    effects: str
    goals: str
    text: str
    first_page: int
    last_page: int
    also_in: tuple[Place, ...]

    @property
    def tellings(self) -> tuple[str, ...]:
        """Ids of all initiatives that tell the same, its own among them; none where it is told once."""
        return (self.id, *(place.initiative for place in self.also_in)) if self.also_in else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a report's table: an initiative, or something that only looks like one.

    Attributes:
        line: Number of the row's first line in the received file.
        initiative: Id of the initiative the row tells (for a duplicate, the first telling; for a cross-reference,
            the initiative it points at, where that was found).
    """

    document: str
    line: int
    region: str
    theme: str | None
    kind: RowKind
    text: str
    initiative: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of one page that belongs to one field of one initiative or section; passages are cut from blocks.

    Attributes:
        text: A substring of its page's text, runs of white space counted as one space.
        section: Id of the section it stands in.
        initiative: Id of the initiative it belongs to; None in prose.
        role: What it says of `region` or `group`.
        is_repeat: Whether its words stand once on the page and are told of another initiative before.
    """

    document: str
    page: int
    text: str
    field: Field
    section: str
    initiative: str | None
    region: str | None
    group: str | None
    role: Role
    is_repeat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that was read in one document.

    Attributes:
        blocks: In reading order; those of one field follow each other.
        notes: What a person may want to look at, one line each.
    """

    document: Document
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    initiatives: tuple[Initiative, ...]
    rows: tuple[Row, ...]
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
