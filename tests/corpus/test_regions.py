import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnknownRegionError
from corpus.regions import GROUPS, REGIONS, Region, group_by_id, members, names, order_codes, region_by_code
from corpus.regions.names import find_mentions, find_place, find_region

# SCB's list of counties: https://www.scb.se, "Län och kommuner i kodnummerordning".
COUNTY_CODES = {
    "01": "Stockholm",
    "03": "Uppsala",
    "04": "Sörmland",
    "05": "Östergötland",
    "06": "Jönköping",
    "07": "Kronoberg",
    "08": "Kalmar",
    "09": "Gotland",
    "10": "Blekinge",
    "12": "Skåne",
    "13": "Halland",
    "14": "Västra Götaland",
    "17": "Värmland",
    "18": "Örebro",
    "19": "Västmanland",
    "20": "Dalarna",
    "21": "Gävleborg",
    "22": "Västernorrland",
    "23": "Jämtland Härjedalen",
    "24": "Västerbotten",
    "25": "Norrbotten",
}


def named(text: str) -> list[tuple[str, str]]:
    return [(mention.place.name, text[mention.start : mention.end]) for mention in find_mentions(text)]


def test_the_21_regions_have_their_county_codes() -> None:
    assert {region.code: region.name for region in REGIONS} == COUNTY_CODES


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("VGR", "14"),
        ("Västra Götalandsregionen", "14"),
        ("Region Örebro län", "18"),
        ("region örebro län", "18"),
        ("Örebro län", "18"),
        ("Södermanland", "04"),
        ("Södermanlands län", "04"),
        ("Region Upsala", "03"),
        ("Jämtlands län", "23"),
        ("Region Jämtland Härjedalen", "23"),
        ("Jämtland/Härjedalen", "23"),
        ("Region Kalmar län", "08"),
        ("Region Jönköpings län", "06"),
        ("  Gotland ", "09"),
        ("05", "05"),
    ],
)
def test_a_region_is_found_by_name_alias_and_code(name: str, code: str) -> None:
    place = find_place(name)
    assert isinstance(place, Region)
    assert place.code == code


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("ÖMS", {"03", "04", "05", "18", "19"}),
        ("East-Central Sweden", {"03", "04", "05", "18", "19"}),
        ("Östra Mellansverige", {"03", "04", "05", "18", "19"}),
        ("Norra Mellansverige", {"17", "20", "21"}),
        ("Småland", {"06", "07", "08"}),
        ("norrland", {"21", "22", "23", "24", "25"}),
    ],
)
def test_a_group_is_found_with_its_members(name: str, codes: set[str]) -> None:
    assert set(members(find_place(name))) == codes


def test_every_member_of_a_group_is_a_region() -> None:
    assert all(region_by_code(code) for group in GROUPS for code in group.members)


@pytest.mark.parametrize("name", ["Atlantis", "", "02", "99", "örebro universitet"])
def test_an_unknown_name_is_refused_with_the_value(name: str) -> None:
    with pytest.raises(UnknownRegionError, match="okänd region"):
        find_place(name)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Skone", "Skåne"),
        ("dalarne", "Dalarna"),
        ("Region Stokholm", "Stockholm"),
        ("norra melansverige", "Norra Mellansverige"),
    ],
)
def test_a_mistyped_name_is_refused_with_the_nearest(name: str, meant: str) -> None:
    with pytest.raises(UnknownRegionError, match=f"okänd region '{name}'; menade du '{meant}'\\?"):
        find_place(name)


def test_unknown_codes_and_groups_are_refused_with_what_was_expected() -> None:
    with pytest.raises(UnknownRegionError, match=r"okänd länskod '02'; väntade en av: 01, 03"):
        region_by_code("02")
    with pytest.raises(UnknownRegionError, match=r"okänd grupp 'oms'; väntade en av: .*ostra-mellansverige"):
        group_by_id("oms")


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        (
            "Region Örebro läns arbete med Region Östergötland.",
            [("Örebro", "Region Örebro läns"), ("Östergötland", "Region Östergötland")],
        ),
        (
            "Dalarna, Gävleborg och Värmland",
            [("Dalarna", "Dalarna"), ("Gävleborg", "Gävleborg"), ("Värmland", "Värmland")],
        ),
        ("Skånes och Blekinges företag", [("Skåne", "Skånes"), ("Blekinge", "Blekinges")]),
        ("inom ÖMS och i Södermanlands län", [("Östra Mellansverige", "ÖMS"), ("Sörmland", "Södermanlands län")]),
        ("Jämtland Härjedalen är en region", [("Jämtland Härjedalen", "Jämtland Härjedalen")]),
        ("gotländska hallandskusten uppsalabo", []),
        ("", []),
    ],
)
def test_mentions_are_found_longest_first_and_as_whole_words(text: str, mentions: list[tuple[str, str]]) -> None:
    assert named(text) == mentions


def test_codes_are_ordered_by_swedish_alphabet() -> None:
    names = [COUNTY_CODES[code] for code in order_codes(COUNTY_CODES)]
    assert names[:4] == ["Blekinge", "Dalarna", "Gotland", "Gävleborg"]
    assert names[-5:] == ["Västernorrland", "Västmanland", "Västra Götaland", "Örebro", "Östergötland"]


@given(st.text(max_size=80))
def test_mentions_stand_in_order_inside_any_text(text: str) -> None:
    mentions = find_mentions(text)
    ends = [0, *(mention.end for mention in mentions)]
    assert all(end <= mention.start < mention.end <= len(text) for end, mention in zip(ends, mentions, strict=False))


@pytest.mark.parametrize("typed", ["skane", "SKANE", "vastra gotaland", "Region Orebro lan", "ostra mellansverige"])
def test_a_place_is_found_as_typed_without_dots(typed: str) -> None:
    dotted = {"skane": "Skåne", "vastra gotaland": "Västra Götaland", "region orebro lan": "Örebro"}
    assert find_place(typed).name == dotted.get(typed.lower(), "Östra Mellansverige")


def test_no_two_regions_share_a_name_without_dots() -> None:
    names = [region.name.lower().translate(str.maketrans("åäö", "aao")) for region in REGIONS]
    assert [find_place(name).name for name in names] == [region.name for region in REGIONS]


@pytest.mark.parametrize("name", ["Skåne", "Västra Götaland", "Jämtland Härjedalen", "Östra Mellansverige"])
def test_names_whose_letters_stand_apart_from_their_dots_are_the_same(name: str) -> None:
    apart = unicodedata.normalize("NFD", name)
    assert apart != name
    assert find_place(apart) == find_place(name)
    (mention,) = find_mentions(f"insatser i {apart}s kommuner")
    assert (mention.place, mention.start) == (find_place(name), 11)


def test_special_hyphens_and_spaces_in_names_are_ordinary_ones() -> None:
    assert find_place("Skåne\u2011Blekinge") == find_place("Skåne-Blekinge")
    assert find_place("Västra\u00a0Götaland") == find_place("Västra Götaland")
    assert [name for name, _ in named("Västra\u00a0Götaland, Skåne\u2010Blekinge")] == [
        "Västra Götaland",
        "Skåne-Blekinge",
    ]


@pytest.mark.parametrize(
    ("text", "group", "written"),
    [
        ("Vilka norrlandsregioner?", "Norrland", "norrlandsregioner"),
        ("i Norrlandslänens kuster", "Norrland", "Norrlandslänens"),
        ("alla smålandslänen", "Småland", "smålandslänen"),
        ("ÖMS-regionerna vill", "Östra Mellansverige", "ÖMS-regionerna"),
    ],
)
def test_a_groups_regions_as_one_word_are_the_group(text: str, group: str, written: str) -> None:
    (mention,) = find_mentions(text)
    assert (mention.place.name, text[mention.start : mention.end]) == (group, written)


def test_text_that_names_nothing_is_not_compared_with_every_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(names, "get_close_matches")
    assert find_region("Under året hölls tolv möten") is None
