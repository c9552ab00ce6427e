"""Which row of a table is its head, and what its columns hold: a region, or a field of an initiative."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from corpus.document import Field
from corpus.forms import FORMS, GENERIC, SUFFIX, read_form
from corpus.forms.model import ColumnName, GridForm
from corpus.pages import collapse

MAX_HEAD_WORDS = 45
_SENTENCES = re.compile(r"\w{2}[.!] +[A-ZÅÄÖ]")
# A head may say when, or more in brackets: "Åtgärder 2024", "Effekter (på sikt)".
_BESIDE = re.compile(r"(?:\s+(?:(?:under|för|år) )*20\d\d(?:[-–/]\d{2,4})?|\s*\([^()]*\))$")
_DESCRIBES = re.compile(r"\bbeskrivning\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What the columns of a table hold; columns are counted from 1, those not named hold other things.

    Attributes:
        fields: Column to the field of an initiative it tells; NAME is always among them.
        region: The column that names the region of each row, where there is one.
        theme: The column that names the theme of each row, where there is one.
        name_is_described: Whether the name's cell goes on to describe the initiative.
    """

    fields: Mapping[int, Field]
    region: int | None
    theme: int | None
    name_is_described: bool

    @property
    def name(self) -> int:
        """The column of the initiative's name."""
        return next(column for column, field in self.fields.items() if field is Field.NAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """What a form says of the heads of columns: the first that fits a head settles its column."""

    patterns: tuple[tuple[ColumnName, re.Pattern[str]], ...]

    @classmethod
    def of(cls, form: GridForm) -> "Heads":
        """Give the heads of a form, those in its own words before its patterns."""
        words = {name: "|".join(map(_in_words, told)) for name, told in form.columns.items()}
        return cls(patterns=(*((name, re.compile(told)) for name, told in words.items()), *form.patterns.items()))

    def column(self, text: str) -> ColumnName | None:
        """Give what a column's heading announces, or None."""
        plain = _plain(text)
        wordings = (plain, _BESIDE.sub("", plain))
        return next((name for name, pattern in self.patterns if any(map(pattern.fullmatch, wordings))), None)

    def read(self, cells: Mapping[int, str]) -> Columns | None:
        """Give what a table's columns hold if this row is its head, else None.

        A head names the initiative and at least one of region, description, outputs, effects and goals, and says no
        more.

        Args:
            cells: Column, from 1, to the text of the row's cell there.
        """
        if any(len(text.split()) > MAX_HEAD_WORDS or _SENTENCES.search(text) for text in cells.values()):
            return None
        found: dict[ColumnName, int] = {}
        for column, text in cells.items():
            name = self.column(text) if text.strip() else None
            if name is not None:
                found.setdefault(name, column)
        if "name" not in found or len(found.keys() - {"theme"}) < 2:
            return None
        describes = _DESCRIBES.search(_plain(cells[found["name"]])) is not None and "description" not in found
        return Columns(
            fields={column: Field(name) for name, column in found.items() if name not in ("region", "theme")},
            region=found.get("region"),
            theme=found.get("theme"),
            name_is_described=describes,
        )


def _in_words(head: str) -> str:
    """Give the pattern of a head in a form's own words; a narrow column may break one anywhere: `Verkningsområ de`."""
    return r"\s*".join(re.escape(letter) for letter in "".join(_plain(head).split()))


@lru_cache(maxsize=1)
def usual_heads() -> Heads:
    """Give the heads of reports that have no form of their own."""
    return Heads.of(cast(GridForm, read_form(FORMS / f"{GENERIC}{SUFFIX}")))


def _plain(text: str) -> str:
    return collapse(text).casefold().strip(" .:*")
