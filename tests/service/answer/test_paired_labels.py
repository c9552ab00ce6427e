"""Two values under two labels on one line."""

import pytest

from service.answer.fact.paired_labels import asked_of_pair

ZERO = (
    "Projektägare: Science Park Gotland Tilldelade medel/Utbetalda medel: 8 471 863 kr/5 801 341 kr "
    "Projektbeskrivning: Projektet skulle stärka startups. "
    "Målvärde/utfall: 25 organisationer/21 organisationer Resultat: Arbetet går vidare."
)


def asked_of(question: str, marked: str) -> str | None:
    start = ZERO.index(marked)
    span = asked_of_pair(question, ZERO, (start, start + len(marked)))
    return None if span is None else ZERO[slice(*span)]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hur mycket fick Zero utbetalt?", "5 801 341 kr"),
        ("Hur mycket betalades ut till Zero?", "5 801 341 kr"),
        ("Hur mycket tilldelades Zero?", "8 471 863 kr"),
        ("Vilket belopp beviljades Zero?", None),
    ],
)
@pytest.mark.parametrize("marked", ["8 471 863 kr/5 801 341 kr", "8 471 863 kr", "5 801 341"])
def test_the_value_is_the_one_under_the_label_asked_for(question: str, value: str | None, marked: str) -> None:
    assert asked_of(question, marked) == value


def test_of_goal_and_outcome_the_outcome_is_meant_unless_the_goal_is_named() -> None:
    assert asked_of("Hur många organisationer deltog i Zero?", "25 organisationer") == "21 organisationer"
    assert asked_of("Vilket målvärde hade Zero?", "21 organisationer") == "25 organisationer"


def test_what_is_no_such_pair_is_left_alone() -> None:
    assert asked_of("Vem äger Zero?", "Science Park Gotland") is None


def test_a_blank_may_stand_behind_the_stroke() -> None:
    text = "Tilldelade medel/Utbetalda medel: 4 500 000 kronor/ 4 300 000 kronor Projektbeskrivning: Kartan."
    question, marked = "Hur mycket fick Kartan betala ut?", (text.index("4 500"), text.index(" Projekt"))
    assert asked_of_pair(question, text, marked) == (text.index("4 300"), text.index(" Projekt"))
