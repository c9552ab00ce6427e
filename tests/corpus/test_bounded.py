"""A reading in a child process: whatever it does, the parent gets an error that says what to do, and goes on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.bounded import messages, pool
from corpus.bounded.messages import Job
from corpus.bounded.pool import Pending, Pool
from corpus.errors import CorpusError, FormError, UnreadableDocumentError
from corpus.limits import Limits
from tests.corpus import jobs
from tests.refusals import refused

PATIENCE_SECONDS = 120
AGAIN = "spara filen på nytt i programmet som gjorde den"
SMALLER = f"dela upp filen, {AGAIN} eller höj gränsen"


@pytest.fixture
def children() -> Iterator[Pool]:
    pool = Pool()
    yield pool
    pool.close()


def begin(children: Pool, function: Callable[..., Any], path: Path, *arguments: object, **limits: Any) -> Pending[Any]:
    return children.begin(Job(function=function, path=path, arguments=arguments, limits=Limits(**limits)))


def failure(pending: Pending[Any]) -> str:
    return refused(UnreadableDocumentError, pending.result)


def is_alive(process: int) -> bool:
    """Whether a process runs; one that has ended and waits to be asked how does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except FileNotFoundError:
        return False


def comes_true(claim: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not claim() and time.monotonic() < deadline:
        time.sleep(0.05)
    return claim()


def test_what_a_reading_gives_comes_back_in_whichever_order_it_is_asked_for(children: Pool, tmp_path: Path) -> None:
    begun = [begin(children, jobs.answer, tmp_path / f"{n}.txt", "åäö\n") for n in range(7)]
    assert [one.result() for one in reversed(begun)] == [f"{n}.txt: åäö\n" for n in reversed(range(7))]
    assert begun[0].result() == "0.txt: åäö\n"


def test_a_reading_that_hangs_is_ended_and_the_others_are_read(children: Pool, tmp_path: Path) -> None:
    stuck = [begin(children, jobs.hang, tmp_path / f"{n}.docx", max_seconds=0.5) for n in range(3)]
    sound = begin(children, jobs.answer, tmp_path / "b.txt", "klar")
    assert sound.result() == "b.txt: klar"
    for n, one in enumerate(stuck):
        assert failure(one) == f"{n}.docx: tar längre än 0.5 s att läsa; {SMALLER} INSATSKARTAN_MAX_SECONDS"
    assert not is_alive(int((tmp_path / "began").read_text()))


def test_what_a_reading_started_ends_with_it(children: Pool, tmp_path: Path) -> None:
    other = tmp_path / "pid"
    failure(begin(children, jobs.start_other_and_hang, other, max_seconds=2))
    assert comes_true(lambda: not is_alive(int(other.read_text())))


@pytest.mark.parametrize("function", [jobs.grow, jobs.grow_and_blame_the_file])
def test_a_reading_that_takes_too_much_memory_fails_and_says_the_limit(
    children: Pool, tmp_path: Path, function: Callable[..., str]
) -> None:
    most = 300_000_000
    assert failure(begin(children, function, tmp_path / "r.pdf", max_memory_bytes=most)) == (
        f"r.pdf: kräver mer än {most} byte minne att läsa; {SMALLER} INSATSKARTAN_MAX_MEMORY_BYTES"
    )
    assert begin(children, jobs.answer, tmp_path / "b.txt", "klar").result() == "b.txt: klar"


def test_a_reading_that_gives_one_byte_too_much_fails_and_says_the_limit(children: Pool, tmp_path: Path) -> None:
    size = 100_000
    overhead = len('done\n""')
    told = begin(children, jobs.tell, tmp_path / "r.txt", size, max_output_bytes=size + overhead)
    assert told.result() == "a" * size
    assert failure(begin(children, jobs.tell, tmp_path / "r.txt", size + 1, max_output_bytes=size + overhead)) == (
        f"r.txt: ger mer än {size + overhead} byte text; {SMALLER} INSATSKARTAN_MAX_OUTPUT_BYTES"
    )


def test_a_reading_that_crashes_is_told_with_its_signal(children: Pool, tmp_path: Path) -> None:
    assert failure(begin(children, jobs.crash, tmp_path / "r.pdf")) == (
        f"r.pdf: fick läsaren att krascha (slutkod -{signal.SIGABRT.value}); {AGAIN}"
    )


def test_what_a_library_prints_disturbs_no_reply(
    children: Pool, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert begin(children, jobs.print_much, tmp_path / "r.pdf").result() == "ok"
    assert capfd.readouterr() == ("", "")


def test_a_file_that_a_reading_writes_is_bounded(children: Pool, tmp_path: Path) -> None:
    written = tmp_path / "written"
    assert "File too large" in failure(begin(children, jobs.write_much, written, 2001, max_output_bytes=2000))
    assert begin(children, jobs.write_much, written, 2000, max_output_bytes=2000).result() == "ok"


def test_errors_come_back_as_what_they_are(children: Pool, tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    misfit = begin(children, jobs.misfit, path)
    with pytest.raises(FormError, match=r"^r\.txt: has no table; expected seven$"):
        misfit.result()
    assert failure(begin(children, jobs.damage, path)) == "r.txt: är skadad (å ä); expected another"
    assert failure(begin(children, jobs.stumble, path)) == "r.txt: går inte att läsa (oväntat fel)"


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
def test_a_reply_of_another_type_is_refused(children: Pool, tmp_path: Path) -> None:
    assert failure(begin(children, jobs.mistype, tmp_path / "r.txt")) == (
        f"r.txt: gav något annat än vad som läses ur en fil; {AGAIN}"
    )


def test_a_child_is_used_again_until_it_has_taken_all_memory(children: Pool, tmp_path: Path) -> None:
    def child() -> int:
        found: int = begin(children, jobs.identity, tmp_path / "r.txt").result()
        return found

    first = child()
    assert child() == first
    failure(begin(children, jobs.grow, tmp_path / "r.txt", max_memory_bytes=300_000_000))
    assert child() != first
    assert comes_true(lambda: not is_alive(first))


def test_a_child_that_was_ended_from_outside_is_replaced(children: Pool, tmp_path: Path) -> None:
    first = begin(children, jobs.identity, tmp_path / "r.txt").result()
    os.kill(first, signal.SIGKILL)
    assert comes_true(lambda: not is_alive(first))
    assert begin(children, jobs.identity, tmp_path / "r.txt").result() != first


def test_an_idle_child_ends_and_is_not_used_when_it_is_about_to(
    children: Pool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = begin(children, jobs.identity, tmp_path / "r.txt").result()
    monkeypatch.setattr(pool, "IDLE_SECONDS", 0.0)
    assert begin(children, jobs.identity, tmp_path / "r.txt").result() != first
    assert messages.IDLE_SECONDS > 0
    assert not is_alive(first)


def test_the_operating_system_holds_the_limits_too(children: Pool, tmp_path: Path) -> None:
    limits = {"max_memory_bytes": 400_000_000, "max_output_bytes": 5_000}
    for _ in range(2):  # Also those of a child's next document, which may be larger again.
        assert begin(children, jobs.bounds, tmp_path / "r.txt", **limits).result() == [*limits.values(), 0]
        limits = {"max_memory_bytes": 900_000_000, "max_output_bytes": 6_000}
    assert 7 <= begin(children, jobs.seconds_left, tmp_path / "r.txt", max_seconds=7).result() <= 11


def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from corpus.bounded import begin; from corpus.limits import Limits; "
        "from tests.corpus import jobs; begin(jobs.hang, Path(sys.argv[1]), limits=Limits(max_seconds=1)); input()"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "r.pdf")], stdin=subprocess.PIPE)
    assert comes_true((tmp_path / "began").exists)
    parent.kill()
    parent.communicate()
    assert comes_true(lambda: not is_alive(int((tmp_path / "began").read_text())))


def test_limits_of_the_environment_hold_when_a_collection_is_read(
    collection_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from corpus.collection import read_collection

    monkeypatch.setenv("INSATSKARTAN_MAX_OUTPUT_BYTES", "10")
    collection = read_collection(collection_folder)
    assert collection.contents == ()
    for found in collection.failures:
        assert isinstance(found, CorpusError)
        assert "ger mer än 10 byte text" in str(found)
    assert len(collection.failures) == len(collection.catalogue.documents) > 0
