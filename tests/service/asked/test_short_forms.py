"""Words as they are spoken or noted down are read as they are written out."""

import pytest

from service.asked.asked import Expected
from service.asked.reading import read_question
from service.asked.words.short_forms import write_out


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("hur mkt kostar det", "hur mycket kostar det"),
        ("va gör dom mä vätgas", "vad gör de med vätgas"),
        ("Ngn som testat?", "Någon som testat?"),
        ("Örebro har väl vätgas, va?", "Örebro har väl vätgas, va?"),
        ("Vad gör NGT?", "Vad gör NGT?"),
        ("vilka va med i Hamnturné", "vilka var med i Hamnturné"),
        ("Ä de nån som hållt på?", "Är de nån som hållit på?"),
        ("Blekinge jämfört m Jönköping", "Blekinge jämfört med Jönköping"),
        ("en 100 m lång bro, skolor m fl", "en 100 m lång bro, skolor m fl"),
        ("Domen och domkyrkan", "Domen och domkyrkan"),
    ],
)
def test_short_forms_are_written_out(spoken: str, written: str) -> None:
    assert write_out(spoken) == written


def test_an_amount_is_asked_for_in_short_too() -> None:
    assert read_question("hur mkt kostar skyddsjakten").expected is Expected.MONEY
    assert read_question("va gör dom mä vätgas i Skåne").words == ("vätgas",)
