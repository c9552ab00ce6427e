"""The national compilation as a whole: its rows, its prose by region, and that no word of it is lost."""

from collections import Counter
from collections.abc import Mapping
from typing import cast

import pytest

from corpus.catalogue import load_catalogue
from corpus.collection import DEFAULT_FOLDER
from corpus.corrections import Corrections, load_corrections
from corpus.document import Content, Field, Role, RowKind
from corpus.forms import FORMS, read_form
from corpus.forms.base import PageRule
from corpus.forms.flattened import FlattenedForm
from corpus.pages import PageLines, collapse
from corpus.readers.text import read_text
from corpus.regions import REGIONS
from corpus.repair import repair_pages
from corpus.structure.tables import read_structure
from corpus.themes import THEMES

GRANT = "Fördelning av anslag 1:1"
FORM = cast(FlattenedForm, read_form(FORMS / "theme-tables.toml"))
# Counted by hand, false starts removed: rows in the tables of themes 1 to 7.
ROWS = (82, 89, 94, 85, 50, 46, 88)


@pytest.fixture(scope="module")
def compilation(contents: Mapping[str, Content]) -> Content:
    return contents["villkorsrapporter-2023"]


@pytest.fixture(scope="module")
def pages() -> tuple[PageLines, ...]:
    catalogue = load_catalogue(DEFAULT_FOLDER)
    document = next(document for document in catalogue.documents if document.id == "villkorsrapporter-2023")
    corrections = load_corrections(catalogue.corrections_path(document))
    return repair_pages(read_text(catalogue.path(document), PageRule.LEADING_SPACE), corrections)


def test_every_row_stands_under_its_theme(compilation: Content) -> None:
    counts = Counter(row.theme for row in compilation.rows)
    assert tuple(counts[theme.id] for theme in THEMES) == ROWS


def test_the_rules_alone_find_every_row_and_hold_one_that_may_be_two(
    compilation: Content, pages: tuple[PageLines, ...]
) -> None:
    read = read_structure(compilation.document, pages, Corrections(entries=()), FORM)
    counts = Counter(row.theme for row in read.rows)
    assert tuple(counts[theme.id] + (theme.number == 3) for theme in THEMES) == ROWS
    assert sum("här kan en annan regions rad börja" in note for note in read.notes) == 2


def test_every_region_has_a_row_in_every_theme(compilation: Content) -> None:
    told = {(row.region, row.theme) for row in compilation.rows}
    assert told == {(region.code, theme.id) for region in REGIONS for theme in THEMES}


def test_only_three_regions_exceed_five_rows_in_a_theme(compilation: Content) -> None:
    counts = Counter((row.region, row.theme) for row in compilation.rows)
    many = {key for key, count in counts.items() if count > 5}
    assert many == {("10", THEMES[0].id), ("12", THEMES[0].id), ("22", THEMES[6].id)}


def test_notes_name_what_a_person_should_look_at(compilation: Content) -> None:
    assert [note for note in compilation.notes if "fler än 5" in note] == [
        "Blekinge: 6 rader i temat boende-arbete-valfard, fler än 5",
        "Skåne: 6 rader i temat boende-arbete-valfard, fler än 5",
        "Västernorrland: 6 rader i temat miljo-klimat, fler än 5",
    ]
    assert "rad 24152: hänvisningens insats hittades inte ('Se även tabell 2.')" in compilation.notes
    assert sum("vars cell inte är säker" in note for note in compilation.notes) == 1


def test_kinds_of_rows(compilation: Content) -> None:
    assert Counter(row.kind for row in compilation.rows) == {
        RowKind.INITIATIVE: 518,
        RowKind.FACT: 8,
        RowKind.CROSS_REFERENCE: 7,
        RowKind.DUPLICATE: 1,
    }


def test_every_block_stands_on_its_page(compilation: Content) -> None:
    texts = {page.page: collapse(page.text) for page in compilation.pages}
    assert [block for block in compilation.blocks if block.text not in texts[block.page]] == []


def test_no_word_of_any_page_is_lost_or_told_twice(compilation: Content) -> None:
    on_pages = Counter((page.page, word) for page in compilation.pages for word in page.text.split())
    in_blocks = Counter((block.page, word) for block in compilation.blocks for word in block.text.split())
    assert in_blocks == on_pages


def test_blocks_name_sections_and_initiatives_that_exist(compilation: Content) -> None:
    sections = {section.id for section in compilation.sections}
    initiatives = {initiative.id for initiative in compilation.initiatives}
    assert {block.section for block in compilation.blocks} == sections
    assert {block.initiative for block in compilation.blocks} - {None} == initiatives
    assert len(initiatives) == len(compilation.initiatives)


def test_an_initiative_tells_what_its_blocks_tell(compilation: Content) -> None:
    told: dict[str | None, list[str]] = {}
    for block in compilation.blocks:
        if block.field is not Field.TEMPLATE:
            told.setdefault(block.initiative, []).append(block.text)
    twice = {p.initiative for i in compilation.initiatives for p in i.also_in if p.document == i.document}
    alone = [initiative for initiative in compilation.initiatives if initiative.id not in twice]
    assert len(alone) == len(compilation.initiatives) - 4
    assert [i.name for i in alone if collapse(" ".join(told[i.id])) != i.text] == []


def test_heads_labels_and_questions_speak_for_nobody(compilation: Content) -> None:
    template = [block for block in compilation.blocks if block.field is Field.TEMPLATE]
    assert {block.role for block in template} == {Role.NONE}
    texts = Counter(block.text for block in template)
    assert sum(count for text, count in texts.items() if text.endswith("insatsen ska bidra till")) == 7
    assert sum(count for text, count in texts.items() if text.startswith("Beskrivning av varför regionen")) == 0
    assert sum("Beskrivning av varför regionen har fördelat anslaget" in text for text in texts.elements()) == 21
    answers = [block for block in compilation.blocks if block.field is Field.PROSE]
    assert not [block for block in answers if "Beskrivning av" in block.text]


def test_every_region_answers_six_questions_on_the_grant(compilation: Content) -> None:
    sections = Counter(section.heading for section in compilation.sections if section.heading.startswith(GRANT))
    assert sections == {f"{GRANT} – {region.name}": 6 for region in REGIONS}


def test_projects_of_the_grant_are_gotlands_initiatives(compilation: Content) -> None:
    projects = {i.name: i for i in compilation.initiatives if i.theme is None}
    assert list(projects) == [
        "Molekyl",
        "Ökad flexibilitet för SMF genom nya tariffmodeller",
        "Förstudie Öppna data inom Småland och Öarna",
        "SMILE – Samverkan möter innovation för ett livskraftigt entreprenörskap",
        "Out",
        "Gotland goes Global",
        "Zero",
        "Gemensam digital plattform för Gotland",
        "Exportmoget Gotland",
    ]
    assert {project.region for project in projects.values()} == {"09"}
    out = projects["Out"]
    assert "(Nyps id 20 365 223)" in out.description
    assert "Projekttid: 2020-09-01-2023-0430 Projektägare: RF-Sisu" in out.description
    assert "Tilldelade medel/Utbetalda medel: 4 660 289 kronor/4 331 998 kronor" in out.description
    assert out.outputs == "Indikatorutfall: Antal deltagande företag Målvärde/utfall: 15 företag/15 företag"
    assert out.effects.startswith("Resultat: Den externa utvärderaren skriver")
    assert projects["Molekyl"].goals.startswith("Politiskt mål: En grönare")
    assert projects["Zero"].effects.endswith("Pandemin påverkade projektet i hög grad.")
