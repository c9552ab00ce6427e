import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from corpus.__main__ import app
from corpus.catalogue import Catalogue
from corpus.collection import Begun, Collection, begin_document, read_collection
from corpus.document import Content, Document, Field, Role
from corpus.errors import ChangedDocumentError, CorrectionError, UnreadableDocumentError, one_line
from corpus.identity import link_tellings
from corpus.pages import collapse
from tests import command_line

run = partial(command_line.run, app)
refusal = partial(command_line.refusal, app)

DOCUMENTS = ["villkorsrapporter-2023", "orebro-2023", "oms-nrpp-2028", "real-oms-2023", "nms-dialog-2020"]


def test_the_five_reports_are_read(reports: Collection) -> None:
    assert [content.document.id for content in reports.contents] == DOCUMENTS
    assert reports.failures == ()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_block_is_found_on_its_page(contents: Mapping[str, Content], document: str) -> None:
    content = contents[document]
    texts = {page.page: collapse(page.text) for page in content.pages}
    assert [block for block in content.blocks if collapse(block.text) not in texts[block.page]] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_character_of_every_page_stands_in_exactly_one_block(
    contents: Mapping[str, Content], document: str
) -> None:
    content = contents[document]
    for page in content.pages:
        in_blocks = "".join(block.text for block in content.blocks if block.page == page.page)
        assert Counter("".join(in_blocks.split())) == Counter("".join(page.text.split())), page.page


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_letter_is_lost_between_the_received_page_and_its_text(
    contents: Mapping[str, Content], document: str
) -> None:
    """Repairs change letters only where they were taken apart, and page numbers go; all other letters stay in place."""
    for page in contents[document].pages:
        if not any(note.startswith(("isärtagna", "rättade")) for note in page.repairs):
            received = re.sub(r"[\W\d_]", "", page.received)
            assert Counter(re.sub(r"[\W\d_]", "", page.text)) == Counter(received), page.page


@pytest.mark.parametrize("document", DOCUMENTS)
def test_blocks_sections_and_initiatives_name_each_other(contents: Mapping[str, Content], document: str) -> None:
    content = contents[document]
    sections = {section.id: section for section in content.sections}
    initiatives = {initiative.id: initiative for initiative in content.initiatives}
    assert len(sections) == len(content.sections)
    assert len(initiatives) == len(content.initiatives)
    for block in content.blocks:
        section = sections[block.section]
        assert section.first_page <= block.page <= section.last_page
        assert block.initiative is None or block.initiative in initiatives
        assert block.role is Role.NONE or (block.region is None) != (block.group is None)
    assert {initiative.section for initiative in content.initiatives} <= set(sections)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_templates_words_speak_for_nobody(contents: Mapping[str, Content], document: str) -> None:
    template = [block for block in contents[document].blocks if block.field is Field.TEMPLATE]
    assert all(block.role is Role.NONE for block in template)


def test_reading_again_gives_the_same(reports: Collection) -> None:
    assert read_collection() == reports


def test_all_orebro_rows_of_the_compilation_are_told_in_its_own_report(contents: Mapping[str, Content]) -> None:
    compilation, report = contents["villkorsrapporter-2023"], contents["orebro-2023"]
    told = {one.id: one for one in report.initiatives}
    orebro = [one for one in compilation.initiatives if one.region == "18"]
    pairs = [
        (one, told[place.initiative]) for one in orebro for place in one.also_in if place.document == "orebro-2023"
    ]
    assert len(orebro) == len(pairs) == len(told) == 23
    for one, other in pairs:
        assert one.theme == other.theme
        assert one.name.split()[0] == other.name.split()[0]
        assert [place.initiative for place in other.also_in] == [one.id]
        assert [place.page for place in other.also_in] == [one.first_page]


def test_initiatives_of_another_region_or_theme_are_not_the_same(contents: Mapping[str, Content]) -> None:
    report = contents["orebro-2023"]
    first = report.initiatives[0]
    alone = replace(report, initiatives=(replace(first, also_in=()),))

    def linked(region: str | None, theme: str | None) -> int:
        telling = replace(first, id="annan-1", document="annan", region=region, theme=theme, also_in=())
        other = replace(report, document=replace(report.document, id="annan"), initiatives=(telling,))
        return len(link_tellings([alone, other])[0].initiatives[0].also_in)

    assert linked(first.region, first.theme) == 1
    assert linked("01", first.theme) == 0
    assert linked(first.region, "integration") == 0
    assert linked(None, first.theme) == 0


def files_of(folder: Path) -> list[Path]:
    return sorted((folder / "documents").glob("*.txt"))


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda path: path.unlink(), UnreadableDocumentError),
        (lambda path: path.write_bytes(b""), ChangedDocumentError),
        (lambda path: path.write_bytes(path.read_bytes() + b"mer"), ChangedDocumentError),
    ],
)
def test_one_bad_file_never_stops_the_rest(collection_folder: Path, spoil: object, error: type[Exception]) -> None:
    bad, *_ = files_of(collection_folder)
    assert callable(spoil)
    spoil(bad)
    collection = read_collection(collection_folder)
    assert [type(failure) for failure in collection.failures] == [error]
    assert bad.name in str(collection.failures[0])
    assert len(collection.contents) == len(collection.catalogue.documents) - 1 > 0


def test_malformed_corrections_stop_only_their_document(collection_folder: Path) -> None:
    document = read_collection(collection_folder).catalogue.documents[0]
    (collection_folder / "documents" / f"{document.id}.corrections.toml").write_text(
        "[[correction]]\nline = 1", encoding="utf-8"
    )
    collection = read_collection(collection_folder)
    assert [type(failure) for failure in collection.failures] == [CorrectionError]
    assert document.id not in [content.document.id for content in collection.contents]


def test_check_reports_every_document_and_what_was_found() -> None:
    status, output, _ = run("check")
    assert status == 0
    assert all(document in output for document in DOCUMENTS)
    assert "sidor: 305, varav 305 med tryckt sidnummer" in output
    assert "rader: 518 insatser, 8 utan insats, 7 hänvisningar, 1 dubbletter" in output
    # The one row is 24789, which answers in prose that the region carries out nothing of its own.
    assert "rätt av reglerna ensamma: 532 av 534 rader" in output
    assert "insatser: 50 föreslagna" in output
    assert "även i annan rapport: 23" in output
    assert "isärtagna bokstäver" in output


def test_check_names_the_bad_file_and_ends_with_2(collection_folder: Path) -> None:
    bad, *rest = files_of(collection_folder)
    bad.write_bytes(b"annat")
    status, output, _ = run("check", "--documents", str(collection_folder))
    assert status == 2
    assert f"gick inte att läsa: {bad.name}: har SHA-256" in output
    assert rest


def test_the_environment_says_where_the_documents_are(collection_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSATSKARTAN_DOCUMENTS", str(collection_folder))
    status, output, _ = run("check")
    assert status == 0
    assert "blekinge-2023" in output
    assert "orebro-2023" not in output


def test_show_gives_a_page_as_received_and_as_read() -> None:
    status, output, _ = run("show", "orebro-2023", "--page", "15")
    assert status == 0
    assert "orebro-2023, sida 17" in output
    assert "har loö pande skett" in output
    assert "har löpande skett" in output
    assert "isärtagna bokstäver: " in output


def test_show_refuses_an_unknown_document_and_page_in_one_line(collection_folder: Path) -> None:
    first, *_ = read_collection(collection_folder).contents
    document, n_pages = first.document.id, len(first.pages)
    assert refusal("show", "rymden", "--page", "1", "--documents", str(collection_folder)).startswith(
        "okänt dokument 'rymden'; väntade ett av: "
    )
    for page in (0, n_pages + 1):
        assert refusal("show", document, "--page", str(page), "--documents", str(collection_folder)) == (
            f"sida {page} finns inte i {document}; väntade 1 till {n_pages}"
        )


def test_check_refuses_a_folder_without_a_catalogue(tmp_path: Path) -> None:
    assert refusal("check", "--documents", str(tmp_path)).endswith("catalogue.toml saknas; väntade samlingens katalog")


@pytest.mark.parametrize("error", [ValueError("oväntat\nfel"), RecursionError(), MemoryError("fullt")])
def test_whatever_goes_wrong_with_one_document_is_its_own_error(collection_folder: Path, error: Exception) -> None:
    first = read_collection(collection_folder).catalogue.documents[0]

    def begin(catalogue: Catalogue, document: Document) -> Begun:
        if document.id == first.id:
            raise error
        return begin_document(catalogue, document)

    collection = read_collection(collection_folder, begin)
    (failure,) = collection.failures
    assert len(collection.contents) == len(collection.catalogue.documents) - 1 > 0
    assert str(failure) == (
        f"{first.file}: går inte att läsa ({one_line(error)}); "
        "väntade en hel fil; spara den på nytt i programmet som gjorde den"
    )
