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
        (
            {"id": "Rapport 2023"},
            "dokument 'Rapport 2023': 'Rapport 2023' är inte ord i små bokstäver med bindestreck mellan",
        ),
        ({"form": "a poem"}, "dokument 'rapport-2023': 'a poem' är inte namnet på en form"),
        ({"years": ["i fjol"]}, "dokument 'rapport-2023': years ['i fjol'] är inte en lista av årtal"),
        ({"years": [2023, 20244]}, "years [2023, 20244] är inte en lista av årtal; väntade 1900-2100"),
        ({"years": "2023"}, "dokument 'rapport-2023': years '2023' är inte en lista av årtal"),
        ({"regions": []}, "dokument 'rapport-2023': regions [] är inte en lista av regioner eller en grupp"),
        (
            {"regions": "Gotland"},
            "dokument 'rapport-2023': regions 'Gotland' är inte en lista av regioner eller en grupp",
        ),
        ({"sha256": "abc"}, "dokument 'rapport-2023': 'abc' är inte 64 hexadecimala siffror i små bokstäver"),
        ({"file": "../rapport.txt"}, "'../rapport.txt' är inte bara namnet på en fil i documents/"),
        ({"regions": ["Atlantis"]}, "okänd region 'Atlantis'; väntade"),
        ({"colour": "red"}, "saknas [], okända ['colour']; väntade ['id', 'title'"),
        ({"layout": "prose"}, "saknas [], okända ['layout']; väntade ['id', 'title'"),
        ({"region": ["Gotland"]}, "okända ['region']; menade du 'regions'? väntade ['id', 'title'"),
    ],
)
def test_a_malformed_entry_is_refused_by_name_and_value(
    tmp_path: Path, change: Mapping[str, object], message: str
) -> None:
    assert message in refusal(folder_of(tmp_path, {**ENTRY, **change}))


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    without_title = {key: value for key, value in ENTRY.items() if key != "title"}
    assert "dokument 'rapport-2023': saknas ['title']" in refusal(folder_of(tmp_path, without_title))


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    message = refusal(folder_of(tmp_path, ENTRY, {**ENTRY, "file": "annan.txt"}))
    assert message == "id 'rapport-2023' står i mer än en post; väntade det en gång"


def test_an_unlisted_file_is_refused_with_a_hint(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, ENTRY)
    (folder / "documents" / "ny.txt").write_text("ny", encoding="utf-8")
    assert refusal(folder) == (
        "documents/ny.txt står i ingen post i katalogen; "
        "lägg till en post [[document]] i catalogue.toml eller ta bort filen"
    )


def test_corrections_and_hidden_files_need_no_entry(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, ENTRY)
    (folder / "documents" / "rapport-2023.corrections.toml").write_text("", encoding="utf-8")
    (folder / "documents" / ".DS_Store").write_text("", encoding="utf-8")
    assert len(load_catalogue(folder).documents) == 1


def test_a_missing_catalogue_is_refused(tmp_path: Path) -> None:
    assert "catalogue.toml saknas; väntade samlingens katalog" in refusal(tmp_path)


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
