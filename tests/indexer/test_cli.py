"""`python -m indexer`: what it prints, where, and with which exit code."""

import gzip
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from corpus.collection import Collection, read_collection
from indexer.__main__ import main
from indexer.commands import server
from indexer.errors import IndexServerError
from indexer.folder.manifest import current_build, read_manifest
from indexer.vectors.loading import DEFAULT_MODEL
from tests import command_line
from tests.indexer.building import build_into

PROJECT = Path(__file__).parents[2]


run = partial(command_line.run_main, main)


def assert_one_line_error(ended: tuple[int, str, str], *expected: str) -> None:
    status, _, reported = ended
    assert status == 2
    assert "Traceback" not in reported
    lines = reported.strip().splitlines()
    assert lines[-1].startswith("fel: ")
    assert all(text in lines[-1] for text in expected), lines[-1]


def test_a_server_that_is_not_there_is_told_before_anything_is_written(
    collection_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_into(tmp_path, read_collection(collection_folder))
    monkeypatch.setattr(server, "CONTACT_SECONDS", 0.5)
    with pytest.raises(IndexServerError, match="svarar inte"):
        server.milvus("http://127.0.0.1:1", tmp_path)


@pytest.mark.parametrize("kind", ["retriever", "reader"])
def test_training_without_its_data_or_its_base_is_refused_at_once(kind: str, tmp_path: Path) -> None:
    assert_one_line_error(run("train", kind, tmp_path / "inget"), "inget", "training data")
    assert_one_line_error(run("train", kind, tmp_path, "--base", tmp_path), str(tmp_path), "train base")


@pytest.mark.parametrize("kind", ["base", "retriever", "reader", "static"])
def test_training_without_its_packages_names_the_extra(kind: str, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    given = ["train", kind, str(tmp_path), "--data" if kind == "base" else "--out", str(tmp_path / "out")]
    options = [] if kind == "base" else ["--no-collection"] if kind == "static" else ["--base", str(tmp_path)]
    without = "import sys; sys.modules.update(torch=None, onnx=None)"
    program = f"{without}; from indexer.__main__ import main; sys.argv[1:] = {[*given, *options]!r}; main()"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=PROJECT, check=False)
    assert_one_line_error(
        (ended.returncode, ended.stdout, ended.stderr),
        "training needs the extra 'train': pip install 'insatskartan[train]'",
    )


def test_build_then_info_then_nothing_to_do(collection_folder: Path, tmp_path: Path) -> None:
    root = tmp_path / "index"
    status, printed, reported = run("build", "--documents", collection_folder, "--index", root)
    assert status == 0, reported
    assert printed == f"7 stycken ur 2 insatser och 2 dokument (3 sidor) i {root / current_build(root)}\n"
    status, printed, _ = run("info", "--index", root)
    assert status == 0
    assert dict(line.split(maxsplit=1) for line in printed.splitlines())["stycken"] == "7"
    assert run("build", "--documents", collection_folder, "--index", root, "--if-stale") == (0, "", "")


def test_verify_names_every_file_that_is_not_as_it_was_written(collection: Collection, tmp_path: Path) -> None:
    folder = build_into(tmp_path, collection)
    told = f"{len(read_manifest(folder).files)} filer i {folder} är som de skrevs\n"
    assert run("verify", "--index", tmp_path) == (0, told, "")
    (folder / "passages.faiss").write_bytes(b"")
    (folder / "records.sqlite").unlink()
    damaged = run("verify", "--index", tmp_path)
    assert_one_line_error(damaged, "records.sqlite", "cannot be read")
    assert [line.partition(": ")[2].partition(":")[0] for line in damaged[2].splitlines()] == [
        str(folder / name) for name in ("passages.faiss", "records.sqlite")
    ]


def test_a_document_that_cannot_be_read_is_named_and_the_rest_indexed(collection_folder: Path, tmp_path: Path) -> None:
    (collection_folder / "documents" / "norra.txt").write_text("ändrad")
    status, printed, reported = run("build", "--documents", collection_folder, "--index", tmp_path / "index")
    assert status == 2
    assert "fel: norra.txt: har SHA-256" in reported
    assert "Traceback" not in reported
    assert "1 dokument" in printed
    assert run("build", "--documents", collection_folder, "--index", tmp_path / "index", "--if-stale")[0] == 0


def test_strict_refuses_it(collection_folder: Path, tmp_path: Path) -> None:
    (collection_folder / "documents" / "norra.txt").unlink()
    result = run("build", "--documents", collection_folder, "--index", tmp_path / "index", "--strict")
    assert_one_line_error(result, "norra.txt", "går inte att öppna")
    assert not (tmp_path / "index" / "current").exists()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("info", "--index", "nowhere"), "nowhere/current: no index here"),
        (("build", "--documents", "nowhere"), "nowhere/catalogue.toml saknas"),
        (("train", "static", "nowhere", "--no-collection"), "nowhere"),
        (("lexicon", "nowhere"), "nowhere/sv_text.txt.gz"),
    ],
)
def test_what_is_missing_is_one_line_and_exit_code_2(tmp_path: Path, arguments: tuple[str, ...], expected: str) -> None:
    placed = [str(tmp_path / argument) if argument == "nowhere" else argument for argument in arguments]
    assert_one_line_error(run(*placed), expected)


def test_words_are_counted_from_running_text(tmp_path: Path) -> None:
    (tmp_path / "sv_text.txt.gz").write_bytes(gzip.compress("Ål och ål, och sill.\n".encode() * 3))
    assert run("lexicon", tmp_path, "--out", tmp_path / "words.gz") == (0, f"2 ord i {tmp_path / 'words.gz'}\n", "")
    assert gzip.decompress((tmp_path / "words.gz").read_bytes()).decode() == "och 6\nål 6\n"


def test_a_model_that_is_none_is_named(collection_folder: Path, tmp_path: Path) -> None:
    model = tmp_path / "broken"
    shutil.copytree(DEFAULT_MODEL / "static", model)
    (model / "model.safetensors").write_bytes(b"cut off")
    result = run("build", "--documents", collection_folder, "--index", tmp_path / "index", "--model", model)
    assert_one_line_error(result, "broken/model.safetensors")


def test_it_is_a_command_of_python_whose_help_names_what_it_can_do() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "indexer", "--help"], capture_output=True, text=True, cwd=PROJECT, check=False
    )
    assert (shown.returncode, shown.stderr) == (0, "")
    assert all(name in shown.stdout for name in ("build", "train", "lexicon", "info"))


@pytest.mark.parametrize("value", ["0", "-1", "två", "inf", "9" * 5000])
def test_how_many_texts_are_read_at_once_is_a_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("INSATSKARTAN_BATCH_SIZE", value)
    result = run("build", "--index", tmp_path)
    assert_one_line_error(result, "INSATSKARTAN_BATCH_SIZE", f"'{value[:50]}", "väntade ett heltal, minst 1")
    assert len(result[2]) < 250


def test_a_wrong_option_is_exit_code_2_without_a_traceback() -> None:
    status, printed, reported = run("build", "--nej")
    assert (status, printed) == (2, "")
    assert "Traceback" not in reported
    assert "--nej" in reported
