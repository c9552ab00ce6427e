"""Whether a question asks what came about, and whether words tell only what was meant to."""

import pytest

from service.asked.words.aims import asks_what_came, tells_aim


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Hur många deltog?", True),
        ("Hur många skolor har fått besök av Fjällbussen?", True),
        ("Hur många båtar har hjälpts av Kustlinjen?", True),
        ("Hur många laddare är i drift?", True),
        ("Hur många använde bussens verktyg?", True),
        ("Hur stor andel av kunderna är kvinnor idag?", True),
        ("Hur många skolor ska Fjällbussen besöka?", False),
        ("Hur många var målet att nå?", False),
        ("Hur mycket pengar väntades programmet få?", False),
        ("Vilken budget har projekt Kustlinjen?", False),
        ("Hur många boende i Skövde kunde bli deltagande?", False),
    ],
)
def test_what_came_is_asked_in_the_past(question: str, asks: bool) -> None:
    assert asks_what_came(question) is asks


@pytest.mark.parametrize(
    ("sentence", "words", "is_aim"),
    [
        ("Målet är att nå 40 skolor.", "40 skolor", True),
        ("Bussen ska besöka 40 skolor.", "40", True),
        ("Förväntade prestationer: 40 besök.", "40 besök", True),
        ("Förväntade prestationer: bolag: 6 st Användare av utvecklade stöd: 40", "40", True),
        ("Förväntade prestationer: 50. Uppnådda prestationer: användare av utvecklade stöd: 40", "40", False),
        ("Länet gick från 0 till 3 planerade stationer.", "0 till 3", True),
        ("Bussen besökte 40 skolor.", "40 skolor", False),
        ("40 skolor, vilket är mer än målet.", "40 skolor", False),
        ("Målet var 50, och bussen nådde 40 skolor.", "40 skolor", False),
    ],
)
def test_what_is_meant_to_come_is_told_where_nothing_is_told_of_what_came(
    sentence: str, words: str, is_aim: bool
) -> None:
    start = sentence.index(words)
    assert tells_aim(sentence, (start, start + len(words)), (0, len(sentence))) is is_aim
