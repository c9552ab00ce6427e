"""What a question counts, and whether that is told in a text and not counted in the records."""

import pytest

from service.asked.words.counted import counted_word, counts_other_things, counts_some_of


@pytest.mark.parametrize(
    ("question", "counts"),
    [
        ("Hur många noder har Atomium?", True),
        ("hur många etapper består Bergslagsleden av", True),
        ("Hur många delprojekt har Kustlinjen?", True),
        ("Hur många av deltagarna fick jobb?", True),
        ("Hur många vattenprojekt har Skåne?", False),
        ("Hur många insatser handlar om vatten?", False),
        ("hur många rapporter nämner vatten", False),
        ("Hur många regioner har vattenplaner?", False),
        ("Hur många gånger nämns vatten?", False),
        ("How many water projects are there?", False),
        ("Vad kostade vattenplanen?", False),
        ("kustkursen hur många registrerade", True),
        ("Hur många anmälde sig?", True),
        ("Hur många redovisade insatser finns det?", False),
        ("Hur många startade 2023?", False),
        ("Hur många registrerade insatser finns det?", False),
    ],
)
def test_things_that_are_no_records_are_told_in_a_text(question: str, counts: bool) -> None:
    assert counts_other_things(question) is counts


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("Hur många av lantbrukarna odlar raps?", "lantbrukarna"),
        ("Hur många moderna bussar kördes?", "bussar"),
        ("Hur många nya bussar kördes?", "bussar"),
    ],
)
def test_those_of_whom_some_are_counted_describe_nothing(question: str, counted: str) -> None:
    assert counted_word(question) == counted


@pytest.mark.parametrize(
    ("question", "is_some_of"),
    [
        ("Hur många av bolagen har en kvinnlig vd?", True),
        ("How many of the companies are new?", True),
        ("Hur många bolag av alla har en kvinnlig vd?", False),
        ("Hur många procent av bolagen är nya?", False),
    ],
)
def test_those_of_whom_some_are_counted_are_told_from_those_counted(question: str, *, is_some_of: bool) -> None:
    assert counts_some_of(question) is is_some_of
