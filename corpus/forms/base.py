"""Fields that all forms share, whichever engine reads with them."""

from collections.abc import Iterator
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from corpus.forms.words import Wordings


class PageRule(StrEnum):
    """Where a page of a text file begins, besides at form feeds."""

    PLAIN = "plain"  # nowhere; in text extracted from PDF (it begins with one space) as LEADING_SPACE
    LEADING_SPACE = "leading-space"  # at a line with exactly one leading space after a line that is not blank
    BLANK_LINES = "blank-lines"  # after three blank lines or more


class FormPart(BaseModel):
    """A part of a form: a key that is not known is a fault and not passed over."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Form(FormPart):
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
