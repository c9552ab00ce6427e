from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.truth.matching import QuoteFinder, common_in_order, holds, words

TEN = "ett två tre fyra fem sex sju åtta nio tio"


def test_case_white_space_hyphens_and_punctuation_do_not_count() -> None:
    assert words("Kompetens-utveck-\nlingen,  ELKAPACITET!") == ["kompetensutvecklingen", "elkapacitet"]
    assert words("ladd- och drivmedel") == words("ladd-\noch drivmedel")


def test_swedish_letters_count() -> None:
    assert words("får") != words("far")


def test_decomposed_letters_equal_composed_ones() -> None:
    assert words("fo\u0308r") == words("för")


def test_eight_words_of_ten_in_order_are_enough_and_seven_are_not() -> None:
    assert holds(words("ett två x tre fyra fem sex y sju åtta"), words(TEN))
    assert not holds(words("ett två tre fyra fem sex sju"), words(TEN))


def test_order_counts() -> None:
    assert common_in_order(words(TEN), words("tio nio åtta sju sex fem fyra tre två ett")) == 1
    assert not holds(words("fem sex sju åtta nio tio ett två tre fyra"), words(TEN))


def test_a_word_said_twice_is_needed_twice() -> None:
    assert common_in_order(["a", "b", "a"], ["a", "b"]) == 2
    assert common_in_order(["a", "b", "a"], ["a", "b", "a"]) == 3


def test_nothing_holds_a_quote_without_words() -> None:
    assert not holds(["a"], [])


def table_lcs(a: list[str], b: list[str]) -> int:
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, left in enumerate(a, start=1):
        for j, right in enumerate(b, start=1):
            table[i][j] = table[i - 1][j - 1] + 1 if left == right else max(table[i - 1][j], table[i][j - 1])
    return table[-1][-1]


some_words = st.lists(st.sampled_from("abcde"), max_size=40)


@given(some_words, some_words)
def test_words_in_order_equal_the_textbook_table(quote: list[str], text: list[str]) -> None:
    assert common_in_order(quote, text) == table_lcs(quote, text)


@given(some_words, some_words)
def test_never_fewer_than_the_matching_blocks_of_difflib(quote: list[str], text: list[str]) -> None:
    blocks = SequenceMatcher(None, quote, text, autojunk=False).get_matching_blocks()
    assert common_in_order(quote, text) >= sum(block.size for block in blocks)


@given(st.lists(some_words, max_size=8), some_words.filter(bool))
def test_the_finder_finds_what_comparing_every_text_finds(texts: list[list[str]], quote: list[str]) -> None:
    finder = QuoteFinder(" ".join(text) for text in texts)
    assert finder.find(" ".join(quote)) == [n for n, text in enumerate(texts) if holds(text, quote)]


@pytest.mark.parametrize(("n_words", "needed"), [(5, 4), (6, 5), (10, 8), (11, 9), (40, 32)])
def test_four_fifths_are_rounded_up(n_words: int, needed: int) -> None:
    quote = [str(number) for number in range(n_words)]
    assert holds(quote[:needed], quote)
    assert not holds(quote[: needed - 1], quote)
