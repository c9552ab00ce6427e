"""One project in many tellings: by year, report, draft and annex; and what its text says of how far it has come."""

from dataclasses import replace
from random import Random

import pytest

from corpus.document import Content, Document, Initiative, Place, Status
from corpus.identity import Tellings, link_tellings
from corpus.progress import Progress, progress_of


def document(id_: str, year: int, title: str = "Återrapportering") -> Document:
    return Document(
        id=id_, title=title, issuer="Region Skåne", years=(year,), kind="återrapportering", form="generic",
        language="sv", regions=("12",), group=None, file=f"{id_}.docx", sha256="0" * 64,
    )  # fmt: skip


def initiative(id_: str, in_document: str, *also_in: str, name: str = "Laddbar hamn", text: str = "") -> Initiative:
    return Initiative(
        id=id_, document=in_document, section=f"{in_document}-1", region="12", group=None, theme="miljo-klimat",
        status=Status.REPORTED, name=name, description=text, outputs="", effects="", goals="", text=f"{name} {text}",
        first_page=1, last_page=1,
        also_in=tuple(Place(document="x", page=1, initiative=other) for other in also_in),
    )  # fmt: skip


def content(of: Document, *initiatives: Initiative) -> Content:
    return Content(document=of, pages=(), sections=(), initiatives=initiatives, rows=(), blocks=(), notes=())


def also_in(contents: tuple[Content, ...]) -> dict[str, list[str]]:
    return {one.id: [place.initiative for place in one.also_in] for told in contents for one in told.initiatives}


def test_a_project_keeps_one_telling_a_year_and_they_name_each_other_newest_first() -> None:
    years = [content(document(f"r{year}", year), initiative(f"i{year}", f"r{year}")) for year in (2022, 2024, 2023)]
    linked = link_tellings(years)
    assert also_in(linked) == {
        "i2022": ["i2024", "i2023"],
        "i2024": ["i2023", "i2022"],
        "i2023": ["i2024", "i2022"],
    }
    told = [one for each in linked for one in each.initiatives]
    tellings = Tellings(told, [each.document for each in linked])
    assert {tellings(one.id) for one in told} == {"i2024"}


def shared(one: str, other: str) -> float:
    """Give which part of the shorter text's runs of three words stands in the longer one; 0 where there are none."""
    here, there = ({tuple(words[n : n + 3]) for n in range(len(words) - 2)} for words in (one.split(), other.split()))
    return len(here & there) / min(len(here), len(there)) if here and there else 0


@pytest.mark.parametrize("seed", range(20))
def test_of_many_texts_those_are_linked_that_share_six_tenths_of_the_shorter_ones_runs(seed: int) -> None:
    random = Random(seed)
    drawn: list[list[str]] = []
    for _ in range(40):
        # A few words, so that runs are common to many; some texts are pieces of others, with words lost.
        of = (
            random.choice(drawn)
            if drawn and random.random() < 0.6
            else random.choices("abcdef", k=random.randint(0, 30))
        )
        start = random.randint(0, len(of) // 2)
        drawn.append([word for word in of[start:] if random.random() < 0.95])
    texts = {f"i{n}": " ".join(words) for n, words in enumerate(drawn)}
    contents = [
        content(document(f"r{n}", 2023), replace(initiative(id_, f"r{n}", name=f"namn {n}"), text=text))
        for n, (id_, text) in enumerate(texts.items())
    ]
    assert also_in(link_tellings(contents)) == {
        one: [other for other in texts if other != one and shared(texts[one], texts[other]) >= 0.6] for one in texts
    }


def test_what_is_proposed_for_years_to_come_does_not_stand_for_what_was_reported() -> None:
    proposed = replace(initiative("i1", "plan", "i2"), status=Status.PROPOSED)
    reported = initiative("i2", "rapport", "i1")
    tellings = Tellings([proposed, reported], [document("plan", 2028), document("rapport", 2023)])
    assert tellings("i1") == "i2"


def test_tellings_that_are_linked_in_a_chain_are_one_and_other_ids_stay() -> None:
    told = [initiative("i1", "d", "i2"), initiative("i3", "d", "i2"), initiative("i2", "d")]
    tellings = Tellings(told, [])
    assert tellings("i1") == tellings("i2") == tellings("i3")
    assert tellings("d-7") == "d-7"


def test_another_regions_telling_is_another_project() -> None:
    told = [initiative("i1", "d", "i2"), replace(initiative("i2", "e"), region="13")]
    assert Tellings(told, [])("i2") == "i2"


@pytest.mark.parametrize(
    ("one", "other", "is_family"),
    [
        ("Utkast till återrapportering", "Återrapportering", True),
        ("Återrapportering, remissversion", "Återrapportering, beslutad", True),
        ("Bilaga 2 Återrapportering", "Återrapportering", True),
        ("Återrapportering", "Återrapportering", False),
        ("Utkast till kulturplan", "Återrapportering", False),
    ],
)
def test_a_draft_and_an_annex_are_of_their_reports_family(one: str, other: str, is_family: bool) -> None:
    def are_linked(year: int) -> bool:
        draft = replace(initiative("i1", "a"), theme=None)
        told = [content(document("a", year, one), draft), content(document("b", 2023, other), initiative("i2", "b"))]
        return bool(also_in(link_tellings(told)).get("i1"))

    assert are_linked(2023) is is_family
    assert not are_linked(2022)


def test_a_draft_without_themes_tells_the_same_initiatives_and_the_decided_report_stands_for_both() -> None:
    draft = replace(initiative("i1", "a"), theme=None)
    linked = link_tellings(
        [
            content(document("a", 2023, "Utkast till återrapportering"), draft),
            content(document("b", 2023), initiative("i2", "b")),
        ]
    )
    assert also_in(linked) == {"i1": ["i2"], "i2": ["i1"]}
    told = [one for each in linked for one in each.initiatives]
    assert Tellings(told, [each.document for each in linked])("i1") == "i2"


def test_initiatives_without_a_name_are_not_the_same_for_that() -> None:
    one, other = initiative("i1", "a", name="", text="Kurs i Lund"), initiative("i2", "b", name="", text="Hamn i Ystad")
    linked = link_tellings([content(document("a", 2023), one), content(document("b", 2023), other)])
    assert also_in(linked) == {"i1": [], "i2": []}


@pytest.mark.parametrize(
    ("text", "progress"),
    [
        ("Projektet planeras.", Progress.PLANNED),
        ("Insatsen ska starta 2025.", Progress.PLANNED),
        ("Projektet är ännu inte startat.", Progress.PLANNED),
        ("Arbetet fortlöper med nya möten.", Progress.ONGOING),
        ("Projektet pågår till och med 2025.", Progress.ONGOING),
        ("Förstudien är avslutad och rapporten klar.", Progress.FINISHED),
        ("Bredband i byn, avslutat 2023-10-31", Progress.FINISHED),
        ("Projektet avslutades i juni. Utvärderingen visar att fler åker tåg.", Progress.EVALUATED),
        ("Projektet pågår. Utvärderingen visar att fler åker tåg.", Progress.ONGOING),
        ("Projektet avslutades i juni. Insatsen fortsätter i ny form.", None),
        ("Projektet avslutades inte i tid.", None),
        ("Kursen avslutades med ett prov.", None),
        ("Utvärdering ska göras.", None),
        ("", None),
    ],
)
def test_progress_is_what_the_text_says_of_the_initiative(text: str, progress: Progress | None) -> None:
    assert progress_of(initiative("i1", "d", text=text)) is progress


def test_what_is_proposed_is_planned() -> None:
    proposed = replace(initiative("i1", "d", text="Projektet pågår."), status=Status.PROPOSED)
    assert progress_of(proposed) is Progress.PLANNED
