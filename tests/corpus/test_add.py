import hashlib
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from corpus.__main__ import app
from corpus.collection import DEFAULT_FOLDER, read_collection
from corpus.pages import collapse
from tests import command_line
from tests.corpus import made
from tests.corpus.added import state

TOLD = ("--title", "Öarnas rapport", "--issuer", "Region Gotland", "--year", "2023")


run = partial(command_line.run, app, "add")
refusal = partial(command_line.refusal, app, "add")


@pytest.mark.parametrize(
    ("name", "make", "n_pages"),
    [("r.pdf", made.write_pdf, 2), ("r.docx", made.write_word, 1), ("r.html", made.write_html, 1)],
)
def test_an_added_report_is_found_in_the_collection(
    tmp_path: Path, collection_folder: Path, name: str, make: Callable[[Path], Path], n_pages: int
) -> None:
    before = read_collection(collection_folder)
    file = make(tmp_path / name)
    status, output, _ = run(file, *TOLD, "--id", "oar-2023", "--documents", collection_folder)
    assert status == 0
    assert f"sidor: {n_pages}," in output
    assert "insatser: 12 redovisade" in output
    after = read_collection(collection_folder)
    assert after.failures == ()
    assert [content.document for content in after.contents[:-1]] == [content.document for content in before.contents]
    content = after.contents[-1]
    document = content.document
    assert (document.id, document.title, document.years) == ("oar-2023", "Öarnas rapport", (2023,))
    assert (document.regions, document.language, document.file) == (("09",), "sv", f"oar-2023{file.suffix}")
    assert document.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert made.told(content.initiatives) == made.expected()
    for initiative in content.initiatives:
        assert collapse(initiative.name) in collapse(content.pages[initiative.first_page - 1].text)


def test_the_report_says_what_was_found_repaired_and_suspected(tmp_path: Path, collection_folder: Path) -> None:
    status, output, _ = run(made.write_pdf(tmp_path / "r.pdf"), *TOLD, "--documents", collection_folder)
    assert status == 0
    assert "r  Öarnas rapport" in output
    assert "sidor: 2, varav 2 med tryckt sidnummer" in output
    assert "språk: 2 sv" in output
    assert "lagat: sidhuvud och sidfot 4" in output


def test_the_catalogue_keeps_its_text_and_comments(tmp_path: Path, collection_folder: Path) -> None:
    catalogue = collection_folder / "catalogue.toml"
    before = "# En kommentar.\n" + catalogue.read_text(encoding="utf-8")
    catalogue.write_text(before, encoding="utf-8")
    run(made.write_html(tmp_path / "r.html"), *TOLD, "--documents", collection_folder)
    after = catalogue.read_text(encoding="utf-8")
    assert after.startswith(before.rstrip())
    assert after[len(before.rstrip()) :].split("\n")[:4] == ["", "", "[[document]]", 'id = "r"']


def test_a_title_may_hold_quotes_and_backslashes(tmp_path: Path, collection_folder: Path) -> None:
    title = 'Åtgärder: "allt\\inget" – 2023'
    file = made.write_html(tmp_path / "r.html")
    run(file, "--title", title, "--issuer", "Region Gotland", "--year", "2023", "--documents", collection_folder)
    assert read_collection(collection_folder).contents[-1].document.title == title


def test_regions_are_those_given_before_those_of_the_issuer(tmp_path: Path, collection_folder: Path) -> None:
    file = made.write_html(tmp_path / "r.html")
    run(file, *TOLD, "--region", "Skåne", "--region", "Halland", "--year", "2024", "--documents", collection_folder)
    document = read_collection(collection_folder).contents[-1].document
    assert (document.regions, document.group, document.years) == (("12", "13"), None, (2023, 2024))


def test_a_long_name_is_cut_where_an_id_is_made_of_it(tmp_path: Path, collection_folder: Path) -> None:
    file = made.write_word(tmp_path / f"{'x' * 79} {'y' * 150}.docx")
    status, output, _ = run(file, *TOLD, "--documents", collection_folder)
    assert status == 0
    assert output.startswith("x" * 79)
    assert [path.name for path in (collection_folder / "documents").glob("x*")] == [f"{'x' * 79}.docx"]


def test_an_id_longer_than_addresses_hold_is_refused(tmp_path: Path, collection_folder: Path) -> None:
    file = made.write_word(tmp_path / "r.docx")
    before = state(collection_folder)
    told = refusal(file, *TOLD, "--id", "x" * 151, "--documents", collection_folder)
    assert "151 tecken; väntade högst 150" in told
    assert state(collection_folder) == before
    assert run(file, *TOLD, "--id", "x" * 150, "--documents", collection_folder)[0] == 0


def test_without_an_id_the_file_names_the_document(tmp_path: Path, collection_folder: Path) -> None:
    file = made.write_html(tmp_path / "Återrapportering 2023 (slutlig).HTML")
    run(file, *TOLD, "--documents", collection_folder)
    document = read_collection(collection_folder).contents[-1].document
    assert (document.id, document.file) == ("aterrapportering-2023-slutlig", "aterrapportering-2023-slutlig.html")


def test_a_folder_without_reports_is_told_with_what_was_expected(tmp_path: Path, collection_folder: Path) -> None:
    folder = tmp_path / "bilder"
    folder.mkdir()
    (folder / "bild.png").write_bytes(b"x")
    told = refusal(folder, "--documents", collection_folder)
    assert told.startswith(f"{folder} innehåller ingen rapport; väntade filer som slutar på .pdf, ")


KILLED_WHILE_IT_COPIES = """import os, shutil
shutil.copyfileobj = lambda *_: os._exit(9)
from corpus.__main__ import app
app()"""


def test_what_a_command_leaves_that_is_killed_while_it_copies_is_no_hindrance_to_the_next(
    tmp_path: Path, collection_folder: Path
) -> None:
    before = read_collection(collection_folder).catalogue
    arguments = [str(made.write_html(tmp_path / "r.html")), *TOLD, "--documents", str(collection_folder)]
    killed = subprocess.run([sys.executable, "-c", KILLED_WHILE_IT_COPIES, "add", *arguments], check=False)
    assert killed.returncode == 9
    assert read_collection(collection_folder).catalogue == before
    assert run(*arguments)[0] == 0
    assert read_collection(collection_folder).contents[-1].document.id == "r"


def broken(path: Path) -> Path:
    path.write_bytes(b"%PDF-1.7\ninte mer")
    return path


@pytest.mark.parametrize(
    ("name", "make", "told", "message"),
    [
        ("r.pdf", broken, TOLD, "r.pdf: är skadad: "),
        ("r.pdf", made.write_word, TOLD, "r.pdf: har ändelsen .pdf men innehåller Word; väntade PDF"),
        ("r.pdf", Path, TOLD, "r.pdf: går inte att öppna (No such file or directory); väntade en fil"),
        # Whatever else it lacks.
        ("r.pdf", Path, (), "r.pdf: går inte att öppna (No such file or directory); väntade en fil"),
        ("r.rtf", made.write_html, (), "r.rtf: har ändelsen '.rtf'; väntade en av .pdf, .docx, "),
        ("r.html", made.write_html, (*TOLD, "--id", "Ny Rapport"), "dokument 'Ny Rapport': 'Ny Rapport' är inte ord"),
        ("r.html", made.write_html, (*TOLD, "--id", "norra-2028"), "id 'norra-2028' finns redan i katalogen"),
        ("r.html", made.write_html, (*TOLD, "--region", "Atlantis"), "dokument 'r': okänd region 'Atlantis'; väntade"),
        (
            "r.html",
            made.write_html,
            (*TOLD[:3], "Konsulten", *TOLD[4:]),
            "avsändaren 'Konsulten' nämner ingen region; väntade --region med dem den talar för, eller --region alla",
        ),
        ("r.html", made.write_html, (*TOLD, "--kind", "a\nb"), "dokument 'r': 'a\\nb' är inte en rad text"),
    ],
)
def test_what_cannot_be_added_changes_nothing_and_is_told_in_one_line(
    tmp_path: Path,
    collection_folder: Path,
    name: str,
    make: Callable[[Path], Path],
    told: tuple[str, ...],
    message: str,
) -> None:
    before = state(collection_folder)
    assert refusal(make(tmp_path / name), *told, "--documents", collection_folder).startswith(message)
    assert state(collection_folder) == before


def test_the_same_file_is_not_added_twice(tmp_path: Path, collection_folder: Path) -> None:
    file = made.write_html(tmp_path / "r.html")
    run(file, *TOLD, "--documents", collection_folder)
    before = state(collection_folder)
    assert refusal(file, *TOLD, "--documents", collection_folder).startswith("id 'r' finns redan i katalogen")
    assert refusal(file, *TOLD, "--id", "annan", "--documents", collection_folder) == (
        "samma fil finns redan i katalogen, som 'r'; väntade en ny"
    )
    assert state(collection_folder) == before


def test_a_catalogue_that_cannot_be_replaced_is_left_with_its_folder_as_it_was(
    tmp_path: Path, collection_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    before = state(collection_folder)
    file = made.write_html(tmp_path / "r.html")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fail)
        assert "går inte att skriva (No space left on device)" in refusal(file, *TOLD, "--documents", collection_folder)
    assert state(collection_folder) == before


def test_a_report_that_speaks_for_the_whole_country_says_so_in_one_word(
    tmp_path: Path, collection_folder: Path
) -> None:
    file = made.write_html(tmp_path / "nationell.html")
    told = ("--issuer", "Verket", "--year", "2023", "--region", "Alla")
    status, *_ = run(file, *told, "--documents", collection_folder)
    added = read_collection(collection_folder).contents[-1].document
    assert (status, len(set(added.regions)), added.group) == (0, 21, None)


def test_the_first_report_begins_a_collection(tmp_path: Path) -> None:
    file, folder = made.write_html(tmp_path / "r.html"), tmp_path / "rapporter" / "egna"
    status, output, _ = run(file, *TOLD, "--documents", folder, "--dry-run")
    assert (status, output.splitlines()[-2:]) == (0, [f"Ny samling: {folder}", "Ingenting ändrades."])
    assert not folder.parent.exists()
    status, output, _ = run(file, *TOLD, "--documents", folder)
    assert (status, f"Ny samling: {folder}\n" in output) == (0, True)
    run(made.write_word(tmp_path / "s.docx"), *TOLD, "--documents", folder)
    collection = read_collection(folder)
    assert ([one.document.id for one in collection.contents], collection.failures) == (["r", "s"], ())


def test_no_collection_is_begun_over_files_that_lie_there(tmp_path: Path) -> None:
    folder = tmp_path / "rapporter"
    (folder / "documents").mkdir(parents=True)
    (folder / "documents" / "gammal.txt").write_text("En rapport.", encoding="utf-8")
    before = state(folder)
    refused = refusal(made.write_html(tmp_path / "r.html"), *TOLD, "--documents", folder)
    assert refused.startswith("documents/gammal.txt står i ingen post i katalogen")
    assert state(folder) == before


def test_help_names_no_path_of_this_machine() -> None:
    _, output, _ = run("--help")
    assert str(DEFAULT_FOLDER.parent) not in "".join(output.split())


def test_what_stops_one_of_several_files_is_told_with_its_name(tmp_path: Path, collection_folder: Path) -> None:
    folder = tmp_path / "inkorg"
    folder.mkdir()
    made.write_html(folder / "ett.html")
    (folder / "kopia.html").write_bytes((folder / "ett.html").read_bytes())
    told = ("--issuer", "Region Gotland", "--year", "2023", "--documents", collection_folder)
    status, _, error = run(folder, *told)
    assert (status, error) == (
        2,
        "fel: kopia.html: samma fil finns redan i katalogen, som 'ett'; väntade en ny\n",
    )


def test_a_file_that_is_not_there_is_said_not_to_be(tmp_path: Path, collection_folder: Path) -> None:
    assert "går inte att öppna (No such file" in refusal(tmp_path / "okänd.pdf", "--documents", collection_folder)
