import re
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.collection import DEFAULT_FOLDER
from corpus.document import Content
from corpus.repair.letters import MIN_PAIRS, is_damaged, repair_letters

BROKEN = {"ä": "aö", "å": "aå", "ö": "oö", "Ä": "AÄ", "Å": "AÅ", "Ö": "OÄ", "é": "eé"}
# Enough damage around a word under test that the document counts as damaged.
DAMAGED = ["foö r att haå lla oö ppet och goö ra laö get baö ttre foö r maå len i aå r"] * 2

SWEDISH = st.text(alphabet="abdefgijklmnoprstuväåöÄÅÖé", min_size=1, max_size=12)
SENTENCES = st.lists(st.lists(SWEDISH, min_size=1, max_size=10).map(" ".join), min_size=1, max_size=8)


def damage(text: str) -> str:
    """Take every letter apart as the PDF program did: a space after it, also before the space between words."""
    return re.sub("[äåöÄÅÖ]", lambda match: f"{BROKEN[match.group()]} ", text).replace("é", "eé")


def in_damaged(*lines: str) -> list[str]:
    """Repair lines in the midst of damaged ones and give them back."""
    return repair_letters([*DAMAGED, *lines, *DAMAGED])[len(DAMAGED) : -len(DAMAGED)]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("foö r", "för"),
        ("genomfoö rs", "genomförs"),
        ("paå  landsbygden", "på landsbygden"),
        ("staö ller nya", "ställer nya"),
        ("OÄ rebro laön och OÄ MS i OÄ stra Mellansverige", "Örebro län och ÖMS i Östra Mellansverige"),
        ("AÄ ven AÅ terrapportering", "Även Återrapportering"),
        ("ideéer, affaö rsideéer och kommitteén", "idéer, affärsidéer och kommittén"),
        ("en utbildningsnivaå . Sedan", "en utbildningsnivå. Sedan"),
        ("miljoö - och klimatpaåverkan", "miljö- och klimatpåverkan"),
        ("saåvaö l, paågaå r, utifraån", "såväl, pågår, utifrån"),
        ("tvaå  ", "två "),
    ],
)
def test_broken_words_are_put_together(broken: str, whole: str) -> None:
    assert "\n".join(in_damaged(*broken.split("\n"))) == whole


@pytest.mark.parametrize("word", ["kaos", "Joar", "Caféer", "AÖ", "coöperation", "kameraövervakning", "dataöverföring"])
def test_correct_words_stay_among_correct_ones_in_a_damaged_document(word: str) -> None:
    line = f"I tabellen står att företaget {word} når målet även nästa år."
    assert in_damaged(line) == [line]


def test_one_word_with_a_pair_is_no_damage() -> None:
    lines = ["Kameraövervakning och dataöverföring kräver extraåtgärder för åtta företag i länet på sikt."] * 20
    assert not is_damaged("\n".join(lines))
    assert repair_letters(lines) == lines


def test_a_whole_letter_besides_the_pair_keeps_a_word() -> None:
    assert in_damaged("foö r dataöverföring foö r") == ["för dataöverföring för"]


@given(st.lists(st.text(max_size=60), max_size=10))
def test_text_without_the_damage_comes_out_as_it_is(lines: list[str]) -> None:
    lines = [re.sub("aö|aå|oö|AÄ|AÅ|OÄ|eé|\n", "", line) for line in lines]
    if not is_damaged("\n".join(lines)):
        assert repair_letters(lines) == lines


@given(SENTENCES)
def test_damaged_sentences_come_back(sentences: list[str]) -> None:
    sentences = [re.sub("(?<=[aoeAO])[äåöéÄÅÖ]", "r", sentence) for sentence in sentences]
    broken = [damage(sentence) for sentence in sentences]
    if is_damaged("\n".join(broken)):
        assert [line.rstrip() for line in repair_letters(broken)] == sentences


def test_every_line_of_the_compilation_survives_damage_and_repair() -> None:
    """91,000 words of correct Swedish, damaged by rule, come back as they were."""
    text = (DEFAULT_FOLDER / "documents" / "villkorsrapporter-2023.txt").read_text(encoding="utf-8")
    lines = [" ".join(line.split()) for line in text.split("\n")]
    without_pairs = [line for line in lines if not re.search("aö|aå|oö|AÄ|AÅ|OÄ|eé", line)]
    repaired = [line.rstrip() for line in repair_letters([damage(line) for line in without_pairs])]
    differing = [(was, now) for was, now in zip(without_pairs, repaired, strict=True) if was != now]
    assert differing == []
    assert len(without_pairs) > 0.99 * len(lines)


def test_no_broken_letter_is_left_in_the_orebro_report(contents: Mapping[str, Content]) -> None:
    pages = contents["orebro-2023"].pages
    left = _matches(r"aö|aå|oö|AÄ|AÅ|OÄ|eé|\b[fF]o ?ö ?r\b|\bö r\b|\bä r\b", (page.text for page in pages))
    assert left == []


def test_no_letter_stands_alone_after_the_repair(contents: Mapping[str, Content]) -> None:
    """A word split in two would leave a single letter that is no word, as in "fö r"."""
    pages = contents["orebro-2023"].pages
    assert _matches(r"(?<![\w.,:/-])[b-hj-zåäö](?![\w.,:/)-])", (page.text for page in pages)) == ["o"]  # "Mat o Hälsa"


def _matches(pattern: str, texts: Iterable[str]) -> list[str]:
    return [match for text in texts for match in re.findall(pattern, text)]


def test_damage_needs_pairs_beyond_chance() -> None:
    pair = "haå ller "
    assert not is_damaged(pair * (MIN_PAIRS - 1))
    assert is_damaged(pair * MIN_PAIRS)
    assert not is_damaged(pair * MIN_PAIRS + "är " * 200)
