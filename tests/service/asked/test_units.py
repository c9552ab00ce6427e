"""In what a question wants its number."""

import pytest

from service.asked.asked import Expected
from service.asked.understood import Kind
from service.asked.words.cues import decided_kind, expected_answer
from service.asked.words.units import asks_in_measures, fits_unit, is_of_others, tells_only_granted


@pytest.mark.parametrize(
    ("answer", "sentence", "question"),
    [
        ("308 ungdomar", "I år sommarjobbade 308 ungdomar.", "Hur många av sommarjobbarna var tjejer?"),
        ("8 bolag", "8 bolag i det längre programmet.", "Hur många av bolagen drivs av kvinnor?"),
        ("13 deltagare", "13 deltagare klarade provet.", "Hur många kvinnor klarade provet?"),
        ("10", "185 personer från 10 kommuner, de flesta kvinnor.", "Hur många män deltog?"),
        ("82", "82 träffar hölls.", "Hur många karlar var med?"),
        ("15", "Regionen har med 15 partners beviljats medel.", "Hur mycket fick regionen av Vinnova?"),
        ("100-talet personer", "Bolaget ska ge plats för 100-talet personer.", "Hur mycket har staten gått in med?"),
        ("4 660", "Medel: 4 660 289 kronor.", "Hur många procent var missnöjda?"),
        ("45 %", "45 % av anslag 1:1 ska gå till insatser.", "Hur stort är anslaget?"),
        ("39%", "39% har fått ett uppdrag.", "hur många är med i listan"),
        ("18% av ledamöterna kvinnor", "Där är 18% av ledamöterna kvinnor.", "hur många är med i listan"),
        ("74 procent", "74 procent av företagen växte.", "Hur många företag växte?"),
        ("453 420 kronor", "Stöd till handlare 453 420 kronor.", "Hur många företag fick stöd?"),
        ("nästan 4,6 miljoner kr", "Stöd om nästan 4,6 miljoner kr.", "Hur många stöd gavs?"),
        ("30 % till klimatet (PO 2)", "30 % till klimatet (PO 2).", "Vad kostar programmet?"),
        ("60 %", "Därför får vi 60 % från EU.", "Vad ligger budgeten för programmet på?"),
        ("474 314 kr", "Omslutningen är 105 474 314 kr.", "Hur stor del av pengarna gick till Servanet?"),
    ],
)
def test_number_of_something_else_does_not_fit(answer: str, sentence: str, question: str) -> None:
    assert not fits_unit(answer, sentence, question)


@pytest.mark.parametrize(
    ("answer", "sentence", "question"),
    [
        ("25 %", "1 581 deltog, varav 25 % kvinnor.", "Hur stor andel av deltagarna var kvinnor?"),
        ("26 av Skånes 33 kommuner", "Serien har nått 26 av Skånes 33 kommuner.", "Hur stor del av kommunerna nåddes?"),
        ("en fjärdedel", "Vanorna ändrades hos en fjärdedel.", "Hur stor del ändrade vanor?"),
        ("Två låtar", "Två låtar släpptes.", "Hur många låtar gav man ut efter satsningen på kvinnor i musiken?"),
        ("20 ton", "Det sparade 20 ton koldioxid.", "Hur mycket koldioxid sparades?"),
        ("34%", "Bilresorna minskade med 34%.", "Hur mycket minskade bilresorna?"),
        ("34 %", "Minskningen blev 34 % under året.", "Hur stor blev minskningen?"),
        ("323 män", "440 kvinnor och 323 män kom.", "Hur många karlar var med?"),
        ("2 miljoner", "2 miljoner besökte sidan.", "Hur många besökte sidan?"),
        ("13 projekt om 9 mkr", "De gav 13 projekt 9 mkr.", "Hur många projekt fick stöd?"),
        ("700 000 kr", "De fick 700 000 kr.", "Hur många kronor fick de?"),
        ("80 %", "80 % av deltagarna fick jobb.", "Hur många av deltagarna fick jobb?"),
        ("12 av 40, 30 %", "12 av 40, 30 %, fick jobb.", "Hur många fick jobb?"),
        ("85 %", "85 % är nöjda.", "Hur många procent är nöjda?"),
        ("40 %", "40 % gick till mässor.", "Hur mycket av budgeten gick till mässor?"),
        ("40 %", "40 % gick till mässor.", "Hur stor del av budgeten gick till mässor?"),
        ("80 %", "Där har 80 % av stödet gått till inlandet.", "Hur mycket av stödet gick till inlandet?"),
        ("4 903 personer", "Där arbetar 4 903 personer.", "Hur många hade jobb när man senast räknade?"),
    ],
)
def test_number_in_what_is_asked_for_fits(answer: str, sentence: str, question: str) -> None:
    assert fits_unit(answer, sentence, question)


OWNED = "67 % av företagen ägs av kvinnor."


@pytest.mark.parametrize(
    ("sentence", "under", "question", "is_of_them"),
    [
        (OWNED, "Optisk innovation", "Hur många procent av företagen leds av utrikes födda?", True),
        (OWNED, "Optisk innovation", "Hur många procent av företagen leds av kvinnor?", False),
        (OWNED, "Företag som drivs av nyanlända", "Hur många procent leds av utrikes födda?", False),
        (OWNED, "Optisk innovation", "Hur många procent av företagen är nya?", False),
        ("Sju företag ägs av någon.", "Optisk innovation", "Hur många leds av utrikes födda?", False),
        ("Sju företag, men inga fler, ägs så.", "Optisk innovation", "Hur många ägs av kvinnor?", False),
        ("12 kvinnor och 8 män fick jobb.", "Jobbspåret", "Hur många nyanlända fick jobb?", False),
    ],
)
def test_a_number_of_another_group_of_people_is_told_apart(
    sentence: str, under: str, question: str, *, is_of_them: bool
) -> None:
    assert is_of_others(sentence, under, question) is is_of_them


def test_kilometres_are_no_number_of_initiatives() -> None:
    assert asks_in_measures("Hur många kilometer stigar omfattar arbetet?")
    assert decided_kind("Hur många kilometer stigar omfattar arbetet?", Kind.COUNT) is Kind.FACT
    assert decided_kind("Hur många insatser har Dalarna?", Kind.COUNT) is Kind.COUNT


@pytest.mark.parametrize(
    "question",
    [
        "Vad har fiberutbyggnaden i Dalarna kostat?",
        "Vad har Relocation Gotland för budget?",
        "Vad gick ombyggnaden av E4 på?",
        "Vad går projektet på allt som allt?",
    ],
)
def test_what_something_has_cost_is_a_fact(question: str) -> None:
    assert expected_answer(question) is Expected.MONEY
    assert decided_kind(question, Kind.PASSAGES) is Kind.FACT


def test_what_a_project_was_about_is_no_amount() -> None:
    assert expected_answer("Vad gick projektet ut på?") is Expected.ANY
    assert decided_kind("Vad gick projektet ut på?", Kind.PASSAGES) is Kind.PASSAGES


def test_what_came_of_something_asks_for_no_regions() -> None:
    assert decided_kind("Vilka effekter har insatserna mot isvägar haft?", Kind.REGIONS) is Kind.PASSAGES
    assert decided_kind("Vilka regioner redovisar effekter av isvägar?", Kind.REGIONS) is Kind.REGIONS


@pytest.mark.parametrize(
    ("question", "likely", "kind"),
    [
        ("What share of the regions say anything about hydrogen?", Kind.COUNT, Kind.REGIONS),
        ("Hur stor andel av regionerna svarade på enkäten?", Kind.FACT, Kind.FACT),
        ("Hur stor andel av företagen i länen fick rådgivning?", Kind.FACT, Kind.FACT),
        ("Hur stor andel av regionernas insatser rör integration?", Kind.COUNT, Kind.COUNT),
    ],
)
def test_a_share_of_the_regions_is_asked_by_region(question: str, likely: Kind, kind: Kind) -> None:
    assert decided_kind(question, likely) is kind


def test_one_thing_that_is_no_region_is_a_fact() -> None:
    assert decided_kind("Vilket bolag driver på för elflyg?", Kind.REGIONS) is Kind.FACT


@pytest.mark.parametrize("likely", [Kind.REGIONS, Kind.PASSAGES])
@pytest.mark.parametrize(
    "question",
    [
        "Vad heter skriften om kvinnor och män bland chaufförer?",
        "Vi hörde om en tävling i Malmötrakten. Vad kallas den?",
        "Vilka tre kommuner delade på en lots?",
        "Från vilka länder kom läkarna?",
        "Hur stor andel av småföretagen leds av kvinnor?",
    ],
)
def test_what_a_text_tells_by_name_number_or_share_is_a_fact(question: str, likely: Kind) -> None:
    assert decided_kind(question, likely) is Kind.FACT


@pytest.mark.parametrize(
    "question",
    [
        "Vilka tre regioner har kommit längst?",
        "Vilka två svenska län har is?",
        "Vilka kommuner odlar?",
    ],
)
def test_which_regions_is_asked_by_region_however_many(question: str) -> None:
    assert decided_kind(question, Kind.REGIONS) is Kind.REGIONS


@pytest.mark.parametrize(
    "question",
    ["Vilken svensk region har kommit längst?", "I vilken del av landet odlas musslor?", "Vilka jobbar med vätgas?"],
)
def test_one_region_or_part_of_the_country_is_asked_by_region(question: str) -> None:
    assert decided_kind(question, Kind.REGIONS) is Kind.REGIONS


@pytest.mark.parametrize(
    ("sentence", "question", "is_other"),
    [
        ("Stöd betalades ut till 17 butiker.", "Hur många butiker fick avslag?", True),
        ("Av 40 ägare tackade 12 nej till fiber.", "Hur stor andel tackade nej till fiber?", False),
        ("Ansökningar från 12 byar avslogs.", "Hur många byar nekades stöd?", False),
        ("Stöd betalades ut till 17 butiker.", "Hur många butiker fick stöd?", False),
    ],
)
def test_how_many_were_granted_something_does_not_tell_of_the_others(
    sentence: str, question: str, is_other: bool
) -> None:
    assert tells_only_granted(sentence, question) is is_other
