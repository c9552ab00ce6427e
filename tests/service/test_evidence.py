"""Evidence as it is read: which passages are, how many of each region, and what the reader's word then counts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from indexer.index import Filters
from indexer.passage import Passage
from service.answer.draft import Desk
from service.answer.evidence import evidence_features, is_about, read_evidence, to_be_read
from service.answer.region_evidence import first_of_each_owner
from service.answering import Answerer
from service.asked.reading import read_question
from service.read.reader import Reading
from service.results import RegionStatus
from service.searcher import Searcher
from tests.service.memory_index import BUCKET_RANKING, MemoryIndex
from tests.service.samples import make_index
from tests.service.word_reader import WordReader

ALL = Filters()
FILM = read_question("Vilka regioner stöttar film?")


class Denying:
    """Finds that no passage is about anything."""

    def read(self, asked: str, passages: Sequence[Passage]) -> list[Reading]:
        return [Reading(answers=-12.0, about=-12.0, margin=-12.0, span=(0, 0)) for _ in passages]


def searcher(**changes: float) -> Searcher:
    return Searcher(make_index(), ranking=replace(BUCKET_RANKING, **changes))  # type: ignore[arg-type]


def test_so_many_of_each_region_are_read_best_first() -> None:
    found = first_of_each_owner(searcher(), FILM, ALL)
    chosen = to_be_read(found, BUCKET_RANKING, 1)
    owners = Counter(candidate.passage.region or candidate.passage.group for candidate in chosen)
    assert set(owners.values()) == {1}
    first = {(c.passage.region or c.passage.group): c.row for c in reversed(found) if c.passage.is_evidence}
    assert {candidate.row for candidate in chosen} == set(first.values())


def test_what_the_search_is_sure_of_is_not_read() -> None:
    desk = Desk(searcher=searcher(read_from=0.9, read_to=0.95), reader=WordReader())
    found = first_of_each_owner(desk.searcher, FILM, ALL)
    assert all(candidate.read is None for candidate in read_evidence(desk, FILM, found))


def test_a_passage_that_was_read_is_evidence_by_that_alone() -> None:
    desk = Desk(searcher=searcher(), reader=Denying())
    found = first_of_each_owner(desk.searcher, FILM, ALL)
    read = read_evidence(desk, FILM, found)
    assert any(is_about(candidate, BUCKET_RANKING) for candidate in found)
    assert not any(is_about(candidate, BUCKET_RANKING) for candidate in read)
    sure = replace(found[0], read=0.9)
    assert is_about(sure, BUCKET_RANKING)
    assert sure.probability == 0.9


def test_no_region_is_answered_where_the_reader_finds_nothing() -> None:
    answer = Answerer(searcher(), Denying()).answer(FILM.text, ALL)
    assert not answer.answered
    assert all(found.status is not RegionStatus.EVIDENCE for found in answer.regions)


def test_what_is_seen_of_a_passage_is_told_in_logits() -> None:
    found = first_of_each_owner(searcher(), FILM, ALL)[:1]
    sure = [replace(found[0], topic=0.5, about=1.0)]
    seen = evidence_features(sure, [Reading(answers=0.0, about=-99.0, margin=0.0, span=(0, 0))])
    assert {name: float(values[0]) for name, values in seen.items()} == {"topic": 0.0, "passage": 12.0, "about": -12.0}


class Counting(MemoryIndex):
    """Counts how often it is searched."""

    searches = 0

    def dense(self, query: str, words: str, k: int, allowed: object) -> object:  # type: ignore[override]
        self.searches += 1
        return super().dense(query, words, k, allowed)  # type: ignore[arg-type]


def test_a_question_is_searched_once_answered_or_not() -> None:
    for text in ("Vilka regioner stöttar film?", "Hur många filmer fick stöd?", "Vad görs om elnät?"):
        for reader in (WordReader(), Denying()):
            index = make_index()
            index.__class__ = Counting
            Answerer(Searcher(index, ranking=BUCKET_RANKING), reader).answer(text, ALL)
            assert index.searches == 1, text  # type: ignore[attr-defined]
