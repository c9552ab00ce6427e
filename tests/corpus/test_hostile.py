"""Files that are broken or made to do harm: each gives one clear line, and the other documents are still read."""

import hashlib
import io
import json
import logging
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from corpus.collection import read_collection
from corpus.errors import UnreadableDocumentError
from corpus.forms.base import PageRule
from corpus.limits import Limits
from corpus.pages import PageLines
from corpus.readers import FORMATS, read_pages
from tests.corpus import made
from tests.refusals import is_handled, refused


def read(path: Path, limits: Limits | None = None) -> tuple[PageLines, ...]:
    return read_pages(path, PageRule.PLAIN, limits or Limits())


def refusal(path: Path, limits: Limits | None = None) -> str:
    return refused(UnreadableDocumentError, lambda: read(path, limits)).removeprefix(f"{path.name}: ")


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def encrypted(path: Path, password: str) -> Path:
    writer = pypdf.PdfWriter(clone_from=made.write_pdf(path))
    writer.encrypt(user_password=password, owner_password="ägare", algorithm="AES-256")
    writer.write(path)
    return path


def packed(path: Path, document: bytes, *, declared: bool = True) -> Path:
    """Put a document into an otherwise sound Word file."""
    source = io.BytesIO(made.write_word(path).read_bytes())
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            is_document = entry.filename == "word/document.xml"
            new.writestr(entry.filename, document if is_document else old.read(entry))
    return path


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def deep(path: Path) -> Path:
    inside = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000
    return packed(path, f"<w:document {WORD}><w:body>{inside}</w:body></w:document>".encode())


def entities(path: Path) -> Path:
    """Text that would grow to three billion letters where entities are replaced."""
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE w [<!ENTITY a0 "lol">{levels}]>'
    body = f"<w:document {WORD}><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>"
    return packed(path, f'<?xml version="1.0"?>{text}{body}'.encode())


def test_an_encrypted_pdf_without_a_password_is_refused(tmp_path: Path) -> None:
    assert refusal(encrypted(tmp_path / "r.pdf", "hemligt")) == (
        "är krypterad; väntade lösenordet i INSATSKARTAN_PDF_PASSWORD"
    )


def test_an_encrypted_pdf_with_a_wrong_password_is_refused_without_naming_it(tmp_path: Path) -> None:
    assert refusal(encrypted(tmp_path / "r.pdf", "hemligt"), Limits(pdf_password="fel")) == (
        "är krypterad; väntade ett annat lösenord i INSATSKARTAN_PDF_PASSWORD"
    )


@pytest.mark.parametrize("password", ["hemligt", ""])
def test_an_encrypted_pdf_is_read_with_its_password_or_without_where_anyone_may_open_it(
    tmp_path: Path, password: str
) -> None:
    path = encrypted(tmp_path / "r.pdf", password)
    assert len(read(path, Limits(pdf_password=password))) == 2


@pytest.mark.parametrize("name", ["r.pdf", "r.docx", "r.html", "r.txt"])
@pytest.mark.parametrize("data", [b"", b" \r\n"])
def test_a_file_of_nothing_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    assert refusal(write(tmp_path / name, data)) == f"är tom ({len(data)} byte); väntade {FORMATS[name[1:]]}"


@pytest.mark.parametrize(
    ("name", "source", "found"),
    [
        ("r.pdf", made.write_word, "innehåller Word; väntade PDF"),
        ("r.docx", made.write_pdf, "innehåller PDF; väntade Word"),
        ("r.txt", made.write_pdf, "innehåller PDF; väntade text"),
        ("r.txt", made.write_html, "innehåller HTML; väntade text"),
        ("r.pdf", made.write_html, "innehåller HTML; väntade PDF"),
    ],
)
def test_a_wrong_ending_is_named_beside_what_the_file_holds(
    tmp_path: Path, name: str, source: Callable[[Path], Path], found: str
) -> None:
    path = source(tmp_path / "source").rename(tmp_path / name)
    assert refusal(path) == f"har ändelsen {path.suffix} men {found}"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("r.docx", b"\xd0\xcf\x11\xe0" + b"0" * 100, "en gammal Office-fil (.doc) eller en krypterad; väntade Word"),
        ("r.docx", b"Bara text", "text; väntade Word"),
        ("r.pdf", b"Bara text", "text; väntade PDF"),
    ],
)
def test_other_contents_are_named(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    assert refusal(write(tmp_path / name, data)) == f"har ändelsen {name[1:]} men innehåller {reason}"


def test_an_unknown_ending_is_refused_with_those_that_are_known(tmp_path: Path) -> None:
    assert refusal(write(tmp_path / "r.rtf", b"data")) == (
        "har ändelsen '.rtf'; väntade en av .pdf, .docx, .docm, .dotx, .dotm, .xlsx, .xlsm, .xltx, .xltm, "
        ".pptx, .pptm, .ppsx, .ppsm, .potx, .potm, .odt, .ott, .html, .htm, .csv, .tsv, .txt"
    )


def set_pages(writer: pypdf.PdfWriter, kids: list[Any]) -> None:
    tree = writer.root_object["/Pages"].get_object()
    assert isinstance(tree, DictionaryObject)
    tree[NameObject("/Kids")] = ArrayObject(kids)


def test_ten_thousand_empty_pages_are_refused(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(width=100, height=100)
    set_pages(writer, [page.indirect_reference] * 10_000)
    writer.write(tmp_path / "r.pdf")
    assert refusal(tmp_path / "r.pdf") == "har för många sidor; väntade högst 5000"


def test_a_page_tree_that_leads_back_to_itself_is_refused(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=made.write_pdf(tmp_path / "r.pdf"))
    set_pages(writer, [writer.root_object.raw_get("/Pages")] * 3)
    writer.write(tmp_path / "r.pdf")
    assert refusal(tmp_path / "r.pdf") == "har för många sidor; väntade högst 5000"


def test_a_pdf_whose_drawings_call_each_other_ends_at_the_time_limit_or_before(tmp_path: Path) -> None:
    """Thirty forms, each drawn twice by the next: a thousand million drawings."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(width=100, height=100)
    inner = None
    for _ in range(30):
        form = DecodedStreamObject()
        form.set_data(b"/F Do /F Do" if inner is not None else b"BT (a) Tj ET")
        form.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form")})
        form[NameObject("/BBox")] = ArrayObject([NumberObject(n) for n in (0, 0, 9, 9)])
        if inner is not None:
            drawn = DictionaryObject({NameObject("/F"): inner})
            form[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): drawn})
        inner = writer._add_object(form)
    contents = DecodedStreamObject()
    contents.set_data(b"/F Do")
    page[NameObject("/Contents")] = writer._add_object(contents)
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/F"): inner})}
    )
    writer.write(tmp_path / "r.pdf")
    assert is_handled(tmp_path / "r.pdf", Limits(max_seconds=0.5))


def test_a_word_file_that_unpacks_to_far_more_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "r.docx"
    made.write_word(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/media/a.bin", "w") as entry:
        for _ in range(60):
            entry.write(bytes(1_000_000))
    assert path.stat().st_size < 100_000
    assert refusal(path, Limits(max_unpacked_bytes=60_000_000)).endswith("byte; väntade högst 60000000")


def test_xml_nested_beyond_reason_is_refused(tmp_path: Path) -> None:
    assert refusal(deep(tmp_path / "r.docx")).startswith("är skadad: ")


def test_entities_are_not_replaced(tmp_path: Path) -> None:
    assert is_handled(entities(tmp_path / "r.docx"))


def test_a_word_file_without_its_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/styles.xml", "<w/>")
    assert refusal(path) == "är en packad fil utan word/document.xml; väntade en Word-fil (.docx)"


@pytest.mark.parametrize("name", ["r.txt", "r.html"])
def test_mixed_encodings_are_refused_with_the_byte(tmp_path: Path, name: str) -> None:
    data = "Åtgärd ".encode() + "för ön".encode("cp1252")
    assert "0xf6" in refusal(write(tmp_path / name, data))


@pytest.mark.parametrize("name", ["r.txt", "r.html"])
def test_marks_of_direction_are_removed_and_noted(tmp_path: Path, name: str) -> None:
    content = made.read(write(tmp_path / name, "För \u202eunga\u202c på \u200föar".encode()), made.document("09"))
    assert content.pages[0].text == "För unga på öar"
    assert content.pages[0].repairs == ("osynliga tecken: 1",)


def test_warnings_of_the_pdf_library_do_not_reach_the_reader(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    data = made.write_pdf(tmp_path / "r.pdf").read_bytes()
    damaged = write(tmp_path / "r.pdf", data.replace(b"startxref", b"startxxxx"))
    with caplog.at_level(logging.DEBUG):
        is_handled(damaged)
    assert [record for record in caplog.records if record.name.startswith("pypdf")] == []
    assert capfd.readouterr() == ("", "")


def test_every_bad_file_gives_one_line_and_the_others_are_read(collection_folder: Path) -> None:
    documents = collection_folder / "documents"
    good = [content.document.id for content in read_collection(collection_folder).contents]
    bad = [
        encrypted(documents / "krypterad.pdf", "hemligt"),
        write(documents / "tom.pdf", b""),
        write(documents / "avhuggen.pdf", made.write_pdf(documents / "avhuggen.pdf").read_bytes()[:40]),
        deep(documents / "djup.docx"),
        write(documents / "fel.docx", b"Bara text"),
        write(documents / "noll.txt", b"a\0b"),
    ]
    entries = [
        f'\n[[document]]\nid = "{path.stem}"\ntitle = "T"\nissuer = "I"\nyears = [2023]\nkind = "rapport"\n'
        f'form = "generic"\nlanguage = "sv"\nregions = ["Gotland"]\nfile = "{path.name}"\n'
        f"sha256 = {json.dumps(hashlib.sha256(path.read_bytes()).hexdigest())}\n"
        for path in bad
    ]
    catalogue = collection_folder / "catalogue.toml"
    catalogue.write_text(catalogue.read_text(encoding="utf-8") + "".join(entries), encoding="utf-8")
    collection = read_collection(collection_folder)
    assert [content.document.id for content in collection.contents] == good
    assert [str(failure).split(":")[0] for failure in collection.failures] == [path.name for path in bad]
    assert all("\n" not in str(failure) for failure in collection.failures)
