"""Files that are cut short, changed or filled by chance: each is read, or refused in one line that names it."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableDocumentError
from corpus.forms.base import PageRule
from corpus.limits import Limits
from corpus.readers import read_pages
from tests.corpus import made
from tests.refusals import is_handled

USUAL = Limits()
TAGS = ("<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=3>", "<th>", "</td>", "<h1>", "<li>", "<br>", "å")


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
@pytest.mark.parametrize(("name", "make"), [("r.pdf", made.write_pdf), ("r.docx", made.write_word)])
def test_a_truncated_file_is_read_in_part_or_refused(
    tmp_path: Path, name: str, make: Callable[[Path], Path], share: float
) -> None:
    data = make(tmp_path / name).read_bytes()
    assert is_handled(write(tmp_path / name, data[: int(share * len(data))]))


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (b"<w:document><w:body>\n<w:p>", "uppmärkningen inuti går inte att tolka från rad"),
        (b"", "uppmärkningen inuti går inte att tolka från rad"),
    ],
)
def test_what_is_broken_in_a_word_file_is_told_in_words_of_ours(tmp_path: Path, part: bytes, told: str) -> None:
    path = tmp_path / "entries.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", part)
    with pytest.raises(UnreadableDocumentError) as refused:
        read_pages(path, PageRule.PLAIN, USUAL)
    assert str(refused.value).startswith(f"entries.docx: är skadad: {told}")
    assert str(refused.value).endswith(
        "väntade Word (.docx); öppna filen i programmet som gjorde den och spara den på nytt"
    )


def test_a_packed_file_that_is_cut_short_is_told_so(tmp_path: Path) -> None:
    path = made.write_word(tmp_path / "r.docx")
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(UnreadableDocumentError, match="är skadad: det packade innehållet är avklippt eller ändrat; "):
        read_pages(path, PageRule.PLAIN, USUAL)


@pytest.mark.parametrize("name", ["r.pdf", "r.docx", "r.html", "r.txt"])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused_in_one_line(tmp_path: Path, name: str, data: bytes) -> None:
    heads = {"r.pdf": b"%PDF-1.7\n", "r.docx": b"PK\x03\x04", "r.html": b"<html>"}
    assert is_handled(write(tmp_path / name, heads.get(name, b"") + data))


@pytest.mark.parametrize(("name", "make"), [("r.pdf", made.write_pdf), ("r.docx", made.write_word)])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_report_with_some_bytes_changed_is_read_or_refused_in_one_line(
    tmp_path: Path, name: str, make: Callable[[Path], Path], data: st.DataObject
) -> None:
    source = tmp_path / f"sound-{name}"
    whole = bytearray((source if source.exists() else make(source)).read_bytes())
    for _ in range(data.draw(st.integers(1, 20))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert is_handled(write(tmp_path / name, bytes(whole)), Limits(max_seconds=20))


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tags=st.lists(st.sampled_from(TAGS)))
def test_any_order_of_tags_keeps_all_text(tmp_path: Path, tags: list[str]) -> None:
    path = write(tmp_path / "r.html", ("<html>å" + "".join(tags)).encode())
    page = read_pages(path, PageRule.PLAIN, USUAL)[0]
    assert sum(line.text.count("å") for line in page.lines) == 1 + tags.count("å")
