"""Örebro's report, read by the form of the national template: its rows, cells over page breaks, and answers."""

from collections.abc import Mapping

import pytest

from corpus.document import Content, Field, Role
from corpus.pages import collapse
from tests.corpus.contents import block_with, initiative_named


@pytest.fixture
def orebro(contents: Mapping[str, Content]) -> Content:
    return contents["orebro-2023"]


# Names of the rows of tables 3.4 to 9.2, read off the report; 7.2 and 8.2 are empty.
ROWS = {
    "boende-arbete-valfard": [
        "Kulturella kraftfält",
        "Tillsammans för alla barns bästa (TABB)",
        "Skolresultaten i länet har förbättrats",
        "Expedition Unga som varken arbetar eller studerar (UVAS)",
        "Partnerskapet för sociala innovationer",
    ],
    "kompetensforsorjning": [
        "Railcenter Hallsberg - utbildningskluster infrastruktur",
        "Yrkeshögskolesamverkan i Örebro län 2023-2025",
        "Yrkesmässa",
        "Fortsättning Valideringslyftet",
        "Trygga kompetens",
    ],
    "innovation-foretagande": [
        "Samverkansplattform Mat o Hälsa",
        "Nyttiggörande av data för fyra ändamål",
        "AI.ALL*",
        "IUC Starkare Industri",
        "Framgångslyftet",
    ],
    "tillganglighet": [
        "Färdigställande av Citylinjen",
        "Tillgänglighetsanalys",
        "Planläggning av det undre luftrummet för drönartransporter",
    ],
    "miljo-klimat": [
        "Fossilfritt 2030 - Drivmedelsomställning med offentlig sektor i östra Mellansverige",
        "Byggnadslyftet i Östra Mellansverige",
        "Elsmarta Östra Mellansverige",
        "Grönt och energieffektivt näringsliv",
        "Cirkulär kraftsamling i Östergötland och Örebro",
    ],
}


@pytest.mark.parametrize("theme", ROWS)
def test_the_rows_of_the_orebro_report_are_its_initiatives(orebro: Content, theme: str) -> None:
    assert [one.name for one in orebro.initiatives if one.theme == theme] == ROWS[theme]


def test_the_orebro_report_has_no_other_initiatives(orebro: Content) -> None:
    assert len(orebro.initiatives) == sum(map(len, ROWS.values())) == 23


# Cells that interleave over a page break: raw lines 570-600, 1078-1140, 1239-1293 and 2674-2730.
@pytest.mark.parametrize(
    ("name", "field", "words"),
    [
        ("Tillsammans för alla barns bästa (TABB)", "outputs", "har lett till nya strukturer för samverkan på såväl"),
        ("Tillsammans för alla barns bästa (TABB)", "effects", "Förväntade effekter: Bättre sätt att möta barns"),
        ("Tillsammans för alla barns bästa (TABB)", "goals", "livskvalitet och dess effektmål Goda uppväxtvillkor"),
        ("Tillsammans för alla barns bästa (TABB)", "description", "Projekt där den så kallade Skottlandsmodellen"),
        (
            "Yrkeshögskolesamverkan i Örebro län 2023-2025",
            "description",
            "syftade till att ta fram ett förslag på hur en regional",
        ),
        ("Yrkeshögskolesamverkan i Örebro län 2023-2025", "effects", "och som ett strategiskt verktyg i"),
        ("Yrkeshögskolesamverkan i Örebro län 2023-2025", "goals", "Ökad kunskapsintensitet, Ökad entreprenöriell"),
        ("Trygga kompetens", "description", "fokuserar på tre: Språk- och kulturkompetens"),
        ("Trygga kompetens", "goals", "ligger även i linje med PO4: Ett mer socialt EU"),
        ("Elsmarta Östra Mellansverige", "description", "utvecklad samverkan för tidig dialog mellan nätägare"),
        ("Elsmarta Östra Mellansverige", "effects", "som bidrar till en ökad användarflexibilitet och en"),
        ("Elsmarta Östra Mellansverige", "goals", "Mål: Utveckla smarta energisystem, smarta nät"),
    ],
)
def test_cells_are_joined_over_page_breaks(orebro: Content, name: str, field: str, words: str) -> None:
    assert words in getattr(initiative_named(orebro, name), field)


@pytest.mark.parametrize(
    "words",
    [
        "Regionerna och Gotlands kommun ska följa upp",
        "Exempel på insatser efterfrågas i flera avsnitt",
        "4.1 Beskriv hur det strategiskt viktigaste arbetet",
        "Observera! Maximalt antal tecken inklusive blanksteg för frågorna 6.1–6.3",
        "Beskriv genomgående i frågorna 5.1–5.3",
        "Namn på insats och kort beskrivning",
        "Ange vilket eller vilka mål i den regionala utvecklingsstrategin",
        "Klicka här för att ange text.",
        "Om nej, beskriv varför anslaget inte har bidragit",
        "Detta avsnitt är en möjlighet för er",
        "14 Observera! Belopp fördelat på olika stödtyper",
    ],
)
def test_the_templates_words_speak_for_nobody(orebro: Content, words: str) -> None:
    blocks = [block for block in orebro.blocks if words in collapse(block.text)]
    assert blocks
    assert all((block.field, block.role, block.region) == (Field.TEMPLATE, Role.NONE, None) for block in blocks)


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("Regionen fördelade 2023 drygt 100 miljoner kronor", "boende-arbete-valfard"),
        ("Validering är ett viktigt verktyg", "kompetensforsorjning"),
        ("Under 2023 bildades IUC Industrihubb", "innovation-foretagande"),
        ("Resandet inom kollektivtrafiken är nu endast 8 procent mindre", "tillganglighet"),
        ("(JÄST-gruppen)", "jamstalldhet"),
        ("Föräldraskap i", "integration"),
        ("energi- och klimatprogram för perioden 2021-2025", "miljo-klimat"),
        ("Under 2023 har 20 projekt beviljats", None),
    ],
)
def test_answers_are_the_regions_with_the_theme_of_their_chapter(
    orebro: Content, words: str, theme: str | None
) -> None:
    block = block_with(orebro, words)
    section = next(section for section in orebro.sections if section.id == block.section)
    assert (block.role, block.region, block.field) == (Role.DOES, "18", Field.PROSE)
    assert section.theme == theme
