"""Puts the sections, initiatives, rows and blocks of one document together, with their ids."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.document import (
    Block,
    Content,
    Document,
    Field,
    Initiative,
    Page,
    Place,
    Role,
    Row,
    Section,
    Status,
    initiative_id,
)
from corpus.structure.lines import Stretch, join_lines


class ContentBuilder:
    """Collects what is read in a document, in reading order, and gives it as `Content`."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.sections: list[Section] = []
        self.initiatives: dict[str, Initiative] = {}
        self.rows: list[Row] = []
        self.blocks: list[Block] = []
        self.notes: list[str] = []
        self._names: Counter[tuple[str, str | None, str]] = Counter()

    def open_section(self, heading: str, region: str | None, theme: str | None) -> Section:
        """Begin a section; its pages are those of the blocks added to it."""
        section = Section(
            id=f"{self.document.id}-{len(self.sections) + 1}",
            document=self.document.id,
            heading=heading,
            region=region,
            group=None,
            theme=theme,
            first_page=0,
            last_page=0,
        )
        self.sections.append(section)
        return section

    def add_blocks(self, section: Section, stretches: Iterable[Stretch], role: Role, initiative: str | None) -> None:
        """Add stretches as blocks: one for each run of the same page and field. Template text speaks for nobody."""
        for (page, field), run in groupby(stretches, key=lambda stretch: (stretch.line.page, stretch.field)):
            block = Block(
                document=self.document.id,
                page=page,
                text=join_lines(stretch.line for stretch in run),
                field=field,
                section=section.id,
                initiative=initiative,
                region=section.region,
                group=None,
                role=Role.NONE if field is Field.TEMPLATE else role,
            )
            self.blocks.append(block)

    def add_initiative(self, section: Section, region: str, stretches: Sequence[Stretch]) -> Initiative:
        """Add what stretches tell as an initiative of a region; its blocks are added apart."""
        name = _text(stretches, Field.NAME).rstrip(" .,:;")
        key = (region, section.theme, name)
        self._names[key] += 1
        pages = [stretch.line.page for stretch in stretches]
        initiative = Initiative(
            id=initiative_id(self.document.id, *key, self._names[key]),
            document=self.document.id,
            section=section.id,
            region=region,
            group=None,
            theme=section.theme,
            status=Status.REPORTED,
            name=name,
            description=_text(stretches, Field.DESCRIPTION),
            outputs=_text(stretches, Field.OUTPUTS),
            effects=_text(stretches, Field.EFFECTS),
            goals=_text(stretches, Field.GOALS),
            text=join_lines(stretch.line for stretch in stretches if stretch.field is not Field.TEMPLATE),
            first_page=min(pages),
            last_page=max(pages),
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


def _text(stretches: Sequence[Stretch], field: Field) -> str:
    return join_lines(stretch.line for stretch in stretches if stretch.field is field)
