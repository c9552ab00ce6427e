"""The form of the national template: questions, answers, and tables with a row an initiative, in made-up reports."""

from dataclasses import replace
from typing import cast

from corpus.corrections import Action, Correction, Corrections
from corpus.document import Content, Role, Status
from corpus.forms import FORMS, read_form
from corpus.forms.model import QuestionnaireForm
from corpus.pages import Line, PageLines, collapse
from corpus.structure.template import read_structure
from tests.corpus.contents import block_with, initiative_named
from tests.documents import REPORT

FORM = cast(QuestionnaireForm, read_form(FORMS / "template-report.toml"))
DOCUMENT = replace(REPORT, title="En rapport", form="template-report", regions=("18",))

ANSWERED = """Instruktioner
Ni ska besvara alla frågor.

1. Den regionala utvecklingsstrategin4

Observera! Maximalt antal tecken är 4 500.

1.1 Beskriv hur arbetet har
bedrivits.

Vi har antagit en strategi.

Nya former
Vi har utvecklat nya former.

4 Villkorsbeslut 2023:1.1, 1.3.
"""
FURTHER = """2. Analys och
uppföljning6

2.1 Beskriv analyserna.

Klicka här för att ange text.

3. Integration7

3.1 Ge exempel på insatser och fyll i tabellen nedan:

Namn på insats och kort
beskrivning

ska bidra till.
"""

TABLE = """
Kulturella kraftfält

Ett projekt som samlar kunskap.

Förväntade prestationer:

En kartläggning.

Förväntade effekter: RUS övergripande mål Stark

konkurrenskraft.

Medfinansiering Regionalfonden

Nästa insats

Den beskrivs så att den"""
CONTINUED = """fortsätter på nästa sida.

4. Kompetens8

4.1 Beskriv arbetet.

Vi arbetar."""


def pages_of(*texts: str) -> list[PageLines]:
    pages, number = [], 0
    for page, text in enumerate(texts, start=1):
        lines = []
        for line in text.split("\n"):
            number += 1
            lines.append(Line(number=number, text=line))
        pages.append(PageLines(page=page, printed_page=None, lines=tuple(lines), received=text, repairs=()))
    return pages


def read(*texts: str, corrections: tuple[Correction, ...] = ()) -> Content:
    return read_structure(DOCUMENT, pages_of(*texts), Corrections(entries=corrections), FORM)


def words_of(content: Content, role: Role) -> str:
    return " ".join(collapse(block.text) for block in content.blocks if block.role is role)


def test_only_answers_are_the_regions_own_words() -> None:
    content = read(ANSWERED, FURTHER)
    assert words_of(content, Role.DOES) == "Vi har antagit en strategi. Nya former Vi har utvecklat nya former."
    assert "Ni ska besvara" in words_of(content, Role.NONE)
    assert "Klicka här" in words_of(content, Role.NONE)
    assert "Villkorsbeslut 2023" in words_of(content, Role.NONE)


def test_sections_are_called_by_question_and_chapter_without_footnote_marks() -> None:
    assert [section.heading for section in read(ANSWERED, FURTHER).sections] == [
        "En rapport",
        "1. Den regionala utvecklingsstrategin",
        "1.1 Den regionala utvecklingsstrategin",
        "1.1 Nya former",
        "2. Analys och uppföljning",
        "2.1 Analys och uppföljning",
        "3. Integration",
        "3.1 Integration",
    ]


def test_where_a_chapter_is_left_out_or_moved_each_answer_has_the_theme_of_its_own() -> None:
    chapters = (
        "6. Tillgänglighet genom digital kommunikation\noch transportsystemet\n\n6.1 Beskriv det.\n\nVi drog fiber.\n",
        "8. Integration12\n\n8.1 Beskriv arbetet.\n\nVi har språkcaféer.\n\n12. Bussar\n\nTolv bussar köptes.\n",
        "7. Jämställdhet\n\n7.1 Beskriv arbetet.\n\nVi mäter löner.\n",
    )
    content = read(ANSWERED, *chapters)
    themes = {section.id: section.theme for section in content.sections}
    told = {words: themes[block_with(content, words).section] for words in ("fiber", "språkcaféer", "Tolv", "löner")}
    assert told == {
        "fiber": "tillganglighet",
        "språkcaféer": "integration",
        "Tolv": "integration",
        "löner": "jamstalldhet",
    }


def test_a_row_becomes_an_initiative_with_its_cells() -> None:
    first = initiative_named(read(ANSWERED, FURTHER + TABLE, CONTINUED), "Kulturella kraftfält")
    assert (first.region, first.theme, first.status) == ("18", "integration", Status.REPORTED)
    assert first.description == "Ett projekt som samlar kunskap."
    assert first.outputs == "Förväntade prestationer: En kartläggning."
    assert first.effects == "Förväntade effekter:"
    assert first.goals == "RUS övergripande mål Stark konkurrenskraft. Medfinansiering Regionalfonden"


def test_a_cell_goes_on_after_the_page_break() -> None:
    second = initiative_named(read(ANSWERED, FURTHER + TABLE, CONTINUED), "Nästa insats")
    assert second.description == "Den beskrivs så att den fortsätter på nästa sida."
    assert (second.first_page, second.last_page) == (2, 3)


def test_a_chapter_ends_a_table() -> None:
    content = read(ANSWERED, FURTHER + TABLE, CONTINUED)
    assert len(content.initiatives) == 2
    assert block_with(content, "Vi arbetar.").initiative is None


def test_corrections_settle_a_cell_and_a_name() -> None:
    text = FURTHER + "\nCitylinjen En större del är färdig.\n\nFler reser."
    line = f"{ANSWERED}\n{text}".split("\n").index("Citylinjen En större del är färdig.") + 1
    corrections = (
        Correction(line=line, action=Action.NAME_END, value="Citylinjen", reason="on one line"),
        Correction(line=line, action=Action.FIELD, value="outputs", reason="on one line"),
        Correction(line=line + 2, action=Action.FIELD, value="effects", reason="no label"),
    )
    initiative = read(ANSWERED, text, corrections=corrections).initiatives[0]
    assert (initiative.name, initiative.description) == ("Citylinjen", "")
    assert (initiative.outputs, initiative.effects) == ("En större del är färdig.", "Fler reser.")
