from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Content
from corpus.errors import UnreadableDocumentError
from corpus.forms.base import PageRule
from corpus.pages import PageLines
from corpus.readers.text import read_text

# Raw lines with a number left alone, and the number: read off the reports by hand (DOCUMENTS.md).
COMPILATION_ANCHORS = {
    593: 9,
    2467: 23,
    6518: 57,
    7372: 63,
    10642: 92,
    11188: 96,
    14695: 125,
    21039: 177,
    24005: 202,
    32754: 300,
    32949: 303,
}
PROPOSAL_ANCHORS = {1179: 28, 1741: 38}


def read(tmp_path: Path, text: str, rule: PageRule = PageRule.PLAIN) -> tuple[PageLines, ...]:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    return read_text(path, rule)


def texts(page: PageLines) -> list[str]:
    return [line.text for line in page.lines]


def page_of_line(content: Content, line: int) -> int:
    """Give the page a raw line stands on: pages keep every received line, in order."""
    end = 0
    for page in content.pages:
        end += page.received.count("\n") + 1
        if line <= end:
            return page.page
    raise AssertionError(f"line {line} is past the end")


@pytest.mark.parametrize(("line", "printed"), COMPILATION_ANCHORS.items())
def test_printed_pages_of_the_compilation_agree_with_every_number_left(
    contents: Mapping[str, Content], line: int, printed: int
) -> None:
    content = contents["villkorsrapporter-2023"]
    assert content.pages[page_of_line(content, line) - 1].printed_page == printed


@pytest.mark.parametrize(("line", "printed"), PROPOSAL_ANCHORS.items())
def test_printed_pages_of_the_proposal_agree_with_every_number_left(
    contents: Mapping[str, Content], line: int, printed: int
) -> None:
    content = contents["oms-nrpp-2028"]
    assert content.pages[page_of_line(content, line) - 1].printed_page == printed


def test_the_compilation_has_305_pages_printed_4_to_308(contents: Mapping[str, Content]) -> None:
    printed = [page.printed_page for page in contents["villkorsrapporter-2023"].pages]
    assert printed == list(range(4, 309))


def test_the_orebro_report_gives_a_printed_page_only_between_its_two_numbers(contents: Mapping[str, Content]) -> None:
    content = contents["orebro-2023"]
    printed = {page.page: page.printed_page for page in content.pages if page.printed_page is not None}
    first, last = page_of_line(content, 808), page_of_line(content, 914)
    assert printed == {first: 15, first + 1: 16, last: 17}
    assert (first, last) == (13, 15)


@pytest.mark.parametrize("line", [327, 460, 1199, 1722, 1780, 2759])
def test_false_starts_of_the_orebro_report_begin_no_page(contents: Mapping[str, Content], line: int) -> None:
    content = contents["orebro-2023"]
    assert page_of_line(content, line) == page_of_line(content, line - 1)


@pytest.mark.parametrize(
    "document", ["villkorsrapporter-2023", "orebro-2023", "oms-nrpp-2028", "real-oms-2023", "nms-dialog-2020"]
)
def test_pages_together_are_the_file_as_received(contents: Mapping[str, Content], document: str) -> None:
    from corpus.collection import DEFAULT_FOLDER

    content = contents[document]
    file = (DEFAULT_FOLDER / "documents" / content.document.file).read_bytes().decode("utf-8-sig")
    received = "\n".join(page.received for page in content.pages)
    assert received == file.replace("\r\n", "\n").removesuffix("\n").replace("\f", "")


def test_a_line_with_one_leading_space_begins_a_page(tmp_path: Path) -> None:
    pages = read(tmp_path, " Rubrik\nText\n Ny sida\n  Två blanksteg\n\n Efter en tom rad\nSlut\n")
    assert [texts(page) for page in pages] == [
        [" Rubrik", "Text"],
        [" Ny sida", "  Två blanksteg", "", " Efter en tom rad", "Slut"],
    ]


def test_a_text_that_does_not_begin_with_a_space_is_one_page(tmp_path: Path) -> None:
    assert len(read(tmp_path, "Rubrik\n Indragen rad\nText\n")) == 1


def test_form_feeds_begin_pages(tmp_path: Path) -> None:
    pages = read(tmp_path, "ett\n\ftvå\n\ftre\n")
    assert [page.received for page in pages] == ["ett", "två", "tre"]


def test_slides_part_at_three_blank_lines(tmp_path: Path) -> None:
    pages = read(tmp_path, "Bild 1\n\n\nännu bild 1\n\n\n\nBild 2\n", PageRule.BLANK_LINES)
    assert [page.lines[0].text for page in pages] == ["Bild 1", "Bild 2"]


def test_a_printed_number_goes_out_of_the_text_and_is_noted(tmp_path: Path) -> None:
    pages = read(tmp_path, " ett\n4 \n \ntvå\n5 \n tre\n")
    assert [page.printed_page for page in pages] == [4, 5, 6]
    assert [[text for text in texts(page) if text.strip()] for page in pages] == [[" ett"], ["två"], [" tre"]]
    assert pages[0].repairs == ("sidnummer ur texten: 1",)
    assert "4" in pages[0].received


def test_numbers_that_disagree_are_figures_and_stay(tmp_path: Path) -> None:
    pages = read(tmp_path, " ett\n4 \n \n två\n9 \n tre\n")
    assert [page.printed_page for page in pages] == [None, None, None]
    assert [[text.strip() for text in texts(page) if text.strip()] for page in pages] == [
        ["ett", "4"],
        ["två", "9"],
        ["tre"],
    ]


@pytest.mark.parametrize("text", ["Antal företag\n70\n", "Antal\n70\n\fSlut\n", "Utfall\n2022\n\fUtfall\n2023\n"])
def test_a_figure_that_ends_a_text_is_no_page_number(tmp_path: Path, text: str) -> None:
    pages = read(tmp_path, text)
    assert [page.printed_page for page in pages] == [None] * len(pages)
    assert "".join(line for page in pages for line in texts(page)) == text.replace("\n", "")


def test_a_figure_at_the_end_of_a_page_stays_where_the_others_are_numbered(tmp_path: Path) -> None:
    pages = read(tmp_path, "ett\n1\n\ftvå\n2\n\fantal\n70\n\ffyra\n4\n")
    assert [page.printed_page for page in pages] == [1, 2, 3, 4]
    assert [texts(page)[-1].strip() for page in pages] == ["ett", "två", "70", "fyra"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_ending_is_read(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(ending.join(["Å", "Ä", "Ö"]).encode())
    assert texts(read_text(path, PageRule.PLAIN)[0]) == ["Å", "Ä", "Ö"]


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes("\ufeffÅtgärder".encode())
    assert texts(read_text(path, PageRule.PLAIN)[0]) == ["Åtgärder"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "är tom (0 byte); väntade text"),
        (b" \n \n", "är tom (4 byte); väntade text"),
        ("för ".encode() + "ön".encode("cp1252"), "byte 0xf6 på plats 5 är inte UTF-8; väntade text i UTF-8"),
        (b"\xfe\xdf\xcf", "byte 0xfe på plats 0 är inte UTF-8; väntade text i UTF-8"),
        (b"f\0r", "har en NUL-byte på plats 1; väntade text i UTF-8"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_the_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableDocumentError) as error:
        read_text(path, PageRule.PLAIN)
    assert str(error.value) == f"report.txt: {reason}"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_text_is_read_as_its_byte_order_mark_says(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes("Åtgärder\r\nför ön".encode(encoding))
    (page,) = read_text(path, PageRule.PLAIN)
    assert (texts(page), page.notes) == (["Åtgärder", "för ön"], ())


def test_windows_text_is_read_and_noted(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes("”Åtgärder” för ön – 3\u00a0000 €".encode("cp1252"))
    (page,) = read_text(path, PageRule.PLAIN)
    assert texts(page) == ["”Åtgärder” för ön – 3\u00a0000 €"]
    assert page.notes == ("filen är varken UTF-8 eller säger sin teckenkodning; läst som Windows-1252",)


def test_a_missing_file_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"report\.txt: går inte att öppna \(No such file or directory\)"):
        read_text(tmp_path / "report.txt", PageRule.PLAIN)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_whole_or_refused_in_one_line(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "report.txt"
    path.write_bytes(data)
    pages: tuple[PageLines, ...] = ()
    refusal = ""
    try:
        pages = read_text(path, PageRule.PLAIN)
    except UnreadableDocumentError as error:
        refusal = str(error)
    if refusal:
        assert "\n" not in refusal
    else:
        received = "".join(page.received for page in pages).split()
        marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        encoding = "cp1252" if pages[0].notes else "utf-16" if marked else "utf-8-sig"
        assert received == data.decode(encoding, "ignore").replace("\f", "").split()


COLUMNS = """Två spalter i en textfil

Kustpendeln har under året         Skogslyftet har utbildat
provat tätare turer mellan         arton handledare som sedan
öarna och fastlandet, vilket       har tagit emot elever från
gjorde att fler kunde pendla       länets alla gymnasier, och
till sina arbeten hela             fler vill vara med nästa
vintern.                           år.

Ett stycke under båda spalterna.
"""


def test_columns_of_running_text_are_read_one_after_the_other(tmp_path: Path) -> None:
    (page,) = read(tmp_path, COLUMNS)
    text = " ".join(" ".join(line.text for line in page.lines).split())
    assert "har under året provat tätare turer mellan öarna och fastlandet" in text
    assert "hela vintern. Skogslyftet har utbildat arton handledare" in text
    assert text.endswith("nästa år. Ett stycke under båda spalterna.")


def test_a_table_of_text_is_no_running_text(tmp_path: Path) -> None:
    table = "".join(f"Projekt {n}          Beviljat {n}00 kr\n" for n in range(1, 8))
    (page,) = read(tmp_path, f"Lista\n\n{table}")
    assert page.lines[2].text == "Projekt 1          Beviljat 100 kr"
