from collections.abc import Mapping

import pytest

from corpus.document import Content, Field, Role
from corpus.pages import Line, PageLines, collapse
from corpus.structure.headings import heading_lines
from tests.corpus.contents import blocks_under


@pytest.fixture
def decision(contents: Mapping[str, Content]) -> Content:
    return contents["real-oms-2023"]


def text_of(content: Content, heading: str) -> str:
    return collapse(" ".join(block.text for block in blocks_under(content, heading)))


def test_sections_are_the_reports_headings(decision: Content) -> None:
    assert [section.heading for section in decision.sections if ":" not in section.heading] == [
        "Realisering av färdplaner i Östra Mellansverige",
        "Sammanfattning",
        "Skäl för det föreslagna beslutet",
        "Bakgrund",
        "Övergripande mål",
        "Projektmål",
        "Delmål och aktiviteter",
        "Ingående kommuner",
        "Regional samverkan",
        "Perspektiv",
        "Uppföljning och resultatspridning",
        "Projektorganisation",
        "Kostnads- och finansieringsbudget",
        "Finansiering",
    ]


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Sammanfattning", "Region Västmanland ansöker om 12 procent av projektets bokförda kostnader"),
        ("Skäl för det föreslagna beslutet", "Regional tillväxtnämnd har fattat beslut om inriktning"),
        ("Projektorganisation", "leds av projektägaren i stödmottagande region, Region Västmanland."),
    ],
)
def test_the_parties_are_named_where_the_report_names_them(decision: Content, heading: str, words: str) -> None:
    assert words in text_of(decision, heading)


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        (
            "Finansiering: Region Sörmland",
            "Region Sörmland 1:1 medel 78 332 471 873 483 198 494 795 420 543 1 948 742 "
            "Region Sörmland Övriga medel 44 520 268 189 274 625 281 216 239 015 1 107 566",
        ),
        (
            "Finansiering: Region Örebro län",
            "Region Örebro län 1:1-medel 122 852 740 062 757 824 776 012 659 558 3 056 308",
        ),
        (
            "Finansiering: Tillväxtverket ERUF",
            "Tillväxtverket ERUF 409 508 2 466 874 2 526 079 2 586 706 2 198 528 10 187 695",
        ),
        (
            "Kostnads- och finansieringsbudget: Indirekta kostnader (Schablon)",
            "Indirekta kostnader (Schablon) 292 506 1 762 053 1 804 342 1 847 647 1 570 377 7 276 925",
        ),
    ],
)
def test_a_row_of_the_budget_stands_alone_with_its_label_whole(decision: Content, heading: str, text: str) -> None:
    assert text_of(decision, heading) == text


def test_both_spellings_of_uppsala_are_one_financier(decision: Content) -> None:
    text = text_of(decision, "Finansiering: Region Upsala")
    assert "Region Upsala 1:1 medel 83 345" in text
    assert "Region Uppsala Övriga medel 39 508" in text


# The last column of the table; rounding leaves two kronor to the total it gives.
CONTRIBUTIONS = {
    "Finansiering: Region Örebro län": [3_056_308],
    "Finansiering: Region Västmanland": [3_056_308],
    "Finansiering: Region Östergötland": [3_056_308],
    "Finansiering: Region Sörmland": [1_948_742, 1_107_566],
    "Finansiering: Region Upsala": [2_073_437, 982_871],
    "Finansiering: Tillväxtverket ERUF": [10_187_695],
}


def test_every_financier_has_a_section_that_holds_its_contributions(decision: Content) -> None:
    for heading, amounts in CONTRIBUTIONS.items():
        assert all(f"{amount:,}".replace(",", " ") in text_of(decision, heading) for amount in amounts), heading
    assert sum(map(sum, CONTRIBUTIONS.values())) == 25_469_237 - 2
    assert text_of(decision, "Finansiering: Total finansiering").endswith(" 25 469 237")


def test_what_follows_a_table_is_prose_of_its_section(decision: Content) -> None:
    assert (
        blocks_under(decision, "Finansiering")[-1].text
        == "Beslut om medfinansiering från ERUF fattas den 8 december 2023."
    )


def test_all_of_it_speaks_for_the_group(decision: Content) -> None:
    assert {(block.role, block.group, block.region) for block in decision.blocks} == {
        (Role.GROUP, "ostra-mellansverige", None)
    }
    assert decision.initiatives == ()


def headings_of(*texts: str) -> list[str]:
    lines = tuple(Line(number=number, text=text) for number, text in enumerate(texts, start=1))
    page = PageLines(page=1, printed_page=None, lines=lines, received="", repairs=())
    found = heading_lines(page).items()
    return [" ".join(texts[place : place + n_lines]) for place, n_lines in found]


WIDE = "En hel rad text som går ända ut till marginalen och sedan fortsätter på nästa rad med mer"


def test_a_short_line_that_opens_a_paragraph_without_a_full_stop_is_a_heading() -> None:
    assert headings_of("Bakgrund", WIDE, "text.") == ["Bakgrund"]


def test_a_heading_goes_on_where_it_binds_or_in_lower_case() -> None:
    assert headings_of("Regional allokering är en förutsättning för", "Sverige", WIDE) == [
        "Regional allokering är en förutsättning för Sverige"
    ]
    assert headings_of("Krav och", "behov", "", WIDE) == ["Krav och behov"]
    assert headings_of("Stöd enligt", "Förordning", "", WIDE) == ["Stöd enligt Förordning"]


@pytest.mark.parametrize(
    "line",
    ["En kort mening.", "• en punkt", "Vi har:", "Totalt 2023 2024 2025", "i gemener", "Ja ☒", "Koder (främst av band"],
)
def test_other_short_lines_are_no_headings(line: str) -> None:
    assert headings_of(line, "", WIDE) == []


def test_the_first_line_of_running_text_is_no_heading() -> None:
    assert headings_of(WIDE, "fortsätter här.") == []
    assert headings_of("text före.", "Bakgrund", WIDE) == []


def test_headings_are_marked_as_such(decision: Content) -> None:
    assert blocks_under(decision, "Bakgrund")[0].field is Field.HEADING
