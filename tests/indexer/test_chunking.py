"""Blocks to passages: what is joined, what is split, what is never mixed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Field, Role
from corpus.ids import stable_id
from indexer.chunking import MIN_WORDS, TOGETHER_WORDS, chunk, sentences, split
from indexer.passage import Passage
from tests.indexer.samples import block, content

LONG = " ".join(["ord"] * 70)


def cut(*blocks: object, **pages: object) -> list[Passage]:
    return chunk(content(blocks, **pages), lambda _: "sv")  # type: ignore[arg-type]


def test_a_name_and_its_description_are_one_passage_called_description() -> None:
    passages = cut(
        block("Valideringslyftet", Field.NAME, initiative="i1"),
        block("Regionen bedömer\nvuxnas kunskaper.", Field.DESCRIPTION, initiative="i1"),
    )
    assert [(p.text, p.field) for p in passages] == [
        ("Valideringslyftet Regionen bedömer vuxnas kunskaper.", Field.DESCRIPTION)
    ]


def test_a_name_that_stands_apart_from_its_text_is_no_passage() -> None:
    passages = cut(
        block("Valideringslyftet", Field.NAME, initiative="i1"),
        block("Beskrivning", Field.TEMPLATE, initiative="i1"),
        block("Regionen bedömer vuxnas kunskaper.", Field.DESCRIPTION, initiative="i1"),
    )
    assert [p.text for p in passages] == ["Regionen bedömer vuxnas kunskaper."]


def test_an_initiative_of_which_only_the_name_is_told_is_found_by_it() -> None:
    assert [p.text for p in cut(block("Valideringslyftet", Field.NAME, initiative="i1"))] == ["Valideringslyftet"]


def test_long_outputs_and_effects_stay_apart_and_short_ones_join() -> None:
    apart = cut(block(LONG, Field.OUTPUTS, initiative="i1"), block(f"Effekt {LONG}", Field.EFFECTS, initiative="i1"))
    joined = cut(block(LONG, Field.OUTPUTS, initiative="i1"), block("Färre köer.", Field.EFFECTS, initiative="i1"))
    assert [p.field for p in apart] == [Field.OUTPUTS, Field.EFFECTS]
    assert [(p.text, p.field) for p in joined] == [(f"{LONG} Färre köer.", Field.OUTPUTS)]


@pytest.mark.parametrize(("n_words", "n_passages"), [(MIN_WORDS - 1, 1), (MIN_WORDS, 2)])
def test_a_cell_beside_a_long_one_stands_alone_from_so_many_words_on(n_words: int, n_passages: int) -> None:
    long = block(f"Gjort {'ord ' * TOGETHER_WORDS}", Field.OUTPUTS, initiative="i1")
    short = block(f"Nytt {'ord ' * (n_words - 1)}", Field.EFFECTS, initiative="i1")
    assert len(cut(long, short)) == n_passages


def test_the_cells_of_an_initiative_share_a_passage_up_to_the_size_of_a_paragraph() -> None:
    cells = [
        block(f"{start} {'ord ' * (TOGETHER_WORDS // 3 - 1)}", field, initiative="i1")
        for start, field in (("Vad", Field.DESCRIPTION), ("Gjort", Field.OUTPUTS), ("Nytt", Field.EFFECTS))
    ]
    assert [len(p.text.split()) for p in cut(*cells)] == [TOGETHER_WORDS]
    assert len(cut(*cells, block("ord " * (TOGETHER_WORDS // 3), Field.ROW, initiative="i1"))) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"field": Field.GOALS},
        {"page": 2},
        {"initiative": "i2"},
        {"section": "rapport-s2"},
        {"role": Role.NONE},
        {"region": "12"},
    ],
)
def test_goals_pages_initiatives_sections_and_owners_never_share_a_passage(other: dict[str, object]) -> None:
    first = block("Kort text.", Field.DESCRIPTION, initiative="i1")
    field = other.pop("field", Field.DESCRIPTION)
    assert isinstance(field, Field)
    second = block("Annan text.", field, **{"initiative": "i1", **other})
    assert [p.text for p in cut(first, second)] == ["Kort text.", "Annan text."]


def test_blocks_that_are_not_side_by_side_on_the_page_stay_apart() -> None:
    blocks = block("Före.", Field.OUTPUTS, initiative="i1"), block("Efter.", Field.OUTPUTS, initiative="i1")
    passages = cut(*blocks, page_texts={1: "Före. Något annat. Efter."})
    assert [p.text for p in passages] == ["Före.", "Efter."]


def test_headings_and_template_words_are_not_passages_and_part_what_stands_around_them() -> None:
    passages = cut(block("Ett."), block("Rubrik", Field.HEADING), block("Två."), block("Beskriv.", Field.TEMPLATE))
    assert [p.text for p in passages] == ["Ett.", "Två."]


def test_ids_count_equal_texts_of_a_document_in_reading_order() -> None:
    passages = cut(block("Se tabell 2.", section="rapport-s1"), block("Se tabell 2.", section="rapport-s2"))
    assert [p.id for p in passages] == [stable_id("rapport", "Se tabell 2.", n) for n in (1, 2)]


def test_a_passage_carries_what_stands_around_it() -> None:
    (passage,) = cut(block("Region Skåne och Region Blekinge bygger ihop.", initiative="i1"))
    assert (passage.name, passage.heading, passage.theme) == ("i1", "Rubrik rapport-s1", "miljo-klimat")
    assert (passage.page, passage.printed_page, passage.years, passage.language) == (1, 4, (2023,), "sv")
    assert (passage.regions, passage.mentioned) == (("10",), ("12",))


def test_a_report_in_prose_is_about_its_title_but_where_it_tells_of_an_initiative() -> None:
    told = content([block("Fritt."), block("Om en insats.", initiative="i1")])
    cards = replace(told, document=replace(told.document, form="cards"))
    subjects = [[passage.subject for passage in chunk(each, lambda _: "sv")] for each in (told, cards)]
    assert subjects == [["Rapport", ""], ["", ""]]


def test_rows_under_a_table_have_the_heads_of_its_columns_and_what_follows_has_none() -> None:
    told = content(
        [block("Tusental 2021 2022 2023 Summa", section="s1"), block("Personal 1 000", section="s2"), block("Slut.")]
    )
    headings = {"s1": "Budget", "s2": "Budget: Personal", "rapport-s1": "Budgeten"}
    sections = tuple(replace(section, heading=headings[section.id]) for section in told.sections)
    passages = chunk(replace(told, sections=sections), lambda _: "sv")
    assert [passage.columns for passage in passages] == [(), ("2021", "2022", "2023", "Summa"), ()]


def test_a_group_s_text_is_found_under_its_members_and_credited_to_none_of_them() -> None:
    (passage,) = cut(block("Vi vill mer.", region=None, group="norra-mellansverige", role=Role.GROUP))
    assert (passage.region, passage.regions) == (None, ("17", "20", "21"))


def test_text_that_speaks_for_nobody_is_found_under_no_region() -> None:
    (passage,) = cut(block("Staten vill mer.", role=Role.NONE))
    assert passage.regions == ()
    assert not passage.is_evidence


def test_a_long_text_is_split_at_sentence_ends_into_equal_parts() -> None:
    sentence = "Regionen har gett stöd till tio företag i länet under året. "
    parts = split(sentence * 30)
    assert [len(part.split()) for part in parts] == [165, 165]
    assert all(part.endswith("året.") for part in parts)


def test_a_closing_bracket_belongs_to_the_sentence_it_closes() -> None:
    assert sentences("Tio möten (Egen bedömning.) Fler väntas.") == ["Tio möten (Egen bedömning.)", "Fler väntas."]


def test_sentences_end_after_marks_and_before_bullets_not_after_abbreviations() -> None:
    text = "Stöd till t.ex. Almi. Hur? Bl.a. Region Skåne deltar • Två möten • 3,5 mkr. 12 personer."
    assert sentences(text) == [
        "Stöd till t.ex. Almi.",
        "Hur?",
        "Bl.a. Region Skåne deltar",
        "• Två möten",
        "• 3,5 mkr. 12 personer.",
    ]


@given(st.text(alphabet="aå .•!?\n1A", max_size=3000))
def test_splitting_keeps_every_word_in_order_and_no_part_is_too_long(text: str) -> None:
    parts = split(text, max_words=20)
    assert " ".join(parts).split() == text.split()
    assert all(0 < len(part.split()) <= 20 for part in parts)
