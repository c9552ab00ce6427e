"""Printed widths and what they tell: where lines were full, how wide a column is, which line holds two cells."""

import random
from collections import Counter

import pytest

from corpus.structure.lines import TableLine
from corpus.structure.names import name_length, split_at
from corpus.structure.units import TableLayout, Unit, read_units
from corpus.structure.widths import column_widths, fills, text_width

WORDS = [
    *("region", "arbete", "med", "stöd", "till", "företag", "i", "länet", "och", "kompetens", "som", "ger", "fler"),
    *("jobb", "utbildning", "samverkan"),
]


def _wrap(words: list[str], width: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        if text_width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _lines(*texts: str) -> list[TableLine]:
    return [
        TableLine(page=1, number=n, text=text, is_joined=False, starts_page=False) for n, text in enumerate(texts, 1)
    ]


def _units(*texts: str, width: float = 18.0) -> list[Unit]:
    words = Counter(word for text in texts for word in text.split() if word.islower())
    return read_units(_lines(*texts), TableLayout(widths=(width,), lower_case=words))


def test_width_is_the_sum_of_advances() -> None:
    assert text_width("mil") == pytest.approx((1636 + 470 + 470) / 2048)
    assert text_width("2023") == pytest.approx(4 * 1038 / 2048)


def test_a_line_is_full_when_the_next_word_would_not_fit() -> None:
    width = text_width("ett två tre")
    assert fills("ett två", "trettio är", (width,))
    assert not fills("ett två", "tre är", (width,))
    assert not fills("ett två tre fyra", "fem", (width,))
    assert not fills("ett två", "tre-fyra", (text_width("ett två tre-"),))


@pytest.mark.parametrize("seed", range(5))
def test_column_width_breaks_the_same_lines_again(seed: int) -> None:
    rng = random.Random(seed)
    words = rng.choices(WORDS, k=400)
    lines = _wrap(words, 18.0)
    [found] = column_widths(lines)
    assert _wrap(words, found) == lines


def test_two_column_widths_are_told_apart() -> None:
    rng = random.Random(7)
    narrow, wide = (_wrap(rng.choices(WORDS, k=300), width) for width in (16.0, 19.5))
    found = column_widths([*narrow, ".", *wide])
    assert found == pytest.approx((16.0, 19.5), abs=0.3)


def test_a_line_too_wide_for_a_column_holds_two_cells() -> None:
    first, second = _units(
        "Ny regional kulturplan Under året har regionen antagit en",
        "plan för kultur, och under året har den börjat gälla i länet.",
        width=text_width("Under året har regionen antagit en") + 0.5,
    )[:2]
    assert (first.text, first.is_certain) == ("Ny regional kulturplan", True)
    assert second.text.startswith("Under året har regionen antagit en plan")
    assert second.needs_border_before


def test_a_line_that_breaks_though_the_next_word_fits_ends_something() -> None:
    units = _units("Cykelplan", "Region Skåne tar fram en plan för hela länets", "cykelvägar.")
    assert [(unit.text, unit.is_broken) for unit in units][1] == (
        "Region Skåne tar fram en plan för hela länets cykelvägar.",
        True,
    )


def test_leading_spaces_tell_of_an_empty_cell() -> None:
    units = _units("Cykelplan", "  Mål i RUS")
    assert [unit.empties for unit in units] == [0, 2]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["Arena elkraft", "Ett nätverk som bygger kunskap"], "Arena elkraft"),
        (["Relocation Gotland. Treårigt projekt som"], "Relocation Gotland."),
        (["Stöd till bl.a. Norrbotten i länet"], "Stöd till bl.a. Norrbotten i länet"),
        (["Kompetensbarometern: En bild av behovet hos privat och offentlig sektor"], "Kompetensbarometern:"),
        (["Destination Jobb är ett EU-projekt som samlar företag i länet"], "Destination Jobb"),
        (["Region Skåne är en av flera parter i nätverket för klimat"], None),
        (["Serviceprogram", "(RSP)", "Programmet syftar till"], "Serviceprogram (RSP)"),
    ],
)
def test_a_name_ends_at_a_stop_a_colon_or_its_predicate(lines: list[str], name: str | None) -> None:
    layout = TableLayout(widths=(60.0,), lower_case=Counter({"ett": 20, "programmet": 20}))
    units = read_units(_lines(*lines), layout)
    text = " ".join(unit.text for unit in units)
    assert text[: name_length(units, layout)] == (name or text)


def test_lines_are_cut_inside_a_line_and_between_lines() -> None:
    lines = _lines("ett två", "tre fyra")
    cut = {length: tuple([line.text for line in part] for part in split_at(lines, length)) for length in (3, 7, 11, 16)}
    assert cut == {
        3: (["ett"], [" två", "tre fyra"]),
        7: (["ett två"], ["tre fyra"]),
        11: (["ett två", "tre"], [" fyra"]),
        16: (["ett två", "tre fyra"], []),
    }
