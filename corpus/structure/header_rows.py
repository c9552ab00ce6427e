"""Which row of a table is its head, and what its columns hold: a region, or a field of an initiative."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.document import Field
from corpus.pages import collapse

MAX_HEAD_WORDS = 45
_REGION = re.compile(r"(?:ansvarig )?(?:region|regioner|län|region/län|ansvarig region)")
_QUALIFIED = r"(?:om möjligt |\w+ ){0,2}"
# The first that fits settles a column: "Resultat i form av uppnådda effekter" speaks of effects.
_FIELDS = (
    (Field.GOALS, re.compile(r"(?:\w+ )?(?:mål|målen|målsättning|måluppfyllelse)\b.*|vilket eller vilka mål\b.*")),
    (
        Field.NAME,
        re.compile(
            r"(?:\w+ ){0,3}\w*(?:namn|namnet|benämning)\b.*"
            r"|(?:insats|åtgärd|projekt|aktivitet|initiativ)(?:en|et|er|erna)?(?:(?:/| och | samt | med ).*)?"
        ),
    ),
    (Field.EFFECTS, re.compile(rf"{_QUALIFIED}(?:resultat i form av .*)?effekt(?:er|erna)?\b.*")),
    (Field.OUTPUTS, re.compile(rf"{_QUALIFIED}(?:resultat|prestation|prestationer|utfall)\b.*")),
    (Field.DESCRIPTION, re.compile(rf"{_QUALIFIED}(?:beskrivning|syfte|innehåll|bakgrund)\b.*")),
)
_SENTENCES = re.compile(r"\w{2}[.!] +[A-ZÅÄÖ]")
_DESCRIBES = re.compile(r"\bbeskrivning\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What the columns of a table hold; columns are counted from 1, those not named hold other things.

    Attributes:
        fields: Column to the field of an initiative it tells; NAME is always among them.
        region: The column that names the region of each row, where there is one.
        name_is_described: Whether the name's cell goes on to describe the initiative.
    """

    fields: Mapping[int, Field]
    region: int | None
    name_is_described: bool

    @property
    def name(self) -> int:
        """The column of the initiative's name."""
        return next(column for column, field in self.fields.items() if field is Field.NAME)


def read_head(cells: Mapping[int, str]) -> Columns | None:
    """Give what a table's columns hold if this row is its head, else None.

    A head names the initiative and at least one of region, description, outputs, effects and goals, and says no more.

    Args:
        cells: Column, from 1, to the text of the row's cell there.
    """
    texts = {column: _plain(text) for column, text in cells.items() if text.strip()}
    if any(len(text.split()) > MAX_HEAD_WORDS or _SENTENCES.search(text) for text in cells.values()):
        return None
    region = next((column for column, text in texts.items() if _REGION.fullmatch(text)), None)
    fields: dict[int, Field] = {}
    for column, text in texts.items():
        field = None if column == region else head_field(text)
        if field is not None and field not in fields.values():
            fields[column] = field
    if Field.NAME not in fields.values() or len(fields) + (region is not None) < 2:
        return None
    name = next(column for column, field in fields.items() if field is Field.NAME)
    describes = _DESCRIBES.search(texts[name]) is not None and Field.DESCRIPTION not in fields.values()
    return Columns(fields=fields, region=region, name_is_described=describes)


def head_field(text: str) -> Field | None:
    """Give the field that a column's heading announces, or None."""
    plain = _plain(text)
    return next((field for field, pattern in _FIELDS if pattern.fullmatch(plain)), None)


def is_region_head(text: str) -> bool:
    """Whether a column's heading announces the rows' regions."""
    return _REGION.fullmatch(_plain(text)) is not None


def _plain(text: str) -> str:
    return collapse(text).casefold().strip(" .:*")
