"""Files of all kinds made from generated data are read to the initiatives of that data.

A few of each kind in the ordinary run; `GENERATED_FILES=250 pytest tests/corpus/test_generated.py` makes two thousand.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from corpus.pages import collapse
from tests.corpus import made, set_otherwise
from tests.corpus.generated import ROWS, tables
from tests.corpus.made import Told

N_FILES = int(os.environ.get("GENERATED_FILES", "6"))
generated = settings(max_examples=N_FILES, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


def write_excel(path: Path, rows: Sequence[Told]) -> Path:
    book = Workbook()
    for row in (made.HEAD, *(row.cells for row in rows)):
        book.active.append(row)
    book.save(path)
    return path


def write_pdf(path: Path, rows: Sequence[Told]) -> Path:
    return made.write_pdf(path, rows)


@pytest.mark.parametrize(
    ("ending", "write", "theme"),
    [
        ("docx", made.write_word, "kompetensforsorjning"),
        ("pdf", write_pdf, "kompetensforsorjning"),
        ("html", made.write_html, "kompetensforsorjning"),
        ("xlsx", write_excel, None),
    ],
)
@generated
@given(rows=ROWS)
def test_a_file_is_read_to_the_initiatives_it_was_made_from(
    ending: str, write: Callable[[Path, Sequence[Told]], Path], theme: str | None, rows: list[Told]
) -> None:
    with TemporaryDirectory() as folder:
        content = made.read(write(Path(folder) / f"rapport.{ending}", rows))
    assert made.told(content.initiatives) == made.expected(rows, theme)


@pytest.mark.parametrize(
    ("ending", "write", "theme"),
    [
        ("docx", set_otherwise.write_word, "kompetensforsorjning"),
        ("html", set_otherwise.write_html, "kompetensforsorjning"),
        ("xlsx", set_otherwise.write_excel, None),
        ("pdf", set_otherwise.write_merged_pdf, "kompetensforsorjning"),
        ("pdf", set_otherwise.write_cut_pdf, "kompetensforsorjning"),
        ("pdf", set_otherwise.write_lined_pdf, "kompetensforsorjning"),
        ("pdf", set_otherwise.write_middle_pdf, "kompetensforsorjning"),
    ],
)
@generated
@given(rows=tables())
def test_merged_broken_empty_and_cut_cells_are_read_to_the_same_initiatives(
    ending: str, write: Callable[[Path, Sequence[Told]], Path], theme: str | None, rows: list[Told]
) -> None:
    with TemporaryDirectory() as folder:
        content = made.read(write(Path(folder) / f"rapport.{ending}", rows))
    lines = [replace(row, outputs=collapse(row.outputs), effects=collapse(row.effects)) for row in rows]
    assert made.told(content.initiatives) == made.expected(lines, theme)


@pytest.mark.parametrize("place", ["TOP", "MIDDLE", "BOTTOM"])
@generated
@given(rows=tables(), down=st.integers(0, 450))
def test_a_merged_region_without_lines_is_never_taken_for_another(place: str, rows: list[Told], down: int) -> None:
    with TemporaryDirectory() as folder:
        content = made.read(set_otherwise.write_shared_pdf(Path(folder) / "rapport.pdf", rows, place, down))
    whose = {(made.CODES[row.region], text) for row in rows for text in collapse(f"{row.name} {row.outputs}").split()}
    told = {(one.region, text) for one in content.initiatives for text in f"{one.name} {one.outputs}".split()}
    assert {one for one in told if one[0] is not None} <= whose
    if {one.region for one in content.initiatives} != {made.CODES[row.region] for row in rows}:
        assert content.notes
