"""What is asked in a benchmark, and at which sizes."""

import pytest

from corpus.collection import Collection
from eval.benchmarks.benchmark import pick_queries
from eval.commands.speed import read_scales
from eval.errors import EvalError


def test_queries_are_judged_ones_filled_up_with_names(collection: Collection) -> None:
    names = {i.name for content in collection.contents for i in content.initiatives if i.name}
    queries = pick_queries(["fråga"], collection)
    assert queries[0] == "fråga"
    assert set(queries[1:]) <= names
    assert len(set(queries)) == len(queries)
    assert len(pick_queries([f"fråga {n}" for n in range(300)], collection)) == 200


def test_scales_are_read_in_order_and_once() -> None:
    assert read_scales("10, 1,10") == [1, 10]


@pytest.mark.parametrize("text", ["", "0", "1,", "ten", "1001", "-1"])
def test_other_scales_are_refused(text: str) -> None:
    with pytest.raises(EvalError, match="expected whole numbers 1-1000"):
        read_scales(text)
