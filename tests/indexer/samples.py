"""Blocks, contents and passages made by hand."""

from collections.abc import Sequence

from corpus.document import Block, Content, Field, Initiative, Role, Section, Status
from corpus.ids import stable_id
from corpus.pages import Page
from indexer.passage import Passage
from tests.documents import REPORT


def block(text: str, field: Field = Field.PROSE, **changes: object) -> Block:
    """Give a block of page 1, section "rapport-s1", credited to Blekinge."""
    values: dict[str, object] = {
        "document": "rapport",
        "page": 1,
        "section": "rapport-s1",
        "initiative": None,
        "region": "10",
        "group": None,
        "role": Role.DOES,
        **changes,
    }
    return Block(text=text, field=field, **values)  # type: ignore[arg-type]


def content(blocks: Sequence[Block], page_texts: dict[int, str] | None = None) -> Content:
    """Give a document of these blocks; without page_texts a page holds its blocks, one a line."""
    numbers = sorted({found.page for found in blocks})
    texts = page_texts or {n: "\n".join(found.text for found in blocks if found.page == n) for n in numbers}
    names = dict.fromkeys(found.initiative for found in blocks if found.initiative)
    return Content(
        document=REPORT,
        pages=tuple(
            Page(document="rapport", page=n, printed_page=n + 3, text=text, received=text, repairs=())
            for n, text in texts.items()
        ),
        sections=tuple(_section(found) for found in dict.fromkeys(found.section for found in blocks)),
        initiatives=tuple(initiative(name) for name in names),
        rows=(),
        blocks=tuple(blocks),
        notes=(),
    )


def initiative(initiative_id: str, **changes: object) -> Initiative:
    """Give an initiative of Blekinge that is called as its id is."""
    values: dict[str, object] = {
        "name": initiative_id,
        "description": "",
        "outputs": "",
        "effects": "",
        "goals": "",
        "text": "",
        **changes,
    }
    return Initiative(
        id=initiative_id,
        document="rapport",
        section="rapport-s1",
        region="10",
        group=None,
        theme="miljo-klimat",
        status=Status.REPORTED,
        first_page=1,
        last_page=1,
        also_in=(),
        **values,  # type: ignore[arg-type]
    )


def passage(text: str, *, name: str = "", field: Field = Field.PROSE, **changes: object) -> Passage:
    """Give a passage of Blekinge's report."""
    values: dict[str, object] = {
        "id": stable_id("rapport", text, 1),
        "document": "rapport",
        "page": 1,
        "region": "10",
        "regions": ("10",),
        "theme": None,
        "years": (2023,),
        **changes,
    }
    return Passage(
        printed_page=None,
        text=text,
        section="rapport-s1",
        heading="",
        initiative=name or None,
        name=name,
        field=field,
        group=None,
        role=Role.DOES,
        mentioned=(),
        language="sv",
        **values,  # type: ignore[arg-type]
    )


def _section(section_id: str) -> Section:
    return Section(
        id=section_id,
        document="rapport",
        heading=f"Rubrik {section_id}",
        region="10",
        group=None,
        theme=None,
        first_page=1,
        last_page=1,
    )
