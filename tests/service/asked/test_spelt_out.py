"""Initiatives called by a whole name of everyday words."""

from dataclasses import replace

import pytest

from service.asked.names.initiative_names import opening
from service.asked.names.spelt_out import find_opened, find_spelt_out
from tests.service.samples import make_index

MADE = make_index().initiatives()[0]
NAMES = (
    ("a", "Levande vattendrag i jordbruket, Skogsrådet"),
    ("b", "Stöd till projektet ”En tyst, öppen och grön kust”"),
    ("c", "Hållbar besöksnäring"),
    ("d", "Levande vattendrag i jordbruket och skogen"),
)
INITIATIVES = [replace(MADE, id=place, name=name) for place, name in NAMES]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("hur gick det med levande vattendrag i jordbruket?", ["a"]),
        ("hur gick det med levande vattendrag i jordbruket och skogen?", ["d"]),
        ("vad gav en tyst, öppen och grön kust?", ["b"]),
        ("hur gick det med hållbar besöksnäring?", []),
        ("hur gick det med vattendrag i jordbruket?", []),
    ],
)
def test_the_longest_name_that_stands_whole_in_the_question_is_meant(question: str, found: list[str]) -> None:
    assert [initiative.id for initiative in find_spelt_out(question, INITIATIVES)] == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("hur mycket kostar levande vattendrag i jordbruket", ["a"]),
        ("var ligger hållbar besöksnäring?", ["c"]),
        ("när slutar zorgprojektet", ["e"]),
        ("hur mycket kostar besöksnäring", []),
        ("vad är effekt", []),
    ],
)
def test_what_opens_a_name_is_found_however_it_is_written(question: str, found: list[str]) -> None:
    made = [replace(MADE, id="e", name="Zorgprojektet"), replace(MADE, id="f", name="Effekt")]
    assert [initiative.id for initiative in find_opened(question, [*INITIATIVES, *made])] == found


def test_years_from_and_to_part_no_name() -> None:
    assert opening("Växthuset 2023–2026. (Totalt 12 miljoner kronor)") == "Växthuset 2023–2026. "
    assert opening("Växthuset – en mässa") == "Växthuset "


def test_what_stands_in_quotation_marks_is_not_cut() -> None:
    assert opening("Stöd till ”En tyst, öppen kust”, Skogsrådet") == "Stöd till ”En tyst, öppen kust”"
    assert opening("Kustlinjen, ett projekt") == "Kustlinjen"
    assert opening('Mått 12", bred') == 'Mått 12"'


def test_of_several_of_one_name_that_of_the_place_asked_about_is_meant() -> None:
    twice = [replace(INITIATIVES[0], id=code, region=code) for code in ("12", "20")]
    question = "hur gick det med levande vattendrag i jordbruket?"
    assert find_spelt_out(question, twice) == []
    assert [initiative.id for initiative in find_spelt_out(question, twice, ["20"])] == ["20"]
