import os
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.words.remembering import remembered

N_WORDS = 20_000


def test_what_was_found_out_once_is_not_found_out_again() -> None:
    asked: list[str] = []

    @remembered(10)
    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    assert [length("skog"), length("ö"), length("skog")] == [4, 1, 4]
    assert asked == ["skog", "ö"]


def test_as_many_are_remembered_as_may_be() -> None:
    asked: list[str] = []

    @remembered(2)
    def same(word: str) -> str:
        asked.append(word)
        return word

    for word in ("ett", "två", "två", "ett", "tre", "tre", "ett"):
        assert same(word) == word
    assert asked == ["ett", "två", "tre", "ett"]


def test_what_fails_is_not_remembered() -> None:
    @remembered(10)
    def number(word: str) -> int:
        return int(word)

    for _ in range(2):
        with pytest.raises(ValueError, match="två"):
            number("två")


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the system does not tell whose a page is")
# Of processes with threads, as this one may have; the child takes no lock.
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_looking_up_in_a_forked_process_copies_none_of_what_is_remembered() -> None:
    @remembered(N_WORDS)
    def known(_word: str) -> bool:
        return True

    def look_all_up() -> None:
        for number in range(N_WORDS):
            known(f"ord{number}")

    look_all_up()
    # `lru_cache` has 2.6 MB copied.
    assert _copied_bytes(look_all_up) < 500_000


def _copied_bytes(work: Callable[[], None]) -> int:
    """Give how many bytes more a forked process has for itself when it has done something."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        try:
            before = _private_bytes()
            work()
            os.write(writing, str(_private_bytes() - before).encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(process, 0)
    with os.fdopen(reading) as told:
        return int(told.read())


def _private_bytes() -> int:
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Private_Dirty:"))
