import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.corrections import Action, Correction, Corrections
from corpus.pages import Cell, Line, PageLines
from corpus.repair import (
    compose,
    cut_long_words,
    join_hyphens,
    plain_spaces,
    plain_text,
    remove_invisible,
    repair_pages,
    split_ligatures,
    whole_characters,
)

NO_CORRECTIONS = Corrections(entries=())


def page_of(*texts: str) -> PageLines:
    lines = tuple(Line(number=number, text=text) for number, text in enumerate(texts, start=1))
    return PageLines(page=1, printed_page=None, lines=lines, received="\n".join(texts), repairs=())


def repaired(*texts: str) -> PageLines:
    return repair_pages([page_of(*texts)], NO_CORRECTIONS)[0]


def joined(*texts: str) -> list[str]:
    return [line.text.strip() for line in join_hyphens(page_of(*texts).lines)[0]]


def test_letter_and_combining_dots_become_one_character() -> None:
    assert compose("fo\u0308r") == "för"


def test_soft_hyphens_zero_width_and_direction_marks_go() -> None:
    assert remove_invisible("kom\u00adpe\u200btens\u202e\ufeff") == "kompetens"


def test_special_spaces_become_ordinary_ones_one_for_one() -> None:
    assert plain_spaces("3\u00a0056\u202f308\tkr") == "3 056 308 kr"


def test_ligatures_become_letters() -> None:
    assert split_ligatures("eﬀekt, ﬁnansiering, ﬂöde") == "effekt, finansiering, flöde"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("den regionala utveck-", "lingsstrategin", ["den regionala utvecklingsstrategin", ""]),
        ("former av sam-", "verkansåtgärder i länet", ["former av samverkansåtgärder", "i länet"]),
        ("ladd-", "och drivmedelsinfrastruktur", ["ladd-", "och drivmedelsinfrastruktur"]),
        ("hälso-", "och sjukvården", ["hälso-", "och sjukvården"]),
        ("medel från EU-", "kommissionen", ["medel från EU-kommissionen", ""]),
        ("investeringar i FoU-", "kort", ["investeringar i FoU-kort", ""]),
        ("arbete med U-", "space", ["arbete med U-space", ""]),
        ("en starta-eget-", "utbildning", ["en starta-eget-utbildning", ""]),
        ("https://exempel.se/trafik-", "och-mer/", ["https://exempel.se/trafik-och-mer/", ""]),
        ("under 2021-", "2027", ["under 2021-", "2027"]),
        ("Stockholm-", "Uppsala", ["Stockholm-", "Uppsala"]),
        ("ett tankstreck -", "sedan mer", ["ett tankstreck -", "sedan mer"]),
    ],
)
def test_hyphens_at_line_ends(first: str, second: str, expected: list[str]) -> None:
    assert joined(first, second) == expected


def test_blank_lines_between_the_parts_of_a_word_are_passed_over() -> None:
    assert joined("samhälls-", "", "utvecklingen på landsbygden") == [
        "samhällsutvecklingen",
        "",
        "på landsbygden",
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["och kompetens-", "försörjnings-", "strategin"], ["och kompetensförsörjningsstrategin", "", ""]),
        (["mellan Falun-", "Borlänge-", "regionen"], ["mellan Falun-Borlänge-regionen", "", ""]),
    ],
)
def test_a_word_may_be_broken_more_than_once(texts: list[str], expected: list[str]) -> None:
    assert joined(*texts) == expected
    assert joined(*expected) == expected


def test_each_kind_of_repair_is_noted_with_its_count() -> None:
    page = repaired("en ﬁn rad", "med\u00a0blanksteg", "och utveck-", "ling")
    assert page.repairs == ("särskilda mellanslag: 1", "ligaturer: 1", "avstavningar: 1")
    assert [line.text.strip() for line in page.lines] == ["en fin rad", "med blanksteg", "och utveckling", ""]


def test_the_received_page_stays_as_it_was() -> None:
    assert repaired("en ﬁn rad").received == "en ﬁn rad"


def test_a_correction_replaces_a_line_and_is_noted() -> None:
    entry = Correction(line=2, action=Action.REPLACE, value="en hel rad", reason="broken in two")
    page = repair_pages([page_of("ett", "en ha lv rad")], Corrections(entries=(entry,)))[0]
    assert [line.text for line in page.lines] == ["ett", "en hel rad"]
    assert page.repairs == ("rättade rader: 1",)


PLAIN_LINES = st.lists(st.text(alphabet="abcdefghijåäö ,.", max_size=30), min_size=1, max_size=8)


@given(PLAIN_LINES)
def test_lines_without_damage_come_out_as_they_are(texts: list[str]) -> None:
    page = page_of(*texts)
    assert repair_pages([page], NO_CORRECTIONS)[0] == page


@given(st.lists(st.text(max_size=40).filter(lambda text: "\n" not in text), min_size=1, max_size=8))
def test_repairing_twice_changes_nothing_more(texts: list[str]) -> None:
    once = repaired(*texts)
    twice = repair_pages([once], NO_CORRECTIONS)[0]
    assert [line.text.split() for line in twice.lines] == [line.text.split() for line in once.lines]


@given(st.lists(st.text(alphabet="abcABC- ,", max_size=12), min_size=1, max_size=8))
def test_joining_hyphens_loses_no_letter_and_no_line(texts: list[str]) -> None:
    lines, _ = join_hyphens(page_of(*texts).lines)
    letters = [letter for letter in "".join(texts) if letter not in "- "]
    assert [letter for letter in "".join(line.text for line in lines) if letter not in "- "] == letters
    assert [line.number for line in lines] == list(range(1, len(texts) + 1))


def test_half_characters_are_put_together_or_removed() -> None:
    assert whole_characters("\ud83d\ude00 ö\udc00l") == "😀 öl"


def test_half_characters_leave_what_was_received_writable() -> None:
    page = repaired("70 f\ud800öretag")
    assert (page.lines[0].text, page.received, page.repairs) == ("70 företag", "70 företag", ("halva tecken: 1",))


@pytest.mark.parametrize("hyphen", ["\u2010", "\u2011", "\u00ad"])
def test_words_broken_at_any_hyphen_are_joined(hyphen: str) -> None:
    assert [line.text.strip() for line in repaired(f"Närings{hyphen}", "livet växer").lines] == [
        "Näringslivet",
        "växer",
    ]


def test_special_hyphens_inside_words_become_ordinary_ones_and_dashes_stay() -> None:
    assert plain_text("e\u2011tjänst, mål\u00adbild, 2021\u20132027") == "e-tjänst, målbild, 2021–2027"


def test_control_characters_are_the_signs_that_windows_has_there() -> None:
    assert plain_text("\x94gröna länken\x94 \x96 3\x00 000\x07 \x80\x8d") == "”gröna länken” – 3 000 €"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nådde 48² företag", "nådde 48[2] företag"),
        ("företagare¹² i länet", "företagare[12] i länet"),
        ("48 m², 12 km² och 10⁶ av CO₂", "48 m², 12 km² och 10⁶ av CO₂"),
    ],
)
def test_raised_marks_are_kept_apart_and_powers_stay(text: str, expected: str) -> None:
    assert plain_text(text) == expected


@pytest.mark.parametrize(("row", "column"), [(1, 2), (2, 1)])
def test_a_word_is_joined_inside_a_cell_and_not_with_the_next_one(row: int, column: int) -> None:
    here, other = (Cell(table=1, row=r, column=c, n_rows=1) for r, c in ((1, 1), (row, column)))

    def joined_in(first: Cell, second: Cell) -> list[str]:
        lines = (Line(number=1, text="utveck-", cell=first), Line(number=2, text="lingsarbete pågår", cell=second))
        return [line.text.strip() for line in join_hyphens(lines)[0]]

    assert joined_in(here, here) == ["utvecklingsarbete", "pågår"]
    assert joined_in(here, other) == ["utveck-", "lingsarbete pågår"]
    names = (Line(number=1, text="i Öst-", cell=here), Line(number=2, text="Sverige", cell=other))
    assert [line.text for line in join_hyphens(names)[0]] == ["i Öst-", "Sverige"]


@pytest.mark.parametrize(
    ("first", "second", "in_cell", "expected"),
    [
        ("samarbete i Öst-", "Sverige växer", True, ["samarbete i Öst-Sverige", "växer"]),
        ("samarbete i Öst-", "Sverige växer", False, ["samarbete i Öst-Sverige", "växer"]),
        ("drivs av Falun-", "Borlängeregionen", False, ["drivs av Falun-Borlängeregionen", ""]),
        ("inom Hälso-", "Och sjukvård", False, ["inom Hälso-", "Och sjukvård"]),
        ("Dalarna-", "Gävleborg", False, ["Dalarna-", "Gävleborg"]),
        ("Dalarna-", "Gävleborg", True, ["Dalarna-Gävleborg", ""]),
        ("möte 8-", "Maj", False, ["möte 8-", "Maj"]),
        ("stöd till mat-", "Drycker ingår", True, ["stöd till mat-", "Drycker ingår"]),
        ("Kompetens-", "försörjning", True, ["Kompetensförsörjning", ""]),
    ],
)
def test_a_name_that_is_broken_at_its_own_hyphen_keeps_it(
    first: str, second: str, expected: list[str], *, in_cell: bool
) -> None:
    cell = Cell(table=1, row=1, column=1, n_rows=1) if in_cell else None
    lines = (Line(number=1, text=first, cell=cell), Line(number=2, text=second, cell=cell))
    assert [line.text.strip() for line in join_hyphens(lines)[0]] == expected


def test_words_of_more_than_200_characters_are_parted_and_counted() -> None:
    assert cut_long_words("å" * 200) == ("å" * 200, 0)
    assert cut_long_words(f"ett {'å' * 201} två") == (f"ett {'å' * 200} å två", 1)
    assert cut_long_words("b" * 600 + "\t" + "c" * 201) == (" ".join(["b" * 200] * 3) + f"\t{'c' * 200} c", 2)


def test_a_parted_word_is_told_as_a_repair_and_kept_as_received() -> None:
    page = repaired("kort", "x" * 450, "y" * 201)
    assert [line.text for line in page.lines] == ["kort", f"{'x' * 200} {'x' * 200} {'x' * 50}", f"{'y' * 200} y"]
    assert page.repairs == ("för långa ord delade: 2",)
    assert page.received == f"kort\n{'x' * 450}\n{'y' * 201}"


@given(st.text(alphabet="ab- \n\t", max_size=900))
def test_parting_words_changes_nothing_but_spaces(text: str) -> None:
    parted, _ = cut_long_words(text)
    assert "".join(parted.split()) == "".join(text.split())
    assert max(map(len, parted.split()), default=0) <= 200


def test_how_a_raised_figure_is_written_depends_on_what_stands_just_before_it() -> None:
    assert repaired(f"{'text ' * 50}125³ och 10⁶").lines[0].text == f"{'text ' * 50}125[3] och 10⁶"
