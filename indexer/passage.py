"""Passage: the unit that is embedded, retrieved and cited."""

from dataclasses import dataclass

from corpus.document import Field, Role

NO_EVIDENCE = frozenset({Field.GOALS, Field.HEADING, Field.TEMPLATE})
"""Fields that never show that a region or group does something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of one page, of one initiative or section and of one field of it.

    Attributes:
        id: `<document id>-<12 hex of the SHA-256 of the collapsed text>-<n-th occurrence>`.
        page: Number of the page in the file, counted from 1.
        printed_page: The number printed on the page, where that is certain.
        text: As it stands on the page, runs of white space as one space; at most about 220 words.
        section: Id of the section it stands in; `heading` is what that section is called.
        initiative: Id of the initiative it belongs to, None in prose; `name` is what that is called, "" in prose.
        region: County code of the region it is credited to, else None.
        group: Id of the group it is credited to, else None.
        regions: County codes it is found under: its region's, or its group's members'.
        mentioned: County codes of other regions that are only named in the text.
        theme: Slug of its theme, else None.
        subject: Title of its document where that is about one thing only, as a proposal for a decision; else "".
        columns: Heads of the columns of figures that end its text, where it is a table's row.
        language: "sv", "en" or None where the page has too little text to tell.
    """

    id: str
    document: str
    page: int
    printed_page: int | None
    text: str
    section: str
    heading: str
    initiative: str | None
    name: str
    field: Field
    region: str | None
    group: str | None
    role: Role
    regions: tuple[str, ...]
    mentioned: tuple[str, ...]
    theme: str | None
    years: tuple[int, ...]
    language: str | None
    subject: str = ""
    columns: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it stands under, to be searched: its initiative, or in prose its heading and its document's subject."""
        return self.name or " ".join(part for part in (self.heading, self.subject) if part)

    @property
    def is_evidence(self) -> bool:
        """Whether it may show that a region or group does something: not a goal, a heading or a template's words."""
        return self.role is not Role.NONE and self.field not in NO_EVIDENCE

    @property
    def unit(self) -> str:
        """Id of what it counts as one hit with: its initiative, or in prose its section."""
        return self.initiative or self.section
