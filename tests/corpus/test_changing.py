"""A collection that lives: several reports at once, removed, replaced and listed, each also as a dry run."""

from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.__main__ import app
from corpus.adding.adding import file_sha256
from corpus.collection import read_collection
from tests import command_line
from tests.corpus import made
from tests.corpus.added import state

run = partial(command_line.run, app)


def ids(folder: Path) -> list[str]:
    return [content.document.id for content in read_collection(folder).contents]


def drawer(path: Path) -> Path:
    """Give a folder of reports whose names say whose they are and of which year, a broken one and a bystander."""
    (path / "2024").mkdir(parents=True)
    made.write_html(path / "2024" / "Gotland 2024.html")
    made.write_word(path / "skåne_2023.docx")
    (path / "Halland 2023.pdf").write_bytes(b"%PDF-1.7\ninte mer")
    (path / "~$skåne_2023.docx").write_bytes(b"")
    return path


def test_a_folder_is_added_and_a_broken_file_stops_no_other(tmp_path: Path, collection_folder: Path) -> None:
    before = ids(collection_folder)
    status, output, error = run("add", drawer(tmp_path / "in"), "--documents", collection_folder)
    assert (status, output.count("insatser: 12 redovisade")) == (2, 2)
    assert output.endswith(f"Tillagd. Gör den sökbar: python -m indexer build --documents {collection_folder}\n")
    assert error.startswith("fel: Halland 2023.pdf: är skadad")
    assert ids(collection_folder) == [*before, "gotland-2024", "skane-2023"]
    documents = {one.document.id: one.document for one in read_collection(collection_folder).contents}
    gotland, skane = documents["gotland-2024"], documents["skane-2023"]
    assert (gotland.title, gotland.issuer, gotland.years, gotland.regions) == (
        "Gotland 2024",
        "Region Gotland",
        (2024,),
        ("09",),
    )
    assert (skane.title, skane.issuer, skane.years) == ("Skåne 2023", "Region Skåne", (2023,))


def test_a_dry_run_of_adding_changes_nothing(tmp_path: Path, collection_folder: Path) -> None:
    before = state(collection_folder)
    file = made.write_html(tmp_path / "Gotland 2024.html")
    status, output, _ = run("add", file, "--dry-run", "--documents", collection_folder)
    assert (status, state(collection_folder)) == (0, before)
    assert "form: generic (ingen känd form passar)" in output
    assert output.endswith("Ingenting ändrades.\n")


@pytest.mark.parametrize(
    ("name", "message"),
    [("bilaga 2024.html", "nämner ingen region; väntade --issuer"), ("gotland.html", "nämner inget år")],
)
def test_a_name_that_does_not_tell_enough_is_refused(
    tmp_path: Path, collection_folder: Path, name: str, message: str
) -> None:
    status, output, error = run("add", made.write_html(tmp_path / name), "--documents", collection_folder)
    assert (status, output) == (2, "")
    assert message in error


def test_an_id_names_one_report(tmp_path: Path, collection_folder: Path) -> None:
    status, _, error = run("add", drawer(tmp_path / "in"), "--id", "x", "--documents", collection_folder)
    assert (status, error) == (2, "fel: --id och --title gäller en rapport; hittade 3 filer\n")


def test_a_report_whose_entry_alone_was_changed_can_be_replaced_once_more(
    tmp_path: Path, collection_folder: Path
) -> None:
    file = tmp_path / "ny.txt"
    file.write_text("Blekinge 2023\n\nBlekinge har byggt en brygga.\n", encoding="utf-8")
    listing, old = collection_folder / "catalogue.toml", collection_folder / "documents" / "blekinge.txt"
    text, (was, new) = listing.read_text(encoding="utf-8"), map(file_sha256, (old, file))
    listing.write_text(text.replace(was, new), encoding="utf-8")
    status, _, _ = run("replace", "blekinge-2023", file, "--documents", collection_folder)
    assert (status, read_collection(collection_folder).failures) == (0, ())


def test_a_removed_report_leaves_the_others_and_their_comments(collection_folder: Path) -> None:
    (collection_folder / "documents" / "blekinge-2023.corrections.toml").write_text("")
    before = state(collection_folder)
    assert run("remove", "blekinge-2023", "--dry-run", "--documents", collection_folder)[:2] == (
        0,
        "Skulle ta bort blekinge.txt, blekinge-2023.corrections.toml.\n",
    )
    assert state(collection_folder) == before
    status, output, _ = run("remove", "blekinge-2023", "--documents", collection_folder)
    build = f"python -m indexer build --documents {collection_folder}"
    assert (status, output) == (0, f"Tog bort blekinge.txt, blekinge-2023.corrections.toml. Bygg indexet: {build}\n")
    assert ids(collection_folder) == ["norra-2028"]
    text = (collection_folder / "catalogue.toml").read_text(encoding="utf-8")
    assert text.startswith("# A made-up collection")
    assert text.count("[[document]]") == 1


def test_a_replaced_report_keeps_its_id_and_loses_corrections_of_the_old_file(
    tmp_path: Path, collection_folder: Path
) -> None:
    corrections = collection_folder / "documents" / "blekinge-2023.corrections.toml"
    corrections.write_text('[[correction]]\nline = 1\naction = "replace"\nvalue = "x"\nreason = "y"\n')
    before = state(collection_folder)
    file = tmp_path / "ny version.txt"
    file.write_text("Blekinge 2023\n\nBlekinge har byggt en brygga.\n", encoding="utf-8")
    arguments = ("replace", "blekinge-2023", file, "--documents", collection_folder)
    status, output, _ = run(*arguments, "--dry-run")
    assert (status, state(collection_folder)) == (0, before)
    assert "rättelser av den gamla filen som inte gäller längre: 1" in output
    status, output, _ = run(*arguments)
    said = f"Utbytt. Gör den sökbar: python -m indexer build --documents {collection_folder}\n"
    assert (status, output.endswith(said)) == (0, True)
    assert ids(collection_folder) == ["blekinge-2023", "norra-2028"]
    content = read_collection(collection_folder).contents[0]
    assert "brygga" in content.pages[0].text
    assert (content.document.file, corrections.exists()) == ("blekinge-2023.txt", False)
    assert sorted(path.name for path in (collection_folder / "documents").iterdir()) == [
        "blekinge-2023.txt",
        "norra.txt",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("remove", "ingen"), "okänt dokument 'ingen'; väntade ett av: blekinge-2023, norra-2028"),
        (("replace", "ingen", "x.txt"), "okänt dokument 'ingen'"),
        (("replace", "blekinge-2023", "x.txt"), "x.txt: går inte att öppna"),
    ],
)
def test_what_cannot_be_changed_is_told_in_one_line(
    collection_folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    before = state(collection_folder)
    status, output, error = run(*arguments, "--documents", collection_folder)
    assert (status, output, error.count("\n")) == (2, "", 1)
    assert error.startswith(f"fel: {message}")
    assert state(collection_folder) == before


def test_the_list_names_every_report(collection_folder: Path) -> None:
    status, output, _ = run("list", "--documents", collection_folder)
    lines = output.splitlines()
    assert status == 0
    assert lines[1].split()[:4] == ["blekinge-2023", "2023", "prose", "blekinge.txt"]
    assert lines[2].split()[:4] == ["norra-2028", "2028–2029", "cards", "norra.txt"]


def test_the_list_cuts_no_id_short_in_a_narrow_terminal(collection_folder: Path) -> None:
    shown = CliRunner().invoke(app, ["list", "--documents", str(collection_folder)], env={"COLUMNS": "40"})
    assert [document for document in ids(collection_folder) if document not in shown.stdout] == []
