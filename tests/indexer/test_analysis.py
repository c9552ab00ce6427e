"""Swedish analysis: what is kept whole, what shares a stem, what is a compound and what only looks like one."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.words.analysis import analyse, analyse_query, terms
from indexer.words.compounds import split_compound
from indexer.words.lexicon import WORDS_FILE, count_words, lexicon, write_lexicon
from indexer.words.stems import stem


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("3 056 308 kronor", "3056308"),
        ("3\u00a0056\u00a0308 kronor", "3056308"),
        ("1:1", "1:1"),
        ("2,5 procent", "2,5"),
        ("2023-01-15", "2023-01-15"),
        ("23RS8214", "23rs8214"),
        ("RS/2023-114", "rs/2023-114"),
        ("ERUF", "eruf"),
        ("EU:s stöd", "eu"),
        ("SME:erna", "sme"),
        ("e-hälsa", "ehälsa"),
        ("VINK 2.0", "vink"),
        ("#vägled", "vägled"),
        ("kompetens-utveckling", "kompetensutveckling"),
        ("fo\u0308retag", "företag"),
    ],
)
def test_the_first_token_is_kept_whole(text: str, word: str) -> None:
    assert analyse(text)[0].word == word


def test_words_joined_by_a_stroke_or_a_missing_space_are_words_of_their_own() -> None:
    assert [term.word for term in analyse("kommuner/regioner slut.Början")] == [
        "kommuner", "regioner", "slut", "början",
    ]  # fmt: skip


def test_what_a_joined_token_consists_of_is_found_too() -> None:
    assert terms("1:1-anslaget") == ["1:1-anslaget", "1:1", stem("anslag")]
    assert "2023" in terms("2023-01-15")


@pytest.mark.parametrize(
    "forms",
    [
        "utbyggnad utbyggnaden utbyggnader utbyggnadens utbyggnadernas",
        "stad staden stadens städer städerna",
        "bostad bostäder bostäderna",
        "företag företagen företagens företaget",
        "kommun kommunen kommunens kommuner kommunernas",
        "möjlighet möjligheten möjligheter möjligheterna",
        "validering valideringen valideringar",
        "nätutbyggnad nätutbyggnaden nätutbyggnadens",
        "laddstolpe laddstolpar laddstolparna",
        "regional regionalt regionala",
        "jämställd jämställt jämställda",
        "arbeta arbetar arbetade arbetat",
        "bidra bidrar bidrog bidragit",
        "område området områden områdena",
        "program programmet programmen",
        "barn barnen barnets barns",
    ],
)
def test_inflected_forms_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [("ål", "al"), ("får", "far"), ("barn", "bar"), ("näring", "nära"), ("län", "lån"), ("lan", "län"), ("ort", "ord")],
)
def test_different_words_have_different_stems(first: str, second: str) -> None:
    assert stem(first) != stem(second)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("elkapacitet", "el kapacitet"),
        ("elnätet", "el nät"),
        ("nätutvecklingsplaner", "nät utveckling plan"),
        ("kompetensförsörjningen", "kompetens försörjning"),
        ("laddstolpar", "ladda stolpe"),
        ("arbetsmarknad", "arbete marknad"),
        ("kvinnoföretagande", "kvinna företagande"),
        ("skolutveckling", "skola utveckling"),
        ("samhällsplanering", "samhälle planering"),
        ("familjeföretag", "familj företag"),
        ("gatubelysning", "gata belysning"),
        ("drivmedelsstation", "drivmedel station"),
        ("vätgas", "väte gas"),
    ],
)
def test_a_compound_s_parts(word: str, parts: str) -> None:
    assert split_compound(word) == tuple(parts.split())


@pytest.mark.parametrize(
    "word",
    [
        "företagens", "kommunens", "kommunerna", "regionens", "deltagare", "medborgare", "utbyggnaden",
        "verksamheten", "utvecklingen", "universitetet", "samverkan", "tillgängligheten", "kartläggning", "nätverken",
        "ansökningar", "ungdom", "validering", "långsiktig", "hållbarhetens", "jämställdhet", "människor",
        "medarbetare", "handläggare", "insatserna", "projektets", "ekonomiska", "delaktighet", "uppföljning",
        "inkludering",
    ],
)  # fmt: skip
def test_a_word_that_is_no_compound_is_not_split(word: str) -> None:
    assert split_compound(word) == ()


def test_parts_stand_beside_the_whole_word() -> None:
    assert terms("elkapaciteten") == ["elkapacitet", "el", "kapacitet"]


def test_a_noun_of_an_action_is_found_by_its_verb() -> None:
    assert stem("utveckla") in terms("utveckling")
    assert stem("nära") not in terms("näring")


def test_stop_words_are_left_out_and_words_that_only_ask_from_questions() -> None:
    asked = analyse_query("Vilka regioner arbetar med validering?")
    assert [term.word for term in asked] == ["regioner", "validering"]
    assert terms("det som är i den") == []


def test_a_query_of_nothing_else_is_searched_as_it_is() -> None:
    assert [term.word for term in analyse_query("Vilka finns?")] == ["finns"]
    assert [term.word for term in analyse_query("och")] == ["och"]
    assert analyse_query("?!") == []


@given(st.text(max_size=200))
def test_terms_stand_where_they_say_and_hold_no_space(text: str) -> None:
    for term in analyse(text):
        assert 0 <= term.start < term.end <= len(text)
        assert all(piece and not piece.isspace() and len(piece.split()) == 1 for piece in (term.stem, *term.parts))


def test_words_are_counted_in_lower_case_and_rare_ones_left_out() -> None:
    counts = count_words(["Ål och ål. ÅL", "och 12 a"], min_count=2)
    assert counts == {"och": 2, "ål": 3}


def test_the_same_counts_give_the_same_file(tmp_path: Path) -> None:
    first, second = tmp_path / "a.gz", tmp_path / "b.gz"
    for path in (first, second):
        write_lexicon({"och": 2, "ål": 3}, path)
    assert first.read_bytes() == second.read_bytes()
    assert gzip.decompress(first.read_bytes()).decode() == "och 2\nål 3\n"


def test_the_word_list_is_small_and_knows_common_words() -> None:
    assert WORDS_FILE.stat().st_size < 1_500_000
    assert lexicon()["kommun"] > lexicon()["kapacitet"] > 100
