"""Cards in a report without a form of its own: running text under labels, which is told and read as it stands."""

from collections.abc import Iterator, Sequence

from corpus.forms.model import ColumnName
from corpus.pages import PageLines, collapse
from corpus.structure.header_rows import Heads

_FEWEST = 2
_MAX_LABEL_WORDS = 6


def told_cards(pages: Sequence[PageLines], heads: Heads) -> Iterator[str]:
    """Tell of cards outside tables: lines that begin with labels as tables have heads, a region's among them, again."""
    found: dict[ColumnName, list[tuple[int, str]]] = {}
    for page in pages:
        for text in (collapse(line.text) for line in page.lines if line.cell is None):
            label = text.partition(":")[0]
            kind = heads.column(label) if len(label.split()) <= _MAX_LABEL_WORDS else None
            if kind is not None:
                found.setdefault(kind, []).append((page.page, label))
    again = {kind: told for kind, told in found.items() if len(told) >= _FEWEST}
    if "region" in again and len(again) > 1:
        labels = ", ".join(repr(told[0][1]) for told in again.values())
        yield (
            f"sida {again['region'][0][0]}: {len(again['region'])} kort med etiketterna {labels} läses som löptext; "
            'en form med engine = "cards" gör dem till insatser'
        )
