"""What an index folder says of itself: read as it was written, and refused when it is not."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.errors import BrokenIndexError, MismatchedIndexError, MissingIndexError
from indexer.folder import manifest as module
from indexer.folder.manifest import (
    FORMAT,
    MANIFEST_FILE,
    Manifest,
    check_model,
    hash_files,
    read_manifest,
    write_manifest,
)
from tests.conftest import WordEmbedder

SAMPLE = Manifest(
    format=FORMAT, build="0123456789abcdef", created="2026-01-02T03:04:05Z", model="modell å", fingerprint="f", dim=3,
    collection="c", code="d", documents=1, pages=2, sections=3, initiatives=4, passages=5, words=6, recall=0.5,
    files={"words/terms": "e"},
)  # fmt: skip


def told(folder: Path) -> dict[str, object]:
    content: dict[str, object] = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
    return content


def tell(folder: Path, content: object) -> None:
    (folder / MANIFEST_FILE).write_text(json.dumps(content), encoding="utf-8")


def test_it_is_read_as_it_was_written_and_by_people_too(tmp_path: Path) -> None:
    write_manifest(tmp_path, SAMPLE)
    assert read_manifest(tmp_path) == SAMPLE
    lines = (tmp_path / MANIFEST_FILE).read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["{", f'  "format": {FORMAT},']
    assert '  "model": "modell å",' in lines
    assert (tmp_path / MANIFEST_FILE).read_bytes().endswith(b"}\n")


def test_without_a_folder_there_is_no_index_and_without_a_manifest_a_broken_one(tmp_path: Path) -> None:
    with pytest.raises(MissingIndexError, match=str(tmp_path / "nowhere")):
        read_manifest(tmp_path / "nowhere")
    path = tmp_path / MANIFEST_FILE
    with pytest.raises(BrokenIndexError, match=rf"^{path}: cannot be read \(No such file or directory\); expected an"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("written", [FORMAT - 1, FORMAT + 1, str(FORMAT), None])
def test_another_format_is_named_beside_ours(tmp_path: Path, written: object) -> None:
    """Whatever else such a manifest holds: that is for the version that wrote it."""
    tell(tmp_path, {"format": written})
    with pytest.raises(MismatchedIndexError, match=rf"{tmp_path}.*the index format.*{written}.*{FORMAT}"):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    ("change", "place"),
    [({"dim": "tre"}, "dim"), ({"files": {"a": 1}}, r"files\.a"), ({"passages": None}, "passages")],
)
def test_what_is_wrong_is_named_by_its_place(tmp_path: Path, change: dict[str, object], place: str) -> None:
    write_manifest(tmp_path, SAMPLE)
    tell(tmp_path, {**told(tmp_path), **change})
    with pytest.raises(BrokenIndexError, match=rf"^{tmp_path / MANIFEST_FILE}: {place}: .*; expected an index's mani"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("content", ["", "[]", "inte json", "null"])
def test_what_is_no_manifest_at_all_is_named_as_a_file(tmp_path: Path, content: str) -> None:
    (tmp_path / MANIFEST_FILE).write_text(content, encoding="utf-8")
    with pytest.raises(BrokenIndexError, match=rf"^{tmp_path / MANIFEST_FILE}: the file: "):
        read_manifest(tmp_path)


@pytest.mark.parametrize("name", sorted(SAMPLE.__dataclass_fields__.keys() - {"format"}))
def test_every_field_is_sealed(tmp_path: Path, name: str) -> None:
    write_manifest(tmp_path, SAMPLE)
    sealed = told(tmp_path)
    value = sealed[name]
    changed = {**value, "x": "y"} if isinstance(value, dict) else f"{value}x" if isinstance(value, str) else 77
    tell(tmp_path, {**sealed, name: changed})
    with pytest.raises(BrokenIndexError, match=f"says SHA-256 {sealed['sha256']} of itself, expected [0-9a-f]{{64}}"):
        read_manifest(tmp_path)


def test_a_seal_that_is_missing_is_no_seal(tmp_path: Path) -> None:
    write_manifest(tmp_path, SAMPLE)
    seal = told(tmp_path)["sha256"]
    tell(tmp_path, {name: value for name, value in told(tmp_path).items() if name != "sha256"})
    path = tmp_path / MANIFEST_FILE
    with pytest.raises(BrokenIndexError, match=rf"^{path}: says SHA-256 None of itself, expected {seal};"):
        read_manifest(tmp_path)


def test_the_hash_of_files_is_over_their_names_and_contents_in_order(tmp_path: Path) -> None:
    (tmp_path / "under").mkdir()
    contents = {"a": b"1", "b": b"2", "under/ö": b"3"}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    expected = hashlib.sha256()
    for name, content in contents.items():
        expected.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    files = [tmp_path / name for name in contents]
    assert hash_files(tmp_path, files) == hash_files(tmp_path, files[::-1]) == expected.hexdigest()
    assert hash_files(tmp_path, files[:2]) != hash_files(tmp_path, files)


@pytest.mark.parametrize(
    ("name", "is_code"),
    [
        ("corpus/reading.py", True), ("corpus/forms/prose.toml", True), ("indexer/words/data/list.txt", True),
        ("indexer/words/data/words.txt.gz", True), ("corpus/catalogue.toml", False), ("corpus/documents/a.txt", False),
        ("corpus/documents/a.corrections.toml", False), ("indexer/models/static/README.md", False),
        ("indexer/models/fusion.toml", False), ("indexer/training/base.py", False), ("indexer/words/data/a.md", False),
        ("corpus/readers/documents/a.py", True),
    ],
)  # fmt: skip
def test_what_decides_what_a_build_makes_is_code(name: str, is_code: bool) -> None:
    top = Path("/top")
    assert module._is_code(top / name, top) is is_code


def test_the_code_that_is_hashed_is_what_lies_in_the_folders_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "__file__", str(tmp_path / "indexer" / "folder" / "manifest.py"))
    for name in ("corpus/a.py", "corpus/deep/b.toml", "corpus/documents/c.toml", "indexer/d.py", "service/e.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    hashed = module.code_fingerprint.__wrapped__
    of = [tmp_path / name for name in ("corpus/a.py", "corpus/deep/b.toml", "indexer/d.py")]
    assert hashed() == hash_files(tmp_path, of)
    assert hashed("service") == hash_files(tmp_path, [tmp_path / "service" / "e.py"])


def test_only_the_model_that_an_index_was_built_with_searches_it() -> None:
    embedder = WordEmbedder()
    built = replace(SAMPLE, fingerprint=embedder.fingerprint, dim=embedder.dim)
    check_model("/a", built, embedder)
    with pytest.raises(MismatchedIndexError, match=r"^/a: its model is modell å \(f\), expected words \(\w{12}\);"):
        check_model("/a", SAMPLE, embedder)
    with pytest.raises(MismatchedIndexError, match=r"^/a: the vectors' width is 3, expected 64;"):
        check_model("/a", replace(built, dim=3), embedder)
