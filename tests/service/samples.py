"""A small made-up collection: two reports, four regions and a group, eight initiatives and a section of prose."""

from collections.abc import Sequence

from corpus.document import Document, Field, Initiative, Place, Role, Status
from corpus.ids import initiative_id, stable_id
from corpus.pages import Page
from corpus.regions import group_by_id, members
from corpus.regions.names import find_mentions
from indexer.passage import Passage
from tests.service.memory_index import MemoryIndex

REPORT, PLAN = "rapport-2023", "plan-2028"

DOCUMENTS = (
    Document(
        id=REPORT,
        title="Regionernas rapport 2023",
        issuer="Regionerna",
        years=(2023,),
        kind="sammanställning",
        form="theme-tables",
        language="sv",
        regions=("10", "12", "20", "21"),
        group=None,
        file="rapport.txt",
        sha256="0" * 64,
    ),
    Document(
        id=PLAN,
        title="Norra Mellansveriges plan",
        issuer="Norra Mellansverige",
        years=(2028, 2029),
        kind="underlag",
        form="cards",
        language="sv",
        regions=("17", "20", "21"),
        group="norra-mellansverige",
        file="plan.txt",
        sha256="1" * 64,
    ),
)

# (region or group, theme, name, field, page, text)
TOLD = (
    ("10", "kompetensforsorjning", "Valideringslyftet", Field.OUTPUTS, 1,
     "Valideringslyftet har gett 45 personer bevis på sin kompetens. Kursen hölls av Yrkeshögskolan Syd i maj 2023."),
    ("10", "kompetensforsorjning", "Valideringslyftet", Field.GOALS, 1,
     "Mål i RUS: kompetensförsörjning och attraktiva livsmiljöer i hela länet."),
    ("12", "miljo-klimat", "Elnät för omställning", Field.DESCRIPTION, 2,
     "Regionen samlar nätbolagen om kapacitetsbrist i elnätet. Projektet har kostat 2,5 miljoner kronor."),
    ("12", "innovation-foretagande", "Filmfonden", Field.OUTPUTS, 2,
     "Fonden har stöttat sju filminspelningar tillsammans med Blekinge."),
    ("20", "miljo-klimat", "Gröna kraftlinjer", Field.OUTPUTS, 3,
     "Elbristen kartläggs i samtal med nätägare och kommuner om effekt och ledningar."),
    ("20", "kompetensforsorjning", "Vuxnas lärande", Field.GOALS, 3,
     "Insatsen ska bidra till målet om validering av vuxnas kunskaper."),
    ("21", "innovation-foretagande", "Filmfonden", Field.OUTPUTS, 4,
     "Filmfonden drivs med Skåne och har gett stöd till fyra filmer."),
    ("21", "boende-arbete-valfard", "", Field.PROSE, 5,
     "Anslaget har använts till kommersiell service i glesbygd. Beslut om 12 miljoner kronor fattades under året."),
    ("norra-mellansverige", "kompetensforsorjning", "Gemensam validering", Field.DESCRIPTION, 1,
     "Regionerna vill bygga en gemensam struktur för validering av yrkeskunskaper."),
)  # fmt: skip


def make_passages() -> list[Passage]:
    """Give the passages of the collection, in reading order."""
    return [_passage(*told) for told in TOLD]


def make_index(extra: Sequence[Passage] = ()) -> MemoryIndex:
    """Give an index of the collection."""
    passages = [*make_passages(), *extra]
    return MemoryIndex(passages, documents=DOCUMENTS, initiatives=_initiatives(passages), pages=_pages(passages))


def _passage(owner: str, theme: str, name: str, field: Field, page: int, text: str) -> Passage:
    is_group = not owner.isdigit()
    document = PLAN if is_group else REPORT
    mentioned = [code for mention in find_mentions(text) for code in members(mention.place)]
    return Passage(
        id=stable_id(document, text, 1),
        document=document,
        page=page,
        printed_page=None if is_group else page + 3,
        text=text,
        section=f"{document}-1",
        heading="Anslag 1:1" if not name else theme,
        initiative=initiative_id(document, owner, theme, name, 1) if name else None,
        name=name,
        field=field,
        region=None if is_group else owner,
        group=owner if is_group else None,
        role=Role.GROUP if is_group else Role.DOES,
        regions=group_by_id(owner).members if is_group else (owner,),
        mentioned=tuple(code for code in dict.fromkeys(mentioned) if code != owner),
        theme=theme,
        years=(2028, 2029) if is_group else (2023,),
        language="sv",
    )


def _initiatives(passages: Sequence[Passage]) -> list[Initiative]:
    by_id: dict[str, list[Passage]] = {}
    for passage in passages:
        if passage.initiative is not None:
            by_id.setdefault(passage.initiative, []).append(passage)
    return [_initiative(told, by_id) for told in by_id.values()]


def _initiative(told: Sequence[Passage], by_id: dict[str, list[Passage]]) -> Initiative:
    first = told[0]
    assert first.initiative is not None
    twins = [other[0] for key, other in by_id.items() if other[0].name == first.name and key != first.initiative]
    return Initiative(
        id=first.initiative,
        document=first.document,
        section=first.section,
        region=first.region,
        group=first.group,
        theme=first.theme,
        status=Status.REPORTED if first.group is None else Status.PROPOSED,
        name=first.name,
        description="",
        outputs=" ".join(passage.text for passage in told if passage.field is Field.OUTPUTS),
        effects="",
        goals=" ".join(passage.text for passage in told if passage.field is Field.GOALS),
        text=" ".join((first.name, *(passage.text for passage in told))),
        first_page=first.page,
        last_page=told[-1].page,
        also_in=tuple(
            Place(document=twin.document, page=twin.page, initiative=twin.initiative)
            for twin in twins
            if twin.initiative is not None
        ),
    )


def _pages(passages: Sequence[Passage]) -> list[Page]:
    texts: dict[tuple[str, int], list[str]] = {}
    for passage in passages:
        texts.setdefault((passage.document, passage.page), []).append(passage.text)
    return [
        Page(document=document, page=page, printed_page=None, text="\n".join(parts), received="", repairs=())
        for (document, page), parts in texts.items()
    ]
