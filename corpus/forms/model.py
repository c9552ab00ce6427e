"""What a form may say: one model for each engine that reads reports."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from corpus.document import Field as Part
from corpus.document import Status
from corpus.forms.words import AnyOf, Expression, Expressions, RegionCode, ThemeId, Wordings, naming, refuse_shared


class PageRule(StrEnum):
    """Where a page of a text file begins, besides at form feeds."""

    PLAIN = "plain"  # nowhere; in text extracted from PDF (it begins with one space) as LEADING_SPACE
    LEADING_SPACE = "leading-space"  # at a line with exactly one leading space after a line that is not blank
    BLANK_LINES = "blank-lines"  # after three blank lines or more


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Form(_Model):
    """What all forms say.

    Attributes:
        name: What a catalogue's entry calls it: the name of its file.
        title: What kind of report it is, in Swedish.
        pages: Where a page of a text file begins.
        recognised_by: Phrases that only reports of this form hold, beside those that it names anyhow.
    """

    name: str
    title: str
    pages: PageRule = PageRule.PLAIN
    recognised_by: Wordings = ()

    def wordings(self) -> Iterator[Wordings]:
        """Give what a report of this form is expected to say: of each item any one of several wordings."""
        yield from ((phrase,) for phrase in self.recognised_by)


class TableHead(_Model):
    """How the head of a table whose lines are not marked begins and ends, in lower case."""

    begins: Wordings
    ends: Wordings
    max_lines: int = Field(default=20, ge=1)


class CellWords(_Model):
    """What speaks for a column: phrases in its cells, and how they open. `{years}` are those a report tells of."""

    cues: Expressions
    opens: Expressions = ()
    any_case: bool = True


class Cells(_Model):
    """What speaks for the columns of tables whose cells are not marked.

    Attributes:
        says_goals: What can open nothing but goals.
        never_inside: Phrases of the report's template, which stand in the middle of no sentence.
    """

    name: CellWords
    outputs: CellWords
    effects: CellWords
    goals: CellWords
    says_goals: AnyOf
    never_inside: AnyOf


class RowWords(_Model):
    """What rows say besides initiatives.

    Attributes:
        max_rows: How many rows a region is asked for, at most, in a theme.
        nothing: A row that says so tells no initiative.
        reference: Points at another table (its number as `table`) or chapter; `more` where it adds to what is told.
        reference_words: The longest row that holds little but a name and a reference.
    """

    max_rows: int = Field(ge=1)
    nothing: Expression
    reference: Annotated[Expression, AfterValidator(naming("table", "more"))]
    reference_words: int


class Answers(_Model):
    """A chapter in which every region answers the same questions in prose.

    Attributes:
        title: What its sections are called, before the region.
        heading: What its own heading begins with.
        questions: As they are printed; the first follows a region's name.
        project: A line that names a project, as `name` and `number`.
        labels: What opens a line of a project, by field.
    """

    title: str
    heading: str
    questions: Wordings = Field(min_length=1)
    project: Annotated[Expression, AfterValidator(naming("name", "number"))]
    labels: Mapping[Part, Expression]


class FlattenedForm(_Form):
    """Tables by theme, a region a row, as lines of text without their columns.

    Attributes:
        columns: What the head says of each column, as beginnings of words, from left to right after the region.
        themes: How the heading of each theme's table may read, besides the theme's own name.
        labels: What a row may call a region, besides its own names.
    """

    engine: Literal["flattened-tables"]
    head: TableHead
    columns: Mapping[Literal["name", "outputs", "effects", "goals"], Wordings]
    themes: Mapping[ThemeId, Wordings]
    labels: Mapping[RegionCode, Wordings] = {}
    rows: RowWords
    cells: Cells
    answers: Answers | None = None

    @model_validator(mode="after")
    def _tells_apart(self) -> Self:
        refuse_shared("labels", self.labels.items())
        refuse_shared("themes", self.themes.items())
        return self

    def wordings(self) -> Iterator[Wordings]:
        """Give the headings of the themes, the head and the questions."""
        yield from super().wordings()
        yield self.head.begins
        yield self.head.ends
        yield from self.themes.values()
        yield from ((question,) for question in (self.answers.questions if self.answers else ()))


class UnmarkedTable(_Model):
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


class QuestionnaireForm(_Form):
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


class CardsForm(_Form):
    """Prose by heading, with initiatives told one after the other under labels.

    Attributes:
        status: What its initiatives are.
        card: The label of an initiative's name, where it is told as a card.
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
            raise ValueError("nothing says where an initiative begins; expected card, card_heading or measure")
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


class GridForm(_Form):
    """Headings, running text, and tables whose cells are marked and whose first rows say what the columns hold.

    Attributes:
        status: What its initiatives are; None to see from the catalogue whether they are proposed.
        columns: How the head of each column may read, in any case and without marks at its end.
        patterns: The same as regular expressions. What is named first settles a head that fits several.
        labels: What a row may call a region, besides its own names.
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
    turned: bool = False
    asks: AnyOf | None = None
    placeholder: AnyOf | None = None
    not_reported: AnyOf | None = None

    @model_validator(mode="after")
    def _names_initiatives(self) -> Self:
        refuse_shared("columns", self.columns.items())
        refuse_shared("labels", self.labels.items())
        refuse_shared("themes", self.themes.items())
        told = {*self.columns, *self.patterns}
        if "name" not in told or len(told - {"theme"}) < 2:
            raise ValueError("columns: too few to know a table by; expected name and one more beside theme")
        return self

    def wordings(self) -> Iterator[Wordings]:
        """Give the columns' heads."""
        yield from super().wordings()
        yield from self.columns.values()


class ProseForm(_Form):
    """Running text under headings, with tables of figures."""

    engine: Literal["prose"]


class SlidesForm(_Form):
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
