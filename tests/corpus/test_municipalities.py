"""Sweden's municipalities: how many there are, and in which county each lies."""

from collections import Counter

from corpus.regions import REGIONS
from corpus.regions.municipalities import LOCAL_PLACES, find_local_place

# As SCB counts them since 2003.
NUMBERS = {
    "01": 26, "03": 8, "04": 9, "05": 13, "06": 13, "07": 8, "08": 12, "09": 1, "10": 5, "12": 33, "13": 6, "14": 49,
    "17": 16, "18": 12, "19": 10, "20": 15, "21": 10, "22": 7, "23": 8, "24": 15, "25": 14,
}  # fmt: skip
PARTS = {"Öland", "Bohuslän", "Dalsland", "Fyrbodal", "Sjuhärad", "Skaraborg", "Närke", "Gästrikland", "Hälsingland",
         "Höga Kusten", "Medelpad", "Ångermanland"}  # fmt: skip


def test_each_county_has_its_number_of_municipalities() -> None:
    counted = Counter(place.region for place in LOCAL_PLACES if place.name not in PARTS)
    assert counted == NUMBERS
    assert set(counted) == {region.code for region in REGIONS}


def test_no_two_are_called_the_same() -> None:
    names = [place.name for place in LOCAL_PLACES]
    assert len(names) == len(set(names)) == 290 + len(PARTS)


def test_a_municipality_is_found_in_its_county_in_any_case() -> None:
    found = {name: find_local_place(name) for name in ("borlänge", "Upplands-Bro", "HÖGA KUSTEN", "Heby", "Borlange")}
    assert {name: place and place.region for name, place in found.items()} == {
        "borlänge": "20", "Upplands-Bro": "01", "HÖGA KUSTEN": "22", "Heby": "03", "Borlange": None,
    }  # fmt: skip
