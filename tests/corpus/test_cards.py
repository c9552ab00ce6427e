from collections import Counter
from collections.abc import Mapping

import pytest

from corpus.document import Content, Field, Role, Status
from corpus.pages import collapse
from tests.corpus.contents import blocks_under, initiative_named


@pytest.fixture
def proposal(contents: Mapping[str, Content]) -> Content:
    return contents["oms-nrpp-2028"]


def test_nineteen_measures_and_thirty_one_cards_are_proposed_by_the_group(proposal: Content) -> None:
    measures = [one.name[:2] for one in proposal.initiatives if one.name[:1].isdigit()]
    assert measures == [
        f"{n}{letter}" for n, letters in enumerate(["abcd", "abcde", "abcd", "abc", "abc"], 1) for letter in letters
    ]
    assert len(proposal.initiatives) - len(measures) == 31
    assert {(one.status, one.region, one.group) for one in proposal.initiatives} == {
        (Status.PROPOSED, None, "ostra-mellansverige")
    }


def test_no_block_is_evidence_for_a_single_region(proposal: Content) -> None:
    assert {block.role for block in proposal.blocks} == {Role.GROUP, Role.NONE}
    assert {block.region for block in proposal.blocks} == {None}


@pytest.mark.parametrize(
    ("name", "page", "description", "goals", "outputs"),
    [
        (  # The label stands on the line of the text.
            "Nettonollteknik",
            22,
            "Tillverkningsindustrin i ÖMS genomgår ett paradigmskifte",
            "främja hållbar tillverkning särskilt inom nettonollteknik. (a-ii)",
            "Kod intervention #369 Interventionsområde Grön forskning och innovation Kvantitet Antal företag som fått",
        ),
        (  # The label stands on five lines; the name goes on on the next line.
            "Tekniköverföring och samarbete mellan företag, forskningscentrum och sektorn för högre utbildning",
            21,
            "Östra Mellansverige har ett utvecklat innovationsstödsystem, men det finns",
            "stärka unionens industriella bas och främja hållbar tillverkning med fokus på små",
            "Kvantitet Antal företag som fått stöd Antal forskare som fått stöd Antal forskningsresultat",
        ),
        (  # The last field goes on on the next page.
            "Digitalisering och omställning av företag",
            22,
            "Östra Mellansveriges tillverkningsindustri och SME utsätts för ökade krav",
            "Påskynda den rena industriella omställningen",
            "molnbaserad datorteknik. Antal understödda företag",
        ),
    ],
)
def test_a_card_has_its_fields(
    proposal: Content, name: str, page: int, description: str, goals: str, outputs: str
) -> None:
    card = initiative_named(proposal, name)
    assert card.first_page == page
    assert card.description.startswith(description)
    assert card.goals.startswith(goals)
    assert outputs in card.outputs


def test_a_measure_has_its_fields(proposal: Content) -> None:
    measure = initiative_named(proposal, "3d) Klimatanpassning")
    assert measure.description.startswith("Utmaning: Klimatförändringarna påverkar flera områden")
    assert measure.outputs.startswith("Syfte/prestation: Syftet är att minska samhällets sårbarhet")
    assert measure.effects.startswith("Kort sikt: Ökad kunskap, stärkt samverkan")
    assert measure.effects.endswith("stärkt förmåga att hantera framtida klimatförändringar.")
    assert measure.goals.startswith("Primärt mål: Stödja klimatanpassning och klimatresiliens.")
    assert (measure.first_page, measure.last_page) == (31, 32)


def test_every_card_and_measure_has_name_description_and_goals(proposal: Content) -> None:
    assert [one.name for one in proposal.initiatives if not (one.name and one.description and one.goals)] == []


def test_labels_are_the_forms_words(proposal: Content) -> None:
    labels = Counter(collapse(block.text) for block in proposal.blocks if block.field is Field.TEMPLATE)
    assert labels["Namn på insats"] == 31
    assert labels["Särskilda mål"] == 31
    assert not any("Beskrivning av" in block.text for block in proposal.blocks if block.field is not Field.TEMPLATE)


def test_a_coded_area_is_a_section_of_prose(proposal: Content) -> None:
    text = collapse(" ".join(block.text for block in blocks_under(proposal, "#129 Grundläggande digitala färdigheter")))
    assert text.startswith("Kod / namn #129 Grundläggande digitala färdigheter Politikområde Utbildning och kompetens")
    assert text.endswith("kräver grundläggande kompetensinsatser.")


def test_there_are_46_coded_areas_as_the_report_counts_them(proposal: Content) -> None:
    # "Hög prioritet 25", "Medelhög prioritet 16", "Lägre prioritet 5" in its own table on page 44.
    assert sum(section.heading.startswith("#") for section in proposal.sections) == 25 + 16 + 5


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Principiella medskick", "Sveriges 21 regioner välkomnar möjligheten"),
        ("Sociala utmaningar", "en åldrande befolkning, där gruppen över 80 år"),
        ("Miljömässiga utmaningar", "arbetar för att vara klimatneutrala senast 2045"),
        ("Territoriella utmaningar", "Ytterligare utmaningar är behovet av att stärka samhällets beredskap"),
        (
            "Regional allokering och regionala prioriteringar på NUTS2-nivå är en förutsättning för ett träffsäkert "
            "genomförande",
            "Sveriges regioner har olika förutsättningar och behov.",
        ),
    ],
)
def test_prose_stands_under_its_heading(proposal: Content, heading: str, words: str) -> None:
    blocks = blocks_under(proposal, heading)
    assert blocks[0].field is Field.HEADING
    assert any(words in collapse(block.text) for block in blocks)


def test_footnotes_are_kept_apart(proposal: Content) -> None:
    notes = [
        block for block in proposal.blocks if "Artikel 3 i Europeiska kommissionens förslag" in collapse(block.text)
    ]
    assert [block.field for block in notes] == [Field.TEMPLATE]
