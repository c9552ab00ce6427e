from collections.abc import Mapping

import pytest

from corpus.document import Content, Field, Role
from corpus.pages import collapse


@pytest.fixture
def slides(contents: Mapping[str, Content]) -> Content:
    return contents["nms-dialog-2020"]


def test_every_slide_is_a_page_and_a_section(slides: Content) -> None:
    assert len(slides.pages) == 49
    assert [(section.first_page, section.last_page) for section in slides.sections] == [(n, n) for n in range(1, 50)]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (1, "Agenda – Varmt välkomna!"),
        (3, "Budget 2021-2027"),
        (5, "Smart specialisering i nästa programperiod"),
        (10, "Hur kan vi både stärka konkurrenskraften och samtidigt investera i en hållbar utveckling?"),
        (15, "Näringslivet vinner på omställning"),  # Its bullets stand before its title.
        (25, "Norra Mellansverige"),  # "skrivargruppen – Thomas Högman ..." is a speaker, not a title.
        (45, "PO 1.4 Utveckla färdigheter för smartspecialisering, strukturomvandling och entreprenörskap"),
    ],
)
def test_a_slide_is_called_by_its_title(slides: Content, page: int, title: str) -> None:
    assert slides.sections[page - 1].heading == title


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (1, "Lena Johansson Skeri, Tillväxtverket"),
        (25, "skrivargruppen – Thomas Högman och Helene Vogelmann"),
        (48, "programansvarig NMS – Lena Johansson Skeri"),
        (3, "ca 1,2 miljarder SEK"),
        (44, "för små och medelstora företag och grupper av"),  # "för" / "etag" in the file.
    ],
)
def test_speakers_and_facts_stay_on_their_slide(slides: Content, page: int, words: str) -> None:
    assert any(words in collapse(block.text) for block in slides.blocks if block.page == page)


def test_all_of_it_speaks_for_the_group(slides: Content) -> None:
    assert {(block.role, block.group, block.region) for block in slides.blocks} == {
        (Role.GROUP, "norra-mellansverige", None)
    }
    assert {block.field for block in slides.blocks} == {Field.HEADING, Field.PROSE}
