import hashlib
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest

from corpus.catalogue import check_file, load_catalogue
from corpus.errors import CatalogueError, ChangedDocumentError, UnreadableDocumentError
from indexer.build import collection_fingerprint
from tests.refusals import refused

TEXT = "Rapport om utveckling"
ENTRY = {
    "id": "rapport-2023",
    "title": "Rapport",
    "issuer": "Region Gotland",
    "years": [2023],
    "kind": "rapport",
    "form": "prose",
    "language": "sv",
    "regions": ["Gotland"],
    "file": "rapport.txt",
    "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
}


def toml(entry: Mapping[str, object]) -> str:
    return "\n".join(["[[document]]", *(f"{key} = {value!r}" for key, value in entry.items())]) + "\n"


def folder_of(tmp_path: Path, *entries: Mapping[str, object]) -> Path:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "rapport.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "catalogue.toml").write_text("".join(map(toml, entries)), encoding="utf-8")
    return tmp_path


def refusal(folder: Path) -> str:
    return refused(CatalogueError, lambda: load_catalogue(folder))


def test_an_entry_becomes_a_document(tmp_path: Path) -> None:
    catalogue = load_catalogue(folder_of(tmp_path, ENTRY))
    document = catalogue.documents[0]
    assert (document.id, document.form, document.regions, document.group) == (
        "rapport-2023",
        "prose",
        ("09",),
        None,
    )
    assert check_file(catalogue, document) == tmp_path / "documents" / "rapport.txt"
    assert catalogue.corrections_path(document).name == "rapport-2023.corrections.toml"


def test_a_group_speaks_for_its_members(tmp_path: Path) -> None:
    document = load_catalogue(folder_of(tmp_path, {**ENTRY, "regions": ["ÖMS"]})).documents[0]
    assert (document.group, document.regions) == ("ostra-mellansverige", ("03", "04", "05", "18", "19"))


def test_a_region_that_is_named_again_or_stands_in_a_group_named_counts_once(tmp_path: Path) -> None:
    named = ["Örebro", "ÖMS", "Region Örebro län", "Gotland"]
    document = load_catalogue(folder_of(tmp_path, {**ENTRY, "regions": named})).documents[0]
    assert (document.group, document.regions) == (None, ("18", "03", "04", "05", "19", "09"))


def test_the_projects_own_catalogue_lists_five_reports_that_are_unchanged() -> None:
    from corpus.collection import DEFAULT_FOLDER

    catalogue = load_catalogue(DEFAULT_FOLDER)
    assert len([check_file(catalogue, document) for document in catalogue.documents]) == 5


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "Rapport 2023"}, "document 'Rapport 2023': 'Rapport 2023' is not lower-case words joined by hyphens"),
        ({"form": "a poem"}, "document 'rapport-2023': 'a poem' is not the name of a form"),
        ({"years": ["i fjol"]}, "document 'rapport-2023': years ['i fjol'] is not a list of years"),
        ({"years": [2023, 20244]}, "years [2023, 20244] is not a list of years; expected 1900-2100"),
        ({"years": "2023"}, "document 'rapport-2023': years '2023' is not a list of years"),
        ({"regions": []}, "document 'rapport-2023': regions [] is not a list of regions or one group"),
        ({"regions": "Gotland"}, "document 'rapport-2023': regions 'Gotland' is not a list of regions or one group"),
        ({"sha256": "abc"}, "document 'rapport-2023': 'abc' is not 64 lower-case hexadecimal digits"),
        ({"file": "../rapport.txt"}, "'../rapport.txt' is not the plain name of a file in documents/"),
        ({"regions": ["Atlantis"]}, "okänd region 'Atlantis'; väntade"),
        ({"colour": "red"}, "missing [], unknown ['colour']; expected ['id', 'title'"),
        ({"layout": "prose"}, "missing [], unknown ['layout']; expected ['id', 'title'"),
        ({"region": ["Gotland"]}, "unknown ['region']; did you mean 'regions'? expected ['id', 'title'"),
    ],
)
def test_a_malformed_entry_is_refused_by_name_and_value(
    tmp_path: Path, change: Mapping[str, object], message: str
) -> None:
    assert message in refusal(folder_of(tmp_path, {**ENTRY, **change}))


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    without_title = {key: value for key, value in ENTRY.items() if key != "title"}
    assert "document 'rapport-2023': missing ['title']" in refusal(folder_of(tmp_path, without_title))


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    message = refusal(folder_of(tmp_path, ENTRY, {**ENTRY, "file": "annan.txt"}))
    assert message == "id 'rapport-2023' stands in more than one entry; expected it once"


def test_an_unlisted_file_is_refused_with_a_hint(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, ENTRY)
    (folder / "documents" / "ny.txt").write_text("ny", encoding="utf-8")
    assert refusal(folder) == (
        "documents/ny.txt stands in no entry of the catalogue; "
        "add a [[document]] entry to catalogue.toml or remove the file"
    )


def test_corrections_and_hidden_files_need_no_entry(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, ENTRY)
    (folder / "documents" / "rapport-2023.corrections.toml").write_text("", encoding="utf-8")
    (folder / "documents" / ".DS_Store").write_text("", encoding="utf-8")
    assert len(load_catalogue(folder).documents) == 1


def test_a_missing_catalogue_is_refused(tmp_path: Path) -> None:
    assert "catalogue.toml is missing; expected the collection's catalogue" in refusal(tmp_path)


@pytest.mark.parametrize("text", ["[[document]\nid = 1", 'document = "rapport"', "document = [1]"])
def test_a_catalogue_that_is_no_list_of_entries_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "catalogue.toml").write_text(text, encoding="utf-8")
    assert refusal(tmp_path)


def test_a_changed_file_is_refused_with_both_hashes(tmp_path: Path) -> None:
    catalogue = load_catalogue(folder_of(tmp_path, ENTRY))
    (tmp_path / "documents" / "rapport.txt").write_text("Annat", encoding="utf-8")
    found = hashlib.sha256(b"Annat").hexdigest()
    with pytest.raises(ChangedDocumentError) as error:
        check_file(catalogue, catalogue.documents[0])
    assert str(error.value) == f"rapport.txt: har SHA-256 {found}; katalogen anger {ENTRY['sha256']}"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    catalogue = load_catalogue(folder_of(tmp_path, ENTRY))
    (tmp_path / "documents" / "rapport.txt").unlink()
    with pytest.raises(UnreadableDocumentError, match=r"rapport\.txt: går inte att öppna .* väntade en fil"):
        check_file(catalogue, catalogue.documents[0])


@pytest.mark.parametrize(
    "name", [".DS_Store", "~$rapport.docx", "Thumbs.db", "desktop.ini", "rapport.txt~", "~WRL0001.tmp"]
)
def test_files_that_programs_leave_there_are_passed_over(tmp_path: Path, name: str) -> None:
    folder = folder_of(tmp_path, ENTRY)
    fingerprint = collection_fingerprint(load_catalogue(folder))
    (folder / "documents" / name).write_bytes(b"")
    catalogue = load_catalogue(folder)
    assert [document.id for document in catalogue.documents] == ["rapport-2023"]
    assert collection_fingerprint(catalogue) == fingerprint


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, ENTRY)
    listing = folder / "catalogue.toml"
    listing.write_bytes("\ufeff".encode() + listing.read_bytes().replace(b"\n", b"\r\n"))
    assert load_catalogue(folder).documents[0].id == "rapport-2023"


def test_names_are_the_same_whichever_way_their_letters_are_stored(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "Årsrapport.txt")
    entry = {**ENTRY, "file": "Årsrapport.txt", "issuer": unicodedata.normalize("NFD", "Region Skåne")}
    folder = folder_of(tmp_path, {**entry, "regions": [unicodedata.normalize("NFD", "Skåne")]})
    (folder / "documents" / "rapport.txt").rename(folder / "documents" / apart)
    catalogue = load_catalogue(folder)
    assert check_file(catalogue, catalogue.documents[0]).name == apart
    assert (catalogue.documents[0].issuer, catalogue.documents[0].regions) == ("Region Skåne", ("12",))
