"""By chance, some hundred changes to the compilation: no line is ever credited to another region.

Ten thousand are made by `python -m tests.corpus.mutations 10000`.
"""

from random import Random

import pytest

from tests.corpus.changed import before, read, wrongly_credited
from tests.corpus.mutations import change, faults, without_labels

N_READINGS = 8
MOST_IN_A_CHAPTER = 8  # 8 readings make 259 changes


@pytest.mark.parametrize("seed", range(N_READINGS))
def test_no_line_is_credited_to_another_region(seed: int) -> None:
    changed = change(seed, MOST_IN_A_CHAPTER)
    after, wrong = faults(changed)
    assert wrong == [], changed.told
    assert after.rows


def test_some_hundred_changes_are_made() -> None:
    assert sum(len(change(seed, MOST_IN_A_CHAPTER).told) for seed in range(N_READINGS)) > 200


@pytest.mark.parametrize(("share", "seed"), [(0.1, 2), (0.5, 1), (0.5, 4)])
def test_where_many_labels_are_lost_a_row_that_may_hold_anothers_is_nobodys(share: float, seed: int) -> None:
    after = read(without_labels(share, Random(seed)))
    assert wrongly_credited(after) == []
    assert after.rows
    lost = {*before().owners} - {*after.owners} - after.unsettled
    # What stands before the first label there is, of nobody knows whom, is told by its beginning.
    before_labels = {line for line in lost if line < min(after.owners)}
    assert not before_labels or any("text före första regionens rad" in note for note in after.notes)
    assert len(lost - before_labels) < len(before().owners) / 100
