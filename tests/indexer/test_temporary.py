"""Temporary folders: removed by who made them, or, where that was killed, by who comes next."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from indexer.temporary import temporary_folder


@pytest.fixture(autouse=True)
def parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_is_there_for_as_long_as_it_is_used(parent: Path) -> None:
    with temporary_folder() as folder:
        (folder / "file").touch()
        assert list(parent.iterdir()) == [folder]
    assert list(parent.iterdir()) == []


def test_a_folder_is_removed_also_after_an_error(parent: Path) -> None:
    with pytest.raises(ValueError, match="broken"), temporary_folder():
        raise ValueError("broken")
    assert list(parent.iterdir()) == []


def test_the_folder_of_a_process_that_was_killed_is_removed_and_that_of_one_that_lives_is_not(parent: Path) -> None:
    holding = (
        "import signal; from indexer.temporary import temporary_folder\n"
        "with temporary_folder() as folder:\n"
        "    (folder / 'file').touch(); print(folder, flush=True); signal.pause()"
    )
    environment = {**os.environ, "TMPDIR": str(parent)}
    with subprocess.Popen([sys.executable, "-c", holding], stdout=subprocess.PIPE, text=True, env=environment) as other:
        assert other.stdout
        left = Path(other.stdout.readline().strip())
        with temporary_folder() as own:
            assert set(parent.iterdir()) == {left, own}
        other.kill()
        other.wait()
    with temporary_folder() as own:
        assert list(parent.iterdir()) == [own]


def test_what_only_looks_like_one_stays(parent: Path) -> None:
    other = parent / "elsewhere"
    other.mkdir()
    (parent / "insatskartan-link").symlink_to(other)
    (parent / "insatskartan-file").touch()
    with temporary_folder():
        pass
    assert {path.name for path in parent.iterdir()} == {"elsewhere", "insatskartan-link", "insatskartan-file"}
