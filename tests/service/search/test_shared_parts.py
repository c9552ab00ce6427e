"""What two initiatives share is named in nouns, the rarest among all initiatives first."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from corpus.document import Initiative
from indexer.words.analysis import Term, analyse
from indexer.words.stems import stem
from service.errors import OverBudgetError
from service.ranking import RANKING
from service.search import shared_parts as module
from service.search.shared_parts import Holders, count_holders, shared_parts
from tests.service.samples import make_index

SAMPLE = make_index().initiatives()[0]
RARE = Holders(counts={}, n_initiatives=100)


def told(text: str) -> Initiative:
    return replace(SAMPLE, text=text)


@pytest.mark.parametrize(
    ("text", "other", "shared"),
    [
        ("Vi har vätgas.", "Mer om vätgasen", ["vätgas"]),
        # A part of both compounds; a compound that both hold stands for its parts.
        ("En vätgassamverkan", "vätgasstationer", ["vätgas"]),
        ("Vårt transportsystem", "Ett transportsystem", ["transportsystem"]),
        # Neither verbs, adjectives nor places.
        ("Hållbara och stärkta insatser i Skåne deltog", "Hållbara, stärkta, deltog, Skåne", []),
        ("Projektet ReDriv", "ReDriv", ["ReDriv"]),
    ],
)
def test_nouns_and_names_are_named(text: str, other: str, shared: list[str]) -> None:
    assert shared_parts(told(text), told(other), RARE, 4) == shared


def test_what_few_hold_and_both_repeat_comes_first_and_the_common_is_left_out() -> None:
    counts = {"vätgas": 3, "elev": 9, stem("kurs"): 60}
    text = told("Elever och vätgas på en kurs")
    assert shared_parts(text, text, Holders(counts=counts, n_initiatives=100), 4) == ["vätgas", "elev"]
    # log(100 / 9) (1 + log 3) = 5.05 > log(100 / 3) = 3.51
    often = told("Elever och vätgas på en kurs, elever och elever")
    assert shared_parts(often, often, Holders(counts=counts, n_initiatives=100), 1) == ["elev"]


def test_common_nouns_are_named_where_nothing_rarer_is_shared_and_the_commonest_never() -> None:
    text = told("En kurs")
    assert shared_parts(text, text, Holders(counts={stem("kurs"): 30}, n_initiatives=100), 4) == ["kurs"]
    common = Holders(counts={stem("kurs"): 60}, n_initiatives=100)
    assert shared_parts(text, text, common, 4) == []
    assert shared_parts(text, text, common, 4, replace(RANKING, shared_at_most_by=0.6)) == ["kurs"]


def test_each_initiative_is_counted_once() -> None:
    holders = count_holders([told("kurs kurs"), told("kurser"), told("elev")])
    assert (holders.counts[stem("kurs")], holders.counts["elev"], holders.n_initiatives) == (2, 1, 3)


def test_counting_ends_with_the_time_of_who_asks_and_the_next_goes_on_where_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [f"Kurs nummer{letter * 9}" for letter in "abcdef"]
    taken: list[str] = []

    def take(text: str) -> list[Term]:
        taken.append(text)
        return analyse(text)

    steps = iter(range(1, 100))

    def check() -> None:
        if next(steps) == 3:
            raise OverBudgetError("tiden är ute")

    monkeypatch.setattr(module, "analyse", take)
    monkeypatch.setattr(module, "check_budget", check)
    with pytest.raises(OverBudgetError):
        count_holders([told(text) for text in texts])
    assert taken == texts[:3]
    assert count_holders([told(text) for text in texts]).counts[stem("kurs")] == len(texts)
    assert taken == texts


def test_two_who_count_at_once_take_each_text_apart_once(monkeypatch: pytest.MonkeyPatch) -> None:
    initiatives = [told(f"Kurs siffra{letter * 9}") for letter in "ghijkl"]
    taken: list[str] = []
    both = threading.Barrier(2)

    def slowly(text: str) -> list[Term]:
        taken.append(text)
        time.sleep(0.01)
        return analyse(text)

    def count() -> Holders:
        both.wait()
        return count_holders(initiatives)

    monkeypatch.setattr(module, "analyse", slowly)
    with ThreadPoolExecutor() as pool:
        counted = [future.result() for future in [pool.submit(count) for _ in range(2)]]
    assert counted[0] == counted[1]
    assert taken == [initiative.text for initiative in initiatives]
