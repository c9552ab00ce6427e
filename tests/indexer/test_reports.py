"""The passages of the five reports: where they stand, and which of them may speak for a region."""

import re
from collections import Counter

import pytest

from corpus.collection import Collection
from corpus.document import Field, Role
from corpus.pages import collapse
from indexer.chunking import MAX_WORDS, chunk
from indexer.passage import Passage

OWN_REPORTS = {"villkorsrapporter-2023", "orebro-2023"}
GROUP_REPORTS = {"oms-nrpp-2028", "real-oms-2023", "nms-dialog-2020"}

# What the forms say that regions filled in, read off the pages: table heads, questions, instructions, empty answers.
FORM_WORDS = (
    "Namn på insats och kort beskrivning",
    "Resultat i form av uppnådda prestationer",
    "Om möjligt resultat i form av uppnådda effekter",
    "insatsen ska bidra till",
    "Beskrivning av varför regionen har fördelat anslaget",
    "Beskrivning av hur regionen har integrerat",
    "Beskrivning av hur anslaget har bidragit",
    "Beskrivning på vilket sätt olika territoriella perspektiv",
    "redovisar inga insatser",
    "Regionerna och Gotlands kommun ska följa upp",
    "Exempel på insatser efterfrågas",
    "Beskriv hur",
    "Beskriv genomgående",
    "Ange vilket eller vilka mål",
    "Om nej, beskriv varför",
    "Observera!",
    "Klicka här för att ange text",
    "Detta avsnitt är en möjlighet för er",
)


@pytest.fixture(scope="module")
def passages(reports: Collection) -> list[Passage]:
    return [passage for content in reports.contents for passage in chunk(content, lambda _: None)]


@pytest.fixture(scope="module")
def evidence(passages: list[Passage]) -> list[Passage]:
    """Those that may show that a single region does something."""
    return [passage for passage in passages if passage.is_evidence and passage.region is not None]


def test_every_passage_stands_on_the_page_it_names(reports: Collection, passages: list[Passage]) -> None:
    pages = {(page.document, page.page): page for content in reports.contents for page in content.pages}
    assert {passage.document for passage in passages} == OWN_REPORTS | GROUP_REPORTS
    for passage in passages:
        page = pages[passage.document, passage.page]
        assert passage.text in collapse(page.text), passage.id
        assert passage.printed_page == page.printed_page


def test_passages_are_short_and_each_has_its_own_id(passages: list[Passage]) -> None:
    assert max(len(passage.text.split()) for passage in passages) <= MAX_WORDS
    assert max(Counter(passage.id for passage in passages).values()) == 1


@pytest.mark.parametrize("words", FORM_WORDS)
def test_a_forms_words_speak_for_no_region(reports: Collection, evidence: list[Passage], words: str) -> None:
    assert any(words in collapse(page.text) for content in reports.contents for page in content.pages)
    assert [passage.id for passage in evidence if words in passage.text] == []


def test_page_numbers_stand_in_no_passage(reports: Collection, passages: list[Passage]) -> None:
    left = 0
    for page in (page for content in reports.contents for page in content.pages if page.printed_page is not None):
        number = re.compile(rf"{page.printed_page}(?:\(\d+\))?")
        left += any(number.fullmatch(line.strip()) for line in page.received.splitlines())
        assert not any(number.fullmatch(line) for line in page.text.splitlines()), (page.document, page.page)
    assert left == 15
    assert [passage.text for passage in passages if not re.search(r"[^\W\d_]", passage.text)] == []


def test_a_groups_report_speaks_for_the_group_and_for_none_of_its_members(passages: list[Passage]) -> None:
    roles = Counter(passage.role for passage in passages if passage.document in GROUP_REPORTS)
    assert set(roles) == {Role.GROUP}
    assert {passage.document for passage in passages if passage.region is not None} == OWN_REPORTS
    assert not [passage for passage in passages if passage.region is not None and passage.group is not None]


def test_what_speaks_for_a_region_is_its_own_initiative_or_section(
    reports: Collection, evidence: list[Passage]
) -> None:
    initiatives = {one.id: one for content in reports.contents for one in content.initiatives}
    sections = {one.id: one for content in reports.contents for one in content.sections}
    for passage in evidence:
        owner = initiatives[passage.initiative] if passage.initiative else sections[passage.section]
        assert owner.region == passage.region, passage.id
    assert len({passage.region for passage in evidence}) == 21


def test_goals_speak_for_no_region(reports: Collection, passages: list[Passage], evidence: list[Passage]) -> None:
    goals = {one.id: collapse(one.goals) for content in reports.contents for one in content.initiatives}
    assert sum(passage.field is Field.GOALS for passage in passages) > 400
    assert [p.id for p in evidence if p.initiative and p.text in goals[p.initiative]] == []
