"""What the start of the service costs: models load beside imports, and what is loaded is not looked through again."""

import gc
import os
import signal
import subprocess
import sys
from pathlib import Path

from service.commands.running import warm_up
from service.live import LiveIndex
from service.process.memory import starting
from service.web.rendering import templates
from tests.service.memory_index import BUCKET_RANKING
from tests.service.samples import make_index
from tests.service.word_reader import WordReader


def test_models_begin_to_load_before_what_answers_is_imported() -> None:
    code = "import sys; import service.__main__, service.commands.serving;"
    check = "sys.exit(not {'fastapi', 'faiss', 'tantivy', 'service.answering'}.isdisjoint(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code + check], check=False).returncode == 0


def test_what_is_loaded_at_the_start_is_not_looked_through_again() -> None:
    assert gc.isenabled()
    with starting():
        assert not gc.isenabled()
        loaded: list[object] = [[]]
        assert any(each is loaded for each in gc.get_objects())
    try:
        assert gc.isenabled()
        assert not any(each is loaded for each in gc.get_objects())
    finally:
        gc.unfreeze()


def test_what_each_forked_process_would_make_is_made_before() -> None:
    assert templates.env.cache is not None
    templates.env.cache.clear()
    live = LiveIndex(lambda: "test", make_index, WordReader(), ranking=BUCKET_RANKING)
    warm_up(live)
    assert {name for _, name in templates.env.cache} == set(templates.env.list_templates())
    assert list(live.backend().ahead) == []


def told_while_it_starts(
    number: signal.Signals, module: str, *options: str, **environment: str
) -> tuple[int, list[str]]:
    """Send a signal to a starting service when it has imported a module; give how it ended, and what it said."""
    command = [sys.executable, "-X", "importtime", "-m", "service", "serve", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment}) as process:
        assert process.stderr is not None
        while module not in process.stderr.readline():  # a line for each, as soon as it is imported
            assert process.poll() is None
        process.send_signal(number)
        told = [line for line in process.stderr if not line.startswith("import time:")]
    return process.returncode, told


def test_told_to_stop_while_it_starts_it_ends_without_a_word() -> None:
    assert told_while_it_starts(signal.SIGINT, "click") == (-signal.SIGINT, [])


def test_log_rotation_does_nothing_from_the_start_on() -> None:
    status, told = told_while_it_starts(signal.SIGUSR1, "click", "--port", "no-number")
    assert (status, "no-number" in "".join(told)) == (2, True)


def test_told_to_stop_while_it_starts_no_folder_of_counters_is_left(tmp_path: Path, index_root: Path) -> None:
    options = ("--workers", "2", "--index", str(index_root))
    told_while_it_starts(signal.SIGTERM, "faiss", *options, TMPDIR=str(tmp_path))
    assert list(tmp_path.iterdir()) == []
