"""The part of a form that describes flattened tables: heads, rows, clues to each column, and chapters of answers."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from corpus.document import Field as Part
from corpus.forms.base import Form, FormPart
from corpus.forms.words import AnyOf, Expression, Expressions, RegionCode, ThemeId, Wordings, naming, refuse_shared


class TableHead(FormPart):
    """How the head of a table whose lines are not marked begins and ends, in lower case."""

    begins: Wordings
    ends: Wordings
    max_lines: int = Field(default=20, ge=1)


class CellWords(FormPart):
    """What speaks for a column: phrases in its cells, and how they open. `{years}` are those a report tells of."""

    cues: Expressions
    opens: Expressions = ()
    any_case: bool = True


class Cells(FormPart):
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


class RowWords(FormPart):
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


class Answers(FormPart):
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


class FlattenedForm(Form):
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
