"""What a report consists of once it is read: pages, sections, initiatives and the blocks of text between them."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Layout(StrEnum):
    """How a document is laid out: which module of `corpus.structure` reads it."""

    THEME_TABLES = "theme-tables"
    TEMPLATE_REPORT = "template-report"
    CARDS = "cards"
    PROSE = "prose"
    SLIDES = "slides"
    GENERIC = "generic"


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
    layout: Layout
    language: str
    regions: tuple[str, ...]
    group: str | None
    file: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where in a table a line stands; all are counted from 1.

    Attributes:
        table: The table's place in the document.
        row: The first row the cell stands in.
        n_rows: How many rows it spans.
    """

    table: int
    row: int
    column: int
    n_rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page.

    Attributes:
        number: Its place in the received file, counted from 1.
        cell: The table cell it stands in, where the format marks tables.
        heading: Its level, from 1, where the format marks it as a heading.
    """

    number: int
    text: str
    cell: Cell | None = None
    heading: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLines:
    """One page as lines: what a reader gives, what repairs change and what a structure is read from.

    Attributes:
        page: Number of the page in the file, counted from 1.
        printed_page: The number printed on it, where that is certain.
        lines: With their leading and inner spaces, which mark cells in some reports.
        received: The page as it was received.
        repairs: What was repaired so far, a note a kind with its count.
        notes: What a person may want to look at, in Swedish, one line each.
    """

    page: int
    printed_page: int | None
    lines: tuple[Line, ...]
    received: str
    repairs: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a document.

    Attributes:
        page: Number of the page in the file, counted from 1.
        printed_page: The number printed on it, where that is certain.
        text: Repaired, in reading order.
        received: As it was received.
        repairs: What was repaired, a note a kind with its count.
    """

    document: str
    page: int
    printed_page: int | None
    text: str
    received: str
    repairs: tuple[str, ...]


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
    theme: str
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


def page_text(page: PageLines, document: str) -> Page:
    """Give a page whose text is its lines in order, without blank ones."""
    lines = [collapse(line.text) for line in page.lines]
    return Page(
        document=document,
        page=page.page,
        printed_page=page.printed_page,
        text="\n".join(line for line in lines if line),
        received=page.received,
        repairs=page.repairs,
    )


def collapse(text: str) -> str:
    """Give the text with every run of white space as one space, none at the ends."""
    return " ".join(text.split())


def stable_id(document: str, text: str, occurrence: int) -> str:
    """Give `<document>-<12 hex digits of the SHA-256 of the collapsed text>-<occurrence, from 1>`."""
    digest = hashlib.sha256(collapse(text).encode()).hexdigest()
    return f"{document}-{digest[:12]}-{occurrence}"


def initiative_id(document: str, owner: str, theme: str | None, name: str, occurrence: int) -> str:
    """Give an initiative's id from who reports it (county code or group id), its theme and its name."""
    return stable_id(document, f"{owner}|{theme or ''}|{name}", occurrence)
