from collections import Counter
from collections.abc import Mapping

import pytest

from corpus.document import Content
from corpus.repair.language import MAX_CHARACTERS, MIN_CHARACTERS, detect_language

SWEDISH = (
    "Regionen har under året arbetat med kompetensförsörjning och validering tillsammans med kommunerna, länsstyrelsen "
    "och näringslivet. Arbetet har lett till att fler företag har fått stöd och att nya nätverk har bildats i länet."
)
ENGLISH = (
    "During the year the region has worked with skills supply and validation together with the municipalities, the "
    "county administrative board and local businesses. As a result more companies have received support in the county."
)
FINNISH = (
    "Alue on vuoden aikana työskennellyt osaamisen kehittämisen ja tunnustamisen parissa yhdessä kuntien, "
    "lääninhallituksen ja elinkeinoelämän kanssa. Työn tuloksena yhä useammat yritykset ovat saaneet tukea alueella."
)


@pytest.mark.parametrize(("text", "language"), [(SWEDISH, "sv"), (ENGLISH, "en"), (FINNISH, None)])
def test_a_text_long_enough_is_recognised(text: str, language: str | None) -> None:
    assert len(text) >= MIN_CHARACTERS
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "Kommunal ekonomi", SWEDISH[: MIN_CHARACTERS - 1], "1 2 3 " * 100])
def test_too_little_text_gives_no_language(text: str) -> None:
    assert detect_language(text) is None


def test_only_the_beginning_of_a_long_text_counts() -> None:
    swedish = (SWEDISH * 10)[:MAX_CHARACTERS]
    assert detect_language(swedish + ENGLISH * 50) == "sv"


def test_the_answer_is_the_same_every_time() -> None:
    mixed = SWEDISH[:120] + ENGLISH[:120]
    assert len({detect_language(mixed) for _ in range(20)}) == 1


def test_every_page_with_text_enough_is_swedish(contents: Mapping[str, Content]) -> None:
    found = Counter(detect_language(page.text) for content in contents.values() for page in content.pages)
    assert set(found) == {"sv", None}
    short = sum(len(page.text) < MIN_CHARACTERS for content in contents.values() for page in content.pages)
    assert found[None] == short
