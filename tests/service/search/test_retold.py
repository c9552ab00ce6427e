"""Initiatives that are told more than once: which telling stands for them, and which documents tell them."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from corpus.document import Initiative, Place
from corpus.identity import Tellings
from service.search.retold import Retold
from tests.service.memory_index import MemoryIndex
from tests.service.samples import DOCUMENTS, make_index

REPORT, PLAN = (document.id for document in DOCUMENTS)
ONE = make_index().initiatives()[0]


def told(name: str, document: str, *others: Initiative) -> Initiative:
    also = tuple(Place(document=other.document, page=1, initiative=other.id) for other in others)
    return replace(ONE, id=f"{document}-{name}", name=name, document=document, also_in=also)


# Told in the report and, more newly, in the plan; and one that the report tells at two places.
SINGLE, OLDER, TWICE = told("a", REPORT), told("b", REPORT), told("c", REPORT)
NEWER, AGAIN = told("b", PLAN, OLDER), told("c2", REPORT, TWICE)
TOLD = [SINGLE, replace(OLDER, also_in=told("x", PLAN, NEWER).also_in), TWICE, AGAIN, NEWER]


@pytest.fixture
def retold() -> Retold:
    index = MemoryIndex([], documents=DOCUMENTS, initiatives=TOLD)
    return Retold.of(index, index.retold(), Tellings(index.retold(), DOCUMENTS))


def test_the_newest_telling_stands_for_all(retold: Retold) -> None:
    assert retold.firsts.tolist() == [0, 4, 2, 2, 4]
    assert retold.once().tolist() == [0, 2, 4]


def test_of_several_tellings_given_the_first_given_is_kept(retold: Retold) -> None:
    assert retold.each_once(np.array([4, 3, 1, 2, 0])).tolist() == [4, 3, 0]
    assert retold.each_once(np.array([1, 0])).tolist() == [1, 0]


def test_one_is_found_in_every_document_that_tells_it(retold: Retold) -> None:
    assert retold.told_in((REPORT,)).tolist() == [True] * 5
    assert retold.told_in((PLAN,)).tolist() == [False, True, False, False, True]
    assert not retold.told_in(("absent",)).any()
    assert retold.documents(np.array([0, 1, 2])) == Counter({REPORT: 3, PLAN: 1})
    assert retold.documents(retold.once()) == Counter({REPORT: 3, PLAN: 1})
    # A document that tells one at two places holds it once.
    assert retold.documents(np.array([3])) == Counter({REPORT: 1})


def test_where_nothing_is_told_twice_each_stands_for_itself() -> None:
    index = MemoryIndex([], documents=DOCUMENTS, initiatives=[SINGLE, TWICE])
    alone = Retold.of(index, index.retold(), Tellings([], DOCUMENTS))
    assert alone.once().tolist() == [0, 1]
    assert alone.documents(alone.once()) == Counter({REPORT: 2})
