"""The schema of forms: one model for each engine that reads reports."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, model_validator

from corpus.document import Field as Part
from corpus.document import Status
from corpus.forms.base import Form, FormPart
from corpus.forms.flattened import FlattenedForm
from corpus.forms.words import AnyOf, Expression, RegionCode, ThemeId, Wordings, refuse_shared


class UnmarkedTable(FormPart):
    """A table inside a filled-in template, as paragraphs: a row's cells stand one after the other.

    Attributes:
        head_begins: How its head begins.
        head_ends: How its head ends.
        columns: From left to right; the name is first.
        opens: What opens a cell, by field.
        goals_go_on: What a further paragraph of a goals cell says.
        between_cells: Where one line holds two cells.
    """

    head_begins: str
    head_ends: str
    columns: tuple[Part, ...]
    opens: Mapping[Part, AnyOf]
    goals_go_on: AnyOf
    between_cells: Expression


class QuestionnaireForm(Form):
    """A template with numbered chapters and questions, filled in by one region.

    Attributes:
        themes: How the heading of each theme's chapter may read, besides the theme's own name.
        closing: The heading of what the region adds at the end.
        asks: How an instruction begins that stands inside a chapter, besides the numbered questions.
        footnotes: How a footnote of the template's begins, after its number.
        placeholder: What stands where nothing was filled in.
        empty_box: A box that was not ticked.
    """

    engine: Literal["questionnaire"]
    themes: Mapping[ThemeId, Wordings]
    closing: str
    asks: AnyOf
    footnotes: AnyOf
    placeholder: str
    empty_box: str
    table: UnmarkedTable

    def wordings(self) -> Iterator[Wordings]:
        """Give the chapters' headings, the closing one and the tables' heads."""
        yield from super().wordings()
        yield from self.themes.values()
        yield (self.closing,)
        yield (self.table.head_begins,)


class CardsForm(Form):
    """Prose by heading, with initiatives told one after the other under labels.

    Attributes:
        status: What its initiatives are.
        card: The label of an initiative's name, where it is told as a card; in a heading it is no part of the name.
        card_heading: The level, from 1, of the marked headings that each are an initiative's name; one above them may
            name the region that reports.
        measure: How an initiative begins that has its name as a heading.
        examples: How a heading begins that introduces initiatives.
        code: How a coded area begins.
        code_fields: How the further lines of a coded area begin.
        footnote: How a footnote begins; it reaches to the end of its page.
        labels: Lines that are nothing but a label, by field.
        opens: Labels with their text on the same line, by field; one that ends in a colon stays in the text.
        keeps: Labels that say what their text is and stay in it, by field.
        region: Labels whose text names the region that reports the initiative.
    """

    engine: Literal["cards"]
    status: Status
    card: str | None = None
    card_heading: int | None = Field(default=None, ge=1)
    measure: Expression | None = None
    examples: str | None = None
    code: str | None = None
    code_fields: Wordings = ()
    footnote: Expression | None = None
    labels: Mapping[Part, Wordings] = {}
    opens: Mapping[Part, Wordings] = {}
    keeps: Mapping[Part, Wordings] = {}
    region: Wordings = ()

    @model_validator(mode="after")
    def _begins_cards(self) -> Self:
        if not (self.card or self.card_heading or self.measure):
            raise ValueError("ingenting säger var en insats börjar; väntade card, card_heading eller measure")
        return self

    def wordings(self) -> Iterator[Wordings]:
        """Give the cards' labels."""
        yield from super().wordings()
        if self.card:
            yield (self.card,)
        for labels in (self.labels, self.opens, self.keeps):
            yield from ((label,) for fields in labels.values() for label in fields)
        if self.region:
            yield self.region


ColumnName = Literal["region", "theme", "name", "description", "outputs", "effects", "goals"]


class GridForm(Form):
    """Headings, running text, and tables whose cells are marked and whose first rows say what the columns hold.

    Attributes:
        status: What its initiatives are; None to see from the catalogue whether they are proposed.
        columns: How the head of each column may read, in any case and without marks at its end.
        patterns: The same as regular expressions. What is named first settles a head that fits several.
        labels: What a row may call a region, besides its own names.
        region_once: Whether a region stands in the first of its rows only, so that an empty cell says the one above.
        themes: What a row or a heading may call a theme, besides its own name.
        turned: Whether heads may stand in a table's first column, so that each further column is an initiative.
        asks: How a paragraph begins that asks, so that it is the form's and not the region's.
        placeholder: What stands where nothing was filled in.
        not_reported: A cell that says so tells no initiative.
    """

    engine: Literal["grid"]
    status: Status | None = None
    columns: Mapping[ColumnName, Wordings] = {}
    patterns: Mapping[ColumnName, AnyOf] = {}
    labels: Mapping[RegionCode, Wordings] = {}
    themes: Mapping[ThemeId, Wordings] = {}
    region_once: bool = False
    turned: bool = False
    asks: AnyOf | None = None
    placeholder: AnyOf | None = None
    not_reported: AnyOf | None = None

    @model_validator(mode="after")
    def _names_initiatives(self) -> Self:
        refuse_shared("columns", self.columns.items())
        refuse_shared("labels", self.labels.items())
        refuse_shared("themes", self.themes.items())
        told = {*(column for column, heads in self.columns.items() if heads), *self.patterns}
        if "name" not in told or len(told - {"theme"}) < 2:
            raise ValueError("columns: för få att känna igen en tabell på; väntade name och en till förutom theme")
        if self.region_once and "region" not in told:
            raise ValueError("region_once: ingen kolumn är regionens; väntade en under columns eller patterns")
        return self

    def wordings(self) -> Iterator[Wordings]:
        """Give the columns' heads."""
        yield from super().wordings()
        yield from self.columns.values()


class ProseForm(Form):
    """Running text under headings, with tables of figures."""

    engine: Literal["prose"]


class SlidesForm(Form):
    """Each page is a slide, called by its title, which has so many lines at most."""

    engine: Literal["slides"]
    max_title_lines: int = Field(default=3, ge=1)


AnyForm = Annotated[
    FlattenedForm | QuestionnaireForm | CardsForm | GridForm | ProseForm | SlidesForm, Field(discriminator="engine")
]
ENGINES: Mapping[str, type[BaseModel]] = {
    "flattened-tables": FlattenedForm,
    "questionnaire": QuestionnaireForm,
    "cards": CardsForm,
    "grid": GridForm,
    "prose": ProseForm,
    "slides": SlidesForm,
}
