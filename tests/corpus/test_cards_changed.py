"""Östra Mellansverige's proposal as next year's may be: labels in another order or reworded, fields missing, pages
broken elsewhere, other years."""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import cast

import pytest

from corpus.catalogue import load_catalogue
from corpus.collection import DEFAULT_FOLDER
from corpus.corrections import Corrections
from corpus.document import Content, Field
from corpus.forms.model import CardsForm
from corpus.limits import Limits
from corpus.reading import read_here

Told = dict[str, tuple[list[str], ...]]
CARD = "Namn på insats"
_FIELD = re.compile(r"(?m)^ ?(?=Beskrivning\b|Särskilda mål|Andra mervärden|Kod intervention)")
# From one card's label to the next, or to the heading after the cards, which stays where it is: it opens a page.
_CARD = re.compile(rf"(?ms)^ ?{CARD}.*?(?=^ ?(?:{CARD}|\d[a-z]\) \S|Exempel på|Regional prioritering av))")


@lru_cache(maxsize=1)
def source() -> str:
    catalogue = load_catalogue(DEFAULT_FOLDER)
    return catalogue.path(next(one for one in catalogue.documents if one.id == "oms-nrpp-2028")).read_text("utf-8")


def read(folder: Path, text: str, **otherwise: object) -> Content:
    catalogue = load_catalogue(DEFAULT_FOLDER)
    document = next(one for one in catalogue.documents if one.id == "oms-nrpp-2028")
    path = folder / "underlag.txt"
    path.write_text(text, encoding="utf-8")
    form = cast(CardsForm, catalogue.form(document)).model_copy(update=otherwise)
    return read_here(path, document, form, Corrections(entries=()), Limits())


def told(content: Content) -> Told:
    """Give the words of each card's fields, whatever order they were told in."""
    cards = [one for one in content.initiatives if not one.name[:1].isdigit()]
    return {
        one.name: tuple(sorted(text.split()) for text in (one.description, one.outputs, one.effects, one.goals))
        for one in cards
    }


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return told(read(tmp_path_factory.mktemp("before"), source()))


def changed(change: Callable[[list[str]], list[str]]) -> str:
    """Give the proposal with the parts of each card, its name's first, as they are changed."""

    def rewrite(card: re.Match[str]) -> str:
        name, *fields = _FIELD.split(card[0])
        return "\n\n".join(part.strip() for part in [name, *change(fields)]) + "\n"

    return _CARD.sub(rewrite, source())


@pytest.mark.parametrize("seed", range(3))
def test_fields_may_stand_in_any_order(tmp_path: Path, before: Told, seed: int) -> None:
    random = Random(seed)
    content = read(tmp_path, changed(lambda fields: random.sample(fields, len(fields))))
    assert told(content) == before
    assert content.notes == ()


@pytest.mark.parametrize(
    ("label", "place"), [("Beskrivning", 0), ("Kod intervention", 1), ("Andra mervärden", 2), ("Särskilda mål", 3)]
)
def test_a_field_that_is_left_out_empties_none_but_its_own(
    tmp_path: Path, before: Told, label: str, place: int
) -> None:
    content = read(tmp_path, changed(lambda fields: [one for one in fields if not one.startswith(label)]))
    assert told(content) == {
        name: tuple([] if at == place else field for at, field in enumerate(fields)) for name, fields in before.items()
    }
    assert content.notes == ()


def test_other_years_change_nothing(tmp_path: Path, before: Told) -> None:
    content = read(tmp_path, source().replace("2028", "2029").replace("2034", "2035"))
    assert told(content) == before


def reworded(label: str, other: str) -> str:
    return re.sub(rf"(?m)^( ?){label}", rf"\1{other}", source())


def test_reworded_labels_are_read_by_a_form_that_says_them(tmp_path: Path, before: Told) -> None:
    opens = {Field.DESCRIPTION: ("Beskrivning",), Field.GOALS: ("Särskilda mål",), Field.EFFECTS: ("Övrig nytta",)}
    text = reworded("Andra mervärden", "Övrig nytta").replace(CARD, "Insatsens namn")
    content = read(tmp_path, text, card="Insatsens namn", opens=opens)
    assert told(content) == before


@pytest.mark.parametrize(
    ("label", "other", "note"),
    [
        (CARD, "Insatsens namn", f"inget kort börjar {CARD!r}; de kort som finns läses inte som insatser"),
        ("Särskilda mål", "Specifika mål", "31 av 31 insatser har en rad som börjar 'Specifika mål'"),
        ("Särskilda mål", "Mål", "31 av 31 insatser har en rad som börjar 'Mål'"),
        ("Andra mervärden", "Övriga mervärden", "27 av 31 insatser har en rad som börjar 'Övriga mervärden'"),
        ("Effekter", "Verkan", "19 av 19 insatser har en rad som börjar 'Verkan'"),
    ],
)
def test_a_label_that_the_form_does_not_know_is_told(tmp_path: Path, label: str, other: str, note: str) -> None:
    [said] = read(tmp_path, reworded(label, other)).notes
    assert said.removesuffix("; är det en etikett känner formen den inte") == note


@pytest.mark.parametrize("last", [1, 2, 3])
def test_a_page_may_begin_anywhere_in_a_card(tmp_path: Path, before: Told, last: int) -> None:
    """Also at a short line, which looks like a heading; that it was taken for none is told."""

    def break_before(card: re.Match[str]) -> str:
        lines = [line.strip() for line in card[0].strip().split("\n")]
        at = [place for place, line in enumerate(lines) if line][-last]
        while not lines[at - 1]:
            del lines[at - 1]
            at -= 1
        return "\n".join([*lines[:at], f" {lines[at]}", *lines[at + 1 :]]) + "\n"

    content = read(tmp_path, _CARD.sub(break_before, source()))
    assert told(content) == before
    assert [note for note in content.notes if not note.endswith("räknas till insatsen på sidan före; en rubrik?")] == []
