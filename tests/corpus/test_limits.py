import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from corpus.errors import LimitError, UnreadableDocumentError
from corpus.forms.base import PageRule
from corpus.limits import Limits, load_limits
from corpus.readers import read_pages
from tests.corpus import made
from tests.refusals import refused


def refusal(path: Path, limits: Limits) -> str:
    return refused(UnreadableDocumentError, lambda: read_pages(path, PageRule.PLAIN, limits))


def test_limits_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSATSKARTAN_MAX_PAGES", "7")
    assert load_limits().max_pages == 7


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("MAX_PAGES", "0", "väntade minst 1"),
        ("MAX_PAGES", "många", "väntade ett heltal"),
        ("MAX_SECONDS", "inf", "väntade ett ändligt tal"),
        ("MAX_SECONDS", "0", "väntade mer än 0"),
        ("MAX_MEMORY_BYTES", str(2**64), "väntade högst 1000000000000000"),
    ],
)
def test_a_limit_that_nothing_can_be_held_to_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    monkeypatch.setenv(f"INSATSKARTAN_{name}", value)
    assert refused(LimitError, load_limits) == (
        f"miljövariabeln INSATSKARTAN_{name}, '{value}', går inte att använda: {expected}"
    )


def test_the_password_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSATSKARTAN_PDF_PASSWORD", "hemligt")
    assert "hemligt" not in repr(load_limits())


@pytest.mark.parametrize(
    ("name", "write"),
    [("r.pdf", made.write_pdf), ("r.docx", made.write_word), ("r.html", made.write_html)],
)
def test_a_file_at_the_limit_is_read_and_one_byte_more_refused(
    tmp_path: Path, name: str, write: Callable[[Path], Path]
) -> None:
    path = write(tmp_path / name)
    size = path.stat().st_size
    assert read_pages(path, PageRule.PLAIN, Limits(max_bytes=size))
    assert refusal(path, Limits(max_bytes=size - 1)) == f"{name}: är {size} byte; väntade högst {size - 1}"


def test_more_pages_than_the_limit_are_refused(tmp_path: Path) -> None:
    pdf = made.write_pdf(tmp_path / "r.pdf")
    assert len(read_pages(pdf, PageRule.PLAIN, Limits(max_pages=2))) == 2
    assert refusal(pdf, Limits(max_pages=1)) == "r.pdf: har för många sidor; väntade högst 1"
    text = tmp_path / "r.txt"
    text.write_text("ett\n\ftvå\n\ftre\n", encoding="utf-8")
    assert refusal(text, Limits(max_pages=2)) == "r.txt: har 3 sidor; väntade högst 2"


def test_more_characters_on_a_page_than_the_limit_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text("ett\n\fåtta tecken", encoding="utf-8")
    assert len(read_pages(path, PageRule.PLAIN, Limits(max_page_characters=11))) == 2
    assert refusal(path, Limits(max_page_characters=10)) == ("r.txt: sida 2 har 11 tecken; väntade högst 10")


def test_what_a_word_file_unpacks_to_is_limited(tmp_path: Path) -> None:
    path = made.write_word(tmp_path / "r.docx")
    with zipfile.ZipFile(path) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    assert read_pages(path, PageRule.PLAIN, Limits(max_unpacked_bytes=size))
    assert refusal(path, Limits(max_unpacked_bytes=size - 1)) == (
        f"r.docx: packas upp till {size} byte; väntade högst {size - 1}"
    )
    with zipfile.ZipFile(path) as archive:
        markup = sum(one.file_size for one in archive.infolist() if one.filename.endswith((".xml", ".rels")))
    assert read_pages(path, PageRule.PLAIN, Limits(max_markup_bytes=markup))
    assert refusal(path, Limits(max_markup_bytes=markup - 1)).endswith(f"väntade högst {markup - 1}")


def test_a_pdf_page_that_draws_too_much_is_left_out_and_noted(tmp_path: Path) -> None:
    path = made.write_pdf(tmp_path / "r.pdf")
    contents = pypdf.PdfReader(path).pages[0].get_contents()
    assert contents is not None
    size = len(contents.get_data())
    assert all(page.lines for page in read_pages(path, PageRule.PLAIN, Limits(max_markup_bytes=size)))
    first, second = read_pages(path, PageRule.PLAIN, Limits(max_markup_bytes=size - 1))
    assert (first.lines, first.notes) == (
        (),
        (f"sida 1 gick inte att läsa ({size} byte; väntade högst {size - 1})",),
    )
    assert second.lines
    assert second.notes == ()
    assert refusal(path, Limits(max_markup_bytes=1)).startswith("r.pdf: har ingen sida som går att läsa (")


def test_a_pdf_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = made.write_pdf(tmp_path / "r.pdf")
    assert refusal(path, Limits(max_seconds=1e-9)) == (
        "r.pdf: tar längre än 1e-09 s att läsa; väntade en enklare PDF-fil"
    )
