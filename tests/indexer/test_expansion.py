"""What a query's words, their parts and synonyms count."""

from indexer.words.analysis import analyse, terms
from indexer.words.expansion import PART_WEIGHT, SYNONYM_WEIGHT, full_names, synonyms, weighted_terms
from indexer.words.stems import stem


def weights(query: str) -> dict[str, float]:
    return {found.term: found.weight for found in weighted_terms(query)}


def test_words_count_one_and_parts_less() -> None:
    found = weights("solcellsanläggning")
    assert found["solcellsanläggning"] == 1
    assert found[stem("anläggning")] == PART_WEIGHT


def test_a_part_that_is_also_asked_for_counts_as_a_word() -> None:
    assert weights("kapacitet och lagerkapacitet")[stem("kapacitet")] == 1


def test_a_name_of_several_words_stands_for_its_abbreviation_and_back() -> None:
    assert weights("stöd till små och medelstora företag")["sme"] == SYNONYM_WEIGHT
    found = weights("SME")
    assert found[stem("företag")] == found[stem("medelstora")] == SYNONYM_WEIGHT / 3**0.5


def test_words_of_a_name_in_another_order_do_not_stand_for_it() -> None:
    assert "sme" not in weights("företag som är medelstora och små")


def test_an_abbreviation_is_spelled_out_alone_and_in_a_compound() -> None:
    for word in ("KKN", "KKN-företag"):
        (term,) = analyse(word)
        assert full_names(term) == ["kulturella och kreativa näringar", "kreativa näringar"]
        assert weights(word)[stem("kreativa")] == SYNONYM_WEIGHT / 2**0.5


def test_what_abbreviates_nothing_is_not_spelled_out() -> None:
    assert [full_names(term) for term in analyse("turism landsbygd")] == [[], []]


def test_every_abbreviation_is_one_of_the_names_and_some_name_is_none() -> None:
    for entry in synonyms():
        assert {(stem,) for stem in entry.abbreviations} <= set(entry.names)
        assert bool(entry.full) == bool(entry.abbreviations)


def test_every_synonym_has_a_reason_and_at_least_two_names_that_hold_words() -> None:
    for entry in synonyms():
        assert entry.reason.endswith(".")
        assert len(set(entry.names)) >= 2
        assert all(entry.names)


def test_a_query_without_words_asks_for_nothing() -> None:
    assert weighted_terms("?!") == []
    assert terms("?!") == []
