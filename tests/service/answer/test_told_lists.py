"""Several things in a row: all of them where several are asked for, and nothing else of the sentence."""

import pytest

from service.answer.fact.told_lists import whole_list

MEMBERS = (
    "En plattform finns. Parter: Alnö universitet, kommunala skolor inom gymnasium, folkhögskola och vux, "
    "Berga Tillväxt (en företagarförening), Almi. Och regionen."
)
ALL_MEMBERS = MEMBERS.partition("Parter: ")[2].removesuffix(". Och regionen.")
SIGNED = (
    "Avtalet har skrivits under av Region Alnö, Berga kommun och Djurö Park, "
    "med bolagen Ekby, Fors och Gård som äger dem."
)

FORUM = (
    "I forumet ingår Ekby, Fors Energi AB, Norra kraftnät och Gård Exergi. De möttes två gånger (år 2018 och år 2024)."
)


def told(question: str, text: str, marked: str) -> str:
    start = text.index(marked)
    return text[slice(*whole_list(question, text, (start, start + len(marked))))]


@pytest.mark.parametrize(
    ("question", "text", "marked", "whole"),
    [
        ("Vilka är med i plattformen?", MEMBERS, "Alnö universitet", ALL_MEMBERS),
        ("Vilka är med i plattformen?", MEMBERS, "Almi", ALL_MEMBERS),
        ("Vilka är med i plattformen?", MEMBERS, "regionen", "regionen"),
        ("Vilka bolag äger dem?", SIGNED, "Fors", "Ekby, Fors och Gård"),
        ("Vad heter de tre bolagen?", SIGNED, " Ekby, Fors", "Ekby, Fors och Gård"),
        ("Vilka har skrivit under?", SIGNED, "Berga kommun", "Region Alnö, Berga kommun och Djurö Park"),
        (
            "Vilka ingår i forumet?",
            FORUM,
            "Ekby, Fors Energi AB, Norra",
            "Ekby, Fors Energi AB, Norra kraftnät och Gård Exergi",
        ),
        ("Vilka år möttes forumet?", FORUM, "2024", "år 2018 och år 2024"),
        ("Vilket bolag äger parken?", SIGNED, "Fors", "Fors"),
        ("Vilka tjänster gavs?", "Tjänster: råd och stöd som har givits.", "råd", "råd"),
    ],
)
def test_of_a_list_all_is_told_where_several_are_asked_for(question: str, text: str, marked: str, whole: str) -> None:
    assert told(question, text, marked) == whole


def test_nothing_marked_stays_nothing() -> None:
    assert whole_list("Vilka är med?", MEMBERS, (0, 0)) == (0, 0)
