"""Reading again: only what is not as it was is read, and the outcome is that of reading everything."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.collection import DEFAULT_FOLDER, Begun, Collection, begin_file, read_collection
from corpus.corrections import Corrections
from corpus.document import Document
from corpus.errors import ChangedDocumentError
from corpus.forms.model import AnyForm
from indexer.errors import BuildError
from indexer.folder import readings
from indexer.folder.readings import READINGS_FOLDER, read_changed
from indexer.folder.switching import only_build
from tests.indexer.building import add, change, remove

BLEKINGE, NORRA = "blekinge-2023", "norra-2028"


class CountingReader:
    """Reads, and remembers the ids of the documents it was asked for."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, path: Path, document: Document, form: AnyForm, corrections: Corrections) -> Begun:
        self.read.append(document.id)
        return begin_file(path, document, form, corrections)


def read_again(folder: Path, root: Path) -> list[str]:
    """Read a collection, check the outcome, and give the ids of the documents that were read for it."""
    reader = CountingReader()
    assert read_changed(folder, root, reader) == read_collection(folder)
    return reader.read


def files(root: Path) -> list[str]:
    return sorted(path.name for path in (root / READINGS_FOLDER).iterdir())


def test_the_reports_are_the_same_when_nothing_is_read_again(reports: Collection, tmp_path: Path) -> None:
    reader = CountingReader()
    assert read_changed(DEFAULT_FOLDER, tmp_path, reader) == reports
    assert reader.read == [document.id for document in reports.catalogue.documents]
    assert read_changed(DEFAULT_FOLDER, tmp_path, reader) == reports
    assert len(reader.read) == len(reports.contents)


@pytest.mark.parametrize(
    ("alter", "read", "kept"),
    [
        (add, ["gotland-2023"], [BLEKINGE, "gotland-2023", NORRA]),
        (change, [BLEKINGE], [BLEKINGE, NORRA]),
        (remove, [], [BLEKINGE]),
    ],
)
def test_only_the_altered_document_is_read_and_a_removed_one_forgotten(
    collection_folder: Path, tmp_path: Path, alter: Callable[[Path], Collection], read: list[str], kept: list[str]
) -> None:
    assert read_again(collection_folder, tmp_path) == [BLEKINGE, NORRA]
    alter(collection_folder)
    assert read_again(collection_folder, tmp_path) == read
    assert files(tmp_path) == [f"{document}.jsonl" for document in kept]


def test_a_correction_and_another_title_have_their_document_read_again(collection_folder: Path, tmp_path: Path) -> None:
    read_again(collection_folder, tmp_path)
    correction = '[[correction]]\nline = 1\naction = "row-start"\nreason = "prov"\n'
    (collection_folder / "documents" / f"{NORRA}.corrections.toml").write_text(correction)
    assert read_again(collection_folder, tmp_path) == [NORRA]
    catalogue = collection_folder / "catalogue.toml"
    catalogue.write_text(catalogue.read_text().replace("Blekinges arbete under", "Blekinges år"))
    assert read_again(collection_folder, tmp_path) == [BLEKINGE]


def test_a_form_that_differs_in_the_last_of_many_expressions_has_its_documents_read_again(
    collection_folder: Path, tmp_path: Path
) -> None:
    (collection_folder / "forms").mkdir()
    form = collection_folder / "forms" / "prose.toml"
    heads = "', '".join(f"insatsens benämning nummer {n}" for n in range(20))
    told = f"title = 'Prosa'\nengine = 'grid'\n[patterns]\nregion = ['län']\nname = ['{heads}', 'satsning']\n"
    form.write_text(told, encoding="utf-8")
    assert read_again(collection_folder, tmp_path) == [BLEKINGE, NORRA]
    form.write_text(told.replace("satsning", "åtagande"), encoding="utf-8")
    assert read_again(collection_folder, tmp_path) == [BLEKINGE]


def test_other_code_and_another_limit_have_all_read_again(
    collection_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_again(collection_folder, tmp_path)
    monkeypatch.setenv("INSATSKARTAN_MAX_PAGES", "3")
    assert read_again(collection_folder, tmp_path) == [BLEKINGE, NORRA]
    monkeypatch.setattr(readings, "code_fingerprint", lambda folder: f"other code in {folder}")
    assert read_again(collection_folder, tmp_path) == [BLEKINGE, NORRA]
    assert read_again(collection_folder, tmp_path) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-10]),
        lambda path: path.write_bytes(b"\xff" + path.read_bytes()),
        lambda path: path.write_bytes(path.read_bytes().replace(b'"page":1', b'"page":"ett"')),
        lambda path: path.write_bytes(path.with_name(f"{NORRA}.jsonl").read_bytes()),
    ],
    ids=["gone", "empty", "cut off", "no text", "no number", "another document's"],
)
def test_a_kept_reading_that_is_damaged_or_foreign_is_written_anew(
    collection_folder: Path, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    read_again(collection_folder, tmp_path)
    kept = tmp_path / READINGS_FOLDER / f"{BLEKINGE}.jsonl"
    whole = kept.read_bytes()
    spoil(kept)
    assert read_again(collection_folder, tmp_path) == [BLEKINGE]
    assert kept.read_bytes() == whole


def test_a_file_that_is_not_the_catalogues_fails_though_its_reading_is_kept(
    collection_folder: Path, tmp_path: Path
) -> None:
    read_again(collection_folder, tmp_path)
    (collection_folder / "documents" / "norra.txt").write_text("ändrad")
    collection = read_changed(collection_folder, tmp_path)
    assert [type(failure) for failure in collection.failures] == [ChangedDocumentError]
    assert [content.document.id for content in collection.contents] == [BLEKINGE]


def test_where_a_watched_folder_is_read_a_half_copied_file_leaves_its_report_as_it_was_and_is_told(
    collection_folder: Path, tmp_path: Path
) -> None:
    whole = read_changed(collection_folder, tmp_path)
    file = collection_folder / "documents" / "norra.txt"
    file.write_bytes(file.read_bytes()[:40])
    collection = read_changed(collection_folder, tmp_path, keeps_former=True)
    assert collection.contents == whole.contents
    assert [str(failure).endswith("; it stays as it was read before") for failure in collection.failures] == [True]
    file.unlink()
    assert read_changed(collection_folder, tmp_path, keeps_former=True).contents == whole.contents


def test_a_half_copied_file_of_a_new_version_is_no_former_one(collection_folder: Path, tmp_path: Path) -> None:
    read_again(collection_folder, tmp_path)
    change(collection_folder)
    changed = next((collection_folder / "documents").glob("blekinge*"))
    changed.write_bytes(changed.read_bytes()[:40])
    collection = read_changed(collection_folder, tmp_path, keeps_former=True)
    assert [content.document.id for content in collection.contents] == [NORRA]


def test_a_file_that_is_replaced_while_it_is_read_fails_and_what_was_read_is_not_kept(
    collection_folder: Path, tmp_path: Path
) -> None:
    """Kept, it would be told of as the catalogue's file for ever."""
    path = collection_folder / "documents" / "norra.txt"
    received = path.read_bytes()

    def begin_another(file: Path, document: Document, form: AnyForm, corrections: Corrections) -> Begun:
        path.write_bytes(received + b"\nNytt stycke.\n")
        return begin_file(file, document, form, corrections)

    for collection in (read_changed(collection_folder, tmp_path, begin_another), read_collection(collection_folder)):
        assert [type(failure) for failure in collection.failures] == [ChangedDocumentError]
        assert [content.document.id for content in collection.contents] == [BLEKINGE]
    assert files(tmp_path) == [f"{BLEKINGE}.jsonl"]
    path.write_bytes(received)
    assert read_again(collection_folder, tmp_path) == [NORRA]


def test_what_a_crash_left_half_written_is_removed(
    collection_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("pathlib.Path.replace", _cut_power)
        # Nor is anything tidied up when the power is cut.
        patched.setattr("corpus.drafts.discard", lambda _: None)
        with pytest.raises(KeyboardInterrupt):
            read_changed(collection_folder, tmp_path)
    assert files(tmp_path) == [f"{BLEKINGE}.jsonl.partial"]
    assert read_again(collection_folder, tmp_path) == [BLEKINGE, NORRA]
    assert files(tmp_path) == [f"{BLEKINGE}.jsonl", f"{NORRA}.jsonl"]


def _cut_power(*_: object) -> None:
    raise KeyboardInterrupt


def test_reading_while_a_build_runs_and_under_a_root_that_cannot_be_written_is_refused(
    collection_folder: Path, tmp_path: Path
) -> None:
    with only_build(tmp_path), pytest.raises(BuildError, match="another build is running"):
        read_changed(collection_folder, tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(BuildError, match=r"file.*expected a folder that can be written"):
        read_changed(collection_folder, tmp_path / "file" / "index")
