"""A cell that spans several rows tells each of their initiatives, and its words are counted once."""

from pathlib import Path

from corpus.collection import DEFAULT_FOLDER
from corpus.document import Content
from corpus.forms import GENERIC, load_forms
from corpus.health.account import take_account
from indexer.chunking import chunk
from tests.corpus import made

HEAD = "<tr><td>Region<td>Insats<td>Prestationer<td>Effekter<td>Kommentar</tr>"


def read(tmp_path: Path, rows: str) -> Content:
    path = tmp_path / "r.html"
    path.write_text(f"<!doctype html><table>{HEAD}{rows}</table><p>Slut.</p>", encoding="utf-8")
    content = made.read(path)
    assert take_account(content, load_forms(DEFAULT_FOLDER)[GENERIC]).faults == ()
    return content


def test_a_value_of_several_rows_counts_for_each_initiative(tmp_path: Path) -> None:
    rows = (
        "<tr><td>Skåne<td>Elbåtar<td>3 båtar<td rowspan=2>Tystare hamnar.<td rowspan=3>Pågår</tr>"
        "<tr><td>Kalmar<td>Laddbryggor<td>5 bryggor</tr><tr><td>Halland<td>Segel<td>2 kurser<td>Fler seglar.</tr>"
    )
    content = read(tmp_path, rows)
    assert [(one.region, one.name, one.effects, one.text) for one in content.initiatives] == [
        ("12", "Elbåtar", "Tystare hamnar.", "Elbåtar 3 båtar Tystare hamnar. Pågår"),
        ("08", "Laddbryggor", "Tystare hamnar.", "Laddbryggor 5 bryggor Tystare hamnar. Pågår"),
        ("13", "Segel", "Fler seglar.", "Segel 2 kurser Fler seglar. Pågår"),
    ]


def test_each_initiative_is_found_by_the_value_it_shares(tmp_path: Path) -> None:
    rows = "<tr><td>Skåne<td>Elbåtar<td rowspan=2>3 båtar<td>A.</tr><tr><td>Kalmar<td>Segel<td>B.</tr>"
    passages = chunk(read(tmp_path, rows), lambda _: "sv")
    assert [(one.region, one.name) for one in passages if "3 båtar" in one.text] == [
        ("12", "Elbåtar"),
        ("08", "Segel"),
    ]
    assert len({one.id for one in passages}) == len(passages)


def test_rows_of_one_initiative_are_told_a_value_of_theirs_once(tmp_path: Path) -> None:
    rows = "<tr><td rowspan=2>Skåne<td rowspan=2>Elbåtar<td>3 båtar<td rowspan=2>Tyst.</tr><tr><td>2 möten</tr>"
    (one,) = read(tmp_path, rows).initiatives
    assert (one.outputs, one.effects) == ("3 båtar 2 möten", "Tyst.")


def test_a_value_ends_with_its_rows(tmp_path: Path) -> None:
    rows = "<tr><td>Skåne<td>Elbåtar<td rowspan=2>3 båtar</tr><tr><td>Kalmar<td>Segel</tr><tr><td>Halland<td>Bi</tr>"
    assert [one.outputs for one in read(tmp_path, rows).initiatives] == ["3 båtar", "3 båtar", ""]


def test_of_cells_in_every_row_that_never_end_few_are_told_to_the_rows_below(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>Skåne<td>Insats {n}<td rowspan=65534>{n} båtar</tr>" for n in range(60))
    content = read(tmp_path, rows)
    assert len(content.initiatives) == 60
    assert sum(block.is_repeat for block in content.blocks) < 60 * 30
