"""Unknown words of a query: dots restored, slips of the pen put right, other languages left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.words.slips import distance, fold
from indexer.words.spelling import Correction, Vocabulary
from indexer.words.word_counts import Word
from tests.vocabulary import count_vocabulary

TEXTS = [
    "Kompetensförsörjning och validering i länet. Laddinfrastruktur byggs ut längs vägarna.",
    "Nätverk för företag. Nätverk för kvinnors företagande. Bredbandsutbyggnad och elnät.",
    *["Nätverk"] * 20,
    "Se www.natverk.se eller sök på natverk",
]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(count_vocabulary(TEXTS))


@pytest.mark.parametrize(
    ("query", "text", "is_misspelt"),
    [
        ("kompetensforsorjning", "kompetensförsörjning", False),
        ("Vad gors for foretag?", "Vad gors for företag?", False),
        ("natverk", "nätverk", False),
        ("Kompetensförsörjnig i länet", "Kompetensförsörjning i länet", True),
        ("validerng", "validering", True),
        ("valdiering", "validering", True),
        ("företagnade", "företagande", True),
        ("laddinfrastuktur och elnät", "laddinfrastruktur och elnät", True),
        ("bredbandsutbygnad", "bredbandsutbyggnad", True),
        ("Validerng och bredbandsutbygnad för länet", "Validering och bredbandsutbyggnad för länet", True),
        ("validering", "validering", False),
        # What a hyphen joins is put right piece by piece, and the hyphen stays.
        ("KKN-foretag", "KKN-företag", False),
        ("1:1-foretag för IT-validerng", "1:1-företag för IT-validering", True),
        ("valideringarnas", "valideringarnas", False),
        ("blockkedja", "blockkedja", False),
        ("elförsörjning", "elförsörjning", False),
        ("Which counties build charging networks", "Which counties build charging networks", False),
        # What questions are put with is no word of the collection, and tells all the same that one is Swedish.
        ("vlika jobar me validerng", "vilka jobbar me validering", True),
        ("hur mnga nätvrk", "hur många nätverk", True),
        ("Who finds networks", "Who finds networks", False),
        ("23RS8214 1:1 3 056 308", "23RS8214 1:1 3 056 308", False),
        ("😀", "😀", False),
    ],
)  # fmt: skip
def test_what_a_query_was_meant_to_be(vocabulary: Vocabulary, query: str, text: str, is_misspelt: bool) -> None:
    assert vocabulary.correct(query) == Correction(text=text, is_misspelt=is_misspelt)


def test_a_word_with_dots_is_never_replaced_by_one_without(vocabulary: Vocabulary) -> None:
    assert vocabulary.correct("nätverk").text == "nätverk"
    assert Vocabulary(count_vocabulary(["al"] * 50)).correct("ål").text == "ål"


@pytest.mark.parametrize(("commoner", "meant"), [(10, "nätverk"), (9, "natverk")])
def test_a_word_without_dots_gives_way_to_one_that_is_ten_times_as_common(commoner: int, meant: str) -> None:
    words = [Word(word="natverk", stem="natverk", count=1), Word(word="nätverk", stem="nätverk", count=commoner)]
    assert Vocabulary(words).correct("natverk").text == meant


@pytest.mark.parametrize(("asked", "meant"), [("bramxolz", "bramxolz"), ("bramxolza", "brambolsa")])
def test_two_slips_are_put_right_in_words_of_nine_letters_and_more(asked: str, meant: str) -> None:
    assert Vocabulary(count_vocabulary(["brambols brambolsa"] * 2)).correct(asked).text == meant


def test_a_slip_that_happens_to_be_made_of_words_is_put_right() -> None:
    # It splits into hälsa and främjande.
    vocabulary = Vocabulary(count_vocabulary(["hälsofrämjande"] * 2))
    assert vocabulary.correct("hälsufrämjande").text == "hälsofrämjande"
    assert vocabulary.correct("företagsfrämjande").text == "företagsfrämjande"


def test_an_imperative_is_no_slip_of_its_other_forms() -> None:
    vocabulary = Vocabulary(count_vocabulary(["Vi beskriver vad som beskrivs i länet."] * 2))
    assert vocabulary.correct("beskriv").text == "beskriv"


@pytest.mark.parametrize(
    ("word", "like_it"),
    [
        ("pages", "läges"),
        ("älgar", "lagar"),
        ("översätt", "översatts"),
        ("never", "lever"),
        ("would", "world"),
        ("soppa", "stoppa"),
        ("sammanställ", "sammanställt"),
        ("testar", "testår"),
    ],
)
def test_plain_words_are_no_slips_of_words_of_the_collection(word: str, like_it: str) -> None:
    vocabulary = Vocabulary([Word(word=like_it, stem=like_it, count=50)])
    assert vocabulary.correct(word) == Correction(text=word, is_misspelt=False)


@pytest.mark.parametrize(
    ("asked", "held", "meant"),
    [
        ("xrubsk", "krubsk", "xrubsk"),
        ("kröbsk", "krobska", "kröbsk"),
        ("kröbsk", "kröbska", "kröbska"),
        ("krobsk", "kröbska", "kröbska"),
    ],
)
def test_a_slip_keeps_the_first_letter_and_adds_no_dots(asked: str, held: str, meant: str) -> None:
    assert Vocabulary([Word(word=held, stem=f"{held}x", count=9)]).correct(asked).text == meant


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Effekt4dalana", "Effekt4dalarna"),
        ("effekt4dlaarna", "effekt4dalarna"),
        ("effekt5dalarna", "effekt5dalarna"),
        ("23RS8214", "23RS8214"),
    ],
)
def test_a_name_with_a_number_inside_is_put_right_and_its_number_kept(asked: str, meant: str) -> None:
    assert Vocabulary(count_vocabulary(["Trygg el – Effekt4Dalarna, 24RS8214"])).correct(asked).text == meant


def test_the_vocabulary_counts_words_and_leaves_out_stop_words_and_numbers() -> None:
    assert count_vocabulary(["Ål och ål 12", "elnät"]) == [
        Word(word="elnät", stem="elnät", count=1),
        Word(word="ål", stem="ål", count=2),
    ]


def test_an_empty_collection_corrects_nothing() -> None:
    assert Vocabulary([]).correct("validerng") == Correction(text="validerng", is_misspelt=False)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("nät", "nät", 0), ("nät", "nåt", 1), ("nät", "nätt", 1), ("nät", "ät", 1), ("nät", "ntä", 1), ("nät", "el", 3)],
)
def test_distance_counts_slips_of_the_pen(first: str, second: str, expected: int) -> None:
    assert distance(first, second, limit=5) == expected


@given(st.text("abå", max_size=7), st.text("abå", max_size=7))
def test_distance_is_symmetric_and_stops_at_its_limit(first: str, second: str) -> None:
    full = distance(first, second, limit=10)
    assert full == distance(second, first, limit=10)
    assert distance(first, second, limit=1) == min(full, 2)


def test_folding_takes_dots_and_accents_away() -> None:
    assert fold("försörjning på idé") == "forsorjning pa ide"


def test_what_is_pasted_is_searched_as_if_it_were_typed() -> None:
    vocabulary = Vocabulary(count_vocabulary(["kompetensförsörjning i skåne"] * 9))
    pasted = "kompetens\u00adfo\u0308rsörjning i\u00a0Ska\u030ane"
    assert vocabulary.correct(pasted) == Correction(text="kompetensförsörjning i Skåne", is_misspelt=False)
