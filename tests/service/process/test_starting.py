"""What the start of the service costs: models load beside imports, and what is loaded is not looked through again."""

import gc
import signal
import subprocess
import sys

from service.process.memory import starting


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


def test_told_to_stop_while_it_starts_it_ends_without_a_word() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "service", "serve"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        while "click" not in process.stderr.readline():  # a line for each module, as soon as it is imported
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        told = [line for line in process.stderr if not line.startswith("import time:")]
    assert (process.returncode, told) == (-signal.SIGINT, [])
