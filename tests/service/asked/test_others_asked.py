"""Who else than a region a question is asked of, by its name or as a law; regions and wholes are not."""

import pytest

from service.asked.words.others_asked import other_asked, others_compared, unknown_region


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Vad har Vadstena gjort om isvägar?", "Vadstena"),
        ("Vad har man gjort i Vadstena?", "Vadstena"),
        ("Hur arbetar Sjöfartsverket med bryggor?", "Sjöfartsverket"),
        ("Vilka projekt finns i Kiruna kommun?", "Kiruna"),
        ("Vad görs för bryggorna i Vadstena kommun?", "Vadstena"),
        ("Vad tycker Kulturdepartementet om bryggor?", "Kulturdepartementet"),
        ("Vad säger plan- och bygglagen om bryggor?", "bygglagen"),
        ("Vad kräver jordabalken av regionerna?", "jordabalken"),
        ("Vad gör Region Midtjylland för isvägar?", "Midtjylland"),
        ("Vilka insatser finns runt Borlänge?", "Borlänge"),
        ("projekt i gällivare om spillvärme", "Gällivare"),
        ("Besökare på Öland", "Öland"),
        ("Marks kommun och isvägar", "Mark"),
        ("Isvägar i Lilla Edet", "Lilla Edet"),
    ],
)
def test_who_is_asked_of(question: str, name: str) -> None:
    assert other_asked(question) == name


@pytest.mark.parametrize(
    "question",
    [
        "Vad har Skåne gjort om isvägar?",
        "Vad gör Skåne med Sjöfartsverket?",
        "Vad har gjorts om AI?",
        "Vad görs i Sverige för bryggor?",
        "Vad säger underlagen om bryggor?",
        "Vad gör bolagen?",
        "Vilka regioner arbetar med Almi?",
        # Words as well as municipalities.
        "Ska det vara isvägar på berg och i mark?",
        "Vad kan vi lära av International House Göteborg?",
        "Bryggor i Lund University Park",
    ],
)
def test_regions_and_wholes_are_no_others(question: str) -> None:
    assert other_asked(question) is None


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Vad gör Region Midtjylland för isvägar?", "Midtjylland"),
        ("Jämför Region Skåne och region Midtjylland", "Midtjylland"),
        ("Vad gör Region Skåne?", None),
        ("Vad gör regionen Västra Götaland?", None),
        ("Vilken region har flest insatser?", None),
    ],
)
def test_what_is_called_a_region_and_is_none(question: str, name: str | None) -> None:
    assert unknown_region(question) == name


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Jämför Skåne och Narnia om bryggor", ("Narnia",)),
        ("Jämför Vadstena och Motala om bryggor", ("Vadstena", "Motala")),
        ("Jämför Region Skåne med Region Midtjylland", ("Midtjylland",)),
        ("Vad skiljer Sjöfartsverket och Business Kust åt?", ("Sjöfartsverket", "Business Kust")),
        ("Jämför Motalas och Tidaholms arbete med bryggor", ("Motala", "Tidaholm")),
        ("Jämför Skåne och Halland om bryggor", ()),
        ("Vad gör Skåne och Narnia?", ()),
    ],
)
def test_names_set_beside_each_other_or_beside_a_place(question: str, names: tuple[str, ...]) -> None:
    assert others_compared(question) == names
