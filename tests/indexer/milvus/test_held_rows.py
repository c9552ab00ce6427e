"""What a server tells of rows is asked for once, as long as there is room to hold it."""

from collections.abc import Sequence

from indexer.milvus.held_rows import HeldRows


def test_rows_are_given_in_order_and_each_is_read_once_until_enough_are_held() -> None:
    read: list[Sequence[int]] = []

    def names(rows: Sequence[int]) -> dict[int, str]:
        read.append(rows)
        return {row: f"row {row}" for row in rows}

    held = HeldRows(names, most=2)
    assert held.at([2, 1, 2]) == ["row 2", "row 1", "row 2"]
    assert held.at([1, 3]) == ["row 1", "row 3"]
    assert held.at([3]) == ["row 3"]
    assert read == [[2, 1], [3], [3]]
