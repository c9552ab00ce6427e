"""A report that is there already in another file, and a version much shorter than the last, are told."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from corpus.__main__ import app
from corpus.adding import likeness
from corpus.collection import read_collection
from tests import command_line
from tests.corpus import made

run = partial(command_line.run, app)
TOLD = "se efter: samma text som 'gotland-2024'; är det samma rapport, behåll en av dem"


@pytest.mark.parametrize("dry_run", [False, True])
@pytest.mark.parametrize("make", [made.write_pdf, made.write_word])
def test_a_report_that_is_there_in_another_file_is_told(
    tmp_path: Path, collection_folder: Path, dry_run: bool, make: Callable[[Path], Path]
) -> None:
    ending = "pdf" if make is made.write_pdf else "docx"
    files = (made.write_html(tmp_path / "Gotland 2024.html"), make(tmp_path / f"Gotland 2024 till nätet.{ending}"))
    told = ("--documents", collection_folder, *["--dry-run"] * dry_run)
    status, output, _ = run("add", *files, *told)
    assert (status, output.count(TOLD)) == (0, 1)
    assert output.index("insatser: 12 redovisade") < output.index(TOLD)


def test_who_tells_what_in_the_other_report_is_not_looked_for(
    tmp_path: Path, collection_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(likeness, "read_known")
    files = (made.write_html(tmp_path / "Gotland 2024.html"), made.write_word(tmp_path / "Gotland 2024 b.docx"))
    status, output, _ = run("add", *files, "--documents", collection_folder)
    assert (status, output.count(TOLD)) == (0, 1)


@pytest.mark.parametrize(
    ("name", "rows"), [("Gotland 2023.docx", made.ROWS), ("Skåne 2024.docx", made.ROWS), ("Gotland 2024 b.docx", None)]
)
def test_another_year_another_region_and_another_text_are_not(
    tmp_path: Path, collection_folder: Path, name: str, rows: tuple[made.Told, ...] | None
) -> None:
    first = made.write_html(tmp_path / "Gotland 2024.html", made.ROWS[:6] if rows is None else made.ROWS)
    second = made.write_word(tmp_path / name, made.ROWS[6:] if rows is None else rows)
    status, output, _ = run("add", first, second, "--documents", collection_folder)
    assert (status, "samma text" in output) == (0, False)


def test_a_dry_run_tells_what_it_would_not_add_after_what_it_would(tmp_path: Path, collection_folder: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    same = made.write_html(folder / "Gotland 2024.html")
    (folder / "Gotland 2024, kopia.html").write_bytes(same.read_bytes())
    made.write_word(folder / "Gotland 2024.docx")
    dry = run("add", folder, "--dry-run", "--documents", collection_folder)
    real = run("add", folder, "--documents", collection_folder)
    assert (dry[0], dry[2]) == (real[0], real[2])
    assert dry[2].splitlines() == [
        "fel: Gotland 2024.html: samma fil finns redan i katalogen, som 'gotland-2024-kopia'; väntade en ny",
    ]


@pytest.mark.parametrize("n_rows", [2, 5, 6])
def test_a_version_much_shorter_than_the_last_is_told(tmp_path: Path, collection_folder: Path, n_rows: int) -> None:
    run("add", made.write_html(tmp_path / "Gotland 2024.html"), "--documents", collection_folder)
    shorter = made.write_html(tmp_path / "ny.html", made.ROWS[:n_rows])
    status, output, _ = run("replace", "gotland-2024", shorter, "--dry-run", "--documents", collection_folder)
    contents = [read_collection(collection_folder).contents[-1]]
    run("replace", "gotland-2024", shorter, "--documents", collection_folder)
    contents.append(read_collection(collection_folder).contents[-1])
    was, now = (sum(len(page.text.split()) for page in content.pages) for content in contents)
    told = f"mycket kortare än den gamla: {now} ord mot {was} och {n_rows} insatser mot 12"
    assert (status, told in output, "kortare" in output) == (0, n_rows < 6, n_rows < 6)
