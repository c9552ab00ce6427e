from dataclasses import replace

from corpus.pages import Page
from eval.systems.windows import STRIDE, WIDTH, read_windows
from eval.truth.qrels import Stretch
from tests.documents import REPORT
from tests.service.memory_index import MemoryIndex

DOCUMENT = replace(REPORT, id="d", regions=("12",))


def windows(pages: list[str], stretches: list[Stretch]) -> list[Stretch]:
    made = [
        Page(document="d", page=number, printed_page=None, text=text, received=text, repairs=())
        for number, text in enumerate(pages, start=1)
    ]
    return read_windows(MemoryIndex([], documents=[DOCUMENT], pages=made), stretches)


def numbered(first: int, last: int) -> str:
    return " ".join(f"o{number}" for number in range(first, last))


def stretch(unit: str, text: str, page: int = 1) -> Stretch:
    return Stretch(id=unit, document="d", page=page, text=text, unit=unit, region="12")


def test_windows_of_200_words_begin_every_100_words_and_leave_nothing_out() -> None:
    found = windows([numbered(0, 450)], [])
    assert (WIDTH, STRIDE) == (200, 100)
    assert [window.text.split()[0] for window in found] == ["o0", "o100", "o200", "o300"]
    assert [len(window.text.split()) for window in found] == [200, 200, 200, 150]


def test_a_short_document_is_one_window() -> None:
    assert [window.text for window in windows(["bara tre ord"], [])] == ["bara tre ord"]


def test_a_window_runs_over_pages_and_stands_on_the_page_it_begins_on() -> None:
    found = windows([numbered(0, 120), numbered(120, 250)], [])
    assert [window.page for window in found] == [1, 1]
    assert found[1].text == numbered(100, 250)


def test_a_window_counts_for_the_unit_most_of_its_words_belong_to() -> None:
    found = windows([numbered(0, 300)], [stretch("first", numbered(0, 130)), stretch("second", numbered(130, 300))])
    assert [window.unit for window in found] == ["first", "second"]


def test_words_outside_every_passage_count_for_nothing() -> None:
    (window,) = windows([numbered(0, 100)], [stretch("small", numbered(90, 95))])
    assert window.unit == "small"
    assert [window.unit for window in windows([numbered(0, 100)], [])] == [None]


def test_a_text_told_twice_on_a_page_is_found_at_both_places() -> None:
    text = f"{numbered(0, 10)} samma text {numbered(10, 250)} samma text"
    twice = stretch("a", "samma text")
    found = windows([text], [twice, replace(twice, unit="b", id="b")])
    assert [window.unit for window in found] == ["a", "b"]
