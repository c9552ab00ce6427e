"""Of amounts side by side, the one that goes to what is asked for."""

import pytest

from service.answer.fact.alike_numbers import asked_of_alike

SHARES = "Fördelningen blev 70 % till utbildningsinsatser och 30 % till mässor och resor. Sedan 5 % till annat."


def asked(question: str, text: str, marked: str) -> str | None:
    start = text.index(marked)
    span = asked_of_alike(question, text, (start, start + len(marked)))
    return None if span is None else text[slice(*span)]


@pytest.mark.parametrize("marked", ["70 %", "30 %", " 30 %"])
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Hur stor andel gick till utbildning?", "70 %"),
        ("Hur stor andel gick till mässor?", "30 %"),
        ("Hur stor andel går till insatser?", "70 %"),
        ("Hur stor andel gick till löner?", None),
        # What is shared out is no part of what it went to.
        ("Hur stor del av insatserna gick till löner?", None),
        ("Hur stor del av insatserna gick till mässor?", "30 %"),
        ("Hur mycket gick till utbildning och mässor?", None),
    ],
)
def test_the_share_of_what_is_asked_for_is_given(question: str, answer: str | None, marked: str) -> None:
    assert asked(question, SHARES, marked) == answer


def test_an_amount_is_of_its_kind_with_or_without_the_word_for_money() -> None:
    text = "Vi gav drygt 17 miljoner kronor till kören och cirka 2 miljoner till andra."
    assert asked("Hur mycket gick till kören?", text, "drygt 17 miljoner kronor till kören och cirka 2 miljoner") == (
        "17 miljoner kronor"
    )


@pytest.mark.parametrize(("question", "answer"), [("kvinnor", "45 %"), ("män", "55 %"), ("unga", None)])
@pytest.mark.parametrize("marked", [" 55 %", "55 % män och 45 % kvinnor"])
def test_what_a_share_is_of_may_stand_behind_it_alone(question: str, answer: str | None, marked: str) -> None:
    text = "Könsfördelningen var 55 % män och 45 % kvinnor. 58 % av deltagarna har gått vidare."
    assert asked(f"Hur stor andel av deltagarna var {question}?", text, marked) == answer


@pytest.mark.parametrize(
    "text",
    [
        # What it is of stands before, and another unit is another kind.
        "Mässorna fick 30 % och utbildningarna 70 % av medlen.",
        "Av medlen gick 30 % till mässor, som fick 4 miljoner kronor till utbildning.",
    ],
)
def test_what_does_not_stand_behind_each_is_left_to_the_reader(text: str) -> None:
    assert asked("Hur stor andel gick till utbildning?", text, "30 %") is None
