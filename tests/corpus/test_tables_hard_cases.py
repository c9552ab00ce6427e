"""Rows of the compilation that are hard to read, each as a careful reader takes it. Numbers are lines of the file."""

from collections.abc import Mapping

import pytest

from corpus.document import Content, Field, Initiative, Role, Row, RowKind


class Rows:
    """The compilation's rows and initiatives, asked for by the line a row begins on."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.rows = {row.line: row for row in content.rows}
        self._initiatives = {initiative.id: initiative for initiative in content.initiatives}

    def initiative(self, line: int) -> Initiative:
        row: Row = self.rows[line]
        assert row.initiative is not None
        return self._initiatives[row.initiative]


@pytest.fixture(scope="module")
def rows(contents: Mapping[str, Content]) -> Rows:
    return Rows(contents["villkorsrapporter-2023"])


def test_1_outputs_go_on_after_the_page_break(rows: Rows) -> None:
    told = rows.initiative(2939)
    assert told.name == "RegExPro - Regional Samordnings av Externt Finansierade Projekt"
    assert told.outputs.startswith("Avslutade projekt under 2023: #Vägled Kompetens.")
    assert "CeMeWE - Central Baltic Mentoring Migrant Women Seeking Employment" in told.outputs
    assert told.effects.startswith("En extern utvärdering av RegExPro")
    assert told.goals.startswith("RUS 3.1 En region för alla")
    assert "CeMeWE" not in told.goals
    assert told.last_page == told.first_page + 1


def test_2_effects_go_on_after_the_page_break(rows: Rows) -> None:
    told = rows.initiative(9540)
    assert told.name == "Regionala strukturer för validering i Östra Mellansverige"
    assert told.outputs.startswith("Ett nystartat ÖMS-nätverk inom vård och")
    assert told.effects.startswith("Effekter på kort sikt:")
    assert "Förväntade effekter på lång sikt:" in told.effects
    assert told.goals.startswith("Insatsen bidrar till målet Goda livsvillkor,")
    assert "Förväntade effekter" not in told.goals
    assert told.last_page == told.first_page + 1


def test_3_one_sentence_is_left_after_the_page_break(rows: Rows) -> None:
    told = rows.initiative(15222)
    assert told.name == "VINK och VINK 2.0"
    assert told.goals.startswith("Projektet relaterar till den regionala")
    assert told.effects.endswith("Resultat baseras på utvärdering och uppföljning.")
    assert told.last_page == told.first_page + 1


def test_4_a_sentence_is_cut_by_the_page_break(rows: Rows) -> None:
    told = rows.initiative(22543)
    assert told.name == "Uppdrag Almi Företagspartner Östergötland AB och Almi Invest"
    sentence = "I de uppdrag, styrdokument och indikatorer som följs upp finns jämställdhets- och mångfaldsindikatorer."
    assert sentence in told.text
    assert told.effects.startswith("Beskrivning baseras på uppföljning och egen")
    assert told.goals.startswith("Insatsen bidrar till målet Ett inkluderande")
    assert told.last_page == told.first_page + 1


@pytest.mark.parametrize(
    ("line", "name", "outputs"),
    [
        (405, "Projektet Live in Blekinge", "Över 400 personer"),
        (1972, "Jokkmokk Arctic Talks 2023", "Jokkmokk Arctic Talk handlade"),
        (2049, "Regionala fiskenätverket", ""),
        (6682, "Sommarjobbssatsning i Region Skåne", "Söktrycket från ungdomar"),
        (13956, "Företagsstöd", "Under året har totalt 70 företag"),
        (16696, "Arbete med ny cykelplan", "En revidering av"),
        (19674, "Distansarbetets effekter", "Enkätundersökning som riktades"),
        (21626, "Konferensen Genius", "På konferensen deltog ca 500"),
    ],
)
def test_5_name_and_first_result_share_a_line(rows: Rows, line: int, name: str, outputs: str) -> None:
    told = rows.initiative(line)
    assert told.name == name
    assert told.outputs.startswith(outputs)
    assert told.description == ""


@pytest.mark.parametrize(
    ("line", "name", "goals", "outputs", "effects"),
    [
        (
            7528,
            "APL kartläggning",
            "Utbildning och sysselsättning för alla",
            "Dialogmaterial för att öka kvaliteten i APL",
            "Enklare att strukturerat avgöra var",
        ),
        (
            7534,
            "Talangattraktion kartläggning",
            "Kompetens till länets företag och organisationer",
            "En rapport som kopplar an till arbetet med Uppsala International hub",
            "Workshopen sker i december 2023",
        ),
        (
            7551,
            "Kompetensbehovsinventering",
            "Kompetens till länets företag och organisationer",
            "Regional utveckling har upphandlat en",
            "Resultatet kommer användas vid regional",
        ),
        (
            7591,
            "Kompetenskartläggning kollektivtrafiken",
            "Kompetens till länets företag och organisationer",
            "Regional Utveckling tillsammans med Trafik",
            "Leder förhoppningsvis till mer strategisk",
        ),
    ],
)
def test_6_the_goal_comes_second(rows: Rows, line: int, name: str, goals: str, outputs: str, effects: str) -> None:
    told = rows.initiative(line)
    assert (told.name, told.goals) == (name, goals)
    assert told.outputs.startswith(outputs)
    assert told.effects.startswith(effects)


@pytest.mark.parametrize("line", [7540, 13897, 15472, 27529, 28030, 29268, 2955, 28054, 1146, 2280, 3551, 9884, 10320])
def test_7_a_region_at_the_start_of_a_line_begins_no_row(rows: Rows, line: int) -> None:
    assert line not in rows.rows


def test_7_what_follows_such_a_line_stays_in_its_row(rows: Rows) -> None:
    assert "Uppsala International hub i syfte att arbetet" in rows.rows[7534].text
    assert "Östergötland Bygger Klimatneutralt" in rows.rows[29250].text


@pytest.mark.parametrize(
    ("line", "goal"),
    [
        (596, "Gotland är en nytänkande tillväxtregion"),
        (2073, "Skåne ska vara en stark hållbar"),
        (4864, "Dalarna har stärkt förutsättningarna för"),
        (25167, "Gotland har minskat med minst 70"),
        (29562, "Östergötland i den regionala"),
    ],
)
def test_8_a_goal_that_begins_with_the_region(rows: Rows, line: int, goal: str) -> None:
    assert goal in rows.initiative(line).goals


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (705, "Gotland Forward – en kompetensarena för alla!"),
        (14216, "Västerbotten Sweden, projektägare Gold of Lapland"),
        (21588, "Region Uppsala ger verksamhetsstöd till Näringslivsfrämjande aktörer"),
        (22353, "Västra Götalandsregionen har gått med i SKR:s satsning som kallas modellkoncept jämställdhet"),
    ],
)
def test_9_the_region_opens_the_name_too(rows: Rows, line: int, name: str) -> None:
    assert rows.initiative(line).name == name


def test_9_a_sentence_for_a_name(rows: Rows) -> None:
    assert rows.initiative(20582).name.startswith("Gotland samverkar; ny plattform för samverkan")


def test_10_a_region_of_two_words(rows: Rows) -> None:
    told = rows.initiative(1434)
    assert told.region == "23"
    assert told.name.startswith("Arbete med Service-Z,")


@pytest.mark.parametrize(("line", "region"), [(1724, "08"), (11953, "08"), (19447, "22"), (29484, "18")])
def test_11_a_row_about_several_regions_is_its_own_regions(rows: Rows, line: int, region: str) -> None:
    told = rows.initiative(line)
    assert told.region == region
    blocks = [block for block in rows.content.blocks if block.initiative == told.id]
    assert {block.region for block in blocks} == {region}


@pytest.mark.parametrize("shared", [(18713, 18831, 19618), (24890, 25167, 26683), (13932, 27867, 29323)])
def test_11_a_project_told_by_several_regions_is_one_initiative_each(rows: Rows, shared: tuple[int, ...]) -> None:
    told = [rows.initiative(line) for line in shared]
    assert len({initiative.id for initiative in told}) == len(shared)
    assert len({initiative.region for initiative in told}) == len(shared)


@pytest.mark.parametrize("line", [20836, 21042, 22463, 23129, 24441, 24783, 24823, 24789])
def test_12_nothing_reported_is_a_fact_and_no_evidence(rows: Rows, line: int) -> None:
    row = rows.rows[line]
    assert (row.kind, row.initiative) == (RowKind.FACT, None)
    [block] = [
        b
        for b in rows.content.blocks
        if b.text == row.text and b.region == row.region and _theme(rows, b.section) == row.theme
    ]
    assert (block.role, block.field) == (Role.NONE, Field.PROSE)


def _theme(rows: Rows, section: str) -> str | None:
    return next(s.theme for s in rows.content.sections if s.id == section)


@pytest.mark.parametrize(("line", "target"), [(21427, 6990), (23655, 6990), (24132, 7802), (8262, 24383)])
def test_13_a_cross_reference_leads_to_what_it_points_at(rows: Rows, line: int, target: int) -> None:
    assert rows.rows[line].kind is RowKind.CROSS_REFERENCE
    told = rows.initiative(target)
    assert rows.rows[line].initiative == told.id
    assert rows.rows[target].kind is RowKind.INITIATIVE
    assert told.id in {place.initiative for place in told.also_in}


@pytest.mark.parametrize("line", [24152, 28337])
def test_13_a_bare_cross_reference_is_no_evidence(rows: Rows, line: int) -> None:
    row = rows.rows[line]
    assert (row.kind, row.initiative) == (RowKind.CROSS_REFERENCE, None)
    [block] = [block for block in rows.content.blocks if block.text == row.text and block.region == row.region]
    assert block.role is Role.NONE


def test_13_a_cross_reference_to_another_report_tells_its_own_name(rows: Rows) -> None:
    row, told = rows.rows[23135], rows.initiative(23135)
    assert row.kind is RowKind.CROSS_REFERENCE
    assert told.name == "Analysen ”Valideringslyft i Jönköpings län”"
    assert told.goals == "En hållbar och jämställd arbetsmarknad i Jönköpings län"
    assert "återrapportering" not in told.text


def test_14_a_row_told_twice_is_one_initiative_with_two_places(rows: Rows) -> None:
    assert rows.rows[194].kind is RowKind.DUPLICATE
    assert rows.rows[194].initiative == rows.rows[131].initiative
    told = rows.initiative(131)
    [place] = told.also_in
    assert (place.initiative, place.page) == (told.id, told.first_page + 1)


@pytest.mark.parametrize(("line", "name"), [(24624, "ViA"), (21493, "För alla kompetens-utvecklingsinsatser")])
def test_14_running_text_where_the_name_should_be(rows: Rows, line: int, name: str) -> None:
    told = rows.initiative(line)
    assert told.name.startswith(name)
    assert len(told.name.split()) <= 20


@pytest.mark.parametrize(
    ("line", "name", "outputs", "goals"),
    [
        (9882, "Främja Entreprenöriell vilja och förmåga i Blekinge", "", "Mål i RUS: Ett växande näringsliv"),
        (8040, "Förstudie Stay in Västerbotten", "", "Kompetensförsörjning i företag och verksamheter"),
        (8026, "Förstudie kompetensmäklare", "Förstudien klar", "Kompetensförsörjning i företag och verksamheter"),
    ],
)
def test_15_empty_cells_stay_empty(rows: Rows, line: int, name: str, outputs: str, goals: str) -> None:
    told = rows.initiative(line)
    assert (told.name, told.outputs, told.effects) == (name, outputs, "")
    assert told.goals.startswith(goals)


def test_16_partners_of_a_project_are_no_headings(rows: Rows) -> None:
    told = next(i for i in rows.content.initiatives if i.name == "Förstudie Öppna data inom Småland och Öarna")
    assert "Övriga partners: Region Jönköpings län Region Kronoberg Region Gotland" in told.description
    prose = [b for b in rows.content.blocks if "Region Gotland medfinansierar med cirka 6,5 miljoner kronor" in b.text]
    assert [block.region for block in prose] == ["09"]
