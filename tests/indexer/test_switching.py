"""The folders under an index root: one build at a time, switched in in one step, the one before it kept."""

import os
from pathlib import Path

import pytest

from indexer.errors import BuildError, MissingIndexError
from indexer.folder.manifest import MANIFEST_FILE, current_build, current_folder, current_mark
from indexer.folder.switching import only_build, started_folder, switch_in

FIRST, SECOND, THIRD = "1" * 16, "2" * 16, "3" * 16


def build(root: Path, name: str, content: str = "") -> Path:
    with started_folder(root, name) as partial:
        (partial / "words").mkdir()
        (partial / "words" / "terms").write_text(content or name, encoding="utf-8")
        return switch_in(root, partial)


def names(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir())


def test_a_build_is_switched_in_and_the_one_before_it_is_kept(tmp_path: Path) -> None:
    for name, kept in ((FIRST, [FIRST]), (SECOND, [FIRST, SECOND]), (THIRD, [SECOND, THIRD])):
        assert build(tmp_path, name) == tmp_path / name == current_folder(tmp_path)
        assert names(tmp_path) == [*kept, "current"]
    assert (tmp_path / "current").readlink() == Path(THIRD)
    assert (tmp_path / THIRD / "words" / "terms").read_text(encoding="utf-8") == THIRD


def test_a_build_made_anew_under_the_same_name_gets_a_number(tmp_path: Path) -> None:
    folders = [build(tmp_path, FIRST, str(n)) for n in range(4)]
    # Those before the last two are gone, and their names are free again.
    assert [folder.name for folder in folders] == [FIRST, f"{FIRST}-2", f"{FIRST}-3", FIRST]
    assert names(tmp_path) == [FIRST, f"{FIRST}-3", "current"]


def test_a_third_under_one_name_is_number_three(tmp_path: Path) -> None:
    for name in (FIRST, f"{FIRST}-2"):
        (tmp_path / name).mkdir()
    with started_folder(tmp_path, FIRST) as partial:
        assert partial.name == f"{FIRST}-3.partial"


def test_what_is_no_build_is_left_alone_and_what_crashed_builds_left_is_not(tmp_path: Path) -> None:
    for name in ("cut", "readings", "1" * 15, "1" * 17, f"x{FIRST}", f"{FIRST}-", "g" * 16):
        (tmp_path / name).mkdir()
    (tmp_path / f"{SECOND}.partial").mkdir()
    (tmp_path / f"{SECOND}.partial" / "file").touch()
    (tmp_path / "current.partial").symlink_to("nowhere")
    (tmp_path / "stray.partial").touch()
    others = set(names(tmp_path)) - {f"{SECOND}.partial", "current.partial", "stray.partial"}
    build(tmp_path, FIRST)
    assert set(names(tmp_path)) == {*others, FIRST, "current"}


def test_a_link_left_half_done_leads_nowhere_and_what_it_leads_to_is_not_removed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "file").parent.mkdir()
    (elsewhere / "file").touch()
    root = tmp_path / "root"
    root.mkdir()
    (root / "x.partial").symlink_to(elsewhere)
    build(root, FIRST)
    assert names(root) == [FIRST, "current"]
    assert (elsewhere / "file").exists()


def test_a_build_that_fails_takes_away_what_it_has_written(tmp_path: Path) -> None:
    build(tmp_path, FIRST)

    def fail() -> None:
        with started_folder(tmp_path, SECOND) as partial:
            (partial / "file").touch()
            raise BuildError("fel")

    with pytest.raises(BuildError, match="fel"):
        fail()
    assert names(tmp_path) == [FIRST, "current"]
    assert current_build(tmp_path) == FIRST


def test_everything_is_on_the_disk_before_it_is_pointed_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the disk holds is told in the order it is asked to: files and folders of the build, its name, the link."""
    synced: list[str] = []
    sync = os.fsync

    def told(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        synced.append(f"{path.relative_to(tmp_path)}, {'in use' if (tmp_path / 'current').exists() else 'not in use'}")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", told)
    build(tmp_path, FIRST)
    partial = f"{FIRST}.partial"
    assert sorted(synced[:3]) == [
        f"{partial}, not in use", f"{partial}/words, not in use", f"{partial}/words/terms, not in use",
    ]  # fmt: skip
    assert synced[2:] == [f"{partial}, not in use", "., not in use", "., in use"]


def test_two_builds_are_never_at_work_under_one_root(tmp_path: Path) -> None:
    root = tmp_path / "new" / "root"
    with only_build(root):
        with pytest.raises(BuildError, match=rf"^{root}: another build is running; expected to be the only one$"):
            held(root)
        held(tmp_path / "other")
    held(root)


def held(root: Path, error: OSError | None = None) -> None:
    with only_build(root):
        if error is not None:
            raise error


def test_a_root_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    root = tmp_path / "file" / "root"
    with pytest.raises(BuildError, match=rf"^{root}: Not a directory; expected a folder that can be written$"):
        held(root)


def test_an_error_without_a_file_names_the_root_and_what_is_said(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=rf"^{tmp_path}: sagt; expected a folder that can be written$"):
        held(tmp_path, OSError("sagt"))


def test_the_build_in_use_is_told_by_its_name_and_its_mark_from_any_other(tmp_path: Path) -> None:
    for ask in (current_folder, current_build, current_mark):
        with pytest.raises(MissingIndexError, match=str(tmp_path / "current")):
            ask(tmp_path)
    folder = build(tmp_path, FIRST)
    assert current_mark(tmp_path) == FIRST
    marks = set()
    for _ in range(3):
        written = folder / "written"
        written.touch()
        written.replace(folder / MANIFEST_FILE)
        marks.add(current_mark(tmp_path))
        assert current_mark(tmp_path).startswith(f"{FIRST}@")
    os.utime(folder / MANIFEST_FILE, ns=(1, 1))
    marks.add(current_mark(tmp_path))
    assert len(marks) >= 2
    assert current_mark(tmp_path).endswith("-1")


def test_a_folder_in_the_place_of_the_link_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "current").mkdir()
    with pytest.raises(MissingIndexError):
        current_folder(tmp_path)
